"""Between the residents' and the employees' pension: what is merged, what counts, what is refunded."""

from __future__ import annotations

from simcore.law.employee_pension.award import (
    account_pension,
    basic_pension,
    one_child_supplement,
)
from simcore.law.resident_pension.pension import resident_account_pension, resident_years_bonus
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import MONTHS_A_YEAR, Value, at_least, choose, completed_years

_LAW = "人社部发〔2014〕17号"
_AWARD = "国发〔2005〕38号; 渝办发〔2006〕205号"


@rule(
    en="the employees' pension is paid after conversion",
    zh="可转入职工基本养老保险领取待遇",
    unit="yes_no",
    article=Text(
        "Social Insurance Law art. 16; 人社部发〔2014〕17号", "社会保险法第16条；人社部发〔2014〕17号"
    ),
    status="recalled",
)
def converts_to_employee_pension(contribution_months: Value, minimum_contribution_months: Value) -> Value:
    """Whoever has the employees' minimum at retirement age converts to the employees' pension; all others to
    the residents' pension, or they pay on.
    """
    return contribution_months >= minimum_contribution_months


@rule(
    en="account after conversion",
    zh="衔接后个人账户储存额",
    unit="yuan",
    article=_LAW,
    status="recalled",
)
def account_after_conversion(account_balance: Value, resident_account_balance: Value) -> Value:
    """Both accounts together, whichever way one converts."""
    return account_balance + resident_account_balance


@rule(
    en="months of contribution after conversion to the employees' pension",
    zh="转入职工养老后的缴费月数",
    unit="months",
    article=_LAW,
    status="recalled",
)
def contribution_months_after_conversion(
    contribution_months: Value, paid_years: Value, resident_years_count: Value
) -> Value:
    """The employee months; the residents' years beside them only where these count as employee years."""
    return contribution_months + choose(resident_years_count, paid_years * MONTHS_A_YEAR, 0)


@rule(
    en="residents' years without the overlap",
    zh="剔除重复缴费后的居民缴费年限",
    unit="years",
    article=_LAW,
    status="recalled",
)
def paid_years_without_overlap(paid_years: Value, overlap_years: Value) -> Value:
    """Years paid in both schemes stay with the employees' scheme."""
    return at_least(paid_years - overlap_years, 0)


@rule(
    en="refund of residents' contributions paid beside the employees' pension",
    zh="重复缴费期间居民养老保险个人缴费退还额",
    unit="yuan",
    article=_LAW,
    status="recalled",
)
def resident_overlap_refund(resident_pension_own_payment: Value, overlap_years: Value) -> Value:
    """The own payment of each overlapping year."""
    return resident_pension_own_payment * overlap_years


@rule(
    en="years after conversion to the residents' pension",
    zh="转入居民养老后的缴费年限",
    unit="years",
    article=_LAW + Text("; part years do not count (model default)", "；不足一年的不计（模型默认值）"),
    status="recalled",
)
def paid_years_after_conversion(
    paid_years_without_overlap: Value, contribution_months: Value, employee_months_count: Value
) -> Value:
    """The residents' years, with the employee months where these count, together in completed years."""
    counted = choose(employee_months_count, contribution_months, 0)
    return completed_years(paid_years_without_overlap * MONTHS_A_YEAR + counted)


@rule(
    en="residents' monthly pension after conversion",
    zh="转入居民养老后的月养老金",
    unit="yuan_a_month",
    article=_LAW + "; 国发〔2014〕8号",
    status="recalled",
)
def resident_pension_after_conversion(
    resident_basic_pension: Value,
    resident_old_age_supplement: Value,
    paid_years_after_conversion: Value,
    account_after_conversion: Value,
    years_bonus: Value,
    minimum_years: Value,
    account_divisor: Value,
) -> Value:
    """The residents' pension on the merged account and the years together."""
    bonus = resident_years_bonus(paid_years_after_conversion, years_bonus, minimum_years)
    account = resident_account_pension(account_after_conversion, account_divisor)
    return resident_basic_pension + bonus + resident_old_age_supplement + account


@rule(
    en="basic pension after conversion",
    zh="衔接后基础养老金",
    unit="yuan_a_month",
    article=_LAW + "; " + _AWARD,
    status="recalled",
)
def basic_pension_after_conversion(
    benefit_base: Value,
    average_index: Value,
    contribution_months_after_conversion: Value,
    employee_pension_basic_rate: Value,
) -> Value:
    """The employees' basic pension, by the months that count after conversion."""
    return basic_pension(
        benefit_base, average_index, contribution_months_after_conversion, employee_pension_basic_rate
    )


@rule(
    en="account pension after conversion",
    zh="衔接后个人账户养老金",
    unit="yuan_a_month",
    article=_LAW + "; " + _AWARD,
    status="recalled",
)
def account_pension_after_conversion(account_after_conversion: Value, payout_divisor: Value) -> Value:
    """The employees' account pension, on the merged account."""
    return account_pension(account_after_conversion, payout_divisor)


@rule(
    en="one-child supplement after conversion",
    zh="衔接后独生子女父母加发",
    unit="yuan_a_month",
    article="渝劳办发〔2000〕261号",
    status="form",
)
def one_child_supplement_after_conversion(
    one_child_certificate: Value,
    basic_pension_after_conversion: Value,
    account_pension_after_conversion: Value,
    transitional_pension: Value,
    employee_pension_one_child_rate: Value,
) -> Value:
    """As for every award, on the parts after conversion."""
    return one_child_supplement(
        one_child_certificate,
        basic_pension_after_conversion,
        account_pension_after_conversion,
        transitional_pension,
        employee_pension_one_child_rate,
    )


@rule(
    en="employees' monthly pension after conversion",
    zh="转入职工养老后的月养老金",
    unit="yuan_a_month",
    article=_LAW + "; " + _AWARD,
    status="recalled",
)
def employee_pension_after_conversion(
    basic_pension_after_conversion: Value,
    account_pension_after_conversion: Value,
    transitional_pension: Value,
    one_child_supplement_after_conversion: Value,
) -> Value:
    """The employees' pension on the merged account, by the months that count after conversion."""
    parts = basic_pension_after_conversion + account_pension_after_conversion + transitional_pension
    return parts + one_child_supplement_after_conversion

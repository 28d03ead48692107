"""The allowance for insured people who lose all capacity to work before the statutory age 病残津贴.

The month from which the allowance is claimed stands as the month of retirement.
"""

from __future__ import annotations

from simcore.law.employee_pension.award import account_pension, one_child_supplement
from simcore.law.employee_pension.retirement import (
    divisor_months,
    divisor_of_completed_years,
    divisor_of_next_birthday,
    payout_divisor,
)
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    MONTHS_A_YEAR,
    Table,
    Value,
    at_least,
    at_most,
    beginning_of,
    begun_years,
    choose,
)

_LAW = Text("Social Insurance Law art. 17; 人社部发〔2024〕72号", "社会保险法第17条；人社部发〔2024〕72号")
_DIVISOR = Text("国发〔2005〕38号 annex", "国发〔2005〕38号附件")


@rule(
    en="months until the statutory age",
    zh="距法定退休年龄月数",
    unit="months",
    article=_LAW,
    status="recalled",
)
def months_until_statutory_age(statutory_retirement_month: Value, retirement_month: Value) -> Value:
    """From the month of the claim; none once the statutory age is reached."""
    return at_least(statutory_retirement_month - retirement_month, 0)


@rule(
    en="months of the disability allowance without the minimum period",
    zh="未达最低缴费年限的病残津贴月数",
    unit="months",
    article=_LAW,
    status="recalled",
)
def disability_months_earned(
    contribution_months: Value,
    disability_first_months: Value,
    disability_years_at_first: Value,
    disability_months_a_year: Value,
) -> Value:
    """The first months, and more for each begun year above those that the first months cover."""
    years_above = at_least(begun_years(contribution_months) - disability_years_at_first, 0)
    return disability_first_months + years_above * disability_months_a_year


@rule(
    en="months of the disability allowance",
    zh="病残津贴领取月数",
    unit="months",
    article=_LAW,
    status="recalled",
)
def disability_allowance_months(
    contribution_months: Value,
    minimum_contribution_months: Value,
    disability_months_earned: Value,
    months_until_statutory_age: Value,
) -> Value:
    """Until the statutory age; without the minimum period only the months earned."""
    until_age = months_until_statutory_age
    return choose(
        contribution_months >= minimum_contribution_months,
        until_age,
        at_most(disability_months_earned, until_age),
    )


@rule(
    en="age for the divisor of the claim",
    zh="申领病残津贴时确定计发月数的年龄（月）",
    unit="months",
    article=_DIVISOR,
    status="published",
)
def disability_divisor_age(retirement_age_months: Value, divisor_table: Table) -> Value:
    """The age at the claim; below the youngest of the table, where nobody gets the account part yet, that
    one.
    """
    return at_least(retirement_age_months, beginning_of(divisor_table) * MONTHS_A_YEAR)


@rule(
    en="months of that age above the completed years",
    zh="该年龄中不足一年的月数",
    unit="months",
    article=_DIVISOR + Text("; by month from 2025-01-01", "；2025年1月1日起按月计算"),
    status="form",
)
def disability_divisor_months(disability_divisor_age: Value, divisor_by_month: Value) -> Value:
    """As at retirement: they count where the divisor is interpolated by month."""
    return divisor_months(disability_divisor_age, divisor_by_month)


@rule(
    en="payout divisor at the age of the claim",
    zh="申领病残津贴时的计发月数",
    unit="divisor",
    article=_DIVISOR,
    status="published",
)
def disability_payout_divisor(
    disability_divisor_age: Value, disability_divisor_months: Value, divisor_table: Table
) -> Value:
    """As at retirement at that age."""
    completed = divisor_of_completed_years(disability_divisor_age, divisor_table)
    following = divisor_of_next_birthday(disability_divisor_age, disability_divisor_months, divisor_table)
    return payout_divisor(completed, following, disability_divisor_months)


@rule(
    en="full pension at the age of the claim",
    zh="按申领时年龄计算的基本养老金",
    unit="yuan_a_month",
    article=_LAW + "; 国发〔2005〕38号; 渝办发〔2006〕205号",
    status="recalled",
)
def disability_full_pension(
    basic_pension: Value,
    account_balance: Value,
    disability_payout_divisor: Value,
    transitional_pension: Value,
    one_child_certificate: Value,
    one_child_rate: Value,
) -> Value:
    """The monthly pension as at retirement: basic, account and transitional part and one-child supplement."""
    account = account_pension(account_balance, disability_payout_divisor)
    one_child = one_child_supplement(
        one_child_certificate, basic_pension, account, transitional_pension, one_child_rate
    )
    return basic_pension + account + transitional_pension + one_child


@rule(
    en="disability allowance at first",
    zh="病残津贴（起领时）",
    unit="yuan_a_month",
    article=_LAW,
    status="recalled",
)
def disability_allowance(
    months_until_statutory_age: Value,
    contribution_months: Value,
    minimum_contribution_months: Value,
    disability_full_years: Value,
    disability_full_pension: Value,
    basic_pension: Value,
) -> Value:
    """The full pension for those with the minimum period and near enough to the statutory age; for all others
    below that age the basic part.
    """
    near = months_until_statutory_age <= disability_full_years * MONTHS_A_YEAR
    with_minimum = contribution_months >= minimum_contribution_months
    amount = choose(with_minimum & near, disability_full_pension, basic_pension)
    return choose(months_until_statutory_age > 0, amount, 0)


@rule(
    en="month from which the allowance is the full pension",
    zh="病残津贴按基本养老金重新核定的年月",
    unit="month",
    article=_LAW,
    status="recalled",
)
def disability_recalculation_month(
    retirement_month: Value, statutory_retirement_month: Value, disability_full_years: Value
) -> Value:
    """The full years before the statutory month, or the month of the claim if that is later; for those with
    the minimum period. At the statutory age nothing is reckoned anew.
    """
    return at_least(statutory_retirement_month - disability_full_years * MONTHS_A_YEAR, retirement_month)

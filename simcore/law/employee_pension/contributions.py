"""What is paid to the employees' pension, and what of it goes to the personal account."""

from __future__ import annotations

from simcore.rulebook.rule import Cases, rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    FACTOR_UNIT,
    MONTHS_A_YEAR,
    Value,
    choose,
    holds,
    look_up,
    share,
    up_to_whole_yuan,
    within,
)

_WORKER = Text("Social Insurance Law art. 12; 国发〔2005〕38号", "社会保险法第12条；国发〔2005〕38号")


@rule(
    en="employee pension, worker",
    zh="职工基本养老保险个人缴费",
    unit="yuan",
    article=_WORKER,
    status="recalled",
)
def employee_pension_worker(contribution_base: Value, worker_rate: Value) -> Value:
    """The worker's rate of the contribution base."""
    return share(contribution_base, worker_rate)


@rule(
    en="employee pension, employer",
    zh="职工基本养老保险单位缴费",
    unit="yuan",
    article="国办发〔2019〕13号",
    status="published",
)
def employee_pension_employer(contribution_base: Value, employer_rate: Value) -> Value:
    """The employer's rate of the contribution base."""
    return share(contribution_base, employer_rate)


_SMALL_FIRMS = Text(
    "渝府办发〔2019〕50号 (copy of the notice; since when, and until when beyond its date, is not certain)",
    "渝府办发〔2019〕50号（据通知副本；起始时间及其日期以后的执行时间不确定）",
)


@rule(
    en="employers' pension rate by the size of the firm",
    zh="职工基本养老保险单位费率（按单位规模）",
    unit="share",
    article=_SMALL_FIRMS,
    status="uncertain",
)
def employer_rate_by_size(
    employer_size: Value, employer_rate: Value, reduced_rate_holds: Value, reduced_employer_rate: Value
) -> Value:
    """The reduced rate where it holds for the size of the firm, else the ordinary one."""
    return choose(holds(look_up(reduced_rate_holds, employer_size)), reduced_employer_rate, employer_rate)


@rule(
    en="employee pension, employer, by the size of the firm",
    zh="职工基本养老保险单位缴费（按单位规模）",
    unit="yuan",
    article=_SMALL_FIRMS,
    status="uncertain",
)
def employee_pension_employer_by_size(contribution_base: Value, employer_rate_by_size: Value) -> Value:
    """The rate by the size of the firm of the contribution base; payslips reckon with the ordinary rate."""
    return share(contribution_base, employer_rate_by_size)


_FLEXIBLE_LIMITS = Text(
    "国办发〔2019〕13号; before 2019-05 the notices of the limits (60 to 100 %)",
    "国办发〔2019〕13号；2019年5月以前按缴费基数上下限通知（60%至100%）",
)


@rule(
    en="highest base of a flexible worker",
    zh="灵活就业人员缴费基数上限",
    unit="yuan",
    article=_FLEXIBLE_LIMITS,
    status="published",
)
def flexible_ceiling(average_wage_annual: Value, flexible_ceiling_factor: Value) -> Value:
    """Its multiple of the yearly average wage, a month's part, rounded up to the whole yuan."""
    return up_to_whole_yuan(average_wage_annual * flexible_ceiling_factor, MONTHS_A_YEAR * FACTOR_UNIT)


@rule(
    en="flexible worker's contribution base",
    zh="灵活就业人员缴费基数",
    unit="yuan",
    article=_FLEXIBLE_LIMITS,
    status="published",
    cases=Cases("flexible_limits_are_known", {0: (), 1: ("contribution_floor", "flexible_ceiling")}),
)
def flexible_base(
    chosen_base: Value, flexible_limits_are_known: Value, contribution_floor: Value, flexible_ceiling: Value
) -> Value:
    """The base that is chosen; where the limits of the choice are known, from the lowest to the highest."""
    lowest = choose(flexible_limits_are_known, contribution_floor, 0)
    highest = choose(flexible_limits_are_known, flexible_ceiling, chosen_base)
    return within(chosen_base, lowest, highest, "chosen_base", "yuan")


@rule(
    en="flexible worker's pension contribution",
    zh="灵活就业人员养老保险费",
    unit="yuan_a_month",
    article=Text("国发〔2005〕38号 section 6", "国发〔2005〕38号第六条"),
    status="published",
)
def flexible_pension_contribution(flexible_base: Value, flexible_rate: Value) -> Value:
    """The flexible workers' rate of the base that they choose."""
    return share(flexible_base, flexible_rate)


@rule(
    en="of it to the personal account",
    zh="其中记入个人账户",
    unit="yuan_a_month",
    article=Text("国发〔2005〕38号 section 6", "国发〔2005〕38号第六条"),
    status="published",
)
def flexible_pension_to_account(flexible_base: Value, flexible_account_rate: Value) -> Value:
    """The part of the chosen base that is credited to the personal account."""
    return share(flexible_base, flexible_account_rate)


@rule(
    en="of the contributions to the personal account",
    zh="记入个人账户金额",
    unit="yuan",
    article=Text("Social Insurance Law art. 12; 国发〔2005〕38号", "社会保险法第12条；国发〔2005〕38号"),
    status="recalled",
)
def employee_pension_to_account(contribution_base: Value, account_share: Value) -> Value:
    """The account's share of the contribution base: since 2006 all that the worker pays."""
    return share(contribution_base, account_share)

"""What is paid to the employees' pension, and what of it goes to the personal account."""

from __future__ import annotations

from simcore.rulebook.rule import Cases, rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose, share, within

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


@rule(
    en="flexible worker's contribution base",
    zh="灵活就业人员缴费基数",
    unit="yuan",
    article="国办发〔2019〕13号",
    status="recalled",
    cases=Cases("flexible_base_has_limits", {0: (), 1: ("contribution_floor", "contribution_ceiling")}),
)
def flexible_base(
    chosen_base: Value,
    flexible_base_has_limits: Value,
    contribution_floor: Value,
    contribution_ceiling: Value,
) -> Value:
    """The base that is chosen; where the choice has limits, from the floor to the ceiling."""
    lowest = choose(flexible_base_has_limits, contribution_floor, 0)
    highest = choose(flexible_base_has_limits, contribution_ceiling, chosen_base)
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

"""Gaps in employees' medical insurance: when benefits stop, what paying back restores, and the waiting."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose

_GAP = Text("gaps in employees' medical cover (model default)", "职工医保中断缴费（模型默认值）")


@rule(
    en="first month without pool benefits",
    zh="停止享受统筹待遇的首月",
    unit="month",
    article=_GAP,
    status="recalled",
)
def medical_benefits_stop(first_unpaid_month: Value, months_until_stop: Value) -> Value:
    """The first month that was not paid, and the months until the stop."""
    return first_unpaid_month + months_until_stop


@rule(
    en="months of the gap that paying back restores",
    zh="补缴后恢复待遇的月数",
    unit="months",
    article=_GAP,
    status="uncertain",
)
def medical_restored_months(gap_months: Value, repaid_after_months: Value, repair_months: Value) -> Value:
    """All of the gap if it is paid back in time; later nothing of it is reimbursed."""
    return choose(repaid_after_months > repair_months, 0, gap_months)


@rule(
    en="waiting before employees' medical cover",
    zh="职工医保待遇等待期",
    unit="months",
    article=_GAP,
    status="uncertain",
)
def employee_medical_waiting_months(
    flexible_worker: Value,
    joins_first: Value,
    gap_months: Value,
    bridged_months: Value,
    waiting_months: Value,
) -> Value:
    """Flexible workers wait when they join for the first time, everybody after a gap that is too long to be
    bridged.

    Who comes from residents' insurance, or from unemployment benefit whose fund paid the premium, has no
    gap but the months between the two.
    """
    waits = (flexible_worker & joins_first) | (gap_months > bridged_months)
    return choose(waits, waiting_months, 0)

"""What follows when contributions are not declared or not paid in time."""

from __future__ import annotations

from simcore.law.rule import rule
from simcore.law.units import SCHEMES
from simcore.law.words import FACTOR_UNIT, Value, at_least, at_most, choose, half_up, share

UNEMPLOYMENT = SCHEMES.index("unemployment")


@rule(
    en="assessed contribution",
    zh="核定应缴额",
    unit="yuan",
    article="Social Insurance Law art. 62 社会保险法第62条; 社会保险费征缴暂行条例 art. 10",
)
def assessed_contribution(last_month_contribution: Value, assessment_factor: Value) -> Value:
    """The last month's contribution times the assessment factor."""
    return half_up(last_month_contribution * assessment_factor, FACTOR_UNIT)


@rule(
    en="days late",
    zh="滞纳天数",
    unit="days",
    article="Social Insurance Law art. 86 社会保险法第86条; the day after is day 1 (model default)",
)
def days_late(due_on: Value, paid_on: Value) -> Value:
    """The days from the due day, which is still in time, to the day of payment."""
    return at_least(paid_on - due_on, 0)


@rule(
    en="late surcharge",
    zh="滞纳金",
    unit="yuan",
    article="Social Insurance Law art. 86 社会保险法第86条; 重庆市失业保险条例 art. 33",
)
def late_surcharge(
    unpaid: Value, days_late: Value, scheme: Value, surcharge_daily_rate: Value, surcharge_cap: Value
) -> Value:
    """The daily rate of what is unpaid for each day, simple; not above the principal for unemployment, and
    for the others by the cap.
    """
    uncapped = share(unpaid, surcharge_daily_rate * days_late)
    is_capped = (scheme == UNEMPLOYMENT) | surcharge_cap
    return choose(is_capped, at_most(uncapped, unpaid), uncapped)

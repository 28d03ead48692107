"""The employer's work-injury premium; the worker pays nothing."""

from __future__ import annotations

from simcore.law.rule import rule
from simcore.law.words import FACTOR_UNIT, RATE_UNIT, Value, half_up, look_up


@rule(
    en="work injury, employer",
    zh="工伤保险单位缴费",
    unit="yuan",
    article="工伤保险条例 art. 10; 人社部发〔2015〕71号",
    status="published",
)
def work_injury_employer(
    contribution_base: Value,
    risk_class: Value,
    floating_factor: Value,
    class_rate: Value,
    temporary_factor: Value,
) -> Value:
    """The contribution base times the rate of the risk class, the floating and the temporary factor,
    rounded once.
    """
    exact = contribution_base * look_up(class_rate, risk_class) * floating_factor * temporary_factor
    return half_up(exact, RATE_UNIT * FACTOR_UNIT * FACTOR_UNIT)

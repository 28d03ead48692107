"""How long somebody without the minimum period may pay on."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value


@rule(
    en="last month of paying on",
    zh="延长缴费最晚年月",
    unit="month",
    article=Text(
        "Social Insurance Law art. 16; no payout divisor beyond the age (model default)",
        "社会保险法第16条；超过该年龄无计发月数（模型默认值）",
    ),
    status="uncertain",
)
def last_month_of_paying_on(birth_month: Value, last_paying_on_age: Value) -> Value:
    """The month in which the age is reached up to which one may pay on and still retire."""
    return birth_month + last_paying_on_age


@rule(
    en="month in which the minimum period is complete",
    zh="缴满最低缴费年限的年月",
    unit="month",
    article=Text("Social Insurance Law art. 16", "社会保险法第16条"),
)
def minimum_period_complete_in(
    paying_on_from: Value, minimum_contribution_months: Value, contribution_months: Value
) -> Value:
    """The last of the months that are missing, paid one after another."""
    return paying_on_from + minimum_contribution_months - contribution_months - 1

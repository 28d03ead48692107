"""The average wage and the injured worker's own wage on which benefits are reckoned."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    FACTOR_UNIT,
    MONTHS_A_YEAR,
    Value,
    at_least,
    at_most,
    choose,
    half_up,
    share_of_quotient,
)

_OWN_WAGE = Text("Work Injury Insurance Regulations (工伤保险条例) art. 64", "工伤保险条例第64条")


@rule(
    en="average wage of the year before, for work injuries",
    zh="工伤待遇所用上年度职工平均工资",
    unit="yuan_a_year",
    article=_OWN_WAGE
    + Text(
        "; by the stated month, else not rounded to a month's fen (model default)",
        "；按公布的月平均工资，未公布的月额不取整到分（模型默认值）",
    ),
    status="derived",
)
def injury_average_wage(
    average_wage_annual: Value,
    average_wage_monthly: Value,
    month_in_whole_yuan: Value,
    other_average_wage: Value,
) -> Value:
    """The average wage that sets the limits of contributions (twelve of its month where that is stated, else
    the yearly figure), unless the limits were kept from another year.
    """
    of_limits = choose(month_in_whole_yuan, average_wage_monthly * MONTHS_A_YEAR, average_wage_annual)
    return choose(other_average_wage > 0, other_average_wage, of_limits)


@rule(en="lowest own wage", zh="本人工资下限", unit="yuan_a_month", article=_OWN_WAGE)
def injury_wage_floor(injury_average_wage: Value, lowest_wage_share: Value) -> Value:
    """The lowest share of a month's average wage; unlike the contribution floor not rounded up to the
    yuan.
    """
    return share_of_quotient(injury_average_wage, lowest_wage_share, MONTHS_A_YEAR)


@rule(en="highest own wage", zh="本人工资上限", unit="yuan_a_month", article=_OWN_WAGE)
def injury_wage_ceiling(injury_average_wage: Value, highest_wage_factor: Value) -> Value:
    """The highest multiple of a month's average wage."""
    return half_up(injury_average_wage * highest_wage_factor, MONTHS_A_YEAR * FACTOR_UNIT)


@rule(en="own wage within its limits", zh="本人工资（限额内）", unit="yuan_a_month", article=_OWN_WAGE)
def injury_wage(injury_monthly_wage: Value, injury_wage_floor: Value, injury_wage_ceiling: Value) -> Value:
    """The mean contribution wage of the twelve months before the injury, not below the floor and not above
    the ceiling.
    """
    return at_most(at_least(injury_monthly_wage, injury_wage_floor), injury_wage_ceiling)

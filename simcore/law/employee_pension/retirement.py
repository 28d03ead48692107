"""When people may retire, and how many months of contribution they need."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    MONTHS_A_YEAR,
    Value,
    at_least,
    at_most,
    choose,
    completed_years,
    half_up,
    look_up,
    months_above_years,
    whole_groups,
    within,
    year_of_month,
)

_DECISION = Text(
    "NPC Standing Committee decision of 2024-09-13 on gradually raising the statutory retirement age",
    "全国人大常委会关于实施渐进式延迟法定退休年龄的决定（2024年9月13日）",
)
_AGE = "国发〔1978〕104号; " + Text("from 2025-01 ", "2025年1月起") + _DECISION
_MINIMUM = Text("Social Insurance Law art. 16; from 2025-01 ", "社会保险法第16条；2025年1月起") + _DECISION
_FLEXIBLE = "人社部发〔2024〕94号"
_DIVISOR = Text("国发〔2005〕38号 annex", "国发〔2005〕38号附件")
LONGEST_LIFE = 150 * MONTHS_A_YEAR
"""No rule: a retirement before birth, or at 200, is a slip of the pen."""


@rule(en="delay of retirement", zh="延迟退休月数", unit="months", article=_DECISION, status="published")
def retirement_delay_months(
    birth_month: Value,
    retirement_category: Value,
    first_delayed_birth_month: Value,
    births_per_month_of_delay: Value,
    longest_delay: Value,
) -> Value:
    """One month for each begun group of birth months from the first delayed birth month on, up to the
    longest delay.
    """
    births_since = birth_month - look_up(first_delayed_birth_month, retirement_category)
    groups_begun = whole_groups(births_since, look_up(births_per_month_of_delay, retirement_category)) + 1
    return at_most(at_least(groups_begun, 0), look_up(longest_delay, retirement_category))


@rule(
    en="statutory retirement age",
    zh="法定退休年龄（月）",
    unit="months",
    article=_AGE,
    status="published",
)
def statutory_retirement_age_months(
    retirement_category: Value, base_retirement_age: Value, retirement_delay_months: Value
) -> Value:
    """The base age of the category and the delay."""
    return look_up(base_retirement_age, retirement_category) + retirement_delay_months


@rule(en="statutory retirement month", zh="法定退休年月", unit="month", article=_AGE, status="published")
def statutory_retirement_month(birth_month: Value, statutory_retirement_age_months: Value) -> Value:
    """The month in which the statutory age is reached."""
    return birth_month + statutory_retirement_age_months


@rule(
    en="earliest retirement month",
    zh="弹性提前退休最早年月",
    unit="month",
    article=_FLEXIBLE,
    status="published",
)
def earliest_retirement_month(
    birth_month: Value,
    retirement_category: Value,
    base_retirement_age: Value,
    statutory_retirement_month: Value,
    flexible_retirement_months: Value,
) -> Value:
    """The statutory month less the flexible months, but not before the base age."""
    at_base_age = birth_month + look_up(base_retirement_age, retirement_category)
    return at_least(statutory_retirement_month - flexible_retirement_months, at_base_age)


@rule(
    en="latest retirement month",
    zh="弹性延迟退休最晚年月",
    unit="month",
    article=_FLEXIBLE,
    status="published",
)
def latest_retirement_month(statutory_retirement_month: Value, flexible_retirement_months: Value) -> Value:
    """The statutory month and the flexible months."""
    return statutory_retirement_month + flexible_retirement_months


@rule(
    en="year that sets the minimum period",
    zh="确定最低缴费年限的年份",
    unit="year",
    article=Text("人社部发〔2024〕94号 art. 7", "人社部发〔2024〕94号第七条"),
    status="published",
)
def minimum_period_year(retirement_month: Value, statutory_retirement_month: Value) -> Value:
    """The chosen year if retirement is early, else the year of the statutory age."""
    return year_of_month(at_most(retirement_month, statutory_retirement_month))


@rule(
    en="minimum months of contribution",
    zh="最低缴费月数",
    unit="months",
    article=_MINIMUM,
    status="published",
)
def minimum_contribution_months(
    minimum_period_year: Value,
    minimum_months_at_first: Value,
    minimum_months_at_last: Value,
    minimum_first_rise_year: Value,
    minimum_rise_a_year: Value,
) -> Value:
    """The first minimum, more by the yearly rise from the first year of the rise on, up to the last
    minimum.
    """
    rises = at_least(minimum_period_year - minimum_first_rise_year + 1, 0)
    return at_most(minimum_months_at_first + minimum_rise_a_year * rises, minimum_months_at_last)


@rule(
    en="age at retirement",
    zh="退休年龄（月）",
    unit="months",
    article=Text(
        "国发〔2005〕38号; ages are differences of calendar months", "国发〔2005〕38号；年龄按日历月差计算"
    ),
    status="recalled",
)
def retirement_age_months(birth_month: Value, retirement_month: Value) -> Value:
    """The calendar months between birth and retirement."""
    return within(retirement_month - birth_month, 0, LONGEST_LIFE, "retirement_age_months")


@rule(
    en="months above the completed years that count for the divisor",
    zh="计发月数插值的不足年月数",
    unit="months",
    article=_DIVISOR + Text("; by month from 2025-01-01", "；2025年1月1日起按月计算"),
    status="form",
)
def divisor_months(retirement_age_months: Value, divisor_by_month: Value) -> Value:
    """The months of age above the completed years, where the divisor is interpolated by month; else none."""
    return choose(divisor_by_month, months_above_years(retirement_age_months), 0)


@rule(
    en="divisor of the completed years",
    zh="整周岁计发月数",
    unit="divisor",
    article=_DIVISOR,
    status="published",
)
def divisor_of_completed_years(retirement_age_months: Value, divisor_table: Value) -> Value:
    """The table's entry for the completed years of age; there is none for another age than the table's."""
    youngest = divisor_table.first * MONTHS_A_YEAR
    oldest = divisor_table.last * MONTHS_A_YEAR
    age = within(retirement_age_months, youngest, oldest, "retirement_age_months")
    return look_up(divisor_table, completed_years(age))


@rule(
    en="divisor of the next birthday",
    zh="下一周岁计发月数",
    unit="divisor",
    article=_DIVISOR,
    status="published",
)
def divisor_of_next_birthday(
    retirement_age_months: Value, divisor_months: Value, divisor_table: Value
) -> Value:
    """The table's entry for the years of age that the months above lead to; without such months that of the
    completed years.
    """
    # At the table's last age no months lie above, and there is no entry beyond it.
    a_year_more = choose(divisor_months > 0, 1, 0)
    return look_up(divisor_table, completed_years(retirement_age_months) + a_year_more)


@rule(en="payout divisor", zh="计发月数", unit="divisor", article=_DIVISOR, status="published")
def payout_divisor(
    divisor_of_completed_years: Value, divisor_of_next_birthday: Value, divisor_months: Value
) -> Value:
    """The divisor of the completed years less the months' part of the step to the next birthday, rounded to
    one decimal.
    """
    step = divisor_of_completed_years - divisor_of_next_birthday
    return half_up(divisor_of_completed_years * MONTHS_A_YEAR - step * divisor_months, MONTHS_A_YEAR)

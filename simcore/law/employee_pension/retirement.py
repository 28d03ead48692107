"""When people may retire, and how many months of contribution they need."""

from __future__ import annotations

from simcore.law.rule import rule
from simcore.law.words import (
    MONTHS_A_YEAR,
    Value,
    at_least,
    at_most,
    choose,
    completed_years,
    half_up,
    look_up,
    year_of_month,
)

_DECISION = "NPC Standing Committee decision of 2024-09-13 全国人大常委会关于实施渐进式延迟法定退休年龄的决定"
_FLEXIBLE = "人社部发〔2024〕94号"


@rule(en="delay of retirement", zh="延迟退休月数", unit="months", article=_DECISION, status="published")
def retirement_delay_months(
    birth_month: Value,
    retirement_category: Value,
    first_delayed_birth_month: Value,
    births_per_month_of_delay: Value,
    longest_delay: Value,
) -> Value:
    """One month for each begun group of birth months from the first delayed birth month on, up to the longest delay."""
    births_since = birth_month - look_up(first_delayed_birth_month, retirement_category)
    groups_begun = births_since // look_up(births_per_month_of_delay, retirement_category) + 1
    return at_most(at_least(groups_begun, 0), look_up(longest_delay, retirement_category))


@rule(en="statutory retirement age", zh="法定退休年龄（月）", unit="months", article=_DECISION, status="published")
def statutory_retirement_age_months(
    retirement_category: Value, base_retirement_age: Value, retirement_delay_months: Value
) -> Value:
    """The base age of the category and the delay."""
    return look_up(base_retirement_age, retirement_category) + retirement_delay_months


@rule(en="statutory retirement month", zh="法定退休年月", unit="month", article=_DECISION, status="published")
def statutory_retirement_month(birth_month: Value, statutory_retirement_age_months: Value) -> Value:
    """The month in which the statutory age is reached."""
    return birth_month + statutory_retirement_age_months


@rule(en="earliest retirement month", zh="弹性提前退休最早年月", unit="month", article=_FLEXIBLE, status="published")
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


@rule(en="latest retirement month", zh="弹性延迟退休最晚年月", unit="month", article=_FLEXIBLE, status="published")
def latest_retirement_month(statutory_retirement_month: Value, flexible_retirement_months: Value) -> Value:
    """The statutory month and the flexible months."""
    return statutory_retirement_month + flexible_retirement_months


@rule(
    en="year that sets the minimum period",
    zh="确定最低缴费年限的年份",
    unit="year",
    article="人社部发〔2024〕94号 art. 7 第七条",
    status="published",
)
def minimum_period_year(retirement_month: Value, statutory_retirement_month: Value) -> Value:
    """The chosen year if retirement is early, else the year of the statutory age."""
    return year_of_month(at_most(retirement_month, statutory_retirement_month))


@rule(en="minimum months of contribution", zh="最低缴费月数", unit="months", article=_DECISION, status="published")
def minimum_contribution_months(
    minimum_period_year: Value,
    minimum_months_at_first: Value,
    minimum_months_at_last: Value,
    minimum_first_rise_year: Value,
    minimum_rise_a_year: Value,
) -> Value:
    """The first minimum, more by the yearly rise from the first year of the rise on, up to the last minimum."""
    rises = at_least(minimum_period_year - minimum_first_rise_year + 1, 0)
    return at_most(minimum_months_at_first + minimum_rise_a_year * rises, minimum_months_at_last)


@rule(
    en="age at retirement",
    zh="退休年龄（月）",
    unit="months",
    article="国发〔2005〕38号; ages are differences of calendar months",
    status="recalled",
)
def retirement_age_months(birth_month: Value, retirement_month: Value) -> Value:
    """The calendar months between birth and retirement."""
    return retirement_month - birth_month


@rule(en="payout divisor", zh="计发月数", unit="divisor", article="国发〔2005〕38号 annex 附件", status="published")
def payout_divisor(retirement_age_months: Value, divisor_table: Value, divisor_by_month: Value) -> Value:
    """The table's entry for the completed years, from 2025 interpolated by month and rounded half-up to one decimal."""
    months_above = choose(divisor_by_month, retirement_age_months % MONTHS_A_YEAR, 0)
    here = look_up(divisor_table, completed_years(retirement_age_months))
    # Nobody is older than the table: at its last age there are no months above, and the next entry is not needed.
    a_year_older = look_up(divisor_table, completed_years(retirement_age_months) + choose(months_above > 0, 1, 0))
    return half_up(here * MONTHS_A_YEAR - (here - a_year_older) * months_above, MONTHS_A_YEAR)

"""Every unit by its name: what a value of the law counts, and how finely it is held.

Inside: money in fen, rates in parts per million, factors in hundredths, indices in ten-thousandths,
divisors in tenths, months and days as numbers from 1970-01, durations and counts as they are, choices as
codes.
"""

from __future__ import annotations

from simcore.rulebook.unit import MAX_INSIDE, Unit
from simcore.rulebook.unit_kinds import (
    YUAN,
    DayUnit,
    MonthUnit,
    TextUnit,
    WeeksOfLossUnit,
    YearOfMoneyUnit,
    YesNoUnit,
)

_ALL: tuple[Unit, ...] = (
    YUAN,
    Unit("yuan_a_month", "yuan a month", "元/月", scale=100, places=2),
    Unit("yuan_a_year", "yuan a year", "元/年", scale=100, places=2),
    Unit("signed_yuan", "yuan", "元", scale=100, places=2, lowest=-MAX_INSIDE),
    Unit("month_product", "yuan times months", "元·月", scale=100, places=2, lowest=-13 * MAX_INSIDE),
    # Up to a day of the year, a product is less by the months to come, at most twelve.
    Unit("month_product_to_date", "yuan times months", "元·月", scale=100, places=2, lowest=-25 * MAX_INSIDE),
    Unit("share", "", "", scale=1_000_000, highest=1_000_000),
    Unit("factor", "", "", scale=100, highest=10_000),
    Unit("index", "", "", scale=10_000, places=4, highest=1_000_000),
    Unit("index_sum", "", "", scale=10_000, places=4, highest=10**9),
    Unit("divisor", "months", "个月", scale=10, places=1, lowest=1, highest=10_000),
    Unit("months", "months", "个月", highest=12_000, one="month"),
    Unit("days", "days", "天", highest=10**6, one="day"),
    Unit("years", "years", "年", highest=1_000, one="year"),
    Unit("year", "", "", lowest=1900, highest=2200),
    Unit("number", "", ""),
    Unit("tier", "", "", lowest=1, highest=2),
    # A tier is named by its amount in whole yuan.
    Unit("annual_tier", "yuan a year", "元/年", highest=10**6),
    Unit("risk_class", "", "", lowest=1, highest=8),
    Unit("disability_grade", "", "", lowest=1, highest=10),
    Unit("children", "", "", lowest=1, highest=10),
    Unit("people", "", "", highest=100),
    WeeksOfLossUnit("weeks_of_loss", "weeks", "周", lowest=1, highest=45, one="week"),
    Unit("hospital_level", "", "", lowest=1, highest=3),
    Unit("from_one", "", "", lowest=1, highest=1_000),
    Unit("skill_level", "", "", lowest=3, highest=5),
    # No later than the 28th, so that every month has the day.
    Unit("day_of_month", "", "", lowest=1, highest=28),
    MonthUnit("month", "", ""),
    DayUnit("day", "", ""),
    YesNoUnit("yes_no", "", ""),
    TextUnit("text", "", ""),
    YearOfMoneyUnit("year_of_yuan", "yuan", "元"),
)
UNITS: dict[str, Unit] = {unit.name: unit for unit in _ALL}
"""Closed lists are added where they are stated."""

"""Waiting before residents' medical cover after late or missed enrolment, and the newborn's time to enrol."""

from __future__ import annotations

from simcore.law.resident_medical.choices import READING
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, at_least, choose, within

_NOTICE = "国办发〔2024〕38号"
READING_B = READING.code("B")


@rule(
    en="lapsed years that add a month of waiting",
    zh="增加变动待遇等待期的断保年数",
    unit="years",
    article=_NOTICE
    + Text(
        "; read as every lapsed year (A) or those after the first (B)",
        "；两种理解：每个断保年度均增加（A），或自第二个断保年度起增加（B）",
    ),
    status="uncertain",
)
def waiting_years_counted(lapsed_years: Value, waiting_reading: Value) -> Value:
    """Every lapsed year, or by the other reading those after the first."""
    after_the_first = at_least(lapsed_years - 1, 0)
    return choose(waiting_reading == READING_B, after_the_first, lapsed_years)


@rule(
    en="waiting by the lapsed years left",
    zh="固定及变动待遇等待期",
    unit="months",
    article=_NOTICE,
    status="published",
)
def waiting_months_by_years(
    waiting_years_counted: Value,
    lapsed_years: Value,
    repaid_years: Value,
    waiting_fixed: Value,
    waiting_per_year: Value,
) -> Value:
    """The fixed months, and one for each year counted that has not been paid back."""
    repaid = within(repaid_years, 0, lapsed_years, "repaid_years")
    return waiting_fixed + waiting_per_year * at_least(waiting_years_counted - repaid, 0)


@rule(
    en="waiting before residents' medical cover",
    zh="城乡居民医保待遇等待期",
    unit="months",
    article=_NOTICE,
    status="published",
)
def resident_medical_waiting_months(
    waiting_months_by_years: Value,
    lapsed_years: Value,
    repaid_years: Value,
    enrolled_in_window: Value,
    free_of_waiting: Value,
    long_lapse_years: Value,
    long_lapse_waiting: Value,
) -> Value:
    """By the lapsed years, but never short after a long lapse that was paid back; none for those who enrolled
    in the window and never lapsed, newborns and special groups.
    """
    long_and_repaid = (lapsed_years >= long_lapse_years) & (repaid_years > 0)
    months = choose(
        long_and_repaid, at_least(waiting_months_by_years, long_lapse_waiting), waiting_months_by_years
    )
    waits_not = free_of_waiting | (enrolled_in_window & (lapsed_years == 0))
    return choose(waits_not, 0, months)


@rule(
    en="last day to enrol a newborn with cover from birth",
    zh="新生儿参保期限",
    unit="day",
    article=Text("municipal rule for newborns: cover from birth", "重庆市规定：新生儿自出生之日起享受待遇"),
    status="recalled",
)
def newborn_enrolment_deadline(born_on: Value, newborn_days: Value) -> Value:
    """The day of birth and the newborn's days: who is enrolled by then is covered from birth."""
    return born_on + newborn_days

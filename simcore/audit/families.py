"""Point 6: the births are those that scenario and seed make."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case
from simcore.calendar import day_text, last_day
from simcore.society.births import Births
from simcore.society.luck import Luck
from simcore.society.people import People
from simcore.vocabulary import EventKind


def examine_births(case: Case) -> None:
    """Every birth of a woman who is in the model and does not die in that month, and no other."""
    people = case.columns("SELECT person_id, sex, birth_day, entered_on, died_on FROM raw_people ORDER BY 1")
    count = int(people["person_id"][-1]) + 1 if len(people["person_id"]) else 0
    made = People.blank(count, count)
    made.sex[people["person_id"]] = people["sex"]
    made.birth_day[people["person_id"]] = people["birth_day"]
    births = Births(case.scenario, Luck(case.scenario.seed), made)
    entered, died = np.full(count, -1, np.int64), np.full(count, -1, np.int64)
    entered[people["person_id"]], died[people["person_id"]] = people["entered_on"], people["died_on"]
    recorded = case.columns(
        f"""SELECT person_id, day FROM raw_events WHERE kind = {EventKind.GAVE_BIRTH.value} ORDER BY 1, 2"""
    )
    told = set(zip(recorded["person_id"].tolist(), recorded["day"].tolist(), strict=True))
    expected: set[tuple[int, int]] = set()
    for month in range(case.start, case.last + 1):
        mothers, days = births.in_month(month)
        last = last_day(month)
        here = (entered[mothers] >= 0) & (entered[mothers] <= last) & (days <= case.day)
        here &= (died[mothers] < 0) | (died[mothers] > last)
        made_in_month = set(zip(mothers[here].tolist(), days[here].tolist(), strict=True))
        # In a month that is not over, somebody may still die of whom the records do not know it yet.
        expected |= made_in_month if last <= case.day else made_in_month & told
    case.findings.add(
        6,
        [
            (
                f"the birth of person {person} on {day_text(day)} is not once in the records and once in "
                "what scenario and seed make",
                f"人员 {person} 于 {day_text(day)} 的生育在记录与情景、种子所生成的结果中不一致",
            )
            for person, day in sorted(told ^ expected)
        ],
    )

"""One person's, or one employer's, luck: the society's draws for everybody, asked for one row at a time."""

from __future__ import annotations

from typing import Any

import numpy as np

from simcore.society.careers import CHANNELS
from simcore.society.society import Society

_CHANNEL_NAMES = {code: name for name, code in CHANNELS.items()}


def one(row: int) -> Any:
    """A row number as the society's functions take it."""
    return np.array([row], dtype=np.int64)


def channel_name(code: int) -> str:
    """A channel's name from its code."""
    return _CHANNEL_NAMES[int(code)]


class Fate:
    """What luck has in store for one person. `month` is always the month in which the draw is made."""

    def __init__(self, society: Society, row: int) -> None:
        self._careers, self._employers, self._wages = society.careers, society.employers, society.wages
        self._row = one(row)

    def death_lag(self, month: int) -> int:
        """Days from the death to the family's claim."""
        return int(self._careers.death_lag(self._row, month)[0])

    def enters_flexible(self, month: int) -> bool:
        """Whether the first work is flexible."""
        return bool(self._careers.enters_flexible(self._row, month)[0])

    def leave_day(self, month: int) -> int:
        """The last day of the job that ends this month."""
        return int(self._careers.leave_day(self._row, month)[0])

    def leave_outcome(self, month: int) -> int:
        """How that job ends: 0 for another job, 1 dismissed, 2 own notice."""
        return int(self._careers.leave_outcome(self._row, month)[0])

    def find_day(self, month: int) -> int:
        """The first day of the work that is found this month."""
        return int(self._careers.find_day(self._row, month)[0])

    def turns_flexible(self, month: int) -> bool:
        """Whether that work is flexible."""
        return bool(self._careers.turns_flexible(self._row, month)[0])

    def flexible_pays(self, month: int) -> bool:
        """Whether the flexible worker pays contributions."""
        return bool(self._careers.flexible_pays(self._row, month)[0])

    def pay_day(self, month: int) -> int:
        """On which day of each month."""
        return int(self._careers.pay_day(self._row, month)[0])

    def channel(self, month: int) -> str:
        """And how."""
        return channel_name(self._careers.channel(self._row, month)[0])

    def pays_on(self, month: int) -> bool:
        """Whether somebody short of months pays on."""
        return bool(self._careers.pays_on(self._row, month)[0])

    def job_plan_month(self, start_month: int) -> int:
        """When the job that begins this month will end."""
        return int(self._careers.job_plan_month(self._row, start_month)[0])

    def unemployed_plan_month(self, month: int) -> int:
        """When somebody who loses a job this month will find work."""
        return int(self._careers.unemployed_plan_month(self._row, month)[0])

    def flexible_plan_month(self, month: int) -> int:
        """When somebody who turns flexible this month will take a job."""
        return int(self._careers.flexible_plan_month(self._row, month)[0])

    def claims(self, month: int, voluntary: bool) -> bool:
        """Whether somebody without work thinks of claiming the benefit."""
        return bool(self._careers.claims(self._row, month, voluntary)[0])

    def claim_lag(self, month: int) -> int:
        """And how many days later."""
        return int(self._careers.claim_lag(self._row, month)[0])

    def slot(self, month: int) -> int:
        """Where the work is found."""
        return int(self._careers.slot(self._row, month)[0])

    def registration_day(self, employer_id: int, start_day: int, month: int) -> int:
        """The day on which that employer means to register the new worker, NEVER if not at all."""
        days = self._employers.registration_day(self._row, one(employer_id), one(start_day), month)
        return int(days[0])

    def wage(self, employer_id: int, year: int) -> int:
        """The monthly wage there in a year, fen."""
        return int(self._wages.wage(self._row, one(employer_id), year)[0])

    def chosen_monthly_wage(self, month: int) -> int:
        """The wage that a flexible worker chooses to pay on, fen."""
        return int(self._wages.chosen_monthly_wage(self._row, month)[0])


class EmployersFate:
    """What luck has in store for the employers."""

    def __init__(self, society: Society) -> None:
        self._employers, self._wages = society.employers, society.wages
        self._months: dict[tuple[str, int], Any] = {}

    def is_in_trouble(self, employer_id: int, month: int) -> bool:
        """Whether an employer has no money for contributions this month."""
        return self._of_all("in_trouble", employer_id, month)

    def is_inspected(self, employer_id: int, month: int) -> bool:
        """Whether the inspectors' lot falls on it."""
        return self._of_all("inspected", employer_id, month)

    def payment_delay(self, employer_id: int, month: int) -> int:
        """How many days late it pays what it declares this month."""
        return int(self._employers.payment_delay(one(employer_id), month)[0])

    def employer_of_slot(self, slot: int, month: int) -> int:
        """Who hires in a slot in a month."""
        return int(self._employers.employer_of_slot(one(slot), month)[0])

    def declared(self, wage: int) -> int:
        """What an under-declaring employer makes of a wage, fen."""
        return int(self._wages.declared(one(wage), np.array([True]))[0])

    def _of_all(self, question: str, employer_id: int, month: int) -> bool:
        # Drawn for all employers at once, so asked once a month.
        if (question, month) not in self._months:
            self._months[question, month] = getattr(self._employers, question)(month)
        return bool(self._months[question, month][employer_id])

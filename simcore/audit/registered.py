"""Which jobs were registered when, and what each employer declared of its wages, from careers, conduct and
inspections alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import NEVER, first_day, month_of, year_of
from simcore.society.employers import Conduct
from simcore.vocabulary import PaymentKind, RegistrationCause

if TYPE_CHECKING:
    from simcore.audit.careers import Jobs
    from simcore.audit.law_of_days import LawsOfDays
    from simcore.society.society import Society

Ints = NDArray[np.int64]

_DAYS = 1 << 20
"""More than any day number, so that employer and day make one key."""

KIND_OF_CAUSE = {
    RegistrationCause.IN_TIME: PaymentKind.NORMAL,
    RegistrationCause.LATE: PaymentKind.BACK_PAYMENT,
    RegistrationCause.INSPECTED: PaymentKind.ASSESSED,
}
"""How the months are declared that lie before the first ordinary declaration."""


@dataclass(slots=True)
class Registered:
    """Beside the jobs, row by row: `registered_on` (−1: not in effect), `cause`, `found_on` (−1: not found
    by an inspection), the month `listed_in` whose declaration listed the worker first, and the months
    `first` to `last` that the job pays for (NEVER while it lasts).
    """

    registered_on: Ints
    cause: Ints
    found_on: Ints
    listed_in: Ints
    first: Ints
    last: Ints


class Inspections:
    """The visits of the agency: employer and day, in the order of both."""

    def __init__(self, society: Society, months: Sequence[int], day_of: Callable[[int], int]) -> None:
        parts = [np.empty((2, 0), np.int64)]
        for month in months:
            visited = np.flatnonzero(society.employers.inspected(month) & society.employers.open_in(month))
            parts.append(np.stack((visited, np.full(len(visited), day_of(month)))))
        self.employer, self.day = np.concatenate(parts, axis=1)
        self._keys = np.sort(self.employer * _DAYS + self.day)

    def first_after(self, employer: Ints, day: Ints) -> Ints:
        """The day of the first visit to these employers after these days (NEVER: none)."""
        if not len(self._keys):
            return np.full(len(employer), NEVER, np.int64)
        place = np.searchsorted(self._keys, employer * _DAYS + day, side="right")
        key = self._keys[np.minimum(place, len(self._keys) - 1)]
        there = (place < len(self._keys)) & (key // _DAYS == employer)
        return np.where(there, key % _DAYS, NEVER)


def registered(jobs: Jobs, inspections: Inspections, laws: LawsOfDays, declared: int) -> Registered:
    """The registrations of jobs once the month `declared` has been declared."""
    register_by = laws("registration_deadline", "hired_on")(jobs.hired_on)
    visited = inspections.first_after(jobs.employer, np.maximum(register_by, 0))
    # Those who come from before the run are registered; whoever is late may be found before the filing.
    found = (jobs.begun_in >= 0) & (jobs.filing_on > register_by)
    found &= (visited < jobs.filing_on) & (visited <= jobs.left_on)
    filed = np.where(found, visited, jobs.filing_on)
    listed_on = laws("declaration_after_registration", "registered_on")(filed)
    listed_in = np.where(listed_on == NEVER, NEVER, month_of(np.where(listed_on == NEVER, 0, listed_on)))
    begins = first_day(np.where(listed_in == NEVER, 0, listed_in))
    effective = (filed <= jobs.left_on) & (jobs.left_on >= begins) & (listed_in <= declared)
    in_time = np.where(filed <= register_by, RegistrationCause.IN_TIME, RegistrationCause.LATE)
    cause = np.where(found, RegistrationCause.INSPECTED, in_time)
    return Registered(
        registered_on=np.where(effective, filed, -1),
        cause=np.where(effective, cause, RegistrationCause.NONE),
        found_on=np.where(found, visited, -1),
        listed_in=np.where(effective, listed_in, NEVER),
        first=laws("first_contribution_month", "hired_on")(jobs.hired_on),
        last=laws("last_contribution_month", "job_ended_on")(jobs.left_on),
    )


class Wages:
    """What employers pay, and what they declare of it, month by month."""

    def __init__(self, society: Society, inspections: Inspections, declaration_day: Callable[[Ints], Ints]):
        self._society, self._declaration_day = society, declaration_day
        hides = society.employers.conduct == Conduct.UNDER_DECLARING
        everyone = np.arange(society.employers.count)
        first_visit = inspections.first_after(everyone, np.full(len(everyone), -1))
        self.corrected_on = np.where(hides, first_visit, -1)
        """When the agency found the hidden wages (−1: nothing is hidden, NEVER: nobody has looked)."""

    def paid(self, person: Ints, employer: Ints, hired_on: Ints, month: Ints) -> Ints:
        """The wage in force at the declaration of a month: in the year of hiring that year's, later that of
        the year before.
        """
        year, hired_in = year_of(month), year_of(month_of(hired_on))
        of_year = np.where(hired_in == year, year, year - 1)
        wage = np.empty(len(person), np.int64)
        for one in np.unique(of_year).tolist():
            rows = of_year == one
            wage[rows] = self._society.wages.wage(person[rows], employer[rows], one)
        return wage

    def declared(self, wage: Ints, employer: Ints, month: Ints) -> Ints:
        """What is declared of these wages at the declaration of these months."""
        return self._society.wages.declared(wage, self.corrected_on[employer] >= self._declaration_day(month))

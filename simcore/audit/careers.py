"""Everybody's career lived once more, from luck and the law of retirement alone: jobs, times without work,
times of flexible work, retirement and death.

What the agency decides changes no career: it follows from these days, and from what has been paid,
elsewhere in the audit. A change is drawn in a month, and has a day of that month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import NEVER, first_day, last_day, month_of
from simcore.society.careers import Outcome
from simcore.society.people import Category, Status
from simcore.vocabulary import LeavingReason

if TYPE_CHECKING:
    from simcore.audit.law_of_days import LawsOfDays
    from simcore.rulebook.policy import Policy
    from simcore.society.society import Society

Ints = NDArray[np.int64]

_LEAVING = {
    Outcome.JOB_TO_JOB: LeavingReason.CHANGED_JOB,
    Outcome.DISMISSED: LeavingReason.DISMISSED,
    Outcome.QUIT: LeavingReason.QUIT,
}


@dataclass(slots=True)
class Jobs:
    """One row a job: `hired_on` and `left_on` are its first and last day (NEVER while it lasts),
    `filing_on` is the day on which the employer means to register, `begun_in` the month of the draw (−1:
    before the run).
    """

    person: Ints
    employer: Ints
    hired_on: Ints
    filing_on: Ints
    begun_in: Ints
    left_on: Ints
    left_reason: Ints


@dataclass(slots=True)
class Unemployed:
    """One row a time without work: from day `since` to before day `until` (NEVER while it lasts);
    `last_day` is the last one that counts for the benefit. `begun_in` is the month of the loss (−1: before
    the run), `voluntary` says that the worker gave notice.
    """

    person: Ints
    since: Ints
    begun_in: Ints
    voluntary: Ints
    until: Ints
    last_day: Ints


@dataclass(slots=True)
class Flexible:
    """One row a time of flexible work: from `turned_on`, drawn in `begun_in` (−1: before the run); whoever
    `pays` (0 or 1) does so up to `last_month` (NEVER while it lasts).
    """

    person: Ints
    turned_on: Ints
    begun_in: Ints
    pays: Ints
    last_month: Ints


@dataclass(slots=True)
class Careers:
    """All of it up to the day of the audit. `retired_in` and `died_in` are months by person (−1: not yet),
    `category` and `status` how the people stand on that day; `entered` are the entrants of the run.
    """

    jobs: Jobs
    unemployed: Unemployed
    flexible: Flexible
    entered: Ints
    retired_in: Ints
    died_in: Ints
    category: Ints
    status: Ints


class _Growing:
    """Rows that are added month by month; `open` is the row of each person that still lasts (−1: none)."""

    def __init__(self, people: int, columns: int) -> None:
        self._parts: list[np.ndarray] = []
        self._ends: list[tuple[Ints, tuple[Ints, ...]]] = []
        self._columns, self._rows = columns, 0
        self.open = np.full(people, -1, np.int64)

    def begin(self, person: Ints, *columns: NDArray[Any] | int) -> None:
        """A new row each."""
        part = np.empty((self._columns, len(person)), np.int64)
        for place, column in enumerate((person, *columns)):
            part[place] = column
        self._parts.append(part)
        self.open[person] = self._rows + np.arange(len(person))
        self._rows += len(person)

    def end(self, person: Ints, *columns: Ints) -> None:
        """What lasts for these people ends: values of the last columns."""
        lasting = self.open[person] >= 0
        person = person[lasting]
        self._ends.append((self.open[person], tuple(column[lasting] for column in columns)))
        self.open[person] = -1

    def columns(self) -> np.ndarray:
        """All rows; the columns of what has not ended stand as they began."""
        empty = np.empty((self._columns, 0), np.int64)
        rows = np.concatenate([empty, *self._parts], axis=1)
        for places, values in self._ends:
            for place, value in enumerate(values):
                rows[place + self._columns - len(values), places] = value
        return rows


class _Living:
    """The months one after another."""

    def __init__(self, society: Society, policy: Policy, laws: LawsOfDays, day: int) -> None:
        people = society.people
        self._policy, self._society, self._people, self._day = policy, society, people, day
        n = people.size
        self._birth_month = month_of(people.birth_day.astype(np.int64))
        self._death_day = people.death_day.astype(np.int64)
        self._death_month = month_of(self._death_day)
        self.status = people.status.astype(np.int64)
        self.status_that_day = self.status.copy()
        self.category = people.retirement_category.astype(np.int64)
        self._plan = people.plan_month.astype(np.int64)
        self._retires = np.full(n, NEVER, np.int64)
        self.retired_in, self.died_in = np.full(n, -1, np.int64), np.full(n, -1, np.int64)
        self._employer = people.employer.astype(np.int64)
        self.jobs, self.unemployed, self.flexible = _Growing(n, 7), _Growing(n, 6), _Growing(n, 5)
        self.entered: list[Ints] = []
        self._register_by = laws("registration_deadline", "hired_on")
        self._first_paid = laws("first_contribution_month", "hired_on")
        self._last_paid = laws("last_contribution_month", "job_ended_on")
        self._rule = policy.compile(
            ("statutory_retirement_month",), inputs=("birth_month", "retirement_category")
        )
        self._as_the_run_finds_them()

    def _as_the_run_finds_them(self) -> None:
        people = self._people
        rows = np.flatnonzero(self.status == Status.EMPLOYED)
        self.jobs.begin(
            rows, people.employer[rows], people.job_start[rows], people.registered_on[rows], -1, NEVER, 0
        )
        rows = np.flatnonzero(self.status == Status.UNEMPLOYED)
        self.unemployed.begin(rows, people.unemployed_since[rows], -1, 0, NEVER, NEVER)
        rows = np.flatnonzero(self.status == Status.FLEXIBLE)
        turned_on = first_day(people.flexible_from[rows].astype(np.int64))
        self.flexible.begin(rows, turned_on, -1, people.flexible_pays[rows], NEVER)

    def live(self, months: Sequence[int]) -> None:
        """Up to the end of the day of the audit; what the last month brings is announced on its first day,
        but who closes does so on its last.
        """
        if not months:
            return
        changes = self._policy.change_months(("statutory_retirement_month",), months[0], months[-1])
        closing = self._society.employers.closing_month
        for month in months:
            if month == months[0] or month in changes:
                self._reckon(np.flatnonzero(self.status <= Status.FLEXIBLE), month)
            self._die(month)
            self._retire(month)
            self._follow_plans(month)
            if last_day(month) <= self._day and (closing == month).any():
                self._close(np.flatnonzero(closing == month), month)

    def _reckon(self, rows: Ints, month: int) -> None:
        (lawful,) = self._rule(
            first_day(month), birth_month=self._birth_month[rows], retirement_category=self.category[rows]
        )
        self._retires[rows] = np.maximum(lawful, month)

    def _change(self, rows: Ints, status: Status, days: Ints) -> None:
        self.status[rows] = status
        # Two changes of a month may both lie after the day of the audit.
        self.status_that_day[rows[days <= self._day]] = status

    def _die(self, month: int) -> None:
        rows = np.flatnonzero(self._death_month == month)
        rows = rows[(self.status[rows] != Status.NOT_ENTERED) & (self.status[rows] != Status.DEAD)]
        days = self._death_day[rows]
        self._end(rows, days, LeavingReason.DIED, self._last_paid(days))
        self._plan[rows] = self._retires[rows] = NEVER
        self.died_in[rows] = month
        self._change(rows, Status.DEAD, days)

    def _retire(self, month: int) -> None:
        rows = np.flatnonzero(self._retires <= month)
        status = self.status[rows]
        rows = rows[(status >= Status.EMPLOYED) & (status <= Status.FLEXIBLE)]
        rows = rows[self._death_month[rows] != month]
        # A woman insured in person retires on the later track.
        moved = rows[(self.status[rows] == Status.FLEXIBLE) & (self.category[rows] == Category.FEMALE_50)]
        if len(moved):
            self.category[moved] = Category.FEMALE_55
            self._reckon(moved, month)
            rows = rows[self._retires[rows] <= month]
        days = np.full(len(rows), last_day(month))
        self._end(rows, days, LeavingReason.RETIRED, np.full(len(rows), month))
        self._plan[rows] = self._retires[rows] = NEVER
        self.retired_in[rows] = month
        self._change(rows, Status.RETIRING, days)

    def _end(self, rows: Ints, days: Ints, reason: LeavingReason, last_month: Ints) -> None:
        """Whatever these people do ends on these days, which still count."""
        self.jobs.end(rows, days, np.full(len(rows), int(reason)))
        self.unemployed.end(rows, days, days)
        self.flexible.end(rows, last_month)

    def _follow_plans(self, month: int) -> None:
        rows = np.flatnonzero(self._plan == month)
        rows = rows[self._death_month[rows] != month]
        status = self.status[rows]
        rows = rows[(status == Status.NOT_ENTERED) | (self._retires[rows] > month)]
        if not len(rows):
            return
        status, careers = self.status[rows], self._society.careers
        entering, employed = rows[status == Status.NOT_ENTERED], rows[status == Status.EMPLOYED]
        self.entered.append(entering)
        outcome = careers.leave_outcome(employed, month)
        left_on = careers.leave_day(employed, month)
        reasons = np.array([int(_LEAVING[code]) for code in Outcome])
        self.jobs.end(employed, left_on, reasons[outcome])
        jobless = outcome != Outcome.JOB_TO_JOB
        self._lose(employed[jobless], left_on[jobless], month, outcome[jobless] == Outcome.QUIT)

        searching = rows[(status == Status.UNEMPLOYED) | (status == Status.FLEXIBLE)]
        found_on = careers.find_day(searching, month)
        entered_on = self._people.entry_day[entering].astype(np.int64)
        turns = careers.turns_flexible(searching, month) & (self.status[searching] == Status.UNEMPLOYED)
        begins = careers.enters_flexible(entering, month)
        self.unemployed.end(searching, found_on, found_on - 1)
        self.flexible.end(searching, self._first_paid(found_on) - 1)
        self._turn_flexible(
            np.concatenate((entering[begins], searching[turns])),
            np.concatenate((entered_on[begins], found_on[turns])),
            month,
        )
        self._hire(
            np.concatenate((entering[~begins], searching[~turns], employed[~jobless])),
            np.concatenate((entered_on[~begins], found_on[~turns], left_on[~jobless] + 1)),
            month,
        )

    def _lose(self, rows: Ints, left_on: Ints, month: int, voluntary: Ints) -> None:
        self.unemployed.begin(rows, left_on + 1, month, voluntary, NEVER, NEVER)
        self._plan[rows] = self._society.careers.unemployed_plan_month(rows, month)
        self._change(rows, Status.UNEMPLOYED, left_on + 1)

    def _turn_flexible(self, rows: Ints, days: Ints, month: int) -> None:
        self.flexible.begin(rows, days, month, self._society.careers.flexible_pays(rows, month), NEVER)
        self._plan[rows] = self._society.careers.flexible_plan_month(rows, month)
        self._change(rows, Status.FLEXIBLE, days)

    def _hire(self, rows: Ints, days: Ints, month: int) -> None:
        employers, begins_in = self._society.employers, month_of(days)
        employer = employers.employer_of_slot(self._society.careers.slot(rows, month), begins_in)
        filing_on = employers.registration_day(rows, employer, days, month, self._register_by(days))
        self.jobs.begin(rows, employer, days, filing_on, month, NEVER, 0)
        self._employer[rows] = employer
        self._plan[rows] = self._society.careers.job_plan_month(rows, begins_in)
        self._change(rows, Status.EMPLOYED, days)

    def _close(self, employers: Ints, month: int) -> None:
        here = np.flatnonzero(self.status == Status.EMPLOYED)
        rows = here[np.isin(self._employer[here], employers)]
        days = np.full(len(rows), last_day(month))
        self.jobs.end(rows, days, np.full(len(rows), int(LeavingReason.CLOSED)))
        self._lose(rows, days, month, np.zeros(len(rows), bool))


def lived_once_more(
    society: Society, policy: Policy, laws: LawsOfDays, months: Sequence[int], day: int
) -> Careers:
    """The careers of these months, as they stand at the end of `day`, which lies in the last of them."""
    living = _Living(society, policy, laws, day)
    living.live(months)
    jobs = Jobs(*living.jobs.columns())
    return Careers(
        _begun(jobs, jobs.hired_on <= day),
        Unemployed(*living.unemployed.columns()),
        Flexible(*living.flexible.columns()),
        np.concatenate([np.empty(0, np.int64), *living.entered]),
        living.retired_in,
        living.died_in,
        living.category,
        living.status_that_day,
    )


def _begun(jobs: Jobs, chosen: np.ndarray) -> Jobs:
    return Jobs(*(getattr(jobs, field.name)[chosen] for field in fields(Jobs)))

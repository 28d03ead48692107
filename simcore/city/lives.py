"""What is true of each person today: one NumPy column a fact, one row a person.

The columns are the actors' common memory of the people; who may change which column is said beside it. The
society that the run began with is never changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from simcore.calendar import NEVER, month_of
from simcore.city.keeping import Keeper
from simcore.society.people import People, Status

Rows: TypeAlias = np.ndarray
"""Row numbers of people (which are their person ids), ascending, int64."""

ALL = slice(None)


@dataclass(slots=True)
class Jobs:
    """One job a person: the present one, or the one that ended this month. Changed by the workers and their
    employers.

    `employer` (int64: an index of this width need not be copied before use), `start`, `end`,
    `registered_on` (days, int32; NEVER while open or unplanned), `wage` and `declared_wage` (fen a month,
    int64), `found` (the agency found the worker unregistered), `left_reason`.
    """

    employer: np.ndarray
    start: np.ndarray
    end: np.ndarray
    registered_on: np.ndarray
    wage: np.ndarray
    declared_wage: np.ndarray
    found: np.ndarray
    left_reason: np.ndarray

    @classmethod
    def none(cls, people: int) -> Jobs:
        return cls(
            employer=np.zeros(people, np.int64),
            start=np.full(people, -1, np.int32),
            end=np.full(people, -1, np.int32),
            registered_on=np.full(people, NEVER, np.int32),
            wage=np.zeros(people, np.int64),
            declared_wage=np.zeros(people, np.int64),
            found=np.zeros(people, bool),
            left_reason=np.zeros(people, np.int8),
        )

    def copy_rows(self, source: Jobs, rows: Rows) -> None:
        for name in self.__slots__:
            getattr(self, name)[rows] = getattr(source, name)[rows]


class Lives(Keeper):
    """The columns of everybody who is, or will be, in the model.

    Months and days are integers from 1970; money is int64 fen; `n` is the number of rows.
    """

    keeps = (
        "status",
        "status_before",
        "changed_on",
        "category",
        "plan_month",
        "retire_month",
        "unemployed_since",
        "job",
        "former_job",
        "months_paid",
        "index_sum",
        "unemployment_months",
        "own_contributions",
        "owed",
        "retired_in",
        "pension",
        "account_part",
        "pension_year",
        "on_payroll",
    )

    def __init__(self, people: People) -> None:
        n = self.n = len(people.sex)
        self.people = people
        self.birth_month = month_of(people.birth_day.astype(np.int64)).astype(np.int32)
        self.death_month = month_of(people.death_day.astype(np.int64)).astype(np.int32)
        self._by_death_month = np.argsort(self.death_month, kind="stable")
        self._death_months = self.death_month[self._by_death_month].astype(np.int64)
        # The workers' own columns.
        self.status = people.status.astype(np.int8, copy=True)
        self.status_before = self.status.copy()
        self.changed_on = np.full(n, -1, np.int32)
        self.category = people.retirement_category.astype(np.int8, copy=True)
        self.plan_month = people.plan_month.astype(np.int32, copy=True)
        self.retire_month = np.full(n, NEVER, np.int32)
        self.unemployed_since = people.unemployed_since.astype(np.int32, copy=True)
        self.job = Jobs.none(n)
        self.former_job = Jobs.none(n)
        employed = np.flatnonzero(self.status == Status.EMPLOYED)
        self.job.employer[employed] = people.employer[employed]
        self.job.start[employed] = people.job_start[employed]
        self.job.end[employed] = NEVER
        self.job.registered_on[employed] = people.registered_on[employed]
        # What has been paid for the person: changed when money arrives. NumPy adds fast to int64 only.
        self.months_paid = people.months_paid.astype(np.int64, copy=True)
        self.index_sum = people.index_sum.astype(np.int64, copy=True)
        self.unemployment_months = people.unemployment_months.astype(np.int64, copy=True)
        self.own_contributions = people.own_contributions.astype(np.int64, copy=True)
        self.owed = np.zeros(n, np.int64)
        # The pension in payment.
        self.retired_in = people.award_month.astype(np.int32, copy=True)
        self.pension = people.monthly_pension.astype(np.int64, copy=True)
        self.account_part = people.account_part.astype(np.int64, copy=True)
        self.pension_year = np.zeros(n, np.int16)
        self.on_payroll = self.status == Status.PENSIONER

    def dying_in(self, month: int) -> Rows:
        """Who dies in `month`, in the model by then or not."""
        first, last = np.searchsorted(self._death_months, (month, month + 1))
        return self._by_death_month[first:last]

    def months_of_pension(self, rows: Rows) -> np.ndarray:
        """Months of pension, from the month after retirement to that of death, of people who have died."""
        return np.where(self.pension_year[rows] > 0, self.death_month[rows] - self.retired_in[rows], 0)

    def change_status(self, rows: Rows, status: Status, days: np.ndarray | int) -> None:
        self.status_before[rows] = self.status[rows]
        self.status[rows] = status
        self.changed_on[rows] = days

    def decide_status(self, rows: Rows, status: Status, day: int) -> None:
        """The agency's decision of `day` gives these people a status; a death announced for later in the
        month still stands.
        """
        dying = self.changed_on[rows] > day
        self.status_before[rows[dying]] = status
        self.change_status(rows[~dying], status, day)

    def status_on(self, day: int | np.ndarray, rows: Rows | slice = ALL) -> np.ndarray:
        """The status (int8) of people on a day of the month in which the run stands, or each on one."""
        return np.where(self.changed_on[rows] > day, self.status_before[rows], self.status[rows])

"""Flexible workers (灵活就业人员): they pay for themselves, on a base, day and way of their own choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from simcore.calendar import NEVER, month_of, number_in_year
from simcore.city.funds import Fund
from simcore.city.insured_kind import InsuredMeans
from simcore.city.lines import Lines
from simcore.city.lives import Rows
from simcore.city.premiums import Premiums
from simcore.society.people import Status
from simcore.vocabulary import PaymentKind, Scheme

ALL_TOGETHER = 0


class FlexibleLines(Lines):
    """One payer that always pays: who does not pay has no line. `last` is the last month of paying."""

    keeps = (*Lines.keeps, "_begins", "_pay_day", "_channel")
    schemes = (Scheme.EMPLOYEE_PENSION,)
    kind, sides = PaymentKind.FLEXIBLE, ("pension_worker",)

    def __init__(self, means: InsuredMeans) -> None:
        super().__init__(means, payers=1)
        ground = means.ground
        self._careers, self._wages = ground.society.careers, ground.society.wages
        people = ground.lives.people
        self._begins = np.full(ground.lives.n, NEVER, np.int32)
        self.last[:] = -1
        self._pay_day = people.pay_day.astype(np.int8, copy=True)
        self._channel = people.channel.astype(np.int8, copy=True)
        paying = np.flatnonzero((ground.lives.status == Status.FLEXIBLE) & people.flexible_pays)
        self._begins[paying] = ground.months[0]
        self.last[paying] = NEVER

    def price(self, rows: Rows, wage: np.ndarray, month: int) -> Premiums:
        return self._law.flexible(month, wage)

    def spell_columns(self, rows: Rows) -> dict[str, Any]:
        return {"employer_id": -1, "channel": self._channel[rows], "pay_day": self._pay_day[rows]}

    def begin(self, rows: Rows, month: int, last: np.ndarray) -> None:
        """Pay as a flexible worker from the month after `month` to `last`."""
        if not len(rows):
            return
        # Who was employed for a few days only may still stand on the lines of before.
        self.leave(rows[self.on[rows]])
        self._begins[rows] = month + 1
        self.last[rows] = last
        self._pay_day[rows] = self._careers.pay_day(rows, month)
        self._channel[rows] = self._careers.channel(rows, month)

    def end(self, rows: Rows, last: np.ndarray | int) -> None:
        """Who pays as a flexible worker does so up to month `last`."""
        self.last[rows] = np.minimum(self.last[rows], last)

    def pays(self, rows: Rows, month: int) -> np.ndarray:
        """Whether these people (bool) pay for this month or a later one."""
        return np.asarray(self.last[rows] >= month)

    def choose(self, month: int) -> None:
        """Who pays for `month`, and on which base."""
        # Whoever paid for the month before last has left already.
        leaving = (self.last == month - 1).nonzero()[0]
        self.leave(leaving[self.on[leaving]])
        if number_in_year(month) == 1 or month in self._law.change_months:
            rows = np.flatnonzero(self.on)
            self.reprice(rows, self._wages.chosen_monthly_wage(rows, month), month)
        joining = (self._begins == month).nonzero()[0]
        joining = joining[self.last[joining] >= month]
        if len(joining):
            wage = self._wages.chosen_monthly_wage(joining, month)
            self.join(joining, ALL_TOGETHER, wage, month)

    def book(self, month: int, day: int, funds: Mapping[Scheme, Fund]) -> None:
        self._books.contribution_days.append(
            month=np.array([month]), kind=self.kind, due_on=-1, arrived_on=day
        )
        self.choose(month)
        self.book_month(slice(None), month)
        people, credits, own = self.sums[:, ALL_TOGETHER].tolist()
        funds[Scheme.EMPLOYEE_PENSION].receive_contributions(day, own=own)
        self._accounts.note_credits(credits, day)
        self._headcounts.count_contributors(Scheme.EMPLOYEE_PENSION, month, people)

    def last_month_paid_for(self, day: int) -> int:
        """Months are paid for on their first receipts day."""
        month = int(month_of(day))
        return month if day >= self._ground.receipts_days(month)[0] else month - 1

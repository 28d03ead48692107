"""Who stands on which lines, and running totals of what has been paid for them.

An ordinary month of an ordinary person costs nothing here: what a payer owes is a running total over its
people, and what a booked month brings a person is counted at the payer. The person's own totals are brought
up to date only when something changes (`settle_up`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from simcore.books.books import Books
from simcore.calendar import NEVER
from simcore.city.insured_kind import Insured, InsuredMeans
from simcore.city.lives import Rows
from simcore.city.premiums import SIDES, Premiums
from simcore.vocabulary import PaymentKind


class Lines(Insured):
    """Columns of the lines (one row a person) and running totals (one row a payer).

    `kind` is that of the lines, `sides` the amounts that they have; the first of them is the person's own.
    `line` holds each person's latest premiums in the order of `Premiums`, `sums` what a payer owes for a
    month: people, credits and the amount of each side. `booked` of a payer counts its months that arrived in
    time, and the account months that they brought.
    """

    keeps: ClassVar[tuple[str, ...]] = (
        "on",
        "payer",
        "first",
        "last",
        "line",
        "sums",
        "booked",
        "_booked_before",
    )
    kind: ClassVar[PaymentKind]
    sides: ClassVar[tuple[str, ...]]
    counts_for_unemployment: ClassVar[bool] = False

    def __init__(self, means: InsuredMeans, payers: int) -> None:
        super().__init__(means)
        people = means.ground.lives.n
        self._lives, self._law = means.ground.lives, means.law
        self.on = np.zeros(people, bool)
        self.payer = np.zeros(people, np.int64)
        self.first = np.zeros(people, np.int32)
        self.last = np.full(people, NEVER, np.int32)
        self.line = np.zeros((len(self.sides) + 3, people), np.int32)
        self.sums = np.zeros((len(self.sides) + 2, payers), np.int64)
        self.booked = np.zeros((2, payers), np.int64)
        self._booked_before = np.zeros((2, people), np.int32)
        self._places_of_sums = np.arange(len(self.sums))[:, np.newaxis] * payers

    @property
    def index(self) -> np.ndarray:
        """The month's index of each person's latest line."""
        return self.line[0]

    @property
    def credit(self) -> np.ndarray:
        """What each person's latest line credits to the account (fen)."""
        return self.line[1]

    @property
    def amounts(self) -> np.ndarray:
        """The amounts of each person's latest line, by side (fen)."""
        return self.line[2:-1]

    @property
    def base(self) -> np.ndarray:
        """The base of each person's latest line (fen; 0: none yet)."""
        return self.line[-1]

    def price(self, rows: Rows, wage: np.ndarray, month: int) -> Premiums:
        """What a month costs these people on this wage; the amounts in the order of `sides`."""
        raise TypeError(f"{type(self).__name__} has no price")

    def spell_columns(self, rows: Rows) -> dict[str, Any]:
        """The columns of a spell by which kinds differ: employer_id, channel and pay_day."""
        raise TypeError(f"{type(self).__name__} has no columns of its own")

    def join(self, rows: Rows, payer: np.ndarray | int, wage: np.ndarray, month: int) -> None:
        """From `month` on these people stand on the lines of their payer."""
        self.on[rows] = True
        self.payer[rows] = payer
        self._booked_before[:, rows] = self.booked.take(self.payer[rows], axis=1)
        lines = self.price(rows, wage, month)
        self._set(rows, lines, month)
        self._count(rows, lines.data[:-1], people=+1)

    def leave(self, rows: Rows) -> None:
        """Their last month lies behind: close their spells."""
        if not len(rows):
            return
        self.settle_up(rows)
        self._write_spells(rows, self.last[rows])
        self._count(rows, -self.line[:-1].take(rows, axis=1), people=-1)
        self.on[rows] = False

    def reprice(self, rows: Rows, wage: np.ndarray, month: int) -> None:
        """A new wage or new law, from `month` on: whoever's amounts change begins a new spell."""
        new = self.price(rows, wage, month)
        changed = (new.data != self.line.take(rows, axis=1)).any(axis=0)
        rows, new = rows[changed], new.take(changed)
        if not len(rows):
            return
        self.settle_up(rows)
        self._write_spells(rows, month - 1)
        self._count(rows, (new.data - self.line.take(rows, axis=1))[:-1], people=0)
        self._set(rows, new, month)

    def book_month(self, payers: np.ndarray | slice, month: int) -> None:
        """What these payers (each once) owe for a month has arrived in `month`."""
        self.booked[:, payers] += ((1,), (self._ground.dates.interest_months(month),))

    def settle_up(self, rows: Rows) -> None:
        rows = rows[self.on[rows]]
        if not len(rows):
            return
        booked = self.booked.take(self.payer[rows], axis=1)
        months, account_months = booked - self._booked_before.take(rows, axis=1)
        index, credit, own = self.line[:3].take(rows, axis=1)
        lives, accounts = self._lives, self._accounts
        lives.months_paid[rows] += months
        if self.counts_for_unemployment:
            lives.unemployment_months[rows] += months
        lives.index_sum[rows] += index * months
        lives.own_contributions[rows] += own * months
        accounts.credited[rows] += credit * months
        accounts.credit_product[rows] += credit * account_months
        self._booked_before[:, rows] = booked

    def last_month_paid_for(self, day: int) -> int:
        """The last month whose lines exist at the end of `day`."""
        raise TypeError(f"{type(self).__name__} does not say")

    def write_open_spells(self, books: Books, day: int) -> None:
        rows = np.flatnonzero(self.on)
        self._write_spells(rows, np.minimum(self.last[rows], self.last_month_paid_for(day)), books)

    def _set(self, rows: Rows, lines: Premiums, month: int) -> None:
        self.first[rows] = month
        self.line[:, rows] = lines.data

    def _count(self, rows: Rows, columns: np.ndarray, *, people: int) -> None:
        """Add these columns, in the order of a line without its base, to what the payers owe, and so many
        people for each.
        """
        columns = columns.astype(np.int64)
        # Nobody owes an index: its row counts the people.
        columns[0] = people
        places = self._places_of_sums + self.payer[rows]
        np.add.at(self.sums.reshape(-1), places.ravel(), columns.ravel())

    def _write_spells(self, rows: Rows, last_month: np.ndarray | int, books: Books | None = None) -> None:
        last = np.full(len(rows), last_month) if isinstance(last_month, int) else last_month
        kept = self.first[rows] <= last
        rows, last = rows[kept], last[kept]
        if not len(rows):
            return
        amounts: dict[str, Any] = {f"{side}_fen": 0 for side in SIDES}
        _, credit, *of_sides, base = self.line.take(rows, axis=1)
        for side, column in zip(self.sides, of_sides, strict=True):
            amounts[f"{side}_fen"] = column
        (books or self._books).contribution_spells.append(
            person_id=rows,
            kind=self.kind,
            first_month=self.first[rows],
            last_month=last,
            declared_month=-1,
            base_fen=base,
            **amounts,
            maternity_employer_fen=0,
            account_fen=credit,
            **self.spell_columns(rows),
        )


class Totals:
    """All kinds of lines: a person's totals are brought up to date before somebody reads them."""

    def __init__(self, kinds: Sequence[Insured], people: int) -> None:
        self._everybody = np.arange(people)
        self._kinds = tuple(kinds)

    def settle_up(self, rows: Rows) -> None:
        """Bring these people's totals up to date."""
        for kind in self._kinds:
            kind.settle_up(rows)

    def settle_up_all(self) -> None:
        """Bring everybody's totals up to date."""
        for kind in self._kinds:
            kind.settle_up(self._everybody)

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
    `booked` and `booked_months` of a payer count its months that arrived in time, and the account months that
    each brought.
    """

    keeps: ClassVar[tuple[str, ...]] = (
        "on",
        "payer",
        "first",
        "last",
        "base",
        "amounts",
        "credit",
        "index",
        "booked",
        "booked_months",
        "people",
        "totals",
        "credits",
        "_booked_before",
        "_months_before",
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
        self.base = np.zeros(people, np.int64)
        self.amounts = np.zeros((len(self.sides), people), np.int32)
        self.credit = np.zeros(people, np.int32)
        self.index = np.zeros(people, np.int32)
        self._booked_before = np.zeros(people, np.int32)
        self._months_before = np.zeros(people, np.int32)
        self.booked = np.zeros(payers, np.int32)
        self.booked_months = np.zeros(payers, np.int32)
        self.people = np.zeros(payers, np.int64)
        self.totals = np.zeros((len(self.sides), payers), np.int64)
        self.credits = np.zeros(payers, np.int64)

    def price(self, rows: Rows, wage: np.ndarray, month: int) -> Premiums:
        """What a month costs these people on this wage; the rows of `amounts` in the order of `sides`."""
        raise TypeError(f"{type(self).__name__} has no price")

    def spell_columns(self, rows: Rows) -> dict[str, Any]:
        """The columns of a spell by which kinds differ: employer_id, channel and pay_day."""
        raise TypeError(f"{type(self).__name__} has no columns of its own")

    def join(self, rows: Rows, payer: np.ndarray | int, wage: np.ndarray, month: int) -> None:
        """From `month` on these people stand on the lines of their payer."""
        self.on[rows] = True
        self.payer[rows] = payer
        self._booked_before[rows] = self.booked[payer]
        self._months_before[rows] = self.booked_months[payer]
        self._set(rows, self.price(rows, wage, month), month)
        self._count(rows, +1)

    def leave(self, rows: Rows) -> None:
        """Their last month lies behind: close their spells."""
        if not len(rows):
            return
        self.settle_up(rows)
        self._write_spells(rows, self.last[rows])
        self._count(rows, -1)
        self.on[rows] = False

    def reprice(self, rows: Rows, wage: np.ndarray, month: int) -> None:
        """A new wage or new law, from `month` on: whoever's amounts change begins a new spell."""
        new = self.price(rows, wage, month)
        changed = (new.base != self.base[rows]) | (new.month_index != self.index[rows])
        changed |= (new.amounts != self.amounts.take(rows, axis=1)).any(axis=0) | (
            new.credit != self.credit[rows]
        )
        rows = rows[changed]
        self.settle_up(rows)
        self._write_spells(rows, month - 1)
        self._count(rows, -1)
        self._set(rows, Premiums(*(column[..., changed] for column in new)), month)
        self._count(rows, +1)

    def settle_up(self, rows: Rows) -> None:
        rows = rows[self.on[rows]]
        if not len(rows):
            return
        payer = self.payer[rows]
        months = self.booked[payer] - self._booked_before[rows]
        account_months = self.booked_months[payer] - self._months_before[rows]
        own = self.amounts[0][rows].astype(np.int64)
        credit = self.credit[rows].astype(np.int64)
        lives, accounts = self._lives, self._accounts
        lives.months_paid[rows] += months
        if self.counts_for_unemployment:
            lives.unemployment_months[rows] += months
        lives.index_sum[rows] += self.index[rows].astype(np.int64) * months
        lives.own_contributions[rows] += own * months
        accounts.credited[rows] += credit * months
        accounts.credit_product[rows] += credit * account_months
        self._booked_before[rows] = self.booked[payer]
        self._months_before[rows] = self.booked_months[payer]

    def last_month_paid_for(self, day: int) -> int:
        """The last month whose lines exist at the end of `day`."""
        raise TypeError(f"{type(self).__name__} does not say")

    def write_open_spells(self, books: Books, day: int) -> None:
        rows = np.flatnonzero(self.on)
        self._write_spells(rows, np.minimum(self.last[rows], self.last_month_paid_for(day)), books)

    def _set(self, rows: Rows, lines: Premiums, month: int) -> None:
        self.first[rows] = month
        self.base[rows] = lines.base
        for side, amounts in zip(self.amounts, lines.amounts, strict=True):
            side[rows] = amounts
        self.credit[rows] = lines.credit
        self.index[rows] = lines.month_index

    def _count(self, rows: Rows, sign: int) -> None:
        payer = self.payer[rows]
        columns = [*self.amounts.take(rows, axis=1), self.credit[rows]]
        totals = [*self.totals, self.credits]
        if len(rows) * 8 < len(self.people):
            np.add.at(self.people, payer, sign)
            for total, column in zip(totals, columns, strict=True):
                np.add.at(total, payer, sign * column.astype(np.int64))
            return
        count = len(self.people)
        self.people += sign * np.bincount(payer, minlength=count)
        for total, column in zip(totals, columns, strict=True):
            # The sums are float64, and exact: a payer's month stays far below 2**53 fen.
            total += sign * np.bincount(payer, weights=column, minlength=count).astype(np.int64)

    def _write_spells(self, rows: Rows, last_month: np.ndarray | int, books: Books | None = None) -> None:
        last = np.full(len(rows), last_month) if isinstance(last_month, int) else last_month
        kept = self.first[rows] <= last
        rows, last = rows[kept], last[kept]
        if not len(rows):
            return
        amounts: dict[str, Any] = {f"{side}_fen": 0 for side in SIDES}
        for side, column in zip(self.sides, self.amounts.take(rows, axis=1), strict=True):
            amounts[f"{side}_fen"] = column
        (books or self._books).contribution_spells.append(
            person_id=rows,
            kind=self.kind,
            first_month=self.first[rows],
            last_month=last,
            declared_month=-1,
            base_fen=self.base[rows],
            **amounts,
            maternity_employer_fen=0,
            account_fen=self.credit[rows],
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

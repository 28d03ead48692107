"""Every month that was paid for and the day on which it arrived, without a row a month: each spell knows
where its months begin in one long timetable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simcore.books.tables import Columns
from simcore.calendar import NEVER
from simcore.vocabulary import PaymentKind

Column = NDArray[Any]
Ints = NDArray[np.int64]

SPELLS_AT_ONCE = 50_000
"""Spells whose months are looked at together: so few that what they unfold to is put where the last was."""

_DAYS = 1 << 32
"""More than any day number, so that person and day make one key."""

NORMAL, FLEXIBLE = PaymentKind.NORMAL.value, PaymentKind.FLEXIBLE.value


def unfolded(months: Column) -> tuple[Ints, Ints]:
    """A row a month: whose month it is, and how many went before."""
    row = np.repeat(np.arange(len(months)), months)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(months, dtype=np.int64) - months, months)


def bill_keys(employer: Column, month: Column, declared: Column, kind: Column) -> Ints:
    """Bills as numbers: twelve bits hold a month, four a kind."""
    key: Ints = ((employer.astype(np.int64) << 12 | month) << 12 | declared) << 4 | kind
    return key


class Contributions:
    """The contribution spells, column by column, as they stand in the records: `months` counts those of each.

    `ask` answers a query with columns; `start` is the run's first month. A spell is cut in two at each of the
    months `cuts`.
    """

    def __init__(self, ask: Callable[[str], Columns], start: int, cuts: Sequence[int] = ()) -> None:
        spells = ask(
            "SELECT person_id, employer_id, kind, first_month, last_month, declared_month, base_fen, "
            "pension_worker_fen, account_fen FROM raw_contribution_spells"
        )
        spells = _cut(spells, np.array(cuts, np.int32))
        self.person, self.kind = spells["person_id"], spells["kind"]
        self.first_month, self.last_month = spells["first_month"], spells["last_month"]
        self.base, self.account = spells["base_fen"], spells["account_fen"]
        self.own, self.declared_later = spells["pension_worker_fen"], spells["declared_month"] >= 0
        self.months = np.maximum(self.last_month - self.first_month + 1, 0)
        self._earliest = int(self.first_month.min(initial=start))
        self._span = max(int(self.last_month.max(initial=start)) - self._earliest + 1, 1)
        bills = ask(
            "SELECT employer_id, month, declared_month, kind, CASE WHEN paid_on < 0 THEN "
            f"{NEVER} ELSE paid_on END AS arrived_on FROM raw_settlements WHERE month >= {start}"
        )
        self._lay_out(spells, np.unique(bills["employer_id"]))
        self._timetable = self._timetable_of(bills, self._without_bill(ask))

    def _without_bill(self, ask: Callable[[str], Columns]) -> Column:
        """By kind and month the day on which lines without a bill arrive (NEVER: they have a bill)."""
        days = ask(
            "SELECT month, kind, arrived_on FROM raw_contribution_days WHERE arrived_on >= 0 "
            f"AND month BETWEEN {self._earliest} AND {self._earliest + self._span - 1}"
        )
        arrived = np.full((len(PaymentKind), self._span), NEVER, np.int32)
        arrived[days["kind"], days["month"] - self._earliest] = days["arrived_on"]
        return arrived

    def _lay_out(self, spells: Columns, employers: Column) -> None:
        """A line for each employer's ordinary bills, one for an employer without any, one for what is paid in
        person; after them, spell by spell, what was declared in another month than its own.
        """
        self._employers = employers
        flexible = self.kind == FLEXIBLE
        line = np.searchsorted(employers, spells["employer_id"])
        known = np.append(employers, -2)[line] == spells["employer_id"]
        line = np.where(flexible, len(employers) + 1, np.where(known, line, len(employers)))
        self._begins = line * self._span + self.first_month - self._earliest
        others = np.flatnonzero(~flexible & ((self.kind != NORMAL) | (spells["declared_month"] >= 0)))
        row, before = unfolded(self.months[others])
        names = ("employer_id", "kind", "first_month", "declared_month")
        employer, kind, first, declared = (spells[name][others[row]] for name in names)
        month = first + before
        declared = np.where(declared < 0, month, declared)
        self._others = {"employer_id": employer, "month": month, "declared_month": declared, "kind": kind}
        months = self.months[others].astype(np.int64)
        self._begins[others] = (len(employers) + 2) * self._span + np.cumsum(months) - months

    def _timetable_of(self, bills: Columns, without_bill: Column) -> Column:
        """The days of arrival, in this layout."""
        table = self.laid_out(bills, bills["arrived_on"], NEVER)
        in_person = len(self._employers) + 1
        lines = table[: (in_person + 1) * self._span].reshape(in_person + 1, self._span)
        past = without_bill[NORMAL] < NEVER
        lines[:in_person, past] = without_bill[NORMAL, past]
        lines[in_person] = without_bill[FLEXIBLE]
        by_day = without_bill[self._others["kind"], self._others["month"] - self._earliest]
        others = table[lines.size :]
        others[by_day < NEVER] = by_day[by_day < NEVER]
        return table

    def laid_out(self, bills: Columns, days: Column, otherwise: int) -> Column:
        """Days of bills, where the months of the spells that stand on them find them."""
        lines = np.full((len(self._employers) + 2, self._span), otherwise, np.int32)
        inside = (bills["month"] >= self._earliest) & (bills["month"] < self._earliest + self._span)
        ordinary = inside & (bills["kind"] == NORMAL) & (bills["declared_month"] == bills["month"])
        line = np.searchsorted(self._employers, bills["employer_id"][ordinary])
        lines[line, bills["month"][ordinary] - self._earliest] = days[ordinary]
        names = ("employer_id", "month", "declared_month", "kind")
        asked = bill_keys(*(self._others[name] for name in names))
        # Ordinary bills are found by their place, unless a spell stands on one in so many words.
        in_so_many_words = (self._others["kind"] == NORMAL) & (
            self._others["declared_month"] == self._others["month"]
        )
        rows = np.flatnonzero(~ordinary | in_so_many_words.any())
        key = bill_keys(*(bills[name][rows] for name in names))
        order = np.argsort(key)
        key = np.append(key[order], -1)
        place = np.searchsorted(key[:-1], asked)
        on_bill = np.append(days[rows[order]], otherwise)[place]
        others = np.where(key[place] == asked, on_bill, otherwise).astype(np.int32)
        return np.concatenate((lines.ravel(), others))

    def by_month(self, kind: PaymentKind, each_month: Column) -> tuple[Ints, Ints, Ints]:
        """All months, and of each how many paid in this way, and the sum of what their spells count for."""
        sums = np.zeros((2, self._span + 1), np.int64)
        spells = np.flatnonzero((self.kind == kind) & (self.months > 0))
        begins = self.first_month[spells] - self._earliest
        for of, amount in zip(sums, (np.ones(len(spells), np.int64), each_month[spells]), strict=True):
            np.add.at(of, begins, amount.astype(np.int64))
            np.subtract.at(of, begins + self.months[spells], amount.astype(np.int64))
        people, total = np.cumsum(sums, axis=1)[:, :-1]
        return self._earliest + np.arange(self._span), people, total

    @property
    def earliest(self) -> int:
        """The first day on which anything arrived."""
        return int(self._timetable.min())

    def arrivals(self, spells: Ints) -> tuple[Column, Column]:
        """A row a month of these spells: its place among them, and the day on which it arrived (NEVER: it has
        not).
        """
        return self.unfolded(spells, self._timetable)

    def unfolded(self, spells: Ints, laid_out: Column) -> tuple[Column, Column]:
        """A row a month of these spells: its place among them, and what is laid out for it."""
        months = self.months[spells]
        begins = self._begins[spells] - (np.cumsum(months, dtype=np.int64) - months)
        row = np.repeat(np.arange(len(spells), dtype=np.int32), months)
        return row, laid_out[np.repeat(begins, months) + np.arange(len(row))]

    def in_parts(self, chosen: NDArray[np.bool_]) -> Iterator[Ints]:
        """The chosen spells, not too many at once, without those that have no month."""
        spells = np.flatnonzero(chosen & (self.months > 0))
        for begin in range(0, len(spells), SPELLS_AT_ONCE):
            yield spells[begin : begin + SPELLS_AT_ONCE]

    def arrived_by(
        self, person: Ints, day: Ints, chosen: NDArray[np.bool_] | bool, *each_month: Column
    ) -> list[Ints]:
        """What the chosen spells had brought in by these days of these persons, which stand in the order of
        both: the number of months, and the sum of what `each_month` of a spell counts for.
        """
        keys = person * _DAYS + day
        people, first = np.unique(person, return_index=True)
        after = np.append(first[1:], len(keys))
        each = (np.broadcast_to(np.int64(1), self.months.shape), *each_month)
        # Beside each person's days one place for what arrived after all of them.
        sums = np.zeros((len(each), len(keys) + len(people)), np.int64)
        for part in self.in_parts(np.isin(self.person, people) & chosen):
            whose = np.searchsorted(people, self.person[part])
            row, arrived = self.arrivals(part)
            begins = np.flatnonzero(np.diff(row, prepend=-1))

            def places(whose: Ints, arrived: Column) -> Ints:
                found = np.searchsorted(keys, people[whose] * _DAYS + arrived)
                place: Ints = np.minimum(found, after[whose]) + whose
                return place

            earliest = places(whose, np.minimum.reduceat(arrived, begins))
            latest = places(whose, np.maximum.reduceat(arrived, begins))
            at_once = np.flatnonzero(earliest == latest)
            # Only where somebody decided between a spell's months is each of them looked at.
            singly = np.flatnonzero((earliest != latest)[row])
            single, of_spell = places(whose[row[singly]], arrived[singly]), part[row[singly]]
            for added, of in zip(sums, each, strict=True):
                whole = of[part[at_once]].astype(np.int64) * self.months[part[at_once]]
                np.add.at(added, earliest[at_once], whole)
                np.add.at(added, single, of[of_spell].astype(np.int64))
        owner = np.searchsorted(people, person)
        sums = np.cumsum(np.pad(sums, ((0, 0), (1, 0))), axis=1)
        return list(sums[:, np.arange(len(keys)) + owner + 1] - sums[:, first[owner] + owner])


def _cut(spells: Columns, cuts: Column) -> Columns:
    """The spells, none of which goes on over one of these months."""
    first, after = (np.searchsorted(cuts, spells[f"{end}_month"], side="right") for end in ("first", "last"))
    if (first >= after).all():
        return spells
    row, before = unfolded(np.maximum(after - first, 0) + 1)
    pieces = {name: column[row] for name, column in spells.items()}
    begun, ends = before > 0, first[row] + before < after[row]
    pieces["first_month"][begun] = cuts[(first[row] + before)[begun] - 1]
    pieces["last_month"][ends] = cuts[(first[row] + before)[ends]] - 1
    return pieces

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

SPELLS_AT_ONCE = 500_000
"""Spells whose months are looked at together, so that what they unfold to stays small."""

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
        self.own = spells["pension_worker_fen"]
        self.months = np.maximum(self.last_month - self.first_month + 1, 0)
        self._earliest = int(self.first_month.min(initial=start))
        self._span = max(int(self.last_month.max(initial=start)) - self._earliest + 1, 1)
        bills = ask(
            "SELECT employer_id, month, declared_month, kind, paid_on FROM raw_settlements "
            f"WHERE paid_on >= 0 AND month BETWEEN {start} AND {self._earliest + self._span - 1}"
        )
        self._lay_out_timetable(spells, bills, self._without_bill(ask))

    def _without_bill(self, ask: Callable[[str], Columns]) -> Column:
        """By kind and month the day on which lines without a bill arrive (NEVER: they have a bill)."""
        days = ask(
            "SELECT month, kind, arrived_on FROM raw_contribution_days WHERE arrived_on >= 0 "
            f"AND month BETWEEN {self._earliest} AND {self._earliest + self._span - 1}"
        )
        arrived = np.full((len(PaymentKind), self._span), NEVER, np.int32)
        arrived[days["kind"], days["month"] - self._earliest] = days["arrived_on"]
        return arrived

    def _lay_out_timetable(self, spells: Columns, bills: Columns, without_bill: Column) -> None:
        """A line for each employer's ordinary bills, one for an employer without any, one for what is paid in
        person; after them, spell by spell, what was declared in another month than its own.
        """
        employers = np.unique(bills["employer_id"])
        without, in_person = len(employers), len(employers) + 1
        lines = np.full((len(employers) + 2, self._span), NEVER, np.int32)
        ordinary = (bills["kind"] == NORMAL) & (bills["declared_month"] == bills["month"])
        line = np.searchsorted(employers, bills["employer_id"][ordinary])
        lines[line, bills["month"][ordinary] - self._earliest] = bills["paid_on"][ordinary]
        past = without_bill[NORMAL] < NEVER
        lines[:in_person, past] = without_bill[NORMAL, past]
        lines[in_person] = without_bill[FLEXIBLE]

        flexible = self.kind == FLEXIBLE
        line = np.searchsorted(employers, spells["employer_id"])
        known = np.append(employers, -2)[line] == spells["employer_id"]
        line = np.where(flexible, in_person, np.where(known, line, without))
        self._begins = line * self._span + self.first_month - self._earliest
        others = np.flatnonzero(~flexible & ((self.kind != NORMAL) | (spells["declared_month"] >= 0)))
        row, before = unfolded(self.months[others])
        of_others = {name: column[others[row]] for name, column in spells.items()}
        month = self.first_month[others[row]] + before
        by_bill = _on_bills(bills, of_others, month)
        by_day = without_bill[of_others["kind"], month - self._earliest]
        months = self.months[others].astype(np.int64)
        self._begins[others] = lines.size + np.cumsum(months) - months
        arrived = np.where(by_day < NEVER, by_day, by_bill).astype(np.int32)
        self._timetable = np.concatenate((lines.ravel(), arrived))

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
        months = self.months[spells]
        begins = self._begins[spells] - (np.cumsum(months, dtype=np.int64) - months)
        row = np.repeat(np.arange(len(spells), dtype=np.int32), months)
        return row, self._timetable[np.repeat(begins, months) + np.arange(len(row))]

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
                fen = of[part[at_once]].astype(np.int64) * self.months[part[at_once]]
                np.add.at(added, earliest[at_once], fen)
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


def _on_bills(bills: Columns, lines: Columns, month: Ints) -> Column:
    """When the bills arrived on which these lines stand, one a month (NEVER: not, or there is none)."""
    declared = np.where(lines["declared_month"] < 0, month, lines["declared_month"])
    paid = bill_keys(bills["employer_id"], bills["month"], bills["declared_month"], bills["kind"])
    asked = bill_keys(lines["employer_id"], month, declared, lines["kind"])
    order = np.argsort(paid)
    paid = np.append(paid[order], -1)
    place = np.searchsorted(paid[:-1], asked)
    arrived: Column = np.append(bills["paid_on"][order], NEVER)
    on_bill: Column = np.where(paid[place] == asked, arrived[place], NEVER)
    return on_bill

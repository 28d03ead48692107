"""Falsifications that keep every sum equal: what one record gains another loses, or two tables tell the
same lie.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simcore.books.tables import Columns
from simcore.calendar import first_day
from simcore.inquiry.run import Run
from simcore.vocabulary import EventKind
from tests.audit.falsifications import Change, Falsification


class Pairs:
    """Changes that keep sums equal: what one record gains the other loses, or two tables tell the same
    lie.
    """

    def __init__(self, run: Run, tables: dict[str, Columns], rng: np.random.Generator) -> None:
        self._start, self._tables, self._rng = run.start, tables, rng
        self._of_entry: dict[int, list[int]] = {}
        for row, entry in enumerate(tables["journal"]["entry"].tolist()):
            self._of_entry.setdefault(entry, []).append(row)
        bills = tables["settlements"]
        self._bills = {
            key: row
            for row, key in enumerate(
                zip(
                    *(bills[n].tolist() for n in ("employer_id", "month", "kind", "declared_month")),
                    strict=True,
                )
            )
        }

    def some(self, count: int) -> Iterator[Falsification]:
        """So many of them, one kind after another."""
        kinds = (
            self._fen_between_lines,
            self._fen_between_past_lines,
            self._fen_between_pensions,
            self._fen_between_accounts,
            self._fen_within_an_award,
            self._fen_within_a_fund,
            self._fen_between_surcharges,
            self._fen_between_fines,
            self._day_of_a_job,
            self._day_of_a_claim,
            self._day_of_a_decision,
            self._day_of_an_entry,
            self._day_of_a_payout,
            self._persons_of_two_lines,
        )
        made = 0
        while made < count:
            falsification = next(filter(None, (kinds[made % len(kinds)]() for _ in range(20))), None)
            assert falsification, f"the run has no pair for {kinds[made % len(kinds)].__name__}"
            made += 1
            yield falsification

    def _row(self, table: str, *, of: NDArray[np.bool_] | None = None) -> int:
        rows = len(next(iter(self._tables[table].values())))
        return int(self._rng.choice(np.flatnonzero(of) if of is not None else np.arange(rows)))

    def _move(self, table: str, column: str, give: int, take: int) -> tuple[Change, Change]:
        """One fen from one row to another."""
        values = self._tables[table][column]
        one = Change(table, column, give, int(values[give]) - 1)
        return one, Change(table, column, take, int(values[take]) + 1)

    def _alike(self, table: str, columns: tuple[str, ...], of: NDArray[np.bool_]) -> tuple[int, int] | None:
        """Two rows with the same values in these columns."""
        data = self._tables[table]
        places = np.flatnonzero(of)
        keys = np.stack([data[name][places].astype(np.int64) for name in columns], axis=1)
        _, group, counts = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
        shared = np.flatnonzero(counts[group.ravel()] > 1)
        if not len(shared):
            return None
        one = int(self._rng.choice(shared))
        others = np.flatnonzero((group.ravel() == group.ravel()[one]) & (np.arange(len(places)) != one))
        return int(places[one]), int(places[self._rng.choice(others)])

    def _fen_between_lines(self) -> Falsification | None:
        """Of two people with lines of the same months, consistently on their bills, which arrived
        together.
        """
        spells, bills = self._tables["contribution_spells"], self._tables["settlements"]
        of = (spells["kind"] == 0) & (spells["declared_month"] < 0) & (spells["first_month"] >= self._start)
        pair = self._alike("contribution_spells", ("first_month", "last_month"), of)
        if pair is None:
            return None
        side = str(self._rng.choice(["pension_worker", "medical_employer", "injury_employer", "account"]))
        changes = list(self._move("contribution_spells", f"{side}_fen", *pair))
        first, last = (int(spells[f"{end}_month"][pair[0]]) for end in ("first", "last"))
        one, other = (int(spells["employer_id"][row]) for row in pair)
        if side != "account" and one != other:
            for month in range(first, last + 1):
                rows = [self._bills[employer, month, 0, month] for employer in (one, other)]
                if bills["paid_on"][rows[0]] != bills["paid_on"][rows[1]]:
                    return self._fen_between_lines()
                changes += self._move("settlements", f"{side}_fen", *rows)
        return Falsification(f"contribution_spells.{side}_fen", "a fen from person to person", tuple(changes))

    def _fen_between_past_lines(self) -> Falsification | None:
        of = self._tables["contribution_spells"]["first_month"] < self._start
        pair = self._alike("contribution_spells", ("first_month", "last_month", "kind"), of)
        column = str(
            self._rng.choice(["base_fen", "pension_worker_fen", "account_fen", "medical_employer_fen"])
        )
        return pair and Falsification(
            f"contribution_spells.{column}",
            "a fen from person to person in the past",
            self._move("contribution_spells", column, *pair),
        )

    def _fen_between_pensions(self) -> Falsification | None:
        of = self._tables["benefit_spells"]["kind"] == 0
        pair = self._alike("benefit_spells", ("first_month", "last_month", "due_on"), of)
        column = str(self._rng.choice(["amount_fen", "account_part_fen"]))
        return pair and Falsification(
            f"benefit_spells.{column}",
            "a fen from person to person",
            self._move("benefit_spells", column, *pair),
        )

    def _fen_between_accounts(self) -> Falsification | None:
        rows = self._row("accounts")
        accounts = self._tables["accounts"]
        return Falsification(
            "accounts.interest_on_opening_fen",
            "a fen from one column to the other",
            (
                Change(
                    "accounts",
                    "interest_on_opening_fen",
                    rows,
                    int(accounts["interest_on_opening_fen"][rows]) - 1,
                ),
                Change(
                    "accounts",
                    "interest_on_credits_fen",
                    rows,
                    int(accounts["interest_on_credits_fen"][rows]) + 1,
                ),
            ),
        )

    def _fen_within_an_award(self) -> Falsification | None:
        row, awards = self._row("awards"), self._tables["awards"]
        return Falsification(
            "awards.basic_fen",
            "a fen from one column to the other",
            (
                Change("awards", "basic_fen", row, int(awards["basic_fen"][row]) + 1),
                Change("awards", "transitional_fen", row, int(awards["transitional_fen"][row]) - 1),
            ),
        )

    def _fen_within_a_fund(self) -> Falsification | None:
        row, funds = self._row("funds"), self._tables["funds"]
        names = [
            str(n)
            for n in self._rng.choice(
                [
                    "contributions_employer",
                    "contributions_worker",
                    "subsidy",
                    "deficit_cover",
                    "interest",
                    "other_in",
                ],
                2,
                replace=False,
            )
        ]
        return Falsification(
            f"funds.{names[0]}_fen",
            "a fen from one column to the other",
            tuple(
                Change("funds", f"{name}_fen", row, int(funds[f"{name}_fen"][row]) + by)
                for name, by in zip(names, (1, -1), strict=True)
            ),
        )

    def _fen_between_surcharges(self) -> Falsification | None:
        of = self._tables["settlements"]["pension_surcharge_fen"] > 0
        pair = self._alike("settlements", ("paid_on",), of)
        return pair and Falsification(
            "settlements.pension_surcharge_fen",
            "a fen from employer to employer",
            self._move("settlements", "pension_surcharge_fen", *pair),
        )

    def _fen_between_fines(self) -> Falsification | None:
        pair = self._alike("events", ("kind",), self._tables["events"]["kind"] == EventKind.FINED)
        return pair and Falsification(
            "events.detail", "a fen from employer to employer", self._move("events", "detail", *pair)
        )

    def _with_event(
        self, table: str, row: int, column: str, kind: EventKind, by: int, detail: int = 0
    ) -> Falsification | None:
        """A day of a record moved, and its event with it."""
        data, events = self._tables[table], self._tables["events"]
        person, day = int(data["person_id"][row]), int(data[column][row])
        found = np.flatnonzero(
            (events["person_id"] == person) & (events["kind"] == kind) & (events["day"] == day)
        )
        if not len(found):
            return None
        changes = [Change(table, column, row, day + by), Change("events", "day", int(found[0]), day + by)]
        if detail:
            changes.append(
                Change("events", "detail", int(found[0]), int(events["detail"][found[0]]) + detail)
            )
        return Falsification(f"{table}.{column}", "a day in two tables", tuple(changes))

    def _day_of_a_job(self) -> Falsification | None:
        jobs, by = self._tables["registrations"], int(self._rng.choice((-1, 1)))
        column, kind = (
            ("hired_on", EventKind.HIRED),
            ("registered_on", EventKind.REGISTERED),
            ("left_on", EventKind.LEFT_JOB),
        )[int(self._rng.integers(3))]
        in_run = (jobs[column] >= 0) & (jobs["hired_on"] >= first_day(self._start))
        row = self._row("registrations", of=in_run)
        return self._with_event(
            "registrations", row, column, kind, by, detail=by if column == "registered_on" else 0
        )

    def _day_of_a_claim(self) -> Falsification | None:
        by = int(self._rng.choice((-1, 1)))
        return self._with_event("claims", self._row("claims"), "arrived_on", EventKind.CLAIMED, by)

    def _day_of_a_decision(self) -> Falsification | None:
        """To the next sitting."""
        claims = self._tables["claims"]
        refused = claims["granted"] == 0
        if not refused.any():
            return None
        row = self._row("claims", of=refused)
        return self._with_event("claims", row, "decided_on", EventKind.REFUSED, 10)

    def _day_of_an_entry(self) -> Falsification | None:
        """All lines of an entry, which balances as before."""
        journal, by = self._tables["journal"], int(self._rng.choice((-1, 1)))
        rows = self._of_entry[int(journal["entry"][self._row("journal")])]
        changes = tuple(Change("journal", "day", row, int(journal["day"][row]) + by) for row in rows)
        return Falsification("journal.day", "a day of a whole entry", changes)

    def _day_of_a_payout(self) -> Falsification | None:
        """With the entries that paid that day's benefits: by ten days, on another day of payment."""
        payouts, journal = self._tables["payouts"], self._tables["journal"]
        row = self._row("payouts")
        day = int(payouts["paid_on"][row])
        paid = np.flatnonzero(
            (journal["day"] == day)
            & np.isin(journal["purpose"], (11, 12))
            & (journal["fund"] == payouts["scheme"][row])
        )
        changes = [Change("payouts", "paid_on", row, day + 10)]
        changes += [Change("journal", "day", int(line), day + 10) for line in paid]
        return Falsification("payouts.paid_on", "a day in two tables", tuple(changes))

    def _persons_of_two_lines(self) -> Falsification | None:
        """Two people of an employer exchange their lines of the same months."""
        spells = self._tables["contribution_spells"]
        pair = self._alike(
            "contribution_spells",
            ("first_month", "last_month", "employer_id"),
            (spells["first_month"] >= self._start) & (spells["kind"] == 0),
        )
        if pair is None or spells["base_fen"][pair[0]] == spells["base_fen"][pair[1]]:
            return None
        return Falsification(
            "contribution_spells.person_id",
            "two people exchanged",
            tuple(
                Change("contribution_spells", "person_id", row, int(spells["person_id"][other]))
                for row, other in (pair, pair[::-1])
            ),
        )

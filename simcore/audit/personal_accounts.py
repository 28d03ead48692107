"""Point 5: every personal account is lived through once more, from its contributions, draws and closings, by
the law.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from simcore.audit.case import Case, Ints, order_of, yuan
from simcore.books.tables import Columns
from simcore.books.views import benefit_lines
from simcore.calendar import day_text, first_day, last_day, month_of, year_of
from simcore.vocabulary import BenefitKind, ClaimKind, Scheme

PEOPLE_AT_ONCE = 100_000
MONTHS_A_YEAR = 12
PENSION = BenefitKind.PENSION.value
CREDIT, AWARD, CLOSING, DRAW = range(4)
"""What happens to an account, in the order of a day: receipts, decisions, payments."""

ROW = ("opening", "credited", "interest_on_opening", "interest_on_credits", "drawn", "closing")
Happening = tuple[int, int, Ints, Ints]
"""Day, what, persons (from `low`), fen."""

_INTEREST = ("account_interest_on_opening", "account_interest_on_credits")


def examine_accounts(case: Case) -> None:
    """Recompute all account rows, the balances of awards, and what closings paid out."""
    top = case.society.people.size
    for low in range(0, top, PEOPLE_AT_ONCE):
        Lives(case, low, min(low + PEOPLE_AT_ONCE, top)).examine()


class Lives:
    """The accounts of the people from `low` to before `high`: a column a quantity, fen."""

    def __init__(self, case: Case, low: int, high: int) -> None:
        self._case, self._low, self._high = case, low, high
        self._moved = case.account_movements[Scheme.EMPLOYEE_PENSION]
        self._of_these = f"person_id >= {low} AND person_id < {high}"
        self._interest = case.policy.compile(
            _INTEREST, inputs=("opening_balance", "months_elapsed", "credit_product")
        )
        self._interest_months = case.policy.compile(("account_interest_months",), inputs=("account_month",))
        self._product_to_date = case.policy.compile(
            ("product_to_date",), inputs=("product_to_december", "net_credits", "months_elapsed")
        )
        n = high - low
        self._opening, self._credited, self._product = (
            np.zeros(n, np.int64),
            np.zeros(n, np.int64),
            np.zeros(n, np.int64),
        )
        self._drawn = np.zeros(n, np.int64)
        self._closed = np.zeros(n, bool)
        self._emptied = np.zeros(n, bool)
        self._closing_interest = np.zeros((2, n), np.int64)
        self._quiet: dict[int, tuple[Ints, Ints]] = {}
        people = case.columns(
            f"SELECT person_id, opening_balance_fen AS fen FROM raw_people WHERE {self._of_these}"
        )
        self._opening[people["person_id"] - low] = people["fen"]

    def examine(self) -> None:
        """Go through the days in order; at each year's end compare with the rows recorded."""
        happenings = self._happenings()
        rows = self._case.columns(
            f"SELECT * FROM raw_accounts WHERE {self._of_these} AND scheme = {Scheme.EMPLOYEE_PENSION.value}"
        )
        self._rows_once(rows)
        by_year = order_of(rows["year"])
        first = min(int(rows["year"].min(initial=10**4)), 1970 + self._case.start // 12, *self._quiet)
        if happenings:
            first = min(first, 1970 + month_of(happenings[0][0]) // 12)
        rows = {name: column[by_year] for name, column in rows.items()}
        year = first
        for day, what, person, amount in happenings:
            while day >= first_day((year - 1969) * MONTHS_A_YEAR):
                self._close_year(year, rows)
                year += 1
            self._note_opening(day)
            self._live(day, what, person, amount)
        while first_day((year - 1969) * MONTHS_A_YEAR) - 1 <= self._case.day:
            self._note_opening(first_day((year - 1970) * MONTHS_A_YEAR))
            self._close_year(year, rows)
            year += 1
        # Also in a run that stands before its first day.
        self._note_opening(max(self._case.day, first_day(self._case.start)))

    def _happenings(self) -> list[Happening]:
        """What happens to these accounts, in order: all but the credits of quiet years."""
        happenings = self._regular_draws()
        for what, query in ((AWARD, self._awards()), (CLOSING, self._closings()), (DRAW, self._draws())):
            found = self._case.columns(query)
            happenings += self._by_day(what, found["day"], found["person_id"] - self._low, found["fen"])
        happenings += self._credits(happenings)
        return sorted(happenings, key=lambda happening: happening[:2])

    def _by_day(self, what: int, day: Ints, person: Ints, fen: Ints) -> list[Happening]:
        order = order_of(day)
        day, person, fen = day[order], person[order], fen[order].astype(np.int64)
        begins = np.flatnonzero(np.diff(day, prepend=-1))
        return [
            (int(day[begin]), what, person[begin:end], fen[begin:end])
            for begin, end in pairwise([*begins.tolist(), len(day)])
        ]

    def _credits(self, others: list[Happening]) -> list[Happening]:
        """The order of a year's days matters only to an account that something else happens to in that year,
        or that the run finds within it. The credits of other years are added up, with their products.
        """
        case, paid = self._case, self._case.contributions
        first = min([paid.earliest, case.day, *(day for day, *_ in others)])
        days = np.arange(first, case.day + 1)
        months = month_of(days)
        first_year, years = 1970 + int(months[0]) // 12, int(months[-1]) // 12 - int(months[0]) // 12 + 1
        of_year = (months // 12 + 1970 - first_year) * (self._high - self._low)
        weights = self._weights(months)
        busy = np.zeros((years, self._high - self._low), bool)
        for on, _, who, _ in others:
            if on <= case.day:
                busy[year_of(month_of(on)) - first_year, who] = True
        if case.start % MONTHS_A_YEAR and 0 <= year_of(case.start) - first_year < years:
            busy[year_of(case.start) - first_year] = True
        credited, product = np.zeros((2, busy.size), np.int64)
        by_day, kept = np.zeros(len(days), np.int64), []
        of_these = (paid.person >= self._low) & (paid.person < self._high) & (paid.account != 0)
        for part in paid.in_parts(of_these):
            row, arrived = paid.arrivals(part)
            if arrived.max() > case.day:
                come = np.flatnonzero(arrived <= case.day)
                row, arrived = row[come], arrived[come]
            person, fen = paid.person[part] - self._low, paid.account[part].astype(np.int64)
            at, fen = arrived - first, fen[row]
            np.add.at(by_day, at, fen)
            cell = of_year[at] + person[row]
            busy_ones = np.flatnonzero(busy.ravel()[cell])
            kept.append((arrived[busy_ones], person[row[busy_ones]], fen[busy_ones]))
            fen[busy_ones] = 0
            np.add.at(credited, cell, fen)
            np.add.at(product, cell, fen * weights[at])
        for place in np.flatnonzero(by_day).tolist():
            self._moved.credits[first + place] += int(by_day[place])
        sums = zip(credited.reshape(busy.shape), product.reshape(busy.shape), strict=True)
        self._quiet = dict(enumerate(sums, first_year))
        if not kept:
            return []
        return self._by_day(CREDIT, *(np.concatenate(columns) for columns in zip(*kept, strict=True)))

    def _weights(self, months: Ints) -> Ints:
        """For how many months a credit of each of these months bears interest in its year."""
        each, place = np.unique(months, return_inverse=True)
        weights = [int(self._interest_months(first_day(m), account_month=m)[0]) for m in each.tolist()]
        return np.array(weights, np.int64)[place]

    def _awards(self) -> str:
        columns = "person_id, decided_on AS day, account_balance_fen AS fen"
        return f"SELECT {columns} FROM raw_awards WHERE {self._of_these}"

    def _closings(self) -> str:
        """Closings with what they paid out (0: the account was empty)."""
        paid = f"{BenefitKind.ACCOUNT_INHERITANCE.value}, {BenefitKind.ACCOUNT_REFUND.value}"
        return f"""
        SELECT person_id, day, max(fen)::BIGINT AS fen FROM (
            SELECT person_id, decided_on AS day, 0 AS fen FROM raw_claims
            WHERE {self._of_these} AND kind = {ClaimKind.DEATH.value}
            UNION ALL SELECT person_id, day, 0 FROM accounts_taken
            WHERE {self._of_these}
            UNION ALL SELECT person_id, due_on, amount_fen FROM raw_benefit_spells
            WHERE {self._of_these} AND kind IN ({paid})
        ) GROUP BY ALL"""

    def _draws(self) -> str:
        """What the agency ordered; regular pensions are drawn month by month."""
        drawing = f"{self._of_these} AND kind = {PENSION} AND account_part_fen > 0 AND due_on >= 0"
        return f"""
        SELECT person_id, due AS day, sum(account_part_fen)::BIGINT AS fen
        FROM ({benefit_lines(self._case.start, where=drawing)})
        WHERE due <= {self._case.day} GROUP BY ALL"""

    def _regular_draws(self) -> list[Happening]:
        """Who draws how much on each month's day, as long as the spells of their pensions last."""
        spells = self._case.columns(
            f"""SELECT person_id, first_month, last_month + 1 AS after, account_part_fen AS fen
                FROM raw_benefit_spells WHERE {self._of_these} AND kind = {PENSION}
                    AND account_part_fen > 0 AND due_on < 0 AND last_month >= first_month"""
        )
        days = self._case.columns(
            f"SELECT month, due_on AS day FROM raw_benefit_days WHERE kind = {PENSION} AND due_on <= "
            f"{self._case.day}"
        )
        due = dict(zip(days["month"].tolist(), days["day"].tolist(), strict=True))
        person, fen = spells["person_id"] - self._low, spells["fen"].astype(np.int64)
        happenings: list[Happening] = []
        if not len(fen):
            return happenings
        drawn = np.zeros(self._high - self._low, np.int64)
        months = range(int(spells["first_month"].min()), int(spells["after"].max()))
        changes = []
        for begins_or_ends, step in ((spells["first_month"], fen), (spells["after"], -fen)):
            order = order_of(begins_or_ends)
            begins = np.searchsorted(begins_or_ends[order], [*months, months.stop])
            changes.append((order, begins, step))
        for place, month in enumerate(months):
            for order, begins, step in changes:
                rows = order[begins[place] : begins[place + 1]]
                np.add.at(drawn, person[rows], step[rows])
            if month in due:
                who = np.flatnonzero(drawn)
                happenings.append((due[month], DRAW, who.astype(np.int32), drawn[who]))
        return happenings

    def _live(self, day: int, what: int, person: Ints, amount: Ints) -> None:
        month = month_of(day)
        weight = int(self._interest_months(first_day(month), account_month=month)[0])
        if what == CREDIT:
            np.add.at(self._credited, person, amount)
            np.add.at(self._product, person, amount * weight)
        elif what == DRAW:
            taken = np.minimum(amount, self._available(person))
            self._drawn[person] += taken
            self._product[person] -= taken * weight
            self._moved.draws[day] += int(taken.sum())
        else:
            self._decide(day, month, what, person, amount)

    def _decide(self, day: int, month: int, what: int, person: Ints, amount: Ints) -> None:
        elapsed = month % MONTHS_A_YEAR
        (product,) = self._product_to_date(
            first_day(month),
            product_to_december=self._product[person],
            net_credits=self._credited[person] - self._drawn[person],
            months_elapsed=elapsed,
        )
        interest = np.stack(self._interest_on(first_day(month), self._opening[person], elapsed, product))
        if what == CLOSING:
            # Who took the account and died in the same month has heirs who find it empty.
            interest[:, self._emptied[person]] = 0
        balance = np.where(self._emptied[person], 0, self._available(person) + interest[0] + interest[1])
        name = ("award", "核定") if what == AWARD else ("closing of the account", "账户注销")
        self._case.equal(
            5,
            amount,
            balance,
            lambda at, recorded, lawful: (
                f"at the {name[0]} on {day_text(day)} the account of person {person[at] + self._low} is "
                "recorded with "
                f"{yuan(recorded)}; recomputed it is {yuan(lawful)}",
                f"{day_text(day)} {name[1]}时人员 {person[at] + self._low} 的个人账户记为 {yuan(recorded)}，"
                f"重算为 {yuan(lawful)}",
            ),
        )
        if what == CLOSING:
            self._drawn[person] += balance
            first_time = person[~self._emptied[person]]
            self._closed[first_time] = True
            self._closing_interest[:, first_time] = interest[:, ~self._emptied[person]]
            self._emptied[first_time] = True
            self._moved.draws[day] += int(balance.sum())
            self._moved.interest[day] += int(interest.sum())

    def _available(self, person: Any = slice(None)) -> Ints:
        # A closed account has paid its interest out before the year's end books it.
        fixed = np.where(self._closed[person], self._closing_interest[:, person].sum(axis=0), 0)
        available: Ints = self._opening[person] + self._credited[person] - self._drawn[person] + fixed
        return available

    def _interest_on(self, day: int, opening: Ints, months: int, product: Ints) -> list[Ints]:
        values = self._interest(day, opening_balance=opening, months_elapsed=months, credit_product=product)
        return [np.broadcast_to(np.asarray(value, np.int64), opening.shape) for value in values]

    def _close_year(self, year: int, rows: Columns) -> None:
        december = (year - 1969) * MONTHS_A_YEAR - 1
        if year in self._quiet:
            credited, product = self._quiet.pop(year)
            self._credited += credited
            self._product += product
        interest = np.stack(
            self._interest_on(first_day(december), self._opening, MONTHS_A_YEAR, self._product)
        )
        open_ones = ~self._closed
        self._moved.interest[last_day(december)] += int(interest[:, open_ones].sum())
        interest = np.where(self._closed, self._closing_interest, interest)
        closing = self._opening + self._credited + interest[0] + interest[1] - self._drawn
        lawful = (self._opening, self._credited, interest[0], interest[1], self._drawn, closing)
        begin, end = np.searchsorted(rows["year"], (year, year + 1))
        person = rows["person_id"][begin:end] - self._low
        for name, expected in zip(ROW, lawful, strict=True):
            recorded = np.zeros_like(expected)
            recorded[person] = rows[f"{name}_fen"][begin:end]
            self._case.equal(
                5,
                recorded,
                expected,
                lambda at, is_, should, name=name: (  # type: ignore[misc]
                    f"{name} of the account of person {at + self._low} in {year} is {yuan(is_)}; "
                    f"recomputed {yuan(should)}",
                    f"人员 {at + self._low} {year} 年个人账户的 {name} 为 {yuan(is_)}，重算为 {yuan(should)}",
                ),
            )
        self._opening = closing
        for column in (self._credited, self._product, self._drawn):
            column[:] = 0
        self._closed[:] = False

    def _rows_once(self, rows: Columns) -> None:
        key = np.sort(rows["person_id"].astype(np.int64) * 10_000 + rows["year"])
        twice = np.unique(key[1:][np.diff(key) == 0]).tolist()
        self._case.findings.add(
            5,
            [
                (
                    f"person {key // 10_000} has two account rows for {key % 10_000}",
                    f"人员 {key // 10_000} {key % 10_000} 年有两行个人账户记录",
                )
                for key in twice
            ],
        )

    def _note_opening(self, day: int) -> None:
        """When the run begins, remember what the accounts hold."""
        if day >= first_day(self._case.start) and not self._noted:
            self._noted = True
            self._case.liability_at_start += int(self._available().sum())

    _noted = False

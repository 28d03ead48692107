"""What every part of the audit works with: the questions, the law, and tables of lines that several parts
need.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simcore.audit.arrivals import Arrivals
from simcore.audit.careers import Careers, lived_once_more
from simcore.audit.contributions import Contributions
from simcore.audit.law_of_days import LawOfDays, LawsOfDays
from simcore.audit.registered import Inspections, Registered, Wages, registered
from simcore.audit.report import Findings
from simcore.books.books import Books
from simcore.books.questions import Questions
from simcore.books.tables import Columns
from simcore.calendar import NEVER, first_day, month_of, working_days
from simcore.society.creation import create_society
from simcore.society.luck import Luck
from simcore.vocabulary import PaymentKind, Scheme

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario
    from simcore.society.society import Society

Ints = NDArray[np.int64]
Sentence = Callable[..., tuple[str, str]]

RECORDS_BEGIN_YEAR = 2010
"""Before it, a person's past is one opening line."""

_ASKED_OFTEN = ("people", "registrations", "contribution_spells", "benefit_spells", "claims", "events")
"""Tables that many checks ask."""

_TOLD_AT_MOST = 1000
"""Rows of one comparison that are looked at once something is wrong."""

_MONTHS = 1 << 20
"""More than any month number, so that person and month make one key."""

_MIXING = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without a pattern, so that rows which differ mix to different numbers."""

EMPLOYERS_KINDS = (PaymentKind.NORMAL.value, PaymentKind.ASSESSED.value, PaymentKind.BACK_PAYMENT.value)
"""The kinds of lines that stand on an employer's bill."""


@dataclass(frozen=True, slots=True)
class Records:
    """What an audit is given: the books, the header that says which run they record, the law and the
    scenario of that run, and the folder in which they lie, if any.
    """

    books: Books
    header: Mapping[str, Any]
    policy: Policy
    scenario: Scenario
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class PaidInPerson:
    """Payments to a scheme that stand on no bill, by the day on which they arrived: what people paid, and
    what the government added to it (fen).
    """

    scheme: Scheme
    day: Ints
    own: Ints
    subsidy: Ints


@dataclass(frozen=True, slots=True)
class Contributors:
    """How many people have a line of a scheme that belongs to these months."""

    scheme: Scheme
    month: Ints
    people: Ints


@dataclass(frozen=True, slots=True)
class AccountMovements:
    """What the recomputation of a scheme's personal accounts adds up (fen, by day)."""

    credits: Counter[int] = field(default_factory=Counter)
    draws: Counter[int] = field(default_factory=Counter)
    interest: Counter[int] = field(default_factory=Counter)


class Case:
    """One audit. `start` and `last` are the first and the last month, `day` is where the books stand."""

    def __init__(self, records: Records, findings: Findings) -> None:
        self._books = records.books
        self.findings = findings
        self.start = int(records.header["start"])
        self.day = int(records.header["day"])
        self.last = month_of(self.day)
        self.schemes = [Scheme(code) for code in records.header["funds"]]
        """Those that have a fund, in the order of their codes."""
        self.reserves: dict[Scheme, int] = dict(zip(self.schemes, records.header["reserves"], strict=True))
        self.policy, self.scenario = records.policy, records.scenario
        # A connection of its own: what the audit lays out is nobody else's to see.
        floors = records.header["contribution_floors_fen"]
        self._questions = Questions(records.books, self.start, floors)
        self._laws = LawsOfDays(records.policy)
        self._tables: dict[str, Columns] = {}
        self.past = Books()
        # What the examination of claims lays out.
        self.arrivals: Arrivals
        self.brought_for_others: list[list[Ints]] = []
        """Claims that the files of benefits say are brought, as columns of `Arrivals`."""
        self.paid_on_a_grant: dict[int, int] = {}
        """Claim kind → the benefit that is paid in one sum on its grant, where a benefit's file says so."""
        self.kinds_examined: set[int] = set()
        # What the examinations of lines and accounts add up, for the funds and the journal.
        self.paid_in_person: list[PaidInPerson] = []
        self.contributors: list[Contributors] = []
        self.account_movements: dict[Scheme, AccountMovements] = defaultdict(AccountMovements)
        self.liability_at_start = 0
        self._bring_into_memory()
        self.do(
            "CREATE OR REPLACE MACRO month_of(d) AS ((year(DATE '1970-01-01' + d::INTEGER) - 1970) * 12 "
            "+ month(DATE '1970-01-01' + d::INTEGER) - 1)::INTEGER"
        )

    def _bring_into_memory(self) -> None:
        """What lies in files and is asked again and again is read from them once."""
        for name in _ASKED_OFTEN:
            if self._books.parts[name]:
                self.do(f"CREATE TABLE read_{name} AS SELECT * FROM raw_{name}")
                self.do(f"DROP VIEW raw_{name}")
                self.do(f"ALTER TABLE read_{name} RENAME TO raw_{name}")
        if self._books.parts["settlements"]:
            # Bills are asked as columns as well: both ask the same memory.
            import pyarrow as pa

            bills = pa.table(self.table("settlements"))
            self.do("DROP VIEW raw_settlements")
            self.register("raw_settlements", bills)

    def columns(self, query: str) -> Columns:
        """The result of a query as NumPy columns; no column may hold NULL."""
        return self._questions.columns(query)

    def table(self, name: str) -> Columns:
        """A whole table as int64 columns, read once: not to be written into."""
        if name not in self._tables:
            columns = self.columns(f"SELECT * FROM raw_{name}")
            # One column after the other, so that a table is never there twice.
            self._tables[name] = {key: columns.pop(key).astype(np.int64) for key in [*columns]}
        return self._tables[name]

    def register(self, name: str, table: Any) -> None:
        """Let queries ask this Arrow table."""
        self._questions.register(name, table)

    def do(self, statement: str) -> None:
        """Lay out a table that several checks ask."""
        self._questions.all_rows(statement)

    def law_of_days(self, target: str, asked: str) -> LawOfDays:
        """What a rule with one input, a day, answers."""
        return self._laws(target, asked)

    @cached_property
    def society(self) -> Society:
        """The society that scenario and seed make, made anew; its past is in `past`."""
        scenario = self.scenario
        before_reform = scenario.without_reforms().load_policy()
        return create_society(scenario, before_reform, Luck(scenario.seed), self.past)

    @cached_property
    def contributions(self) -> Contributions:
        """Every month that was paid for, and the day on which it arrived; within a spell the law of the index
        stays the same.
        """
        return Contributions(self.columns, self.start, self._changes_of(("contribution_index",)))

    @cached_property
    def careers(self) -> Careers:
        """Everybody's career up to the day of the audit, lived once more."""
        months = range(self.start, self.last + 1)
        return lived_once_more(self.society, self.policy, self._laws, months, self.day)

    @cached_property
    def inspections(self) -> Inspections:
        """The agency's visits up to the day of the audit, on the middle one of each month's sittings."""

        def visiting_day(month: int) -> int:
            days = self.days_of("agency.sitting_days", month)
            return days[len(days) // 2]

        months = [m for m in range(self.start, self.last + 1) if visiting_day(m) <= self.day]
        return Inspections(self.society, months, visiting_day)

    @cached_property
    def registered(self) -> Registered:
        """The registrations of the careers' jobs, row by row."""
        return registered(self.careers.jobs, self.inspections, self._laws, self.declared)

    @cached_property
    def wages(self) -> Wages:
        """What employers pay and declare."""
        return Wages(self.society, self.inspections, self.declaration_days)

    def hired_on(self, person: Ints, month: Ints) -> Ints:
        """The first day of the job that pays for a month of these people (0: no job does)."""
        keys, hired_on = self._jobs_by_month
        place = np.searchsorted(keys, person * _MONTHS + month, side="right") - 1
        there = (place >= 0) & (keys[np.maximum(place, 0)] // _MONTHS == person)
        return np.where(there, hired_on[np.maximum(place, 0)], 0)

    @cached_property
    def _jobs_by_month(self) -> tuple[Ints, Ints]:
        jobs, found = self.careers.jobs, self.registered
        pays = np.flatnonzero(found.first <= found.last)
        keys = jobs.person[pays] * _MONTHS + np.maximum(found.first[pays], 0)
        order = np.argsort(keys)
        return keys[order], jobs.hired_on[pays][order]

    def declaration_days(self, months: Ints) -> Ints:
        """The days on which the law has these months declared."""
        return self._declaration_days[months - self._first_declarable]

    @cached_property
    def _first_declarable(self) -> int:
        return (RECORDS_BEGIN_YEAR - 1970) * 12

    @cached_property
    def _declaration_days(self) -> Ints:
        rule = self.policy.compile(("declaration_deadline",), inputs=("contribution_month",))
        months = np.arange(self._first_declarable, self.last + 2)
        (days,) = self.by_month(rule, months, {"contribution_month": months}, 1)
        return days

    @cached_property
    def declared(self) -> int:
        """The last month that had been declared."""
        return self.last if self.day >= self.declaration_days(np.array([self.last]))[0] else self.last - 1

    @cached_property
    def without_money(self) -> NDArray[np.bool_]:
        """Which employers (columns) have no money to pay in each month since the start (rows)."""
        employers = self.society.employers
        months = range(self.start, self.last + 1)
        short = [employers.in_trouble(month) & employers.open_in(month) for month in months]
        return np.array(short, bool).reshape(len(months), employers.count)

    @cached_property
    def money_again(self) -> Ints:
        """For each month and employer the first later month in which it has money (after the last: not
        yet).
        """
        again: Ints = np.full(self.without_money.shape, self.last + 1)
        for row in range(len(again) - 2, -1, -1):
            again[row] = np.where(self.without_money[row + 1], again[row + 1], self.start + row + 1)
        return again

    def next_receipts(self, days: Ints) -> Ints:
        """The day after each of these on which the tax bureau books what came in (NEVER: none any more)."""
        place = np.searchsorted(self._receipts, days, side="right")
        return self._receipts[np.minimum(place, len(self._receipts) - 1)]

    @cached_property
    def _receipts(self) -> Ints:
        months = range(self.start, self.last + 2)
        days = [day for month in months for day in self.days_of("tax_bureau.receipts_days", month)]
        return np.array([*days, NEVER], np.int64)

    def days_of(self, key: str, month: int) -> list[int]:
        """A scenario's working days of a month."""
        return working_days(month, self.scenario[key])

    def working_days(self, key: str) -> str:
        """A scenario's working days of a month as an SQL list, over a row `c` of the calendar."""
        days = [
            "c.last_day" if day == "last" else f"least(c.first_day + {int(day)} - 1, c.last_day)"
            for day in self.scenario[key]
        ]
        return f"[{', '.join(days)}]"

    def none(self, point: int, query: str, sentence: Sentence) -> None:
        """A check that holds if the query gives no row; each row is told by `sentence(*row)`."""
        rows = self._questions.all_rows(query)
        self.findings.add(point, [sentence(*row) for row in rows])

    def equal(
        self, point: int, recorded: Any, recomputed: Any, sentence: Callable[[int, int, int], tuple[str, str]]
    ) -> None:
        """A check that holds if two columns agree; `sentence(place, recorded, lawful)` tells where not."""
        one, other = np.broadcast_arrays(np.asarray(recorded, np.int64), np.asarray(recomputed, np.int64))
        places = np.flatnonzero(one != other).tolist()
        self.findings.add(point, [sentence(place, int(one[place]), int(other[place])) for place in places])

    def holds(self, point: int, holds: NDArray[np.bool_], sentence: Callable[[int], tuple[str, str]]) -> None:
        """A check that holds if all are true; `sentence(place)` tells where not."""
        self.findings.add(point, [sentence(place) for place in np.flatnonzero(~holds).tolist()])

    def same(
        self,
        point: int,
        recorded: str,
        expected: Mapping[str, Any],
        sentence: Callable[[dict[str, int], bool], tuple[str, str]],
        weight: str = "",
    ) -> None:
        """A check that holds if a query gives exactly the expected rows, in any order; the columns of both
        bear the same names. `sentence(row, is_recorded)` tells a row that only one of them has.

        With the last column as `weight`, rows that are else alike are added up, and only the sums must agree.
        """
        import pyarrow as pa

        rows = next((len(column) for column in expected.values() if isinstance(column, np.ndarray)), 1)
        columns = {
            name: _narrow(np.broadcast_to(np.asarray(value), rows)) for name, value in expected.items()
        }
        if not weight and _same_rows(self.columns(recorded), columns):
            return
        self.register("expected_rows", pa.table(columns))
        told_by = [name for name in expected if name != weight]
        keys, counted = ", ".join(told_by), weight or "1"
        differing = self._questions.all_rows(
            f"""SELECT {keys}, sum(n)::BIGINT AS n FROM (
                SELECT {keys}, {counted} AS n FROM ({recorded})
                UNION ALL SELECT {keys}, -{counted} FROM expected_rows)
            GROUP BY ALL HAVING n <> 0 ORDER BY ALL LIMIT {_TOLD_AT_MOST}"""
        )
        names = (*told_by, weight or "n")
        told = [sentence(dict(zip(names, row, strict=True)), row[-1] > 0) for row in differing]
        self.findings.add(point, told)

    def by_month(self, rule: Any, months: Ints, inputs: dict[str, Any], targets: int) -> list[Ints]:
        """A compiled rule for rows of different months, each by the law of its month's first day."""
        return self._by(rule, months, first_day, inputs, targets)

    def by_day(self, rule: Any, days: Ints, inputs: dict[str, Any], targets: int) -> list[Ints]:
        """A compiled rule for rows of different days, each by the law of its day."""
        return self._by(rule, days, int, inputs, targets)

    def _by(
        self, rule: Any, times: Ints, day_of: Callable[[int], int], inputs: dict[str, Any], targets: int
    ) -> list[Ints]:
        results = [np.zeros(len(times), np.int64) for _ in range(targets)]
        order = order_of(times)
        begins = np.flatnonzero(np.diff(times[order], prepend=-(2**40)))
        for rows in np.split(order, begins[1:]) if len(times) else ():
            chosen = {name: _pick(value, rows) for name, value in inputs.items()}
            for result, value in zip(results, rule(day_of(int(times[rows[0]])), **chosen), strict=True):
                result[rows] = value
        return results

    @cached_property
    def law_changes(self) -> Sequence[int]:
        """The months from the first record on at whose beginning the law of contributions changes."""
        targets = (
            "contribution_base",
            "contribution_index",
            "worker_contributions",
            "employer_contributions",
            "employee_pension_to_account",
            "assessed_contribution",
            "flexible_pension_contribution",
            "flexible_pension_to_account",
            "medical_with_mutual_aid_worker",
            "medical_with_mutual_aid_employer",
        )
        first = self._first_paid
        return [first, *(m for m in self._changes_of(targets) if m > first)]

    def _changes_of(self, targets: Sequence[str]) -> list[int]:
        return self.policy.change_months(targets, self._first_paid, self.last)

    @cached_property
    def _first_paid(self) -> int:
        query = "SELECT coalesce(min(first_month), 0) AS m FROM raw_contribution_spells"
        return int(self.columns(query)["m"][0])


def order_of(times: NDArray[Any]) -> Ints:
    """The order of days, months or years, those alike as they stand."""
    since = times - times.min(initial=NEVER)
    # So few different ones are sorted by counting.
    return np.argsort(since.astype(np.uint16) if since.max(initial=0) < 1 << 16 else since, kind="stable")


def _narrow(column: NDArray[Any]) -> NDArray[Any]:
    """Numbers of four bytes, if they are small enough: as most columns of the records."""
    small = column.min(initial=0) >= -NEVER and column.max(initial=0) <= NEVER
    return column.astype(np.int32 if small else np.int64)


def _same_rows(one: Columns, other: Columns) -> bool:
    """Whether both have the same rows, in any order; where rows mix to the same number, it may say no."""
    places = []
    for columns in (one, other):
        mixed = np.zeros(len(next(iter(columns.values()))), np.uint64)
        for name in other:
            mixed = (mixed ^ mixed >> np.uint64(29)) * _MIXING + columns[name].astype(np.int64).view(
                np.uint64
            )
        places.append(np.argsort(mixed))
    if len(places[0]) != len(places[1]):
        return False
    return all(np.array_equal(one[name][places[0]], other[name][places[1]]) for name in other)


def _pick(value: Any, rows: Ints) -> Any:
    return value[rows] if isinstance(value, np.ndarray) and value.ndim else value


def scheme_name(code: int) -> str:
    """A scheme as people write it, for a sentence."""
    return Scheme(code).name.lower()


def yuan(fen: int) -> str:
    """Fen as yuan, for a sentence."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"

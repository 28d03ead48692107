"""Falsifying a run: one cell by one fen, day, month or code, a flag turned over, two rows' cells
exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from simcore.audit import Records
from simcore.audit.case import Case
from simcore.audit.examination import examine
from simcore.audit.report import Findings
from simcore.books import Books
from simcore.books.schema import TABLES
from simcore.books.tables import Columns
from simcore.inquiry.reopening import scenario_of
from simcore.inquiry.run import Run
from simcore.scenarios import Scenario
from simcore.simulation import simulate

PERSONS = ("person_id", "employer_id", "from_person", "to_person", "people", "contributors", "beneficiaries")
DAYS = ("pay_day",)


@dataclass(frozen=True)
class Change:
    """One cell: table, column, row and its new value."""

    table: str
    column: str
    row: int
    value: int


@dataclass(frozen=True)
class Falsification:
    """Cells that are changed together; `column` is where it is counted, `how` says what was done."""

    column: str
    how: str
    changes: tuple[Change, ...]

    @property
    def table(self) -> str:
        return self.changes[0].table


def sort_of(column: str) -> str:
    """What a cell of a column is: money, a day, a month, a person or something else."""
    name = column.partition(".")[2]
    spec = TABLES[column.partition(".")[0]]
    if name in spec.money:
        return "money"
    if name in spec.days or name in DAYS:
        return "day"
    if name in PERSONS:
        return "person"
    return "month" if name in spec.months else "other"


class Falsifier:
    """Audits copies of a run in which cells were changed; the society that the audit makes anew is made
    once.
    """

    def __init__(self, run: Run) -> None:
        self.run, self._scenario = run, scenario_of(run.header)
        self.tables = {name: run.books.columns(name) for name in TABLES}
        self._first = Case(self._records(run.books), Findings())

    def _records(self, books: Books) -> Records:
        return Records(books, self.run.header, self.run.policy, self._scenario)

    def is_noticed(self, falsification: Falsification, *, to_the_end: bool = False) -> bool:
        """Whether the audit finds something; it stops there, or goes on `to_the_end`."""
        changed: dict[str, Columns] = {}
        for change in falsification.changes:
            columns = changed.setdefault(change.table, dict(self.tables[change.table]))
            column = columns[change.column].astype(np.int64)
            column[change.row] = change.value
            columns[change.column] = column
        books = Books()
        for name, columns in (self.tables | changed).items():
            if len(next(iter(columns.values()))):
                books.table(name).append(**columns)
        return self._finds(books, Findings() if to_the_end else None)

    def _finds(self, books: Books, findings: Findings | None = None) -> bool:
        case = Case(self._records(books), findings or _StopsAtOnce())
        case.past, case.society, case.careers = self._first.past, self._first.society, self._first.careers
        try:
            return bool(examine(case))
        except _FoundError:
            return True

    def is_honest(self) -> bool:
        """Whether the run as it is holds."""
        return not self._finds(self.run.books)


class _FoundError(Exception):
    """Something was found: the rest need not be looked at."""


class _StopsAtOnce(Findings):
    def add(self, point: int, sentences: object) -> None:
        if sentences:
            raise _FoundError


_falsifier: Falsifier | None = None
"""Of a process that tries falsifications beside others."""


def begin(changes: dict[str, float], people: int, years: int) -> None:
    """Simulate the city that this process falsifies."""
    global _falsifier
    _falsifier = Falsifier(simulate(Scenario.load().with_(changes, people=people, years=years)))


def notices(falsification: Falsification) -> bool:
    """Whether the audit notices it, in a process that has begun."""
    assert _falsifier is not None
    return _falsifier.is_noticed(falsification)


def notices_at_the_end(falsification: Falsification) -> bool:
    """The same of an audit that looks at everything, whatever it has found."""
    assert _falsifier is not None
    return _falsifier.is_noticed(falsification, to_the_end=True)


def single_cells(tables: dict[str, Columns], rng: np.random.Generator, each: int) -> Iterator[Falsification]:
    """Of each column of each table so many cells, raised or lowered by one."""
    for table, columns in tables.items():
        rows = len(next(iter(columns.values())))
        for column, values in columns.items():
            for row in rng.integers(rows, size=each if rows else 0).tolist():
                value = int(values[row])
                is_flag = set(np.unique(values).tolist()) <= {0, 1} and column == "granted"
                new = 1 - value if is_flag else value + int(rng.choice((-1, 1)))
                yield Falsification(f"{table}.{column}", "by one", (Change(table, column, row, new),))


def swaps(tables: dict[str, Columns], rng: np.random.Generator, each: int) -> Iterator[Falsification]:
    """Of each column of each table so many pairs of rows whose cells differ, exchanged."""
    for table, columns in tables.items():
        for column, values in columns.items():
            if len(np.unique(values)) < 2:
                continue
            for _ in range(each):
                one = int(rng.integers(len(values)))
                other = int(rng.choice(np.flatnonzero(values != values[one])))
                yield Falsification(
                    f"{table}.{column}",
                    "two cells exchanged",
                    (
                        Change(table, column, one, int(values[other])),
                        Change(table, column, other, int(values[one])),
                    ),
                )

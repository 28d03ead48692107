"""What every part of the audit works with: the questions, the law, and tables of lines that several parts
need.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simcore.audit.report import Findings
from simcore.books.questions import Questions
from simcore.books.tables import Columns
from simcore.calendar import first_day, month_of
from simcore.vocabulary import PaymentKind, Scheme

if TYPE_CHECKING:
    from simcore.books.books import Books
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]
Sentence = Callable[..., tuple[str, str]]

RECORDS_BEGIN_YEAR = 2010
"""Before it, a person's past is one opening line."""

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


class Case:
    """One audit. `start` and `last` are the first and the last month, `day` is where the books stand."""

    def __init__(self, records: Records, findings: Findings) -> None:
        self._books = records.books
        self.findings = findings
        self.start = int(records.header["start"])
        self.day = int(records.header["day"])
        self.last = month_of(self.day)
        self.reserves: list[int] = records.header["reserves"]
        self.policy, self.scenario = records.policy, records.scenario
        # A connection of its own: what the audit lays out is nobody else's to see.
        floors = records.header["contribution_floors_fen"]
        self._questions = Questions(records.books, self.start, floors)
        self.kinds_examined: set[int] = set()
        # What the personal accounts' recomputation adds up, by month, for the journal's control accounts.
        self.credits: Counter[int] = Counter()
        self.draws: Counter[int] = Counter()
        self.interest: Counter[int] = Counter()
        self.closings: Counter[int] = Counter()
        self.liability_at_start = 0
        self.liability_at_end = 0
        self.do(
            "CREATE OR REPLACE MACRO month_of(d) AS ((year(DATE '1970-01-01' + d::INTEGER) - 1970) * 12 "
            "+ month(DATE '1970-01-01' + d::INTEGER) - 1)::INTEGER"
        )

    def columns(self, query: str) -> Columns:
        """The result of a query as NumPy columns; no column may hold NULL."""
        return self._questions.columns(query)

    def table(self, name: str) -> Columns:
        """A whole table as int64 columns (for the small ones)."""
        return {key: column.astype(np.int64) for key, column in self._books.columns(name).items()}

    def register(self, name: str, table: Any) -> None:
        """Let queries ask this Arrow table."""
        self._questions.register(name, table)

    def do(self, statement: str) -> None:
        """Lay out a table that several checks ask."""
        self._questions.all_rows(statement)

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

    def by_month(self, rule: Any, months: Ints, inputs: dict[str, Any], targets: int) -> list[Ints]:
        """A compiled rule for rows of different months, each by the law of its month's first day."""
        results = [np.zeros(len(months), np.int64) for _ in range(targets)]
        for month in np.unique(months).tolist():
            rows = np.flatnonzero(months == month)
            chosen = {name: _pick(value, rows) for name, value in inputs.items()}
            for result, value in zip(results, rule(first_day(month), **chosen), strict=True):
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
        )
        first = int(
            self.columns("SELECT coalesce(min(first_month), 0) AS m FROM raw_contribution_spells")["m"][0]
        )
        return [first, *(m for m in self.policy.change_months(targets, first, self.last) if m > first)]


def _pick(value: Any, rows: Ints) -> Any:
    return value[rows] if isinstance(value, np.ndarray) and value.ndim else value


def scheme_name(code: int) -> str:
    """A scheme as people write it, for a sentence."""
    return Scheme(code).name.lower()


def yuan(fen: int) -> str:
    """Fen as yuan, for a sentence."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"

"""One person's record as the answers need it: each table asked once."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simcore.calendar import day_text, first_day, month_of
from simcore.vocabulary import PaymentKind, Scheme

if TYPE_CHECKING:
    from simcore.books.questions import Questions
    from simcore.rulebook.policy import Policy

Row = dict[str, Any]

EMPLOYERS_KINDS = (PaymentKind.NORMAL, PaymentKind.ASSESSED, PaymentKind.BACK_PAYMENT)
INDEX_UNIT = 10_000


class PersonRecord:
    """The rows of a person: codes, fen, day and month numbers as the books keep them."""

    def __init__(self, questions: Questions, policy: Policy, start: int, today: int, person: int) -> None:
        """`start` is the run's first month, `today` the day at whose end the books stand."""
        self._questions = questions
        self.policy, self._start, self.today, self.person = policy, start, today, person

    @property
    def until(self) -> str:
        """The same as text."""
        return day_text(self.today)

    def _rows(self, table: str, order: str) -> list[Row]:
        rows: list[Row] = self._questions.rows(table, "person_id", [self.person]).to_pylist()
        return sorted(rows, key=lambda row: int(row[order]))

    @cached_property
    def someone(self) -> Row:
        """The row in the table of people."""
        return self._rows("people", "person_id")[0]

    @property
    def birth_month(self) -> int:
        return month_of(int(self.someone["birth_day"]))

    @cached_property
    def lines(self) -> list[Row]:
        """The contribution lines, one a month, in order; what has not happened yet is None."""
        return self._questions.lines_of(self.person)

    @cached_property
    def benefits(self) -> list[Row]:
        """The benefit lines, one a month, in order."""
        return self._questions.benefit_lines_of(self.person)

    @cached_property
    def awards(self) -> list[Row]:
        return self._rows("awards", "decided_on")

    @cached_property
    def accounts(self) -> list[Row]:
        """The years of the employees' personal account."""
        pension = Scheme.EMPLOYEE_PENSION
        return [row for row in self._rows("accounts", "year") if row["scheme"] == pension]

    @cached_property
    def claims(self) -> list[Row]:
        return self._rows("claims", "decided_on")

    @cached_property
    def registrations(self) -> list[Row]:
        return self._rows("registrations", "hired_on")

    def arrived(self, until: int) -> list[Row]:
        """The lines that had arrived by a day."""
        return [line for line in self.lines if line["arrived_on"] is not None and line["arrived_on"] <= until]

    def index_of(self, line: Row) -> int:
        """The contribution index of a line's month (ten-thousandths), by the law of that month."""
        key = (int(line["month"]), int(line["base_fen"]))
        if key not in self._indices:
            rule = self.policy.compile(("contribution_index",), inputs=("contribution_base",))
            self._indices[key] = int(rule(first_day(key[0]), contribution_base=key[1])[0])
        return self._indices[key]

    @cached_property
    def _indices(self) -> dict[tuple[int, int], int]:
        return {}

    def bill_of(self, line: Row) -> Row | None:
        """The employer's bill on which a line stands."""
        declared = line["month"] if line["declared_month"] < 0 else line["declared_month"]
        bills: list[Row] = self._questions.rows(
            "settlements", "employer_id", [int(line["employer_id"])]
        ).to_pylist()
        for bill in bills:
            same = (bill["month"], bill["kind"], bill["declared_month"])
            if same == (line["month"], line["kind"], declared):
                return bill
        return None

    def entries(self, day: int, fund: int, purposes: tuple[int, ...]) -> list[int]:
        """The numbers of the ledger's entries of a day that moved money of a fund for these purposes."""
        found = self._entries_by_day[day]
        return sorted({entry for entry, of_fund, purpose in found if of_fund == fund and purpose in purposes})

    @cached_property
    def _entries_by_day(self) -> dict[int, list[tuple[int, int, int]]]:
        """Of every day on which something of this person arrived or was paid: entry, fund, purpose."""
        days = {line["arrived_on"] for line in self.lines} | {line["paid_on"] for line in self.benefits}
        start = first_day(self._start)
        wanted = sorted(int(day) for day in days if day is not None and day >= start)
        journal = self._questions.rows("journal", "day", wanted).to_pylist() if wanted else []
        found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for row in journal:
            found[row["day"]].append((row["entry"], row["fund"], row["purpose"]))
        return found

"""One person's record as the answers need it: each table asked once."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from simcore.books.ledger import Account
from simcore.calendar import day_text, first_day, month_of
from simcore.vocabulary import ClaimKind, PaymentKind, Scheme

if TYPE_CHECKING:
    from simcore.books.questions import Questions
    from simcore.rulebook.policy import Policy

Row = dict[str, Any]

EMPLOYERS_KINDS = (PaymentKind.NORMAL, PaymentKind.ASSESSED, PaymentKind.BACK_PAYMENT)


class PersonRecord:
    """The rows of a person: codes, fen, day and month numbers as the books keep them."""

    def __init__(
        self,
        questions: Questions,
        policy: Policy,
        start: int,
        today: int,
        person: int,
        id_number: str | None = None,
    ) -> None:
        """`start` is the run's first month, `today` the day at whose end the books stand, `id_number` by what
        the person was asked for, if not by the number in the run.
        """
        self._questions = questions
        self.policy, self.start, self.today, self.person = policy, start, today, person
        self.id_number = id_number

    @property
    def called(self) -> str:
        """The person, as whoever asks called them."""
        return f"person {self.id_number or self.person}"

    @property
    def called_zh(self) -> str:
        """The same in 中文."""
        return f"人员 {self.id_number or self.person}"

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

    @property
    def died_on(self) -> int | None:
        """The day of death, None for the living."""
        day = int(self.someone["died_on"])
        return day if 0 <= day <= self.today else None

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

    @property
    def death_claims(self) -> list[Row]:
        """The claims of the survivors that were granted."""
        return [row for row in self.claims if row["kind"] == ClaimKind.DEATH and row["granted"]]

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

    def spells_of(self, employer: int) -> list[Row]:
        """The contribution spells of everybody with an employer."""
        spells: list[Row] = self._questions.rows("contribution_spells", "employer_id", [employer]).to_pylist()
        return spells

    def conduct_of(self, employer: int) -> int:
        """The code of how an employer keeps the law."""
        rows: list[Row] = self._questions.rows("employers", "employer_id", [employer]).to_pylist()
        return int(rows[0]["conduct"])

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

    # The ledger, and what the funds paid at once, on the days on which something of this person moved.

    def cash_moved(self, day: int, fund: int) -> list[tuple[int, int, int]]:
        """What moved a fund's cash on a day: entry, purpose and fen (less than 0: paid), in order."""
        return self._cash_by_day[day, fund]

    def payout_of(self, line: Row) -> tuple[int, int] | None:
        """The piece of its fund's queue in which a benefit line was paid: the fen that were paid before it on
        that day, and its own fen. None for what was not paid within the run.
        """
        paid_before, place = 0, (self.person, line["kind"])
        for piece in self._payouts_by_day[line["paid_on"], line["scheme"]]:
            first, last = ((piece[f"{end}_person"], piece[f"{end}_kind"]) for end in ("from", "to"))
            if piece["due_on"] == line["due"] and first <= place <= last:
                return paid_before, piece["amount_fen"]
            paid_before += piece["amount_fen"]
        return None

    @cached_property
    def _cash_by_day(self) -> dict[tuple[int, int], list[tuple[int, int, int]]]:
        days = {line["arrived_on"] for line in self.lines} | {line["paid_on"] for line in self.benefits}
        found: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
        for row in self._rows_of_days("journal", "day", days):
            if row["account"] == Account.CASH:
                found[row["day"], row["fund"]].append((row["entry"], row["purpose"], row["amount_fen"]))
        return defaultdict(list, {key: sorted(moved) for key, moved in found.items()})

    @cached_property
    def _payouts_by_day(self) -> dict[tuple[int, int], list[Row]]:
        found: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in self._rows_of_days("payouts", "paid_on", {line["paid_on"] for line in self.benefits}):
            found[row["paid_on"], row["scheme"]].append(row)
        for pieces in found.values():
            pieces.sort(key=lambda piece: int(piece["due_on"]))
        return found

    def _rows_of_days(self, table: str, column: str, days: set[int | None]) -> list[Row]:
        start = first_day(self.start)
        wanted = sorted(int(day) for day in days if day is not None and day >= start)
        rows: list[Row] = self._questions.rows(table, column, wanted).to_pylist() if wanted else []
        return rows

"""A run: the records of a simulation, in memory or on disk, as tables in yuan, and what can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from simcore.books.books import Books
from simcore.calendar import day_number, day_text, first_day, month_number, month_text
from simcore.errors import InvalidInput
from simcore.inquiry.frames import in_yuan, life_in_dates
from simcore.law.identity.rules import NOBODYS_REGIONS, fault_of
from simcore.version import VERSION
from simcore.vocabulary import Scheme, scheme_called

if TYPE_CHECKING:
    import pandas as pd

    from simcore.audit.report import Report
    from simcore.books.questions import Questions
    from simcore.inquiry.why.person_explanation import PersonExplanation
    from simcore.inquiry.why.person_record import PersonRecord
    from simcore.rulebook.policy import Policy

Person = int | str
"""A person_id, or an 18-digit ID number."""


class Run:
    """The records of a run. Tables are pandas DataFrames: float64 yuan, months "2025-02", days datetime64.

    `header` says which run it is: scenario, seed, first month, last day, digests, versions, what was carried
    back.
    """

    def __init__(self, books: Books, header: Mapping[str, Any], policy: Policy | None = None) -> None:
        self._books = books
        self.header = dict(header)
        self._policy = policy
        self._asked: Questions | None = None
        self._record: PersonRecord | None = None
        self._turn = Lock()
        self.folder: Path | None = None

    def __getstate__(self) -> dict[str, Any]:
        """To another process go the records; it opens questions of its own."""
        return {"_books": self._books, "header": self.header, "_policy": self._policy, "folder": self.folder}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.__init__(state["_books"], state["header"], state["_policy"])  # type: ignore[misc]
        self.folder = state["folder"]

    @classmethod
    def from_books(
        cls, books: Books, header: Mapping[str, Any], policy: Policy, *, finished: bool = True
    ) -> Run:
        """The run that these books record. `header` needs `start` (month), `months` and `day` (the last).

        Books that are written to a folder as they go are completed there once the run is `finished`.
        """
        last = int(header["start"]) + int(header["months"])
        (rule,) = (policy.compile(("contribution_floor",), inputs=()),)
        floors = [int(rule(first_day(month))[0]) for month in range(int(header["start"]), last)]
        run = cls(books, {**header, "contribution_floors_fen": floors, "versions": _versions()}, policy)
        if finished and books.folder is not None:
            from simcore.books.storage import finish

            finish(books, run.header)
            run.folder = books.folder
        return run

    def __repr__(self) -> str:
        start, end = month_text(self.start), day_text(int(self.header["day"]))
        name, seed = self.header.get("scenario", "unnamed"), self.header.get("seed")
        return f"<Run of scenario {name}, seed {seed}, {start} to {end}>"

    @property
    def start(self) -> int:
        """The first month, counted from 1970-01."""
        return int(self.header["start"])

    @property
    def books(self) -> Books:
        """The records as they are kept: codes, fen, day and month numbers."""
        return self._books

    @property
    def policy(self) -> Policy:
        """The law under which the run was made; of a run from disk, rebuilt from its scenario."""
        if self._policy is None:
            from simcore.inquiry.reopening import policy_of

            self._policy = policy_of(self.header)
        return self._policy

    @property
    def questions(self) -> Questions:
        """The SQL side of the books."""
        with self._turn:
            if self._asked is None:
                self._asked = self.new_questions()
            return self._asked

    def new_questions(self) -> Questions:
        """Another connection to the same records, for whoever lays out tables of their own."""
        from simcore.books.questions import Questions

        return Questions(self._books, self.start, self.header["contribution_floors_fen"])

    def sql(self, query: str) -> pd.DataFrame:
        """DuckDB over all tables and the views `payments` and `benefits`. Money is integer fen (`_fen`).

        Read only: one SELECT; no file but the run's own, no network, no setting can be changed. Errors:
        InvalidInput with DuckDB's message.
        """
        return self.questions.answer(query)

    # Tables.

    @property
    def funds(self) -> pd.DataFrame:
        """One row a month and fund, cash basis; amounts in yuan."""
        return self._table("SELECT * FROM funds")

    @property
    def people(self) -> pd.DataFrame:
        """Everybody who has entered the model so far."""
        return self._table("SELECT * FROM people ORDER BY person_id")

    @property
    def employers(self) -> pd.DataFrame:
        """Every employer so far; 0 stands for an employer before the run."""
        return self._table("SELECT * FROM employers ORDER BY employer_id")

    def _table(self, query: str) -> pd.DataFrame:
        return in_yuan(self.questions.table(query))

    # One person.

    def payments(
        self, person: Person, scheme: str | None = None, start: Any = None, end: Any = None
    ) -> pd.DataFrame:
        """The payment record: one row a month, scheme, kind and payment, from month `start` to `end`."""
        number = self.person(person)
        check_period(start, end, ("start", "end"))
        record = in_yuan(self.questions.payments_of(number))
        if scheme is not None:
            record = record[record["scheme"] == scheme_called(scheme)]
        if start is not None:
            record = record[record["month"] >= month_text(month_number(start, "start"))]
        if end is not None:
            record = record[record["month"] <= month_text(month_number(end, "end"))]
        return record.reset_index(drop=True)

    def benefits(self, person: Person) -> pd.DataFrame:
        """The benefit record: `month, scheme, kind, amount, paid_on` (empty paid_on: still waiting)."""
        return in_yuan(self.questions.benefits_of(self.person(person)))

    def events(self, person: Person) -> pd.DataFrame:
        """The life in dates: `day, kind, label, employer, reason, article, detail`."""
        number = self.person(person)
        events = self.questions.rows("events", "person_id", [number])
        birth = self.questions.rows("people", "person_id", [number])["birth_day"][0].as_py()
        return life_in_dates(birth, events, self.questions.payments_of(number))

    def account(self, person: Person) -> pd.DataFrame:
        """The personal account of the employees' pension, one row a year."""
        rows = self.questions.rows("accounts", "person_id", [self.person(person)]).to_pandas()
        rows = rows[rows["scheme"] == Scheme.EMPLOYEE_PENSION]
        return in_yuan(rows.drop(columns=["person_id", "scheme"]).sort_values("year").reset_index(drop=True))

    def explain(self, person: Person, target: str, month: Any = None) -> PersonExplanation:
        """Why this person's amount or fact is what it is, for every target that the record can answer, down
        to payment lines and ledger entries. `month` is the month meant; without it the latest. Errors:
        InvalidInput for another target, or a person or month without it.
        """
        from simcore.inquiry.why.answers import explain_person

        return explain_person(self.record_of(self.person(person)), target, month)

    def record_of(self, person: int) -> PersonRecord:
        """A person's rows as answers need them; kept for the next question about the same person."""
        from simcore.inquiry.why.person_record import PersonRecord

        record = self._record
        if record is None or record.person != person:
            today = int(self.header["day"])
            record = self._record = PersonRecord(self.questions, self.policy, self.start, today, person)
        return record

    def person(self, person: Person) -> int:
        """The person_id of a person_id or an ID number. Errors: InvalidInput for a wrong number and for
        nobody's.
        """
        if isinstance(person, str):
            return self._person_of(person.strip())
        if isinstance(person, bool) or not isinstance(person, int | np.integer):
            raise InvalidInput(
                f"person is {person!r}; allowed is a person_id or an 18-digit ID number",
                f"person 的值为 {person!r}；应为人员编号或 18 位公民身份号码",
            )
        if not len(self.questions.rows("people", "person_id", [int(person)])):
            last = self.questions.row("SELECT max(person_id) FROM raw_people")
            raise InvalidInput(
                f"person {person} is not in this run; its people have the numbers 0 to "
                f"{last[0] if last else 0}",
                f"本次模拟中没有编号为 {person} 的人；编号从 0 到 {last[0] if last else 0}",
            )
        return int(person)

    def _person_of(self, given: str) -> int:
        id_number = given.upper()
        fault = fault_of(id_number)
        if fault is None and not id_number.startswith(NOBODYS_REGIONS):
            region = id_number[:6]
            fault = (
                f"its region {region} is a real one; simulated people's begin with {NOBODYS_REGIONS}",
                f"其中的地区代码 {region} 真实存在；模拟人员的代码以 {NOBODYS_REGIONS} 开头",
            )
        if fault is not None:
            raise InvalidInput(
                f"id_number {given!r} is no ID number of a run: {fault[0]}",
                f"身份号码 {given!r} 不是模拟人员的号码：{fault[1]}",
            )
        birth = day_number(f"{id_number[6:10]}-{id_number[10:12]}-{id_number[12:14]}", "id_number")
        found = self.questions.row(
            "SELECT person_id FROM raw_people WHERE region = $region AND birth_day = $birth AND sequence = "
            "$sequence",
            {"region": int(id_number[:6]), "birth": birth, "sequence": int(id_number[14:17])},
        )
        if found is None:
            raise InvalidInput(
                f"id_number {id_number!r} is nobody's in this run; run.people lists everybody's",
                f"本次模拟中没有身份号码为 {id_number!r} 的人；run.people 列出了所有人",
            )
        return int(found[0])

    # Proof and keeping.

    def check(self) -> Report:
        """Audit the books by recomputation; `.ok` is true only if every check held."""
        from simcore.audit import Records, audit
        from simcore.inquiry.reopening import scenario_of

        return audit(Records(self._books, self.header, self.policy, scenario_of(self.header), self.folder))

    def save(self, folder: str | Path) -> Path:
        """Write the records to a new or empty folder that `open_run` reads. Errors: InvalidInput."""
        from simcore.books.storage import save_books

        save_books(self._books, self.header, Path(folder))
        return Path(folder)

    def export(self, path: str | Path) -> Path:
        """Write tables for a spreadsheet, amounts in yuan: `.csv` the fund table; `.xlsx` funds, people and
        employers.

        Errors: InvalidInput for another suffix, a folder that does not exist, or more rows than a sheet
        takes.
        """
        from simcore.inquiry.frames import export

        return export(Path(path), {"funds": self.funds, "people": self.people, "employers": self.employers})


def check_period(start: Any, end: Any, names: tuple[str, str]) -> None:
    """Errors: InvalidInput, naming the two as the caller does, for no month or a period that ends before it
    begins.
    """
    months = [
        None if given is None else month_number(given, name)
        for given, name in zip((start, end), names, strict=True)
    ]
    if months[0] is not None and months[1] is not None and months[0] > months[1]:
        raise InvalidInput(
            f"{names[0]} is {start} and {names[1]} is {end}; allowed is a period that does not end "
            "before it begins",
            f"{names[0]} 为 {start}，{names[1]} 为 {end}；截止月不得早于起始月",
        )


def open_run(folder: str | Path) -> Run:
    """The run that lies in a folder. Errors: InvalidInput naming the file that is missing, too many or
    altered.
    """
    from simcore.books.storage import read_folder

    path = Path(folder)
    header, parts = read_folder(path)
    books = Books()
    books.parts = parts
    run = Run(books, header)
    run.folder = path
    return run


def _versions() -> dict[str, str]:
    from importlib.metadata import version

    return {"simcore": VERSION, **{name: version(name) for name in ("numpy", "simpy", "pyarrow")}}


__all__ = ["Person", "Run", "open_run"]

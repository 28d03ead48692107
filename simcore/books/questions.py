"""Questions to the books: DuckDB over the tables where they lie, in memory or on disk, uncopied."""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from simcore.books.books import Books
from simcore.books.parquet import IndexedFile, as_arrow
from simcore.books.schema import TABLES, TableSpec
from simcore.books.tables import Columns
from simcore.books.views import CALENDAR, PAID_OUT, all_views, benefit_lines, benefits, lines, payments
from simcore.errors import InvalidInput
from simcore.law.work_injury.trades import TRADES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa


_Answer = TypeVar("_Answer")
_LOOKS_OF_A_CONNECTION = 300
_LONGEST_SAID = 300
"""Characters of DuckDB's own message that are handed on."""


class Questions:
    """Answers SQL. `start` is the run's first month, `floors` the contribution floor (fen) of each month.

    One person's record asks that person's rows alone; the tables of everybody are laid out when a question
    first needs them. Threads may ask together: each waits for its turn. A connection that failed inside
    DuckDB is opened anew, and the question asked once more.
    """

    def __init__(self, books: Books, start: int, floors: Iterable[int]) -> None:
        self._books = books
        self._start = start
        self._floors = list(floors)
        self._turn = RLock()
        self._looks = 0
        self._files: dict[tuple[Path, str], IndexedFile] = {}
        books.ledger.post()
        self._open()

    def _open(self) -> None:
        """A connection that reads this run's files and nothing else, and that no query can reconfigure."""
        import duckdb

        self._connection = duckdb.connect(
            config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        files = [path for parts in self._books.parts.values() for path in parts]
        folders = {path.resolve().parent for path in files}
        if self._books.folder is not None:
            folders.add(self._books.folder.resolve())
        allowed = ", ".join(_quoted(f"{folder.as_posix()}/") for folder in sorted(folders))
        for setting in (
            f"allowed_directories = [{allowed}]",
            "enable_external_access = false",
            "python_enable_replacements = false",
            "lock_configuration = true",
        ):
            self._connection.execute(f"SET {setting}")
        self._connection.execute(CALENDAR)
        self._small_tables()
        self._laid_out: set[str] = set()
        self._same_for_all_known = False
        yearly = "yearly_contributions"
        self._somebody_pays_yearly = bool(self._books.parts[yearly] or len(self._books.table(yearly)))

    def _ask(self, question: Callable[[], _Answer]) -> _Answer:
        import duckdb

        with self._turn:
            try:
                return question()
            except (duckdb.InternalException, duckdb.FatalException):
                self._open()
                return question()

    def _everything(self) -> duckdb.DuckDBPyConnection:
        """The connection, with all tables and views."""
        if self._laid_out != TABLES.keys():
            self._lay_out(TABLES)
            for name, query in all_views(self._start).items():
                self._connection.execute(f"CREATE VIEW {name} AS {query}")
        return self._connection

    def _lay_out(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._laid_out:
                self._register(TABLES[name])
                self._laid_out.add(name)

    def _small_tables(self) -> None:
        import pyarrow as pa

        months = np.arange(self._start, self._start + len(self._floors), dtype=np.int32)
        floors = np.array(self._floors, np.int64)
        self._connection.register("contribution_floors", pa.table({"month": months, "floor_fen": floors}))
        english, chinese, _ = zip(*TRADES, strict=True)
        self._connection.register(
            "trades",
            pa.table({"number": np.arange(len(TRADES), dtype=np.int32), "en": english, "zh": chinese}),
        )

    def _register(self, spec: TableSpec) -> None:
        held = as_arrow(spec, self._books.table(spec.name).blocks())
        parts = self._books.parts[spec.name]
        if not parts:
            self._connection.register(f"raw_{spec.name}", held)
            return
        files = ", ".join(_quoted(path.resolve().as_posix()) for path in parts)
        union = ""
        if len(held):
            self._connection.register(f"held_{spec.name}", held)
            union = f" UNION ALL SELECT * FROM held_{spec.name}"
        self._connection.execute(
            f"CREATE VIEW raw_{spec.name} AS SELECT * FROM read_parquet([{files}]){union}"
        )

    def table(self, query: str) -> pd.DataFrame:
        """The result of a query, as DuckDB gives it to pandas."""
        return self._ask(lambda: self._everything().execute(query).df())

    def answer(self, query: Any) -> pd.DataFrame:
        """The answer to somebody's query. Errors: InvalidInput, in one sentence, for anything but one query
        that only reads.
        """
        import duckdb

        if not isinstance(query, str):
            shown = reprlib.repr(query)
            raise InvalidInput(
                f"the query is {shown}; allowed is the text of one SELECT",
                f"查询为 {shown}；应为一条 SELECT 语句的文本",
            )
        try:
            return self._ask(lambda: self._everything().execute(self._one_select(query)).df())
        except (duckdb.Error, UnicodeError) as error:
            said = " ".join(str(error).partition("\n\nLINE")[0].split())
            if len(said) > _LONGEST_SAID:
                said = said[: _LONGEST_SAID - 1] + "…"
            raise InvalidInput(f"the query cannot be answered: {said}", f"无法执行该查询：{said}") from error

    def _one_select(self, query: str) -> str:
        statements = self._connection.extract_statements(query)
        kinds = [_kind(statement) for statement in statements]
        if kinds == ["SELECT"]:
            return query
        found = " + ".join(kinds) if kinds else "nothing"
        raise InvalidInput(
            f"the query consists of {found}; allowed is one SELECT, which only reads",
            f"该查询的内容为 {found if kinds else '空'}；只允许一条仅作读取的 SELECT 语句",
        )

    def row(self, query: str, parameters: Mapping[str, Any] | None = None) -> tuple[Any, ...] | None:
        """The first row of a result, None if it is empty; the query asks `raw_` tables only."""

        def first_row() -> tuple[Any, ...] | None:
            self._lay_out(name for name in TABLES if f"raw_{name}" in query)
            rows = self._connection.execute(query, dict(parameters or {})).fetchall()
            return tuple(rows[0]) if rows else None

        return self._ask(first_row)

    def all_rows(self, query: str) -> list[tuple[Any, ...]]:
        """Every row of a result; nothing for a statement that only lays something out."""
        return self._ask(lambda: self._everything().execute(query).fetchall())

    def register(self, name: str, table: pa.Table) -> None:
        """Let queries ask this Arrow table."""
        with self._turn:
            self._connection.register(name, table)

    def columns(self, query: str) -> Columns:
        """The result of a query as NumPy columns (no column may hold NULL)."""
        table: Any = self._ask(lambda: self._everything().sql(query).to_arrow_table())
        return {name: table[name].to_numpy() for name in table.column_names}

    def payments_of(self, person: int) -> pd.DataFrame:
        """One person's contribution lines, money in fen."""
        return self._of(
            person,
            f"SELECT * EXCLUDE (person_id) FROM ({payments(self._start, 'own_')}) "
            "ORDER BY month, scheme, kind, settled_on",
        )

    def benefits_of(self, person: int) -> pd.DataFrame:
        """One person's benefit lines, money in fen."""
        return self._of(
            person,
            f"SELECT month, scheme, kind, amount_fen, paid_on FROM ({benefits(self._start, 'own_')}) "
            "ORDER BY month, scheme, kind, due_on",
        )

    def lines_of(self, person: int) -> list[dict[str, Any]]:
        """One person's contribution lines as they are kept, one a month, with the employer's risk class."""
        return self._rows_of(
            person,
            ("contribution_days", "employers"),
            f"""SELECT l.*, coalesce(e.risk_class, 0)::INTEGER AS risk_class FROM
                ({lines(self._start, "own_")}) l LEFT JOIN raw_employers e USING (employer_id)
                ORDER BY month, kind""",
        )

    def benefit_lines_of(self, person: int) -> list[dict[str, Any]]:
        """One person's benefit lines as they are kept, one a month, with the days due and paid."""
        return self._rows_of(
            person,
            ("benefit_days",),
            f"""SELECT l.*, CASE WHEN l.is_past THEN l.due ELSE p.paid_on END AS paid_on FROM
                ({benefit_lines(self._start, "own_")}) l LEFT JOIN own_payouts p ON NOT l.is_past
                AND p.scheme = l.scheme AND p.due_on = l.due AND {PAID_OUT} ORDER BY month, kind""",
        )

    def _rows_of(self, person: int, tables: tuple[str, ...], query: str) -> list[dict[str, Any]]:
        def own_rows() -> list[dict[str, Any]]:
            self._bring(person, tables)
            table: Any = self._connection.sql(query).to_arrow_table()
            rows: list[dict[str, Any]] = table.to_pylist()
            return rows

        return self._ask(own_rows)

    def _of(self, person: int, query: str) -> pd.DataFrame:
        def own_lines() -> pd.DataFrame:
            self._bring(person, ("contribution_days", "benefit_days"))
            return self._connection.execute(query).df()

        return self._ask(own_lines)

    def _bring(self, person: int, tables: tuple[str, ...]) -> None:
        """Lay out these tables, and this person's rows (tables `own_…`), from which the record is
        unnested.
        """
        self._looks += 1
        if self._looks % _LOOKS_OF_A_CONNECTION == 0:
            # A connection keeps some kilobytes of every question that it has answered.
            self._open()
        self._lay_out(tables)
        spells = self.rows("contribution_spells", "person_id", [person])
        own = {
            "contribution_spells": spells,
            "benefit_spells": self.rows("benefit_spells", "person_id", [person]),
            "settlements": self.rows(
                "settlements", "employer_id", np.unique(spells["employer_id"].to_numpy())
            ),
        }
        # What is the same for everybody is laid out once: payouts, and a table in which nobody has a row.
        if not self._same_for_all_known:
            own["payouts"] = as_arrow(TABLES["payouts"], [self._books.columns("payouts")])
        if not self._same_for_all_known or self._somebody_pays_yearly:
            own["yearly_contributions"] = self.rows("yearly_contributions", "person_id", [person])
        self._same_for_all_known = True
        for name, table in own.items():
            self._connection.register(f"own_{name}", table)

    def rows(self, name: str, column: str, values: Iterable[int]) -> pa.Table:
        """The rows of a table in which `column` has one of these values, as an Arrow table."""
        import pyarrow as pa

        spec, wanted = TABLES[name], [int(value) for value in values]
        held = as_arrow(spec, self._books.table(name).rows_where(column, wanted))
        parts = self._books.parts[name]
        if not parts or not len(wanted):
            return held
        with self._turn:
            found = [self._indexed(path, column).rows(wanted) for path in parts]
        return pa.concat_tables([held, *found])

    def _indexed(self, path: Path, column: str) -> IndexedFile:
        """The file, open from now on."""
        if (path, column) not in self._files:
            self._files[path, column] = IndexedFile(path, column)
        return self._files[path, column]


def _kind(statement: duckdb.Statement) -> str:
    """What a statement does, as DuckDB calls it; its Python side has no name for some."""
    try:
        return str(statement.type.name)
    except ValueError:
        return "another kind of statement"


def _quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"

"""Questions to the books: DuckDB over the tables where they lie, in memory or on disk, uncopied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from simcore.books.books import Books
from simcore.books.schema import TABLES, TableSpec
from simcore.books.storage import as_arrow
from simcore.books.tables import Columns
from simcore.books.views import CALENDAR, all_views, benefits, payments
from simcore.trades import TRADES

if TYPE_CHECKING:
    import duckdb
    import pandas as pd
    import pyarrow as pa


class Questions:
    """Answers SQL. `start` is the run's first month, `floors` the contribution floor (fen) of each month.

    One person's record asks that person's rows alone; the tables of everybody are laid out when a question
    first needs them.
    """

    def __init__(self, books: Books, start: int, floors: Iterable[int]) -> None:
        import duckdb

        self._books = books
        self._start = start
        self._connection = duckdb.connect(
            config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )
        self._connection.execute(CALENDAR)
        self._small_tables(list(floors))
        books.ledger.post()
        self._laid_out: set[str] = set()
        self._own_payouts_known = False

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """All tables and views."""
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

    def _small_tables(self, floors: list[int]) -> None:
        import pyarrow as pa

        months = np.arange(self._start, self._start + len(floors), dtype=np.int32)
        self._connection.register(
            "contribution_floors", pa.table({"month": months, "floor_fen": np.array(floors, np.int64)})
        )
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
        files = ", ".join("'" + str(path).replace("'", "''") + "'" for path in parts)
        union = ""
        if len(held):
            self._connection.register(f"held_{spec.name}", held)
            union = f" UNION ALL SELECT * FROM held_{spec.name}"
        self._connection.execute(
            f"CREATE VIEW raw_{spec.name} AS SELECT * FROM read_parquet([{files}]){union}"
        )

    def table(self, query: str) -> pd.DataFrame:
        """The result of a query, as DuckDB gives it to pandas."""
        return self.connection.execute(query).df()

    def row(self, query: str, parameters: Mapping[str, Any] | None = None) -> tuple[Any, ...] | None:
        """The first row of a result, None if it is empty; the query asks `raw_` tables only."""
        self._lay_out(name for name in TABLES if f"raw_{name}" in query)
        rows = self._connection.execute(query, dict(parameters or {})).fetchall()
        return tuple(rows[0]) if rows else None

    def columns(self, query: str) -> Columns:
        """The result of a query as NumPy columns (no column may hold NULL)."""
        table = self.connection.sql(query).to_arrow_table()
        return {name: table[name].to_numpy() for name in table.column_names}

    def payments_of(self, person: int) -> pd.DataFrame:
        """One person's contribution lines, money in fen."""
        self._bring(person)
        return self._connection.execute(
            f"SELECT * EXCLUDE (person_id) FROM ({payments(self._start, 'own_')}) "
            "ORDER BY month, scheme, kind, settled_on"
        ).df()

    def benefits_of(self, person: int) -> pd.DataFrame:
        """One person's benefit lines, money in fen."""
        self._bring(person)
        return self._connection.execute(
            f"SELECT month, scheme, kind, amount_fen, paid_on FROM ({benefits(self._start, 'own_')}) "
            "ORDER BY month, scheme, kind, due_on"
        ).df()

    def _bring(self, person: int) -> None:
        """Lay out this person's rows (tables `own_…`): the record is unnested from them alone."""
        spells = self.rows("contribution_spells", "person_id", [person])
        own = {
            "contribution_spells": spells,
            "benefit_spells": self.rows("benefit_spells", "person_id", [person]),
            "settlements": self.rows(
                "settlements", "employer_id", np.unique(spells["employer_id"].to_numpy())
            ),
        }
        if not self._own_payouts_known:
            own["payouts"] = as_arrow(TABLES["payouts"], [self._books.columns("payouts")])
            self._own_payouts_known = True
        for name, table in own.items():
            self._connection.register(f"own_{name}", table)

    def rows(self, name: str, column: str, values: Iterable[int]) -> pa.Table:
        """The rows of a table in which `column` has one of these values, as an Arrow table."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        spec, wanted = TABLES[name], [int(value) for value in values]
        held = as_arrow(spec, self._books.table(name).rows_where(column, wanted))
        parts = self._books.parts[name]
        if not parts or not len(wanted):
            return held
        chosen = [(column, "in", wanted)]
        return pa.concat_tables(
            [held, *(pq.read_table(path, filters=chosen, schema=held.schema) for path in parts)]
        )

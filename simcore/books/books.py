"""The books of a run: one table a kind of record, and the ledger. Append only: a correction is a new
entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from simcore.books.ledger import Ledger
from simcore.books.schema import TABLES, TableSpec
from simcore.books.tables import Columns, Table


class Books:
    """The tables of `simcore.books.schema`, each as an attribute, and `ledger`.

    `books.events.append(day=…, person_id=…, …)` adds rows. With `out`, a folder that is there for them, full
    blocks of rows go to disk as they come, so that memory stays level. `checked` refuses values that do not
    fit their columns (for tests).
    """

    people: Table
    employers: Table
    registrations: Table
    contribution_spells: Table
    yearly_contributions: Table
    contribution_days: Table
    settlements: Table
    benefit_spells: Table
    benefit_days: Table
    payouts: Table
    accounts: Table
    awards: Table
    claims: Table
    events: Table
    journal: Table
    funds: Table

    def __init__(self, out: Path | str | None = None, *, checked: bool = False) -> None:
        self.folder: Path | None = None
        self.parts: dict[str, list[Path]] = {name: [] for name in TABLES}
        if out is not None:
            self.folder = Path(out)
        for name, spec in TABLES.items():
            setattr(self, name, Table(spec, seal=self._write if self.folder else None, checked=checked))
        self.ledger = Ledger(self.journal)

    def table(self, name: str) -> Table:
        """The table of that name."""
        table: Table = getattr(self, name)
        return table

    def __iter__(self) -> Iterator[Table]:
        """All tables, in the order of the schema."""
        self.ledger.post()
        return (self.table(name) for name in TABLES)

    def columns(self, name: str) -> Columns:
        """The whole table as one array a column; what has gone to disk is read back."""
        self.ledger.post()
        held = self.table(name).columns()
        if not self.parts[name]:
            return held
        from simcore.books.parquet import read_parts

        return read_parts(self.table(name).spec, self.parts[name], held)

    def begin_with(self, past: Books) -> None:
        """Take over the records of the past, which others may share."""
        for table in past:
            for block in table.blocks():
                self.table(table.spec.name).append(**block)

    def take_up(self, parts: dict[str, list[Path]], held: dict[str, Columns], entries: int) -> None:
        """Go on where other books stood: files that are written already, rows that are not, entries of the
        ledger.
        """
        self.parts = parts
        for name, columns in held.items():
            self.table(name).append(**columns)
        self.ledger = Ledger(self.journal, entries=entries)

    def snapshot(self) -> Books:
        """Books that begin with these records; what is appended to one does not reach the other."""
        self.ledger.post()
        copy = Books()
        copy.parts = {name: list(paths) for name, paths in self.parts.items()}
        for name in TABLES:
            setattr(copy, name, self.table(name).snapshot())
        copy.ledger = Ledger(copy.journal, entries=self.ledger.entries)
        return copy

    def _write(self, table: Table, block: Columns) -> None:
        from simcore.books.parquet import write_part

        assert self.folder is not None
        spec: TableSpec = table.spec
        self.parts[spec.name].append(write_part(self.folder, spec, len(self.parts[spec.name]), block))

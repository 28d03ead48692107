"""A table of the books: rows are appended in batches, kept in blocks, and never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simcore.books.schema import TableSpec

Column = NDArray[Any]
Columns = dict[str, Column]

BLOCK_ROWS = 1 << 20
"""Rows of a sealed block, in memory or as one file: a table's content fixes its blocks, however it was
appended.
"""

_FIRST_CAPACITY = 1 << 10
_SMALL = 1 << 11
"""Rows of a batch that is not copied at once: one copy serves many small ones."""
_BATCHES_HELD = 64


class Table:
    """One table. `append` takes every column by name; `blocks()` gives the rows so far, in the order in which
    they came.

    `seal` receives each full block (to write it to disk); without it, blocks stay in memory. With `checked`,
    a value that does not fit into its column is an OverflowError (an append is then several times slower).
    """

    def __init__(
        self, spec: TableSpec, *, seal: Callable[[Table, Columns], None] | None = None, checked: bool = False
    ) -> None:
        self.spec = spec
        self._seal = seal
        self._checked = checked
        self._names = spec.columns.keys()
        self._sealed: list[Columns] = []
        self._buffers: Columns = {}
        self._held = 0
        self._capacity = 0
        self._rows_before = 0
        self._batches: list[Columns] = []
        self._lengths: list[int] = []

    def __len__(self) -> int:
        in_blocks = sum(_rows(block) for block in self._sealed) + self._held
        return self._rows_before + in_blocks + sum(self._lengths)

    def append(self, **columns: Any) -> None:
        """Add rows. Every column of the table by name, as an array (all of one length) or as a scalar for all
        rows.

        Arrays are handed over: whoever appends must not write into them afterwards (with `checked` they
        become read-only, so that it would be noticed).
        Errors: TypeError for a missing or unknown column, ValueError for unequal lengths, at the latest when
        the rows are read.
        """
        if columns.keys() != self._names:
            raise TypeError(_wrong_columns(self.spec, set(columns)))
        if self._checked:
            _check(self.spec, columns)
        rows = next((len(value) for value in columns.values() if type(value) is np.ndarray), 1)
        if rows < _SMALL:
            self._batches.append(columns)
            self._lengths.append(rows)
            if len(self._lengths) == _BATCHES_HELD:
                self._join_batches()
        else:
            self._join_batches()
            self._store(columns, rows)

    def _join_batches(self) -> None:
        """Copy the small batches that have come since the last copy."""
        if not self._batches:
            return
        batches, lengths, self._batches, self._lengths = self._batches, self._lengths, [], []
        rows = sum(lengths)
        joined: Columns = {}
        for name, width in self.spec.columns.items():
            column = joined[name] = _joined([batch[name] for batch in batches], lengths, width)
            if len(column) != rows:
                raise ValueError(f"{self.spec.name}.{name} has {len(column)} rows, the columns before it {rows}")
        self._store(joined, rows)

    def _store(self, columns: Columns, rows: int) -> None:
        done = 0
        while done < rows:
            self._make_room(self._held + rows - done)
            count = min(rows - done, self._capacity - self._held)
            to, taken = slice(self._held, self._held + count), slice(done, done + count)
            for name, buffer in self._buffers.items():
                value = columns[name]
                buffer[to] = value[taken] if type(value) is np.ndarray else value
            self._held += count
            done += count
            if self._held == BLOCK_ROWS:
                self._seal_block()

    def _make_room(self, needed: int) -> None:
        if needed <= self._capacity or self._capacity == BLOCK_ROWS:
            return
        # A table that has filled a block will fill most of another: no growing, which copies.
        capacity = BLOCK_ROWS if self._sealed or self._rows_before else max(self._capacity, _FIRST_CAPACITY)
        while capacity < min(needed, BLOCK_ROWS):
            capacity *= 4
        capacity = min(capacity, BLOCK_ROWS)
        grown = _empty_block(self.spec, capacity)
        for name, buffer in self._buffers.items():
            grown[name][: self._held] = buffer[: self._held]
        self._buffers, self._capacity = grown, capacity

    def _seal_block(self) -> None:
        block, self._held = self._buffers, 0
        if self._seal is not None:
            self._rows_before += _rows(block)
            self._seal(self, block)
            return
        self._buffers, self._capacity = {}, 0
        self._sealed.append(block)

    def blocks(self) -> Iterator[Columns]:
        """The rows in memory, block by block (views: do not write into them)."""
        self._join_batches()
        yield from self._sealed
        if self._held:
            yield {name: buffer[: self._held] for name, buffer in self._buffers.items()}

    def columns(self) -> Columns:
        """The rows in memory as one array a column (a view if they are one block)."""
        blocks = list(self.blocks())
        if len(blocks) == 1:
            return blocks[0]
        if not blocks:
            return {name: np.empty(0, width) for name, width in self.spec.columns.items()}
        return {name: np.concatenate([block[name] for block in blocks]) for name in self._names}

    def snapshot(self) -> Table:
        """A table that begins with these rows and then goes its own way. The rows are shared, not copied."""
        copy = Table(self.spec, checked=self._checked)
        copy._sealed = list(self.blocks())
        copy._rows_before = self._rows_before
        return copy


def _empty_block(spec: TableSpec, rows: int) -> Columns:
    """Columns in one piece of memory: a large piece costs the operating system less than many small ones."""
    widths = [np.dtype(width).itemsize for width in spec.columns.values()]
    memory = np.empty(rows * sum(widths), np.uint8)
    block, start = {}, 0
    for (name, width), bytes_each in zip(spec.columns.items(), widths, strict=True):
        end = start + rows * bytes_each
        block[name] = memory[start:end].view(width)
        start = end
    return block


def _joined(pieces: list[Any], lengths: list[int], width: str) -> Column:
    """Arrays, and scalars that stand for so many rows, as one column."""
    scalars = [type(piece) is not np.ndarray for piece in pieces]
    if all(scalars):
        return np.repeat(np.array(pieces, width), lengths)
    if any(scalars):
        pieces = [
            np.full(length, piece, width) if scalar else piece
            for piece, length, scalar in zip(pieces, lengths, scalars, strict=True)
        ]
    return np.concatenate(pieces, dtype=width, casting="unsafe")


def _rows(block: Columns) -> int:
    return len(next(iter(block.values())))


def _wrong_columns(spec: TableSpec, given: set[str]) -> str:
    missing, unknown = sorted(spec.columns.keys() - given), sorted(given - spec.columns.keys())
    return f"{spec.name}: missing columns {missing}, unknown columns {unknown}"


def _check(spec: TableSpec, columns: dict[str, Any]) -> None:
    """Refuse what does not fit, and make the arrays read-only."""
    arrays = {name: value for name, value in columns.items() if isinstance(value, np.ndarray)}
    for name, value in arrays.items():
        if len(value) != (rows := len(next(iter(arrays.values())))):
            raise ValueError(f"{spec.name}.{name} has {len(value)} rows, the columns before it {rows}")
        value.flags.writeable = False
    for name, width in spec.columns.items():
        value = np.asarray(columns[name])
        if value.dtype.kind not in "iub":
            raise TypeError(f"{spec.name}.{name} takes integers, not {value.dtype}")
        limits = np.iinfo(width)
        if value.size and (int(value.min()) < limits.min or int(value.max()) > limits.max):
            raise OverflowError(
                f"{spec.name}.{name} holds {limits.min} to {limits.max}, not {value.min()} to {value.max()}"
            )

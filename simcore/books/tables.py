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


class Table:
    """One table. `append` takes every column by name; `blocks()` gives the rows so far, in the order in which
    they came.

    `seal` receives each full block (to write it to disk); without it, blocks stay in memory. With `checked`,
    a value that
    does not fit into its column is an OverflowError (an append is then several times slower).
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

    def __len__(self) -> int:
        return self._rows_before + sum(_rows(block) for block in self._sealed) + self._held

    def append(self, **columns: Any) -> None:
        """Add rows. Every column of the table by name, as an array (all of one length) or as a scalar for all
        rows.

        Values are copied. Errors: TypeError for a missing or unknown column, ValueError for unequal lengths.
        """
        if columns.keys() != self._names:
            raise TypeError(_wrong_columns(self.spec, set(columns)))
        rows = self._length(columns)
        if self._checked:
            _check_range(self.spec, columns)
        done = 0
        while done < rows:
            done += self._fill(columns, done, rows)

    def _length(self, columns: dict[str, Any]) -> int:
        rows = -1
        for name, value in columns.items():
            if isinstance(value, (list, tuple, range)):
                value = columns[name] = np.asarray(value, np.int64)
            if isinstance(value, np.ndarray) and value.ndim:
                if rows < 0:
                    rows = len(value)
                elif len(value) != rows:
                    raise ValueError(
                        f"{self.spec.name}.{name} has {len(value)} rows, the columns before it {rows}"
                    )
        return 1 if rows < 0 else rows

    def _fill(self, columns: dict[str, Any], done: int, rows: int) -> int:
        """Copy as many rows as the open block takes; gives how many."""
        if self._held + rows - done > self._capacity:
            self._grow(self._held + rows - done)
        count = min(rows - done, self._capacity - self._held)
        to = slice(self._held, self._held + count)
        taken = None if count == rows else slice(done, done + count)
        for name, buffer in self._buffers.items():
            value = columns[name]
            buffer[to] = (
                value if taken is None or not (isinstance(value, np.ndarray) and value.ndim) else value[taken]
            )
        self._held += count
        if self._held == BLOCK_ROWS:
            self._seal_block()
        return count

    def _grow(self, needed: int) -> None:
        capacity = max(self._capacity, _FIRST_CAPACITY)
        while capacity < min(needed, BLOCK_ROWS):
            capacity *= 2
        capacity = min(capacity, BLOCK_ROWS)
        if capacity == self._capacity:
            return
        grown = {name: np.empty(capacity, width) for name, width in self.spec.columns.items()}
        for name, buffer in self._buffers.items():
            grown[name][: self._held] = buffer[: self._held]
        self._buffers, self._capacity = grown, capacity

    def _seal_block(self) -> None:
        block, self._buffers, self._capacity, self._held = self._buffers, {}, 0, 0
        if self._seal is None:
            self._sealed.append(block)
        else:
            self._rows_before += _rows(block)
            self._seal(self, block)

    def blocks(self) -> Iterator[Columns]:
        """The rows in memory, block by block (views: do not write into them)."""
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


def _rows(block: Columns) -> int:
    return len(next(iter(block.values())))


def _wrong_columns(spec: TableSpec, given: set[str]) -> str:
    missing, unknown = sorted(spec.columns.keys() - given), sorted(given - spec.columns.keys())
    return f"{spec.name}: missing columns {missing}, unknown columns {unknown}"


def _check_range(spec: TableSpec, columns: dict[str, Any]) -> None:
    for name, width in spec.columns.items():
        value = np.asarray(columns[name])
        if value.dtype.kind not in "iub":
            raise TypeError(f"{spec.name}.{name} takes integers, not {value.dtype}")
        limits = np.iinfo(width)
        if value.size and (int(value.min()) < limits.min or int(value.max()) > limits.max):
            raise OverflowError(
                f"{spec.name}.{name} holds {limits.min} to {limits.max}, not {value.min()} to {value.max()}"
            )

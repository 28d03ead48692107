"""A table of the books: rows are appended in batches, kept in blocks, and never changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simcore.books.schema import TableSpec

Column = NDArray[Any]
Columns = dict[str, Column]

BLOCK_ROWS = 1 << 20
"""Rows of one file: a table's content fixes its files, however it was appended."""
_BLOCK_ROWS_HELD = 1 << 16
"""Rows of a block in memory: few enough to stay in the processor's cache while they are filled."""

_FIRST_CAPACITY = 1 << 10
_SMALL = 1 << 9
"""Rows of a batch that is not copied at once: one copy serves many small ones."""
_BATCHES_HELD = 256


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
        self._block_rows = BLOCK_ROWS if seal else _BLOCK_ROWS_HELD
        self._checked = checked
        self._names = frozenset(spec.columns)
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
        for value in columns.values():
            if type(value) is np.ndarray:
                rows = len(value)
                break
        else:
            columns, rows = _of_lists(columns)
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
                unequal = f"{self.spec.name}.{name} has {len(column)} rows, the columns before it {rows}"
                raise ValueError(unequal)
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
            if self._held == self._block_rows:
                self._seal_block()

    def _make_room(self, needed: int) -> None:
        if needed <= self._capacity or self._capacity == self._block_rows:
            return
        capacity = max(self._capacity, _FIRST_CAPACITY)
        while capacity < min(needed, self._block_rows):
            capacity *= 4
        grown = _empty_block(self.spec.columns, min(capacity, self._block_rows))
        for name, buffer in self._buffers.items():
            grown[name][: self._held] = buffer[: self._held]
        self._buffers, self._capacity = grown, min(capacity, self._block_rows)

    def _seal_block(self) -> None:
        """Put the full block away; its buffers are filled anew."""
        if self._seal is not None:
            self._rows_before += self._held
            self._seal(self, self._buffers)
        else:
            self._sealed.append(_narrowed(self._buffers))
        self._held = 0

    def _open_block(self) -> Columns:
        return {name: buffer[: self._held] for name, buffer in self._buffers.items()}

    def blocks(self) -> Iterator[Columns]:
        """The rows in memory, block by block (views: do not write into them)."""
        self._join_batches()
        for block in self._sealed:
            yield {name: block[name].astype(width, copy=False) for name, width in self.spec.columns.items()}
        if self._held:
            yield self._open_block()

    def rows_where(self, column: str, values: Sequence[int]) -> Iterator[Columns]:
        """The rows in memory in which `column` has one of these values, block by block."""
        self._join_batches()
        for block in (*self._sealed, self._open_block()) if self._held else self._sealed:
            one = block[column]
            places = np.flatnonzero(one == values[0] if len(values) == 1 else np.isin(one, values))
            yield {name: block[name][places].astype(width) for name, width in self.spec.columns.items()}

    def columns(self) -> Columns:
        """The rows in memory as one array a column (a view if they are one block)."""
        blocks = list(self.blocks())
        if len(blocks) == 1:
            return blocks[0]
        if not blocks:
            return {name: np.empty(0, width) for name, width in self.spec.columns.items()}
        return {name: np.concatenate([block[name] for block in blocks]) for name in self._names}

    def snapshot(self) -> Table:
        """A table that begins with these rows and then goes its own way."""
        self._join_batches()
        copy = Table(self.spec, checked=self._checked)
        copy._sealed = [*self._sealed, *([_narrowed(self._open_block())] if self._held else [])]
        copy._rows_before = self._rows_before
        return copy


def _empty_block(widths: Mapping[str, Any], rows: int) -> Columns:
    """Columns in one piece of memory: a large piece costs the operating system less than many small ones."""
    bytes_each = {name: np.dtype(width).itemsize for name, width in widths.items()}
    memory = np.empty(rows * sum(bytes_each.values()), np.uint8)
    block, start = {}, 0
    # The widest first, so that every column begins at a multiple of its width.
    for name in sorted(widths, key=lambda name: -bytes_each[name]):
        end = start + rows * bytes_each[name]
        block[name] = memory[start:end].view(widths[name])
        start = end
    return block


def _narrowed(block: Columns) -> Columns:
    """A copy in which each column is as narrow as its values allow."""
    widths = {
        # A negative number of this size: the narrowest signed integer is asked for.
        name: np.min_scalar_type(-1 - max(-int(column.min()), int(column.max())))
        if column.itemsize > 1
        else column.dtype
        for name, column in block.items()
    }
    narrow = _empty_block(widths, _rows(block))
    for name, column in block.items():
        narrow[name][:] = column
    return narrow


def _of_lists(columns: dict[str, Any]) -> tuple[Columns, int]:
    """Columns without a row in any array: lists become arrays; scalars alone are one row."""
    arrays = {
        name: np.asarray(value, np.int64) if isinstance(value, (list, tuple, range)) else value
        for name, value in columns.items()
    }
    lengths = {len(value) for value in arrays.values() if isinstance(value, np.ndarray)}
    return arrays, max(lengths, default=1)


def _joined(pieces: list[Any], lengths: list[int], width: str) -> Column:
    """Arrays, and scalars that stand for so many rows, as one column. Errors: ValueError for an array of
    another length.
    """
    kinds = set(map(type, pieces))
    if np.ndarray not in kinds:
        return np.array(pieces, width).repeat(lengths)
    if len(kinds) == 1:
        return np.concatenate(pieces, dtype=width, casting="unsafe")
    column, start = np.empty(sum(lengths), width), 0
    for piece, length in zip(pieces, lengths, strict=True):
        if type(piece) is np.ndarray and len(piece) != length:
            raise ValueError(f"a column has {len(piece)} rows, another one {length}")
        column[start : start + length] = piece
        start += length
    return column


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

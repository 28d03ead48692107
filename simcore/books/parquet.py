"""The columns of the books as Parquet files and Arrow tables.

The same records give the same bytes: fixed blocks, fixed order, fixed writer options, no time stamps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simcore.books.schema import TableSpec
from simcore.books.tables import BLOCK_ROWS, Columns, Table
from simcore.errors import InvalidInput

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP_ROWS = 1 << 11
"""Rows lie in the table's order within a file, so that one person's rows are found in one row group of each.
"""

LEFT_BY_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")
"""What operating systems put into folders that people look into: no part of a run, and no damage."""


def new_folder(folder: Path) -> Path:
    """The folder, made if need be. Errors: InvalidInput if something lies there already."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        empty = all(path.name in LEFT_BY_SYSTEMS for path in folder.iterdir())
    except OSError as error:
        raise InvalidInput(
            f"folder {str(folder)!r} cannot be made ({error.strerror}); give the path of a new or empty "
            "folder",
            f"无法建立文件夹 {str(folder)!r}（{error.strerror}）；请给出新的或空的文件夹路径",
        ) from error
    if not empty:
        raise InvalidInput(
            f"folder {str(folder)!r} is not empty; a run is written to a new or empty folder",
            f"文件夹 {str(folder)!r} 不是空的；模拟结果只写入新的或空的文件夹",
        )
    return folder


def write_part(folder: Path, spec: TableSpec, number: int, block: Columns) -> Path:
    """Write a block of rows as one Parquet file, and give its path."""
    import pyarrow.parquet as pq

    path = folder / f"{spec.name}-{number:04d}.parquet"
    if spec.order:
        order = np.argsort(block[spec.order[0]], kind="stable")
        block = {name: column[order] for name, column in block.items()}
    narrow = [name for name, width in spec.columns.items() if width == "i1"]
    pq.write_table(
        as_arrow(spec, [block]),
        path,
        row_group_size=ROW_GROUP_ROWS,
        compression="zstd",
        compression_level=1,
        use_dictionary=narrow,
        write_page_index=False,
        store_schema=False,
    )
    return path


class IndexedFile:
    """A Parquet file that stays open, with the range of one column in each of its row groups: of a file
    in the order of that column, only the groups in which a value can lie are read.
    """

    def __init__(self, path: Path, column: str) -> None:
        import pyarrow.parquet as pq

        self._column = column
        self._file = pq.ParquetFile(path)
        place, metadata = self._file.schema_arrow.get_field_index(column), self._file.metadata
        ranges = [
            metadata.row_group(group).column(place).statistics for group in range(metadata.num_row_groups)
        ]
        self._lowest = np.array([each.min for each in ranges], np.int64)
        self._highest = np.array([each.max for each in ranges], np.int64)

    def rows(self, values: Sequence[int]) -> pa.Table:
        """The rows in which the column has one of these values."""
        wanted = np.unique(np.asarray(values, np.int64))
        # A group may hold one of them if more of them lie up to its highest than below its lowest.
        may = np.searchsorted(wanted, self._highest, "right") > np.searchsorted(wanted, self._lowest, "left")
        table = self._file.read_row_groups(np.flatnonzero(may).tolist(), use_threads=False)
        column = table[self._column].to_numpy()
        return table.filter(column == wanted[0] if len(wanted) == 1 else np.isin(column, wanted))


def as_arrow(spec: TableSpec, blocks: Iterable[Columns]) -> pa.Table:
    """Blocks of columns as one Arrow table, without copying them."""
    import pyarrow as pa

    schema = pa.schema([(name, pa.from_numpy_dtype(np.dtype(width))) for name, width in spec.columns.items()])
    pieces = [
        pa.Table.from_arrays([pa.array(block[name]) for name in spec.columns], schema=schema)
        for block in blocks
    ]
    return pa.concat_tables(pieces) if pieces else schema.empty_table()


def read_parts(spec: TableSpec, parts: Iterable[Path], held: Columns) -> Columns:
    """The rows of files, followed by those held in memory, as one array a column."""
    import pyarrow.parquet as pq

    tables = [pq.read_table(path) for path in parts]
    return {
        name: np.concatenate([*(table[name].to_numpy() for table in tables), held[name]]).astype(
            width, copy=False
        )
        for name, width in spec.columns.items()
    }


def blocks_of(table: Table) -> Iterator[Columns]:
    """The rows of a table in memory in blocks of BLOCK_ROWS, whatever the pieces in which they are held."""
    held: list[Columns] = []
    rows = 0
    for piece in table.blocks():
        done, size = 0, len(next(iter(piece.values())))
        while done < size:
            count = min(size - done, BLOCK_ROWS - rows)
            held.append({name: column[done : done + count] for name, column in piece.items()})
            rows, done = rows + count, done + count
            if rows == BLOCK_ROWS:
                yield _joined(held)
                held, rows = [], 0
    if held:
        yield _joined(held)


def _joined(pieces: list[Columns]) -> Columns:
    if len(pieces) == 1:
        return pieces[0]
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}

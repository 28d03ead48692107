"""The columns of the books as Parquet files and Arrow tables.

The same records give the same bytes: fixed blocks, fixed order, fixed writer options, no time stamps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from simcore.books.schema import TableSpec
from simcore.books.tables import BLOCK_ROWS, Columns, Table
from simcore.errors import InvalidInput

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP_ROWS = 1 << 14
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

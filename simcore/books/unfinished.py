"""A run that is being written to a folder: who writes there, and from where it can be gone on with
after a stop.

Beside the files that are written already lie, until the run is complete, `unfinished.json` (which run it is),
`writing.lock` (held by the program that writes) and the newest `kept-NNNN.npz`: everything that the run
needs to go on with that month.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from simcore.books.parquet import new_folder
from simcore.books.schema import TABLES
from simcore.books.storage import MANIFEST, UNFINISHED, checksum
from simcore.errors import InvalidInput

if TYPE_CHECKING:
    from filelock import BaseFileLock

    from simcore.books.books import Books

LOCK = "writing.lock"
_KEPT = "kept-*.npz"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a run can go on: with `month`; `text` and `arrays` are what its city had kept."""

    month: int
    text: Any
    arrays: Sequence[np.ndarray]


class Writing:
    """The right to write a run to a folder, for one program at a time."""

    def __init__(self, folder: Path, lock: BaseFileLock) -> None:
        self._folder, self._lock = folder, lock
        self._checksums: dict[str, str] = {}

    @classmethod
    def begun(cls, folder: Path) -> Writing:
        """In a folder that is new or empty. Errors: InvalidInput if it is not, or another program writes
        there.
        """
        new_folder(folder)
        return cls(folder, _locked(folder))

    def name(self, header: Mapping[str, Any]) -> None:
        """Say which run it will be."""
        _replace(self._folder / UNFINISHED, _json({"format": FORMAT, "header": dict(header)}))

    def keep(self, books: Books, month: int, text: Any, arrays: Sequence[np.ndarray]) -> None:
        """Keep all that is needed to go on with `month`; what was kept before is then given up."""
        books.ledger.post()
        content: dict[str, np.ndarray] = {str(place): array for place, array in enumerate(arrays)}
        for name in TABLES:
            for column, held in books.table(name).columns().items():
                content[f"{name}.{column}"] = held
        said = {
            "month": month,
            "city": text,
            "arrays": len(arrays),
            "entries": books.ledger.entries,
            "parts": {name: [self._described(path) for path in books.parts[name]] for name in TABLES},
        }
        content["text"] = np.frombuffer(_json(said), np.uint8)
        older = list(self._folder.glob(_KEPT))
        kept = self._folder / f"kept-{month:04d}.npz"
        beside = kept.with_suffix(".unfinished")
        try:
            with beside.open("wb") as file:
                np.savez(file, **content)  # type: ignore[arg-type]  # its stubs take a keyword for an option
                file.flush()
                os.fsync(file.fileno())
            beside.replace(kept)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        for path in older:
            if path != kept:
                path.unlink()

    def done(self) -> None:
        """The run is complete."""
        self.leave()
        cleared(self._folder)

    def leave(self) -> None:
        """Let another program write there."""
        self._lock.release()

    def _described(self, path: Path) -> dict[str, Any]:
        if path.name not in self._checksums:
            self._checksums[path.name] = checksum(path)
        return {"name": path.name, "sha256": self._checksums[path.name]}


def is_unfinished(folder: Path) -> bool:
    """Whether a run was begun there and not brought to its end."""
    return (folder / UNFINISHED).is_file() and not (folder / MANIFEST).is_file()


def cleared(folder: Path) -> None:
    """Remove what a program left that was killed just after it had completed the run."""
    if (folder / MANIFEST).is_file() and (folder / UNFINISHED).is_file():
        for path in (*folder.glob(_KEPT), folder / UNFINISHED, folder / LOCK):
            path.unlink(missing_ok=True)


def taken_up(folder: Path) -> tuple[Writing, dict[str, Any]]:
    """The right to go on with the run in this folder, and the header that says which it is. Errors:
    InvalidInput.
    """
    writing = Writing(folder, _locked(folder))
    try:
        said = json.loads((folder / UNFINISHED).read_bytes())
        header = dict(said["header"])
        if said["format"] != FORMAT:
            raise ValueError(said["format"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        writing.leave()
        raise _not_resumable(
            folder,
            f"{UNFINISHED} cannot be read or is of another version",
            f"{UNFINISHED} 无法读取或属于另一版本",
        ) from error
    return writing, header


def restore(folder: Path, books: Books) -> Kept | None:
    """Fill `books`, which write to this folder, with what was written and kept there; None if nothing
    was kept, so that the run begins again. Files that were written later are removed.

    Errors: InvalidInput naming what is damaged.
    """
    newest = max(folder.glob(_KEPT), default=None)
    parts: dict[str, list[Path]] = {name: [] for name in TABLES}
    kept = None
    if newest is not None:
        kept, held, said = _read(folder, newest)
        for name in TABLES:
            for part in said["parts"][name]:
                path = folder / str(part["name"])
                if not path.is_file() or checksum(path) != part["sha256"]:
                    raise _not_resumable(
                        folder, f"file {path.name} is missing or altered", f"文件 {path.name} 缺失或已被改动"
                    )
                parts[name].append(path)
        books.take_up(parts, held, said["entries"])
    known = {path for paths in parts.values() for path in paths} | {newest}
    for path in (*folder.glob("*.parquet"), *folder.glob("*.unfinished"), *folder.glob(_KEPT)):
        if path not in known:
            path.unlink()
    return kept


def _read(folder: Path, newest: Path) -> tuple[Kept, dict[str, dict[str, np.ndarray]], dict[str, Any]]:
    import zipfile

    try:
        with np.load(newest, allow_pickle=False) as content:
            said = json.loads(content["text"].tobytes())
            arrays = [content[str(place)] for place in range(said["arrays"])]
            held = {
                name: {column: content[f"{name}.{column}"] for column in spec.columns}
                for name, spec in TABLES.items()
            }
        return Kept(int(said["month"]), said["city"], arrays), held, said
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise _not_resumable(
            folder, f"file {newest.name} is damaged", f"文件 {newest.name} 已损坏"
        ) from error


def _locked(folder: Path) -> BaseFileLock:
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise InvalidInput(
            f"another program is writing a run to folder {str(folder)!r}; wait for its end, "
            "or give another folder",
            f"另一个程序正在向文件夹 {str(folder)!r} 写入模拟结果；请等它结束，或另选文件夹",
        ) from None
    return lock


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".unfinished")
    beside.write_bytes(content)
    beside.replace(path)


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _not_resumable(folder: Path, english: str, chinese: str) -> InvalidInput:
    return InvalidInput(
        f"the run in folder {str(folder)!r} cannot be gone on with: {english}",
        f"文件夹 {str(folder)!r} 中的模拟无法继续：{chinese}",
    )

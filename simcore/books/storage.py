"""The books on disk: a folder of Parquet files and, written last, `manifest.json` with a checksum of each."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcore.books.books import Books
from simcore.books.parquet import LEFT_BY_SYSTEMS, blocks_of, new_folder, write_part
from simcore.books.schema import TABLES
from simcore.books.tables import Table
from simcore.errors import InvalidInput

if TYPE_CHECKING:
    from simcore.books.books import Books

MANIFEST = "manifest.json"
UNFINISHED = "unfinished.json"
FORMAT = 1
_CHUNK_BYTES = 1 << 22


def save_books(books: Books, header: Mapping[str, Any], folder: Path) -> None:
    """Write all records to a new or empty folder, and its manifest."""
    new_folder(folder)
    for table in books:
        name = table.spec.name
        for path in books.parts[name]:
            shutil.copyfile(path, folder / path.name)
        for number, block in enumerate(blocks_of(table), start=len(books.parts[name])):
            write_part(folder, table.spec, number, block)
    write_manifest(folder, header)


def finish(books: Books, header: Mapping[str, Any]) -> None:
    """Complete the folder to which these books have been written as they went; from now on they are read
    there.
    """
    assert books.folder is not None
    for table in books:
        parts = books.parts[table.spec.name]
        for block in blocks_of(table):
            parts.append(write_part(books.folder, table.spec, len(parts), block))
        setattr(books, table.spec.name, Table(table.spec))
    write_manifest(books.folder, header)


def write_manifest(folder: Path, header: Mapping[str, Any]) -> None:
    """Close the folder: what run it is, and of each file the rows and a checksum. Written beside and moved
    into place.
    """
    import pyarrow.parquet as pq

    manifest = {
        "format": FORMAT,
        "header": dict(header),
        "files": {
            path.name: {
                "rows": pq.read_metadata(path).num_rows,
                "bytes": path.stat().st_size,
                "sha256": checksum(path),
            }
            for path in sorted(folder.glob("*.parquet"))
        },
    }
    waiting = folder / f"{MANIFEST}.unfinished"
    waiting.write_bytes(_sealed(manifest))
    waiting.replace(folder / MANIFEST)


def _sealed(manifest: Mapping[str, Any]) -> bytes:
    """The manifest's bytes, with a checksum of its own content."""
    content = {key: value for key, value in manifest.items() if key != "sha256"}
    content["sha256"] = hashlib.sha256(_json(content)).hexdigest()
    return _json(content)


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def read_folder(folder: Path) -> tuple[dict[str, Any], dict[str, list[Path]]]:
    """Header and files (by table) of a saved run. Errors: InvalidInput naming what is damaged."""
    if not folder.is_dir():
        raise _unreadable(folder, "there is no such folder", "没有这个文件夹")
    manifest = _manifest(folder)
    damaged = damage(folder, manifest)
    if damaged:
        raise _unreadable(folder, *damaged)
    parts: dict[str, list[Path]] = {name: [] for name in TABLES}
    for name in sorted(manifest["files"]):
        parts[name.rpartition("-")[0]].append(folder / name)
    return manifest["header"], parts


def damage(folder: Path, manifest: Mapping[str, Any] | None = None) -> tuple[str, str] | None:
    """The first file that is missing, too many or altered, as a sentence in English and 中文; None if all is
    well.
    """
    files: dict[str, dict[str, Any]] = (manifest or _manifest(folder))["files"]
    for path in sorted(folder.iterdir()):
        if path.name not in (*files, MANIFEST, *LEFT_BY_SYSTEMS):
            return f"file {path.name} does not belong to the run", f"文件 {path.name} 不属于本次模拟"
    for name, recorded in files.items():
        path = folder / name
        if not path.is_file():
            return f"file {name} is missing", f"缺少文件 {name}"
        if path.stat().st_size != recorded["bytes"] or checksum(path) != recorded["sha256"]:
            return (
                f"file {name} has been altered: its checksum does not match",
                f"文件 {name} 已被改动：校验和不符",
            )
    return None


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file() and (folder / UNFINISHED).is_file():
        raise _unreadable(
            folder,
            f"it was not written to its end; go on with it by simcore resume {folder}",
            f"尚未写完；可用 simcore resume {folder} 继续",
        )
    if not path.is_file():
        raise _unreadable(
            folder,
            f"{MANIFEST} is missing, so it is no run or one that was not written to its end",
            f"缺少 {MANIFEST}，不是模拟结果，或没有写完",
        )
    try:
        written = path.read_bytes()
        manifest = json.loads(written)
        whole = written == _sealed(manifest)
        readable = manifest["format"] == FORMAT and all(
            name.rpartition("-")[0] in TABLES for name in manifest["files"]
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        whole = readable = False
    if not whole:
        raise _unreadable(
            folder,
            f"{MANIFEST} has been altered or cannot be read: its checksum does not match",
            f"{MANIFEST} 已被改动或无法读取：校验和不符",
        )
    if not readable:
        raise _unreadable(folder, f"{MANIFEST} is of another version", f"{MANIFEST} 属于另一版本")
    return dict(manifest)


def _unreadable(folder: Path, english: str, chinese: str) -> InvalidInput:
    return InvalidInput(
        f"folder {str(folder)!r} cannot be opened as a run: {english}",
        f"文件夹 {str(folder)!r} 无法作为模拟结果打开：{chinese}",
    )

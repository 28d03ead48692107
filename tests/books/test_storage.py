"""A run on disk is whole or refused; the same records are the same bytes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import simcore
from simcore.books import tables as tables_of_books
from simcore.books.storage import MANIFEST
from simcore.errors import InvalidInput
from simcore.inquiry.run import Run
from tests.inquiry.hand_made import run_by_hand


@pytest.fixture()
def folder(tmp_path: Path) -> Path:
    return run_by_hand().save(tmp_path / "run")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_run_from_disk_has_the_records_that_were_saved(folder: Path) -> None:
    saved, opened = run_by_hand(), simcore.open_run(folder)
    for person in (0, 1, 2):
        assert opened.payments(person).equals(saved.payments(person))
        assert opened.benefits(person).equals(saved.benefits(person))
        assert opened.events(person).equals(saved.events(person))
    assert opened.people.equals(saved.people)
    assert opened.header["day"] == saved.header["day"]
    query = "SELECT * FROM payments ORDER BY person_id, month, scheme"
    assert opened.sql(query).equals(saved.sql(query))


def test_the_same_records_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert bytes_of(run_by_hand().save(tmp_path / "again")) == bytes_of(folder)
    assert bytes_of(simcore.open_run(folder).save(tmp_path / "copy")) == bytes_of(folder)


def test_another_process_with_another_hash_seed_writes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    program = "import sys; from tests.inquiry.hand_made import run_by_hand; run_by_hand().save(sys.argv[1])"
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": paths}
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "other")], check=True, env=environment)
    assert bytes_of(tmp_path / "other") == bytes_of(folder)


def test_one_byte_of_any_file_is_noticed_and_the_file_named(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for place in (0, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            with pytest.raises(InvalidInput, match=path.name):
                simcore.open_run(folder)
        path.write_bytes(whole)
    assert simcore.open_run(folder).people["sex"].tolist() == ["male", "female", "male"]


def test_a_missing_and_an_extra_file_are_named(folder: Path) -> None:
    (folder / "notes.txt").write_text("x")
    with pytest.raises(InvalidInput, match=r"notes\.txt does not belong"):
        simcore.open_run(folder)
    (folder / "notes.txt").unlink()
    (folder / "settlements-0000.parquet").unlink()
    with pytest.raises(InvalidInput, match=r"settlements-0000\.parquet is missing"):
        simcore.open_run(folder)


def test_what_an_operating_system_leaves_in_a_folder_is_no_damage(folder: Path, tmp_path: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (folder / name).write_bytes(b"x")
        (tmp_path / "new").mkdir(exist_ok=True)
        (tmp_path / "new" / name).write_bytes(b"x")
    assert simcore.open_run(folder).people["sex"].tolist() == ["male", "female", "male"]
    assert simcore.open_run(run_by_hand().save(tmp_path / "new")).header["day"] == run_by_hand().header["day"]


def test_a_half_written_run_is_refused(folder: Path) -> None:
    (folder / MANIFEST).unlink()
    with pytest.raises(InvalidInput, match="not written to its end"):
        simcore.open_run(folder)


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="there is no such folder"):
        simcore.open_run(tmp_path / "nothing")
    (tmp_path / "file").write_text("x")
    with pytest.raises(InvalidInput, match="there is no such folder"):
        simcore.open_run(tmp_path / "file")


def test_nothing_is_written_over_what_lies_there(folder: Path) -> None:
    with pytest.raises(InvalidInput, match="is not empty"):
        run_by_hand().save(folder)
    with pytest.raises(InvalidInput, match="is not empty"):
        simcore.simulate(people=20, years=1, out=folder)


def test_books_written_as_they_go_end_as_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Blocks of 128 rows go to disk while the run goes on; saved in one go, the bytes are the same."""
    monkeypatch.setattr(tables_of_books, "BLOCK_ROWS", 128)
    monkeypatch.setattr("simcore.books.parquet.BLOCK_ROWS", 128)
    saved = simcore.simulate(people=40, years=3).save(tmp_path / "saved")
    going = simcore.simulate(people=40, years=3, out=tmp_path / "going")
    assert bytes_of(saved) == bytes_of(tmp_path / "going")
    assert len([name for name in bytes_of(saved) if name.startswith("contribution_spells")]) > 1
    assert going.folder == tmp_path / "going"
    assert isinstance(going, Run)
    assert going.check().ok


@pytest.mark.thorough
def test_two_hundred_damages_are_refused_by_name(folder: Path) -> None:
    """A byte changed, cut off, added or swapped with the next, anywhere in any file."""
    dice = random.Random(1)
    whole = bytes_of(folder)
    for _ in range(200):
        name = dice.choice(sorted(whole))
        path, content = folder / name, whole[name]
        place = dice.randrange(len(content) - 1)
        damaged = dice.choice(
            [
                content[:place] + bytes([content[place] ^ 1 << dice.randrange(8)]) + content[place + 1 :],
                content[:place],
                content[:place] + b"\0" + content[place:],
                content[:place] + content[place + 1 :],
                b"",
            ]
        )
        path.write_bytes(damaged)
        with pytest.raises(InvalidInput, match=name):
            simcore.open_run(folder).check()
        path.write_bytes(content)
    assert simcore.open_run(folder).people is not None

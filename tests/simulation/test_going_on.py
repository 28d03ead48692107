"""A run that is gone on with, under the same law or another, in memory or after it was killed, is the
run that was never stopped: row by row in memory, byte by byte on disk.
"""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import simcore
from simcore.books import tables as tables_of_books
from simcore.books.books import Books
from simcore.books.schema import TABLES
from simcore.books.unfinished import Writing
from simcore.cli import main
from simcore.errors import InvalidInput
from simcore.scenarios import Scenario
from simcore.simulation import Simulation

EVERY_CONDUCT = {
    "employers.workers_per_employer": 4,
    "employers.punctual_share": 0.25,
    "employers.late_share": 0.25,
    "employers.under_declaring_share": 0.25,
    "employers.not_registering_share": 0.25,
    "employers.trouble_rate": 0.05,
    "employers.closing_rate": 0.10,
    "agency.inspection_rate": 0.05,
}
WORLDS: dict[str, tuple[str, dict[str, Any]]] = {
    "every conduct": ("baseline", EVERY_CONDUCT),
    "empty reserves": ("empty_reserves", EVERY_CONDUCT),
    "one slow clerk and a start in July": ("one_slow_clerk", {**EVERY_CONDUCT, "start": "2021-07"}),
    "births": ("baseline", {**EVERY_CONDUCT, "population.birth_rate": 0.2}),
    "residents": ("baseline", {**EVERY_CONDUCT, "population.resident_share": 0.7}),
    "retirement as before 2025": ("retirement_reform_undone", EVERY_CONDUCT),
}
REFORM = {
    "employee_pension.employer_rate": {"2026-01": "0.12"},
    "registration.declaration_day": {"2026-04": 20},
    "unemployment.benefit_share": {"2026-07": "0.85"},
}


def assert_same_records(one: Books, other: Books) -> None:
    for name in TABLES:
        first, second = one.columns(name), other.columns(name)
        for column in first:
            assert np.array_equal(first[column], second[column]), f"{name}.{column}"


@pytest.mark.parametrize("world", WORLDS)
def test_a_run_gone_on_with_by_another_city_is_the_whole_run(world: str) -> None:
    scenario_name, changes = WORLDS[world]
    scenario = Scenario.load(scenario_name).with_(changes, people=200, years=6, seed=4)
    whole = simcore.simulate(scenario)
    standing = Simulation(scenario)
    for months in (1, 7, 12, 35, 54, 71):
        standing.advance_to_month(scenario.start + months)
        assert_same_records(standing.under(scenario).advance().run.books, whole.books)
    # Whoever is gone on with from here is not disturbed by it.
    assert_same_records(standing.advance().run.books, whole.books)


def test_a_run_gone_on_with_under_a_reform_is_the_whole_run_of_the_reform() -> None:
    scenario = Scenario.load("baseline").with_(EVERY_CONDUCT, people=300, years=9, seed=2)
    reformed = scenario.reform(REFORM)
    standing = Simulation(scenario)
    standing.advance_to_month(scenario.start + 5 * 12)
    gone_on = standing.under(reformed).advance().run
    assert_same_records(gone_on.books, simcore.simulate(reformed).books)
    assert gone_on.check().ok


def test_a_run_goes_on_only_under_a_law_that_differs_a_year_later() -> None:
    scenario = Scenario.load("baseline").with_(people=50, years=6)
    standing = Simulation(scenario)
    standing.advance_to_month(scenario.start + 5 * 12 + 1)
    with pytest.raises(InvalidInput, match=r"differs from 2026-01-01 on.*2026-02 or later"):
        standing.under(scenario.reform(REFORM))
    with pytest.raises(InvalidInput, match="more than its reforms"):
        standing.under(scenario.with_(seed=2))
    standing.advance("2025-02-10")
    with pytest.raises(InvalidInput, match="end of a month"):
        standing.under(scenario)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


PROGRAM = """
import sys
from simcore import simulation
from simcore.books import tables
tables.BLOCK_ROWS, simulation.KEEPING_SHARE = 2048, 0
import simcore
simcore.simulate(people=400, years=12, seed=6, out=sys.argv[1])
"""
"""A small run whose blocks are small, so that files are written all along, and that is kept every year."""


@pytest.fixture(scope="module")
def never_stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "whole"
    subprocess.run([sys.executable, "-c", PROGRAM, str(folder)], check=True)
    return folder


def killed(folder: Path, months_done: int) -> None:
    """Start that run and kill it once it has kept a month so late (0: as soon as it is named)."""
    running = subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder)])
    while running.poll() is None:
        kept = [int(path.stem.partition("-")[2]) for path in folder.glob("kept-*.npz")]
        if (folder / "unfinished.json").exists() and max(kept, default=600) >= 600 + months_done:
            running.send_signal(signal.SIGKILL)
        time.sleep(0.001)
    assert running.wait() == -signal.SIGKILL, "the run was over before it could be killed"


KILLS = [
    0,
    12,
    60,
    pytest.param(24, marks=pytest.mark.thorough),
    pytest.param(100, marks=pytest.mark.thorough),
]


@pytest.mark.parametrize("months_done", KILLS)
def test_a_killed_run_is_gone_on_with_to_the_same_bytes(
    months_done: int, never_stopped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_of_books, "BLOCK_ROWS", 2048)
    folder = tmp_path / "run"
    killed(folder, months_done)
    with pytest.raises(InvalidInput, match="simcore resume"):
        simcore.open_run(folder)
    assert simcore.resume(folder).check().ok
    assert bytes_of(folder) == bytes_of(never_stopped)


def test_only_what_lies_after_the_last_keeping_is_reckoned_again(tmp_path: Path) -> None:
    scenario = Scenario.load("baseline").with_(people=100, years=6)
    stopped = Simulation(scenario, out=tmp_path / "run").advance("2023-05-17")
    stopped.close()
    taken_up = Simulation.taken_up(tmp_path / "run")
    assert str(taken_up.day) in ("2020-12-31", "2021-12-31", "2022-12-31")
    assert taken_up.advance().run.check().ok
    assert bytes_of(tmp_path / "run") == bytes_of(simcore.simulate(scenario).save(tmp_path / "whole"))


def test_a_complete_run_is_opened_and_nothing_is_no_run(tmp_path: Path) -> None:
    run = simcore.simulate(people=50, years=1, out=tmp_path / "run")
    assert simcore.resume(tmp_path / "run").people.equals(run.people)
    with pytest.raises(InvalidInput, match="there is no such folder"):
        simcore.resume(tmp_path / "nothing")


def test_a_run_that_was_completed_but_not_cleared_away_is_cleared_and_opened(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    simcore.simulate(people=50, years=1, out=folder)
    whole = bytes_of(folder)
    (folder / "unfinished.json").write_text("{}")
    (folder / "kept-0612.npz").write_text("")
    simcore.resume(folder)
    assert bytes_of(folder) == whole


def test_of_two_writers_the_second_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    first = Simulation(people=50, years=2, out=folder).advance("2021-06-01")
    with pytest.raises(InvalidInput, match="not empty"):
        Simulation(people=50, years=2, out=folder)
    with pytest.raises(InvalidInput, match="another program is writing"):
        simcore.resume(folder)
    first.close()
    assert simcore.resume(folder).check().ok


def test_of_two_that_begin_in_the_same_empty_folder_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Writing.begun(tmp_path)
    # The second looked while the folder was still empty.
    monkeypatch.setattr("simcore.books.unfinished.new_folder", lambda folder: folder)
    with pytest.raises(InvalidInput, match="another program is writing"):
        Writing.begun(tmp_path)
    first.leave()


@pytest.mark.parametrize("name", ["contribution_spells-0000.parquet", "kept", "unfinished.json"])
def test_a_damaged_file_of_an_unfinished_run_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables_of_books, "BLOCK_ROWS", 1024)
    folder = tmp_path / "run"
    Simulation(people=200, years=4, out=folder).advance("2022-03-01").close()
    path = next(folder.glob("kept-*")) if name == "kept" else folder / name
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(InvalidInput, match=path.name):
        simcore.resume(folder)
    path.write_bytes(whole)
    assert simcore.resume(folder).check().ok


def test_a_full_disk_is_one_sentence_and_the_run_goes_on_when_there_is_space(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file may grow beyond a limit, as on a disk that is full."""
    folder = tmp_path / "run"
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (180_000, 180_000)); "
        "from simcore.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    words = ["run", "--people", "300", "--years", "3", "--out", str(folder)]
    full = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False
    )
    assert full.returncode == 2
    assert full.stderr.count("\n") == 1
    assert "File too large" in full.stderr
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
    assert main(["resume", str(folder)]) == 0
    assert str(folder) in capsys.readouterr().out
    assert simcore.open_run(folder).people.equals(simcore.simulate(people=300, years=3).people)

"""The same seed gives the same run, to the byte; stopping to look changes nothing; a reform changes
nothing before it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import simcore
from simcore import Run, Scenario

TABLES_WITH_A_DATE = {
    "payments": "month < '2030-01'",
    "benefits": "month < '2030-01'",
    "events": "day < '2030-01-01'",
    "journal": "day < '2030-01-01'",
    "funds": "month < '2030-01'",
    "claims": "decided_on < '2030-01-01'",
    "accounts": "year < 2030",
}


def rows(run: Run, table: str, where: str = "true") -> pd.DataFrame:
    """A table's rows in a fixed order."""
    return run.sql(f"SELECT * FROM {table} WHERE {where} ORDER BY ALL")


def test_the_same_seed_gives_the_same_bytes_in_another_process_with_another_hash_seed(tmp_path: Path) -> None:
    command = "import sys, simcore; simcore.simulate(people=200, years=4, seed=7, out=sys.argv[1])"
    for hash_seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", command, str(tmp_path / hash_seed)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
        )
    one, other = ({f.name: f.read_bytes() for f in (tmp_path / seed).iterdir()} for seed in ("1", "2"))
    assert one == other and any(name.endswith(".parquet") for name in one)


def test_another_seed_gives_other_people() -> None:
    one, other = (simcore.simulate(people=60, years=1, seed=seed).people for seed in (1, 2))
    assert not one["birth"].equals(other["birth"])


def test_a_reform_from_2030_leaves_every_earlier_row_as_it_was() -> None:
    scenario = Scenario.load("baseline").with_(people=250, years=13, seed=3)
    baseline = simcore.simulate(scenario)
    reformed = simcore.simulate(scenario.reform({"employee_pension.employer_rate": {"2030-01": 0.20}}))
    for table, before in TABLES_WITH_A_DATE.items():
        pd.testing.assert_frame_equal(rows(baseline, table, before), rows(reformed, table, before))
    # And it does act: the same lines, another amount.
    column = "sum(employer_amount_fen)::BIGINT AS fen"
    lines = "month = '2030-02' AND scheme = 'employee_pension' AND kind = 'normal'"
    later = f"SELECT {column} FROM payments WHERE {lines}"
    was, becomes = (int(run.sql(later)["fen"][0]) for run in (baseline, reformed))
    assert becomes == pytest.approx(was * 20 / 16, rel=1e-4)


def test_stopping_to_look_changes_nothing_and_shows_nothing_that_is_still_to_come() -> None:
    scenario = Scenario.load("baseline").with_(people=150, years=3, seed=5)
    simulation = simcore.Simulation(scenario)
    for stop in ("2020-01-04", "2020-06-25", "2021-02-12", "2022-11-30"):
        simulation.advance(stop)
        so_far = simulation.run
        latest = so_far.sql(
            """SELECT max(d)::VARCHAR AS d FROM (
               SELECT max(day) AS d FROM events UNION SELECT max(day) FROM journal
               UNION SELECT max(paid_on) FROM payments UNION SELECT max(paid_on) FROM benefits
               UNION SELECT max(decided_on) FROM claims UNION SELECT max(death) FROM people)"""
        )["d"][0]
        assert latest[:10] <= stop
        assert so_far.check().ok, so_far.check()
    stopped, straight = simulation.advance().run, simcore.simulate(scenario)
    for table in (*TABLES_WITH_A_DATE, "people", "employers", "registrations", "settlements", "awards"):
        pd.testing.assert_frame_equal(rows(stopped, table), rows(straight, table))


def test_a_run_cannot_be_advanced_backwards_or_beyond_its_end() -> None:
    simulation = simcore.Simulation(Scenario.load("baseline").with_(people=20, years=1))
    simulation.advance("2020-03-01")
    for wrong in ("2020-02-01", "2021-01-01", "2020-02-30"):
        with pytest.raises(simcore.InvalidInput, match=wrong):
            simulation.advance(wrong)

"""Many seeds of a scenario: the same whoever works, and told with a band."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import simcore
from simcore.errors import InvalidInput
from simcore.scenarios import Scenario
from simcore.study import Ensemble, ensemble, indicators

SCENARIO = Scenario.load("empty_reserves").with_(people=120, years=6)


@pytest.fixture(scope="module")
def three_seeds() -> Ensemble:
    return ensemble(SCENARIO, seeds=3, workers=1)


def test_the_study_is_there_after_importing_simcore_alone_and_is_loaded_when_asked_for() -> None:
    program = "import sys, simcore; print('simcore.study' in sys.modules, simcore.study.ensemble.__name__)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "False ensemble\n"


def test_an_indicator_is_what_the_fund_table_says() -> None:
    run = simcore.simulate(SCENARIO.with_(seed=2))
    funds = run.funds[(run.funds["fund"] == "employee_pension") & run.funds["month"].str.startswith("2022")]
    row = indicators(run).loc[(2022, "employee_pension")]
    december = funds.iloc[-1]
    assert row["spending"] == pytest.approx(funds["benefits"].sum())
    assert row["cover"] == pytest.approx(funds["deficit_cover"].sum())
    assert row["reserve"] == december["closing"]
    assert row["support_ratio"] == december["contributors"] / december["beneficiaries"]
    assert row["reserve_months"] == pytest.approx(december["closing"] / funds["benefits"].sum() * 12)


def test_the_reserve_moves_by_what_comes_in_and_goes_out(three_seeds: Ensemble) -> None:
    pension = three_seeds.table.xs("employee_pension", level="fund")
    for _, of_seed in pension.groupby("seed"):
        moved = of_seed["income"] + of_seed["subsidy"] + of_seed["cover"] - of_seed["spending"]
        assert np.allclose(of_seed["reserve"].diff()[1:], moved[1:])


def test_a_year_that_the_run_does_not_hold_whole_is_left_out() -> None:
    run = simcore.simulate(SCENARIO.with_(start="2020-07", years=2))
    assert sorted(set(indicators(run).index.get_level_values("year"))) == [2021]


def test_two_processes_say_what_one_says(three_seeds: Ensemble) -> None:
    told = []
    other = ensemble(SCENARIO, seeds=[3, 1, 2], workers=2, progress=lambda *done: told.append(done))
    assert other.table.equals(three_seeds.table)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert other.seeds == [1, 2, 3]


def test_a_band_lies_around_the_median_of_the_seeds(three_seeds: Ensemble) -> None:
    band = three_seeds.band("reserve")
    assert list(band.columns) == ["year", "low", "median", "high"]
    assert ((band["low"] <= band["median"]) & (band["median"] <= band["high"])).all()
    of_2023 = three_seeds.table.xs((2023, "employee_pension"), level=("year", "fund"))["reserve"]
    assert band.set_index("year").loc[2023, "median"] == of_2023.median()


def test_the_first_year_of_cover_is_told_by_seed(three_seeds: Ensemble) -> None:
    first = three_seeds.first_year_of_cover()
    assert list(first.index) == [1, 2, 3]
    for seed, year in first.dropna().items():
        cover = three_seeds.table.loc[seed].xs("employee_pension", level="fund")["cover"]
        assert cover[year] > 0
        assert not cover[cover.index < year].any()
    assert first.notna().any()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"seeds": 0}, "seeds is 0"),
        ({"seeds": [1, 1]}, r"seeds is \[1, 1\]"),
        ({"seeds": 2, "workers": 0}, "workers is 0"),
    ],
)
def test_what_cannot_be_run_is_refused(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        ensemble(SCENARIO, **wrong)  # type: ignore[arg-type]


def test_unknown_indicators_and_funds_are_named_with_those_that_are(three_seeds: Ensemble) -> None:
    with pytest.raises(InvalidInput, match=r"reserves.*reserve"):
        three_seeds.band("reserves")
    with pytest.raises(InvalidInput, match=r"pensions.*employee_pension"):
        three_seeds.band("reserve", "pensions")


def test_a_program_that_is_not_guarded_is_told_so(tmp_path: Path) -> None:
    program = tmp_path / "unguarded.py"
    program.write_text("from simcore.study import ensemble\nensemble('baseline', seeds=2, workers=2)\n")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert 'if __name__ == "__main__"' in done.stderr.splitlines()[-1]

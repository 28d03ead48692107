"""A reform of something that the simulated city does not ask says so when it is made; others say nothing."""

from __future__ import annotations

import warnings

import pytest

import simcore
from simcore.cli import main
from simcore.errors import WithoutEffect
from simcore.scenarios import Scenario, scenario_names

SMALL = Scenario.load().with_(people=30, years=2)


def told(scenario: Scenario) -> list[str]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        simcore.Simulation(scenario)
    return [str(one.message) for one in caught if issubclass(one.category, WithoutEffect)]


@pytest.mark.parametrize(
    "path, value",
    [
        ("resident_medical.reward", 2000),
        ("maternity.paid_days_rule", 98),
        ("work_injury.funeral_wage_months", 7),
        ("long_term_care.worker_rate", 0.002),
    ],
)
def test_what_nothing_asks_is_named(path: str, value: object) -> None:
    (said,) = told(SMALL.reform({path: {"2026-01": value}}))
    assert path in said and "nothing in the simulated city depends on it" in said


@pytest.mark.parametrize(
    "path, value",
    [
        ("employee_pension.employer_rate", 0.14),
        ("unemployment.minimum_paid_months", 6),
        ("enforcement.imposed_multiple", 3),
        ("employee_pension.last_paying_on_age", 1000),
        ("registration.registration_days", 60),
        ("contributions.floor_share", 0.5),
    ],
)
def test_what_is_asked_is_not(path: str, value: object) -> None:
    assert told(SMALL.reform({path: {"2021-01": value}})) == []


def test_of_a_reform_with_two_parts_only_the_idle_one_is_named() -> None:
    both = {
        "employee_pension.employer_rate": {"2021-01": 0.14},
        "resident_medical.reward": {"2025-01": 2000},
    }
    (said,) = told(SMALL.reform(both))
    assert "resident_medical.reward" in said and "employer_rate" not in said


def test_a_reform_that_begins_after_the_run_is_named_with_both_days() -> None:
    (said,) = told(SMALL.reform("rate_cut_to_14"))
    assert "employee_pension.employer_rate from 2027-01-01 on" in said
    assert "this run ends on 2021-12-31, before that" in said
    assert told(SMALL.with_(years=8).reform("rate_cut_to_14")) == []


def test_of_a_reform_in_steps_the_first_one_counts() -> None:
    path = "employee_pension.employer_rate"
    assert told(SMALL.reform({path: {"2021-12-31": 0.15, "2027-01": 0.14}})) == []
    (said,) = told(SMALL.reform({path: {"2022-01": 0.15, "2027-01": 0.14}}))
    assert "from 2022-01-01 on" in said and "2027" not in said


def test_the_law_as_it_is_says_nothing() -> None:
    assert told(SMALL) == []
    for name in scenario_names():
        scenario = Scenario.load(name).with_(people=30, years=10)
        if not scenario.reforms:
            assert told(scenario) == []


def test_the_command_says_it_once_in_the_language_asked_for_and_goes_on(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    reform = folder / "reform.yaml"
    reform.write_text("reforms:\n  - maternity.paid_days_rule: {2026-01: 98}\n", encoding="utf-8")
    words = ["run", "--people", "30", "--years", "1", "--reform", str(reform), "--out", str(folder / "run")]
    words += ["--reform", "rate_cut_to_14"]
    assert main([*words, "--language", "zh"]) == 0
    said = capsys.readouterr().err
    assert said.count("本次模拟于 2020-12-31 结束") == 1 and "employer_rate（自 2027-01-01 起）" in said
    assert said.count("模拟城市中没有任何内容依赖于此") == 1 and "maternity.paid_days_rule" in said


def test_a_reform_of_a_deadline_takes_effect_however_often_it_is_run() -> None:
    """Runs of one reform share the dates that the law sets; each rests on them."""
    reformed = SMALL.reform({"registration.registration_days": {"2021-01": 15}})
    for _ in range(2):
        assert told(reformed) == []
        assert "registration.registration_days" in simcore.Simulation(reformed).policy.reached()

"""Whatever is typed wrongly gets one sentence on standard error that says what helps, and status 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simcore.cli import main

WRONG = {
    "no command": ([], "name a command"),
    "a command that does not exist": (["rnu"], "did you mean run?"),
    "an option that does not exist": (["scenarios", "--zz"], "--zz"),
    "a missing argument": (["check"], "DIR"),
    "a number in words": (["run", "--people", "many"], "'many' is not a whole number"),
    "negative people": (["run", "--people", "-5"], "-5"),
    "no years at all": (["run", "--years", "0"], "0"),
    "an unknown scenario": (["run", "baselin"], "baseline"),
    "a scenario file that is not there": (["run", "nowhere.yaml"], "nowhere.yaml"),
    "an unknown target": (["calculate", "monthly_pensoin", "--date", "2025-01"], "monthly_pension"),
    "the 30th of February": (["calculate", "contribution_floor", "--date", "2025-02-30"], "2025-02-30"),
    "a date before the law's first value": (
        ["calculate", "contribution_floor", "--date", "1950-01"],
        "before the first value",
    ),
    "an input without its value": (
        ["calculate", "contribution_base", "--date", "2025-01", "wage"],
        "name=value",
    ),
    "an input given twice": (
        ["calculate", "contribution_base", "--date", "2025-01", "monthly_wage=1", "monthly_wage=2"],
        "twice",
    ),
    "an unknown input": (
        ["calculate", "contribution_base", "--date", "2025-01", "monthly_wgae=1"],
        "monthly_wage",
    ),
    "a missing input": (["calculate", "contribution_base", "--date", "2025-01"], "monthly_wage"),
    "a negative wage": (["explain", "contribution_base", "--date", "2025-01", "monthly_wage=-1"], "-1"),
    "a risk class that does not exist": (
        ["calculate", "work_injury_employer", "--date", "2025-01", "monthly_wage=5000", "risk_class=9"],
        "risk_class",
    ),
    "a parameter that does not exist": (["parameters", "employer_rato"], "employer_rate"),
    "a period that ends before it begins": (
        ["inquire", "no/such/folder", "990000198005050011", "--from", "2025-03", "--to", "2025-01"],
        "--from is 2025-03 and --to is 2025-01",
    ),
    "a first month that does not exist": (
        ["inquire", "no/such/folder", "990000198005050011", "--from", "2025-13"],
        "--from is '2025-13'",
    ),
    "a folder that is not there": (["funds", "no/such/folder"], "no/such/folder"),
}


@pytest.fixture(autouse=True)
def english_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCORE_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("case", WRONG)
def test_bad_input_gets_one_sentence_that_helps(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    words, helpful = WRONG[case]
    status = main(words)
    printed = capsys.readouterr()
    assert (status, printed.out) == (2, "")
    assert printed.err.startswith("simcore: ")
    assert printed.err.count("\n") == 1
    assert helpful in printed.err


@pytest.mark.parametrize("case", WRONG)
def test_bad_input_is_answered_in_chinese_too(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    words, _ = WRONG[case]
    assert main([*words, "--language", "zh"]) == 2
    sentence = capsys.readouterr().err
    assert any("一" <= character <= "鿿" for character in sentence)


def test_an_unknown_scenario_key_is_named_with_the_nearest_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = tmp_path / "mine.yaml"
    scenario.write_text("base: baseline\nchanges: {labour.separation_rat: 0.03}\n", encoding="utf-8")
    assert main(["run", str(scenario)]) == 2
    printed = capsys.readouterr().err
    assert "labour.separation_rat" in printed
    assert "labour.separation_rate" in printed.replace("'labour.separation_rat'", "")


def test_a_folder_that_holds_no_run_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letters").mkdir()
    for command in ("funds", "check"):
        assert main([command, "letters"]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_child_process_says_one_line_without_traceback() -> None:
    command = [sys.executable, "-m", "simcore", "calculate", "contribution_floor", "--date", "2025-02-30"]
    ended = subprocess.run(
        command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "Traceback" not in ended.stderr


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m simcore parameters | head -1"
    script = f"set -o pipefail; {command}; echo status ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False
    )
    assert ended.stderr == ""
    assert ended.stdout.endswith("status 0\n")

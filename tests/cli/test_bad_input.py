"""Whatever is typed wrongly gets one sentence on standard error that says what helps, and status 2."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from simcore.cli import main
from simcore.rulebook import branches
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.policy import Policy
from simcore.scenarios import scenario_names

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


def said(words: list[str], language: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence with which a question is refused."""
    assert main([*words, "--language", language]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    return str(err)


def test_a_list_of_known_names_is_whole_or_says_how_many_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language in ("en", "zh"):
        sentence = said(["scenarios", "foo"], language, capsys)
        assert [name for name in scenario_names() if name not in sentence] == []
        for command, number in (
            ("targets", len(branches.rules())),
            ("parameters", len(branches.parameters())),
        ):
            sentence = said([command, "foo"], language, capsys)
            assert f"known are {number} names, among them" in sentence or f"共 {number} 个" in sentence


def test_a_wrong_input_is_answered_with_what_the_target_needs(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["calculate", "employer_contributions", "--date", "2026-03", "monthly_wage=8000", "risk_class=3"]
    assert "did you mean monthly_wage or" in said([*asked, "wage=3"], "en", capsys)
    assert "among them monthly_wage, risk_class, " in said([*asked, "foo=3"], "en", capsys)
    assert "包括 月工资、行业风险类别、" in said([*asked, "某项=3"], "zh", capsys)
    sentence = said([*asked, "average_index=1"], "en", capsys)
    assert "does not take average_index; it needs monthly_wage, risk_class, and allowed are" in sentence
    assert "需要 月工资、行业风险类别，可用的有" in said([*asked, "average_index=1"], "zh", capsys)


def test_everything_that_is_missing_is_said_at_once_in_the_language_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["calculate", "monthly_pension", "--date", "2026-03"]
    law = Policy.load()
    needs = law.graph.reach(["monthly_pension"], law.on("2026-03").day)
    missing = [name for name in needs if name in INPUTS and INPUTS[name].default is None]
    assert len(missing) > 3
    english, chinese = (said(asked, language, capsys) for language in ("en", "zh"))
    for name in missing:
        assert f"{name} ({INPUTS[name].label_en})" in english
        assert f"{INPUTS[name].label_zh}（{name}）" in chinese
    assert chinese.startswith("simcore: 计算月养老金缺少")


def test_an_option_with_a_stop_of_lists_in_it_is_told_from_its_neighbours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["explain", "失业保险金", "--date", "2026-03", "失业保险金发放区县=万州"]
    assert "最低工资一类区县；最低工资二类区县；城口、巫溪、酉阳、彭水\n" in said(asked, "zh", capsys)


def test_an_age_that_nobody_gave_is_refused_with_the_months_that_it_follows_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["payout_divisor", "--date", "2026-03", "birth_month=2003-06", "retirement_month=2026-06"]
    for command in ("calculate", "explain"):
        sentence = said([command, *asked], "en", capsys)
        assert "retirement_age_months is 276; allowed are 480 to 840" in sentence
        assert "age at retirement, from birth_month 2003-06 and retirement_month 2026-06" in sentence
        assert "由 birth_month 2003-06、retirement_month 2026-06 得出" in said(
            [command, *asked], "zh", capsys
        )
    given = ["payout_divisor", "--date", "2026-03", "retirement_age_months=276"]
    assert "from" not in said(["calculate", *given], "en", capsys)
    columns = [*asked[:-2], "birth_month=1966-06,2003-06", "retirement_month=2026-06"]
    assert "retirement_month 2026-06" in said(["calculate", *columns], "en", capsys)


def test_chinese_sentences_call_the_target_by_its_chinese_name(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["calculate", "employer_contributions", "--date", "2026-03", "monthly_wage=8000", "risk_class=3"]
    for more, helpful in (
        ("contribution_base=5000", "计算单位缴费合计时不起作用"),
        ("average_index=1", "单位缴费合计不使用 average_index"),
        ("foo=1", "没有名为 'foo' 的单位缴费合计的输入项"),
    ):
        sentence = said([*asked, more], "zh", capsys)
        assert helpful in sentence and "employer_contributions" not in sentence

"""`simcore targets` lists what can be calculated, and exactly what each target takes."""

from __future__ import annotations

import re

import pytest

import simcore
from simcore.cli import main
from simcore.rulebook.asking import _nodes
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.policy import Policy
from tests.law.samples import CONTRACT

GRAPH = Policy.load().graph


def printed(words: list[str], capsys: pytest.CaptureFixture[str], status: int = 0) -> str:
    assert main(words) == status
    captured = capsys.readouterr()
    return captured.out if status == 0 else captured.err


def test_every_target_is_listed_with_its_label_in_one_language(capsys: pytest.CaptureFixture[str]) -> None:
    english, chinese = (printed(["targets", "--language", language], capsys) for language in ("en", "zh"))
    assert [line.split(":")[0] for line in english.splitlines()] == sorted(GRAPH.rules)
    assert "monthly_pension: monthly pension (yuan a month)" in english.splitlines()
    assert "monthly_pension: 月养老金（元/月）" in chinese.splitlines()


@pytest.mark.parametrize("target", [name for name in CONTRACT if name in GRAPH.rules])
def test_what_is_listed_is_what_calculate_accepts(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(["targets", target], capsys)
    first = set(re.findall(r"^  (\w+):", lines, re.M))
    others = re.search(r"may be given too: ([\w., \n]+)", lines)
    listed = (first | set(re.split(r"[,\s]+", others[1].strip()) if others else first)) - {""}
    day = GRAPH.rules[target][0][0]
    today = Policy.load().on("2026-11").day
    for name in listed:
        assert _nodes(GRAPH, target, max(day, today), {name: None}), name
    needed = GRAPH.reach([target], today)
    assert {name for name in needed if name in INPUTS} <= listed


def test_a_wrong_pattern_is_answered_with_the_nearest_names(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(["targets", "monthly_pensoin"], capsys, status=2)
    assert "did you mean monthly_pension" in said and said.count("\n") == 1
    assert "月养老金" in printed(["targets", "月养老进", "--language", "zh"], capsys, status=2)


def test_a_name_in_chinese_finds_the_target_and_its_default(capsys: pytest.CaptureFixture[str]) -> None:
    listed = printed(["targets", "产假天数", "--language", "zh"], capsys)
    assert "children: 生育子女数 — 1 至 10 的数（整数）；默认 1" in listed
    assert simcore.calculate("产假天数", "2025-06") == 178

"""Claims about every target of the law on every day from 2010 to 2026 on which anything changes.

The targets are all rules that there are; what is asked is the ordinary case of `samples`.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from simcore.calendar import day_number, day_text
from simcore.errors import InvalidInput
from simcore.rulebook import branches
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.parameters import Parameter
from simcore.rulebook.policy import Policy
from simcore.rulebook.units import UNITS
from tests.law.computable import first_computable
from tests.law.samples import CONTRACT, answer, questions, sample

LAW = Policy.load()
FIRST, LAST = day_number("2010-01-01", "date"), day_number("2026-12-31", "date")


def _starts(node: str) -> set[int]:
    graph = LAW.graph
    if node in graph.rules:
        return {start for start, _ in graph.rules[node]}
    return {value.start for value in graph.parameters[node].values} if node in graph.parameters else set()


CHANGE_DAYS = sorted(
    day
    for day in set().union(*(_starts(node) for node in [*LAW.graph.rules, *LAW.graph.parameters]))
    if FIRST < day <= LAST
)
WALK = sorted({FIRST, LAST, *CHANGE_DAYS, *(day - 1 for day in CHANGE_DAYS)})
ASKED = [
    pytest.param(target, scheme, id=title)
    for target, scheme, title in questions([*CONTRACT, *(name for name in LAW.graph.rules)])
]


def test_the_walk_takes_in_the_days_on_which_everybody_knows_that_law_changed() -> None:
    for day in (
        "2015-03-01",
        "2016-05-01",
        "2018-08-01",
        "2019-05-01",
        "2020-02-01",
        "2022-05-31",
        "2025-01-01",
    ):
        assert day_number(day, "date") in CHANGE_DAYS


def test_every_target_of_the_contract_is_a_rule_or_a_parameter() -> None:
    assert [target for target in CONTRACT if LAW.graph.find(target) in (None, *INPUTS)] == []


def test_every_input_has_a_sample_of_its_unit() -> None:
    for name, one in INPUTS.items():
        UNITS[one.unit].inside(sample(name), name)


@pytest.mark.parametrize(("target", "scheme"), ASKED)
def test_on_both_sides_of_every_change_there_is_an_answer_or_the_first_date(target: str, scheme: str) -> None:
    first = first_computable(LAW, target, scheme)
    for day in WALK:
        if day >= first:
            _is_an_answer(answer(LAW, target, day, scheme))
            continue
        with pytest.raises(InvalidInput) as refused:
            answer(LAW, target, day, scheme)
        assert f"allowed is {day_text(first)} or later" in refused.value.english
        assert day_text(day) in refused.value.english
        assert f"应不早于 {day_text(first)}" in refused.value.chinese


def _is_an_answer(value: Any) -> None:
    assert isinstance(value, Decimal | int | bool | str)
    if isinstance(value, Decimal):
        assert value.is_finite()


@pytest.mark.parametrize(("target", "scheme"), ASKED)
def test_between_two_changes_of_what_it_rests_on_an_answer_stays_the_same(target: str, scheme: str) -> None:
    below = LAW.graph.reach_ever([LAW.graph.find(target) or target])
    own_changes = sorted(day for node in below for day in _starts(node) if FIRST < day <= LAST)
    first = max(first_computable(LAW, target, scheme), FIRST)
    edges = [first, *(day for day in dict.fromkeys(own_changes) if day > first), LAST + 1]
    for start, end in pairwise(edges):
        if start < end:
            assert answer(LAW, target, start, scheme) == answer(LAW, target, end - 1, scheme)


@pytest.mark.parametrize("path", sorted(branches.parameters()))
def test_a_parameter_stands_from_its_first_value_to_the_end(path: str) -> None:
    parameter: Parameter = LAW.graph.parameters[path]
    for value in parameter.values:
        assert parameter.at(value.start) == value
        if value is not parameter.values[0]:
            assert parameter.at(value.start - 1) != value
    with pytest.raises(InvalidInput, match=f"allowed is {day_text(parameter.values[0].start)} or later"):
        parameter.at(parameter.values[0].start - 1)

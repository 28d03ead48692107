"""Claims about every rule, and every rule still to come: whole numbers, and no order that matters."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simcore.calendar import first_day
from simcore.rulebook import branches
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.policy import Policy
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import Table
from tests.law.people import FOR_EVERY_RULE, TARGETS, someone_asking

POLICY = Policy.load().projected({}, 1100)
days = st.integers(first_day(480), first_day(1090))


def _person(data: st.DataObject, target: str, day: int) -> dict[str, Any]:
    return data.draw(someone_asking(POLICY, target, day))


def _decided(person: dict[str, Any], target: str, day: int) -> dict[str, frozenset[int]]:
    """The cases at hand, as the face of the law tells them from what is given."""
    graph = POLICY.graph
    cases = [graph.rule_on(node, day).cases for node in graph.reach([target], day) if node in graph.rules]
    return {one.by: frozenset([person[one.by]]) for one in cases if one and one.by in person}


def in_any_order(needs: dict[str, tuple[str, ...]], luck: Random) -> list[str]:
    """The nodes, each after what it needs, otherwise by luck."""
    waiting, done = list(needs), []
    while waiting:
        ready = [node for node in waiting if all(need in done for need in needs[node])]
        chosen = luck.choice(ready)
        waiting.remove(chosen)
        done.append(chosen)
    return done


@pytest.mark.parametrize("target", TARGETS)
@settings(FOR_EVERY_RULE, max_examples=6)
@given(data=st.data(), seed=st.integers(0, 2**32))
def test_no_result_depends_on_the_order_of_evaluation(target: str, data: st.DataObject, seed: int) -> None:
    day = data.draw(days)
    person = _person(data, target, day)
    decided = _decided(person, target, day)
    graph = POLICY.graph
    needs = graph.reach([target], day, frozenset(), decided)
    values: dict[str, Any] = {}
    for node in in_any_order(needs, Random(seed)):
        if node in graph.rules:
            rule = graph.rule_on(node, day)
            # What the case at hand leaves without use arrives as 0.
            values[node] = rule.function(*(values.get(need, 0) for need in graph.needs(rule)))
        elif node in graph.parameters:
            values[node] = graph.parameters[node].at(day).value
        else:
            values[node] = person.get(node, INPUTS[node].default)
    compiled = POLICY.compile((target,), tuple(person), decided)
    assert compiled(day, **person) == (values[target],)


@pytest.mark.parametrize("target", TARGETS)
@settings(FOR_EVERY_RULE, max_examples=6)
@given(data=st.data())
def test_every_step_holds_whole_numbers_alone_and_in_columns(target: str, data: st.DataObject) -> None:
    day = data.draw(days)
    person = _person(data, target, day)
    decided = _decided(person, target, day)
    compiled = POLICY.compile((target,), tuple(person), decided)
    for node, value in compiled.trace(day, person).items():
        assert _is_whole(value), (node, value)
    columns = {
        name: tuple(np.array([month, month]) for month in value)
        if isinstance(value, tuple)
        else np.array([value, value])
        for name, value in person.items()
    }
    for node, value in compiled.trace(day, columns).items():
        assert _is_whole(value), (node, value)


def _is_whole(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "ib"
    if isinstance(value, tuple):
        return all(_is_whole(one) for one in value)
    return type(value) in (int, bool) or isinstance(value, Table | np.integer | np.bool_)


@pytest.mark.parametrize("target", TARGETS)
@settings(FOR_EVERY_RULE, max_examples=6)
@given(data=st.data())
def test_no_result_lies_outside_its_unit(target: str, data: st.DataObject) -> None:
    day = data.draw(days)
    person = _person(data, target, day)
    (value,) = POLICY.compile((target,), tuple(person), _decided(person, target, day))(day, **person)
    unit = UNITS[branches.rules()[target].unit]
    if unit.is_number:
        assert value >= unit.lowest, (person, value)


@pytest.mark.parametrize("target", [name for name in TARGETS if branches.rules()[name].unit == "yes_no"])
@settings(FOR_EVERY_RULE, max_examples=6)
@given(data=st.data())
def test_a_fact_is_true_or_false_and_never_a_number(target: str, data: st.DataObject) -> None:
    day = data.draw(days)
    person = _person(data, target, day)
    (fact,) = POLICY.compile((target,), tuple(person), _decided(person, target, day))(day, **person)
    # The negation of a number is no fact: not 1 would be -2, which counts as true.
    assert type(fact) is bool


def test_a_shuffled_order_is_not_always_the_same_one() -> None:
    needs = POLICY.graph.reach(["employer_contributions"], first_day(671))
    orders = {tuple(in_any_order(needs, Random(seed))) for seed in range(20)}
    assert len(orders) > 10

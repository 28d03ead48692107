"""Claims about where the law's values come from: everything has its source, what is unsure can be changed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from simcore.calendar import day_text, first_day
from simcore.rulebook import branches
from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.parameters import MODEL_DEFAULTS, STATUSES, Parameter
from simcore.rulebook.policy import Policy
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import Table
from simcore.scenarios import Scenario
from tests.law.computable import refusal
from tests.law.samples import inputs_for, questions

LAW = Policy.load()
BASELINE = Scenario.load("baseline")
BASELINE_LAW = BASELINE.load_policy()
UNCERTAIN = [
    parameter.path
    for parameter in LAW.parameters()
    if any(value.status == "uncertain" for value in parameter.values)
]
_DAY = first_day(671)


def test_no_value_is_without_unit_labels_source_and_status() -> None:
    for parameter in LAW.parameters():
        assert parameter.unit in UNITS, parameter.path
        assert parameter.label_en and parameter.label_zh, parameter.path
        for value in parameter.values:
            assert value.status in STATUSES, parameter.path
            assert str(value.source).strip(), parameter.path


def test_whoever_reads_only_chinese_can_read_every_source_and_article() -> None:
    law = BASELINE_LAW.projected({}, 1200)
    told = [(one.path, value.source) for one in LAW.parameters() for value in (*one.values, *one.before)]
    told += [(rule.name, rule.article) for rule in branches.rules().values()]
    for name, text in told:
        assert text.en.strip() and text.zh.strip(), name
        assert not re.search("[a-z]{3,}", text.zh), (name, text.zh)
        assert re.search("[\u4e00-\u9fff]", text.zh) or text.en == text.zh, (name, text.zh)
        assert "; " not in text.zh, (name, text.zh)
    # What a projection or a carrying back says of itself names the scenario's key, and that has one spelling.
    for one in law.parameters():
        for value in one.values:
            words = re.sub(r"future\.\w+", "", value.source.zh)
            assert words and not re.search("[a-z]{3,}", words), (one.path, value.source.zh)


def test_no_two_parameters_of_a_branch_share_a_label() -> None:
    for chinese in (False, True):
        labels = [
            (parameter.branch, parameter.label_zh if chinese else parameter.label_en)
            for parameter in LAW.parameters()
        ]
        assert len(labels) == len(set(labels)), [one for one in labels if labels.count(one) > 1]


def test_a_label_in_chinese_is_chinese_and_one_in_english_is_not() -> None:
    named = [(one.path, one.label_en, one.label_zh) for one in LAW.parameters()]
    named += [(rule.name, rule.label_en, rule.label_zh) for rule in branches.rules().values()]
    for name, english, chinese in named:
        assert any("\u4e00" <= character <= "\u9fff" for character in chinese), name
        assert not any("\u4e00" <= character <= "\u9fff" for character in english), name


def test_no_rule_is_without_article_and_status() -> None:
    for rule in branches.rules().values():
        assert rule.article.en.strip(), rule.name
        assert rule.status in STATUSES, rule.name


# What is unsure can be changed by a scenario: as a reform from the first day of its run.


def another(parameter: Parameter, inside: Any) -> Any:
    """Another value inside that the parameter's unit allows."""
    if isinstance(inside, Table):
        first, *others = inside.items()
        changed = dict([(first[0], another(parameter, first[1])), *others])
        return type(inside)(inside.name, changed) if type(inside) is not Table else _table(inside, changed)
    if isinstance(inside, bool):
        return not inside
    unit = UNITS[parameter.unit]
    if isinstance(unit, ChoiceUnit):
        return (inside + 1) % len(unit.choices)
    highest = unit.highest if unit.is_number else inside + 1
    return inside + 1 if inside < highest else inside - 1


def _table(like: Table, entries: dict[int, int]) -> Table:
    return Table(like.name, like.first, list(entries.values()))


@pytest.mark.parametrize("path", UNCERTAIN)
def test_an_uncertain_value_is_a_parameter_of_the_scenario(path: str) -> None:
    parameter = LAW.graph.parameters[path]
    start = max(first_day(BASELINE.start), parameter.values[0].start)
    changed = another(parameter, parameter.at(start).value)
    scenario = BASELINE.reform({path: {day_text(start): parameter.face(changed)}})
    law = scenario.load_policy().graph.parameters[path]
    assert law.at(start).value == changed
    assert law.at(start).status == "reform"
    assert law.at(start - 1).value == BASELINE_LAW.graph.parameters[path].at(start - 1).value
    assert scenario.digest != BASELINE.digest


def test_an_uncertain_rule_can_be_replaced_by_the_scenario() -> None:
    def unemployment_medical_premium(contribution_floor: Any) -> Any:
        """Nothing is paid."""
        return contribution_floor * 0

    uncertain = [rule.name for rule in branches.rules().values() if rule.status == "uncertain"]
    assert "unemployment_medical_premium" in uncertain
    scenario = BASELINE.reform({"unemployment_medical_premium": {"2020-01": unemployment_medical_premium}})
    assert scenario.load_policy().calculate("unemployment_medical_premium", "2025-06") == Decimal(0)


@pytest.mark.parametrize(
    ("target", "scheme"),
    [pytest.param(target, scheme, id=title) for target, scheme, title in questions(branches.rules())],
)
def test_what_is_unsure_is_marked_wherever_it_is_shown(target: str, scheme: str) -> None:
    if refusal(LAW, target, _DAY, scheme)[1]:
        pytest.fail("nothing of today's law begins after 2025")
    explanation = LAW.explain(target, day_text(_DAY), **inputs_for(LAW, target, _DAY, scheme))
    unsure = [step for step in explanation.steps() if step.status in MODEL_DEFAULTS]
    for step in explanation.steps():
        if step.kind in ("rule", "parameter") and not step.repeated:
            assert step.status and (step.article or step.source), step.name
        assert step.model_default == (step.status in MODEL_DEFAULTS), step.name
    for shown in (str(explanation), explanation.to_markdown(), explanation._repr_html_()):
        assert not unsure or "model default" in shown.lower()

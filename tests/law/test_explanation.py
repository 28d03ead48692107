"""Claims about explanations: every step has its reason, in two languages, and can be shown and exported."""

from __future__ import annotations

import io
import json

import pytest

import simcore

_AWARD = {
    "average_index": 0.9,
    "contribution_months": 400,
    "months_before_accounts": 100,
    "account_balance": "80000.00",
    "birth_month": "1965-07",
    "retirement_month": "2026-01",
    "one_child_certificate": True,
}


@pytest.fixture
def award() -> simcore.law.explanation.Explanation:  # type: ignore[name-defined]
    return simcore.explain("monthly_pension", "2025-07", **_AWARD)


def test_an_award_shows_every_step_with_its_article_source_and_status(award) -> None:  # type: ignore[no-untyped-def]
    assert award.value == simcore.calculate("monthly_pension", "2025-07", **_AWARD)
    names = {step.name for step in award.steps()}
    assert {"basic_pension", "account_pension", "transitional_pension", "one_child_supplement"} <= names
    assert {"payout_divisor", "employee_pension.benefit_base", "retirement_age_months"} <= names
    for step in award.steps():
        if step.kind == "rule":
            assert step.article and step.status and step.formula[0] and step.formula[1], step.name
        if step.kind == "parameter":
            assert step.source and step.status and step.since, step.name


def test_the_parts_of_an_award_add_up_to_it(award) -> None:  # type: ignore[no-untyped-def]
    assert sum(step.value for step in award.tree.steps) == award.value


def test_a_value_that_is_not_well_known_is_marked_as_a_model_default() -> None:
    steps = {step.name: step for step in simcore.explain("unemployment_benefit", "2025-01").steps()}
    assert steps["unemployment.benefit_share"].status == "uncertain"
    assert steps["unemployment.benefit_share"].model_default
    assert not steps["unemployment.minimum_wage"].model_default
    assert "model default" in str(simcore.explain("unemployment_benefit", "2025-01"))


def test_a_given_value_is_shown_as_given_and_its_own_reasons_are_left_out() -> None:
    steps = {
        step.name: step
        for step in simcore.explain(
            "basic_pension", "2025-01", benefit_base=8160, average_index=1, contribution_months=180
        ).steps()
    }
    assert steps["employee_pension.benefit_base"].kind == "given"
    assert steps["employee_pension.benefit_base"].status == ""
    assert "index_sum" not in steps


def test_formulas_are_read_off_the_rules_in_both_languages() -> None:
    tree = simcore.explain("employee_pension_employer", "2025-02", contribution_base=10000).tree
    assert tree.formula == (
        "contribution base × employer's pension rate, rounded half-up to the fen",
        "缴费基数 × 职工基本养老保险单位费率，四舍五入到分",
    )
    basic = simcore.explain("basic_pension", "2025-02", average_index=1, contribution_months=180).tree
    assert basic.formula[0] == (
        "benefit base × (1 + average contribution index) × months of contribution "
        "× basic pension per year of contribution ÷ (2 × 12), rounded half-up to the fen"
    )


def test_no_formula_speaks_of_names_in_the_program() -> None:
    from simcore.law import branches
    from simcore.law.formula import formula

    for rule in branches.rules().values():
        for chinese in (False, True):
            text = formula(rule.function, dict.fromkeys(rule.needs, "¤"), chinese)
            assert "_" not in text, (rule.name, text)


def test_a_step_met_before_is_not_told_twice() -> None:
    explanation = simcore.explain("worker_contributions", "2025-02", monthly_wage=5000)
    bases = [step for step in explanation.steps() if step.name == "contribution_base"]
    assert [bool(step.steps) for step in bases] == [True, False, False, False]
    assert [step.repeated for step in bases] == [False, True, True, True]


def test_an_explanation_can_be_exported_and_shown(award, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from rich.console import Console

    exported = json.loads(json.dumps(award.to_dict(), ensure_ascii=False))
    assert exported["date"] == "2025-07-01"
    assert exported["value"] == str(award.value)
    assert award._repr_html_().count("<details") == award._repr_html_().count("</details>") > 5
    assert award.to_markdown().startswith("**monthly pension: ")
    screen = io.StringIO()
    Console(file=screen, width=160).print(award)
    for text in (str(award), award.to_markdown(), award._repr_html_(), screen.getvalue()):
        assert str(award.value) in text
        assert "transitional pension" in text
    monkeypatch.setenv("SIMCORE_LANGUAGE", "zh")
    for text in (str(award), award.to_markdown(), award._repr_html_()):
        assert "过渡性养老金" in text
        assert "transitional pension" not in text

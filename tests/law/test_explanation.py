"""Claims about explanations: every step has its reason, in two languages, and can be shown and exported."""

from __future__ import annotations

import io
import json
import re

import pytest

import simcore
from simcore.rulebook.explanation import Explanation

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
def award() -> Explanation:
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
    # Corrections no. 28: two pages give the 90 %, neither says since when.
    explanation = simcore.explain("unemployment_benefit", "2023-06", benefit_place="four_counties")
    steps = {step.name: step for step in explanation.steps()}
    assert steps["unemployment.four_counties_share"].status == "uncertain"
    assert steps["unemployment.four_counties_share"].model_default
    assert not steps["unemployment.second_minimum_wage"].model_default
    assert "model default" in str(explanation)


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


def test_a_step_met_before_is_not_told_twice() -> None:
    explanation = simcore.explain("worker_contributions", "2025-02", monthly_wage=5000)
    bases = [step for step in explanation.steps() if step.name == "contribution_base"]
    assert [bool(step.steps) for step in bases] == [True, False, False, False]
    assert [step.repeated for step in bases] == [False, True, True, True]


def test_an_explanation_can_be_exported_andshown_in(award, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
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


def test_a_formula_is_told_in_words_and_with_the_numbers_of_the_case(award: Explanation) -> None:
    told = str(award).splitlines()
    assert "│  = basic pension + account pension + transitional pension + one-child supplement" in told
    parts = " + ".join(str(step.value) for step in award.tree.steps)
    assert f"│  = {parts}" in told


def test_the_page_begins_with_the_amount_and_the_day_of_the_law(award: Explanation) -> None:
    first, second, *_ = str(award).splitlines()
    assert first == f"monthly pension: {award.value} yuan a month"
    assert second == "│  by the law in force on 2025-07-01"


def test_the_page_ends_with_what_is_no_official_figure(award: Explanation) -> None:
    doubtful = {step.name for step in award.steps() if step.model_default}
    assert "retirement_age_months" in doubtful
    for page in (str(award), award.to_markdown(), award._repr_html_()):
        notes = page.replace("\\_", "_").rpartition("Model defaults, no official figures:")[2]
        assert all(f"({name})" in notes for name in doubtful)


def test_where_everything_is_sure_there_are_no_doubts() -> None:
    page = str(simcore.explain("benefit_base", "2025-07"))
    assert "Model defaults" not in page


def test_months_and_rates_are_told_so_that_they_can_be_pictured(award: Explanation) -> None:
    shown = {step.name: step.shown for step in award.steps()}
    assert shown["contribution_months"] == ("400 months (33 years 4 months)", "400 个月（33 年 4 个月）")
    assert shown["employee_pension.basic_rate"] == ("0.01 (1 %)", "0.01（1 %）")


def test_a_long_table_does_not_flood_the_page(award: Explanation) -> None:
    (table,) = {step.shown for step in award.steps() if step.name == "employee_pension.divisor_table"}
    assert table[0] == "31 entries, from 40: 233.0 months to 70: 56.0 months"
    step = next(step for step in award.steps() if step.name == "employee_pension.divisor_table")
    assert len(step.value) == 31


def test_what_was_told_is_not_told_again_also_for_parameters_and_inputs(award: Explanation) -> None:
    page = str(award)
    assert page.count("source: award forms; two secondary sources") == 1
    assert page.count("given for this person") == len({s.name for s in award.steps() if s.kind == "input"})


def test_a_page_tells_its_reasons_in_the_language_of_its_reader(
    award: Explanation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "law: 国发〔2005〕38号; 渝办发〔2006〕205号" in str(award)
    assert "source: award forms; two secondary sources" in str(award) and "待遇核定表" not in str(award)
    monkeypatch.setenv("SIMCORE_LANGUAGE", "zh")
    assert "依据：国发〔2005〕38号；渝办发〔2006〕205号" in str(award)
    for page in (str(award), award.to_markdown(), award._repr_html_()):
        assert "来源：待遇核定表；两个二手来源" in page
        assert "award forms" not in page and "; 渝办发" not in page
    exported = json.dumps(award.to_dict(), ensure_ascii=False)
    assert '"source": "待遇核定表' in exported and "award forms" not in exported
    for step in award.steps():
        assert not re.search("[a-z]{3,}", step.article + step.source), step.name


def test_one_year_is_told_as_one() -> None:
    from simcore.rulebook.explanation import shown_in

    assert shown_in("months", 12) == ("12 months (1 year)", "12 个月（1 年）")
    assert shown_in("months", 15) == ("15 months (1 year 3 months)", "15 个月（1 年 3 个月）")
    assert shown_in("months", 25) == ("25 months (2 years 1 month)", "25 个月（2 年 1 个月）")


def test_a_notebook_gets_every_form_it_may_show(award: Explanation) -> None:
    shown = award._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html", "text/markdown"}
    assert shown["text/html"].count("<details") == shown["text/html"].count("</details>") > 5
    assert shown["text/html"].count("<details open>") == 1
    assert set(award._repr_mimebundle_(include=["text/html"])) == {"text/html"}
    assert set(award._repr_mimebundle_(exclude=["text/html"])) == {"text/plain", "text/markdown"}


def test_no_text_of_the_law_becomes_markup() -> None:
    def monthly_pension(basic_pension: int) -> int:
        return basic_pension if basic_pension < 10**12 else 0

    policy = simcore.Policy.load().reform({"monthly_pension": {"2030-01": monthly_pension}})
    given = {"benefit_base": 8240, "average_index": 1, "contribution_months": 180}
    explanation = policy.explain("monthly_pension", "2030-01", **given)
    assert "<locals>" in explanation.tree.article
    assert "<locals>" not in explanation._repr_html_()
    assert "\\<locals\\>" in explanation.to_markdown()


_BASE = {"contribution_base": 5000}


def test_a_reform_is_named_where_the_law_is_named_and_its_values_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rate = "employee_pension.employer_rate"
    policy = simcore.Policy.load().reform({rate: {"2027-01": 0.14}})
    told = policy.explain("employee_pension_employer", "2027-03", **_BASE)
    for page in (str(told), told.to_markdown(), told._repr_html_().replace("&#x27;", "'")):
        page = page.replace("\\_", "_")
        said = "by the law in force on 2027-03-01, as changed by a reform of employer's pension rate"
        assert said in page
        listed = page.partition("Of the reform, not of the law as it is:")[2]
        assert f"employer's pension rate: 0.14 (14 %) ({rate}) — the law itself has 0.16 (16 %)" in listed
    monkeypatch.setenv("SIMCORE_LANGUAGE", "zh")
    assert "按 2027-03-01 有效的规定（经对职工基本养老保险单位费率的改革修改）" in str(told)
    assert "以下出自改革方案，并非现行规定：" in str(told)


def test_before_a_reform_begins_the_law_is_the_law() -> None:
    policy = simcore.Policy.load().reform({"employee_pension.employer_rate": {"2027-01": 0.14}})
    told = policy.explain("employee_pension_employer", "2026-12", **_BASE)
    assert "reform" not in str(told)
    assert str(told).splitlines()[1] == "│  by the law in force on 2026-12-01"


def test_a_reform_of_a_file_and_of_a_scenario_is_called_as_the_file_calls_it() -> None:
    scenario = simcore.Scenario.load()
    given = {"birth_month": "1970-03", "retirement_category": "female_50"}
    for law, called in (
        (scenario.reform("retirement_at_65"), "the reform “Everybody retires at 65”"),
        (simcore.Scenario.load("retirement_at_65"), "the scenario “Everybody retires at 65”"),
    ):
        told = law.load_policy().explain("statutory_retirement_month", "2027-03", **given)
        assert str(told).splitlines()[1].endswith(f"as changed by {called}"), called


def test_what_goes_on_from_a_reform_is_the_reform_s_too() -> None:
    indexed = simcore.Scenario.load("benefits_indexed_to_prices").with_(years=30).load_policy()
    told = indexed.explain("pension_raised_by_mean", "2040-01", pension_before_increase=3000)
    assert "as changed by the scenario" in str(told).splitlines()[1]
    (increase,) = (step for step in told.steps() if step.name == "employee_pension.pension_increase")
    assert increase.of_reform and increase.status == "projected"
    assert increase.source.endswith("growth of consumer prices")

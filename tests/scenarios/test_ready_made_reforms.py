"""Each ready-made reform changes what its sentence says, from the day it says, and nothing before."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from simcore import InvalidInput, Policy, Run, Scenario, simulate
from simcore.scenarios import scenario_names

P = "employee_pension."
GROWS = None
NOBODY = {"male_60": 0, "female_55": 0, "female_50": 0}

REFORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "rate_cut_2019_undone": ("2019-05", {P + "employer_rate": Decimal("0.19")}),
    "retirement_reform_undone": (
        "2025-01",
        {
            P + "longest_delay": NOBODY,
            P + "flexible_retirement_months": 0,
            P + "minimum_months_at_last": 180,
        },
    ),
    "retirement_at_65": (
        "2027-01",
        {
            P + "base_retirement_age": {"male_60": 780, "female_55": 780, "female_50": 780},
            P + "longest_delay": NOBODY,
        },
    ),
    "minimum_period_15_years": ("2027-01", {P + "minimum_months_at_last": 180}),
    "rate_cut_to_14": ("2027-01", {P + "employer_rate": Decimal("0.14")}),
    "flexible_workers_at_24": ("2027-01", {P + "flexible_rate": Decimal("0.24")}),
    "accounts_at_bond_rate": ("2027-01", {P + "account_rate": Decimal("0.018")}),
    "benefits_indexed_to_prices": (
        "2027-01",
        {
            P + "pension_increase": Decimal("0.01"),
            "resident_pension.basic_pension_standard": GROWS,
            "resident_pension.national_basic_pension": GROWS,
        },
    ),
    "subsidies_frozen": ("2027-01", {"resident_medical.subsidy_per_head": GROWS}),
}
"""Name → the month in which it begins, and what is in force from then on (GROWS: see the tests below)."""


def test_the_ready_made_reforms_are_these() -> None:
    assert {name for name in scenario_names() if Scenario.load(name).reforms} == set(REFORMS)


@pytest.mark.parametrize("name", REFORMS)
def test_a_reform_says_in_both_languages_what_it_does_and_from_when(name: str) -> None:
    scenario, (since, _) = Scenario.load(name), REFORMS[name]
    english, chinese = scenario.says
    year, month = since.split("-")
    assert since in english
    assert f"{year}年{int(month)}月" in chinese
    for text, stop in ((english, "."), (chinese, "。")):
        assert text.endswith(stop) and text.count(stop + " ") == 0


@pytest.mark.parametrize("name", REFORMS)
def test_a_reform_differs_from_the_baseline_in_what_it_states_from_the_day_it_states(name: str) -> None:
    since, stated = REFORMS[name]
    scenario = Scenario.load(name).without_reforms().with_(start="2019-01").reform(name)
    before, after = scenario.without_reforms().load_policy(), scenario.load_policy()
    changes = before.diff(after)
    assert changes.names == sorted(stated)
    assert changes.since == f"{since}-01"
    for path, value in stated.items():
        for later in (since, "2040-06"):
            assert value is GROWS or after.on(later)[path] == value, path


def test_a_frozen_subsidy_stays_at_its_amount_of_2026_while_the_law_as_it_is_lets_it_grow() -> None:
    scenario, path = Scenario.load("subsidies_frozen"), "resident_medical.subsidy_per_head"
    before, after = scenario.without_reforms().load_policy().on, scenario.load_policy().on
    assert {after(f"{year}-06")[path] for year in range(2026, 2062)} == {before("2026-06")[path]}
    assert before("2030-06")[path] > before("2026-06")[path]


def test_indexed_basic_pensions_keep_pace_with_prices_and_fall_behind_wages() -> None:
    scenario = Scenario.load("benefits_indexed_to_prices").with_({"future.price_growth": 0.03})
    path = "resident_pension.basic_pension_standard"
    before, after = scenario.without_reforms().load_policy().on, scenario.load_policy().on
    last = before("2026-12")[path]
    for years in (1, 10, 30):
        assert after(f"{2026 + years}-01")[path] == (last * Decimal("1.03") ** years).quantize(
            Decimal(1), ROUND_HALF_UP
        )
    slower = scenario.with_({"future.price_growth": 0.01}).load_policy().on
    assert slower("2050-01")[path] < before("2050-01")[path]


@pytest.mark.parametrize("name", REFORMS)
def test_a_reform_begins_with_a_run_that_starts_later(name: str) -> None:
    scenario = Scenario.load(name).with_(start="2030-01", years=2)
    assert scenario.law_changes().since == "2030-01-01"


@cache
def _run(start: str, reform: str) -> Run:
    scenario = Scenario.load("baseline").with_(people=60, years=2, start=start)
    return simulate(scenario.reform(reform) if reform else scenario)


@pytest.mark.parametrize("name", REFORMS)
def test_a_run_with_the_reform_holds_and_is_the_same_before_it(name: str) -> None:
    since, _ = REFORMS[name]
    start = {"2019-05": "2018-07", "2025-01": "2024-01", "2027-01": "2026-01"}[since]
    baseline, reformed = _run(start, ""), _run(start, name)
    assert reformed.check().ok
    day = f"{since}-01"
    for query in (
        f"SELECT * FROM payments WHERE paid_on < DATE '{day}' ORDER BY ALL",
        f"SELECT * FROM benefits WHERE paid_on < DATE '{day}' ORDER BY ALL",
        f"SELECT * FROM journal WHERE day < DATE '{day}' ORDER BY ALL",
        f"SELECT * FROM funds WHERE month < '{since}' ORDER BY ALL",
    ):
        assert baseline.sql(query).equals(reformed.sql(query)), query
    assert len(baseline.sql(f"SELECT * FROM payments WHERE paid_on < DATE '{day}'"))


def test_a_rate_cut_takes_in_less_from_its_day_on() -> None:
    def income(run: Run) -> float:
        funds = run.funds
        rows = funds[(funds["fund"] == "employee_pension") & (funds["month"] > "2027-01")]
        return float(rows["contributions_employer"].sum())

    ratio = income(_run("2026-01", "rate_cut_to_14")) / income(_run("2026-01", ""))
    assert 0.87 < ratio < 0.90


def test_a_reform_can_be_put_on_any_scenario_by_name_or_by_file(tmp_path: Path) -> None:
    late = Scenario.load("every_employer_late")
    by_name = late.reform("rate_cut_to_14")
    assert by_name.name == "every_employer_late+rate_cut_to_14"
    assert by_name["employers.late_share"] == 1.0
    file = tmp_path / "mine.yaml"
    file.write_text("reforms:\n  - employee_pension.employer_rate: {2027-01 or start: 0.14}\n", "utf-8")
    assert late.reform(file) == by_name
    again = tmp_path / "again.yaml"
    again.write_text(by_name.to_yaml(), "utf-8")
    assert Scenario.load(again) == by_name
    assert Scenario.load(again).says == by_name.says


def test_a_reform_file_changes_the_law_of_a_policy_too(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("reforms:\n  - employee_pension.employer_rate: {2027-01: 0.14}\n", "utf-8")
    for policy in (Policy.load(file), Policy.load().reform(str(file))):
        assert policy.on("2027-01")[P + "employer_rate"] == Decimal("0.14")


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        (
            "reforms:\n  - employee_pension.employer_rate: {2027-01: 16}\n",
            r"^mine\.yaml, line 2: .*employer_rate is 16; .*write 0\.16 for 16 %$",
            "第 2 行",
        ),
        (
            "reforms:\n  - employee_pension.worker_rate: {2027-01: 0.09}\n"
            "    employee_pension.employer_rat: {2027-01: 0.14}\n",
            r"line 3: .*did you mean employee_pension\.employer_rate",
            "第 3 行",
        ),
        (
            "reforms:\n  - employee_pension.employer_rate: {2019-01: 0.14}\n",
            r"line 2: .*dated 2019-01-01, before the run's start 2020-01; allowed is 2020-01 or later",
            "早于模拟起始月 2020-01",
        ),
        ("reforms:\n  - employee_pension.employer_rate: {2027-31: 0.14}\n", r"line 2: .*2027-31", "2027-31"),
        ("changes: {people: 5}\nreforms:\n  - a: {}\n", "run it as a scenario", "作为情景运行"),
        ("reform:\n  - a: {}\n", "holds no reforms", "没有改革内容"),
        ("label: [\n", "cannot be read", "无法读取"),
        ("reforms: [1]\nreforms: [2]\n", "the key 'reforms' twice", "重复"),
    ],
)
def test_a_wrong_reform_file_is_refused_with_the_reason(
    tmp_path: Path, text: str, english: str, chinese: str
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(InvalidInput) as refused:
        Scenario.load("baseline").reform(file)
    assert re.search(english, refused.value.english), refused.value.english
    assert chinese in refused.value.chinese
    assert "\n" not in refused.value.english + refused.value.chinese


def test_a_start_that_would_leave_a_reform_in_the_past_is_refused() -> None:
    scenario = Scenario.load("baseline").reform({P + "employer_rate": {"2022-01": 0.14}})
    with pytest.raises(InvalidInput, match="before the run's start 2023-01"):
        scenario.with_(start="2023-01")


def test_a_reform_nobody_knows_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InvalidInput, match="did you mean rate_cut_to_14"):
        Scenario.load("baseline").reform("rate_cut_to_1")


def test_of_ready_made_names_only_those_that_reform_are_offered_as_reforms() -> None:
    with pytest.raises(InvalidInput) as refused:
        Scenario.load("baseline").reform("nosuch")
    for name in scenario_names():
        holds_reforms = bool(Scenario.load(name).reforms)
        assert (name in refused.value.english, name in refused.value.chinese) == (
            holds_reforms,
            holds_reforms,
        )
    with pytest.raises(
        InvalidInput, match=r"'employees' holds no reforms; those that do are .*rate_cut_to_14"
    ):
        Scenario.load("baseline").reform("employees")


def test_a_short_name_that_several_branches_use_is_answered_with_all_of_them() -> None:
    law = Scenario.load("baseline").law_as_reformed()
    with pytest.raises(InvalidInput) as refused:
        law.reform({"employer_rate": {"2027-01": 0.14}})
    paths = [one.path for one in law.parameters() if one.short_name == "employer_rate"]
    assert len(paths) > 3 and [path for path in paths if path not in refused.value.english] == []
    assert "employer_rate_by_size" not in refused.value.english


@pytest.mark.parametrize("kind", ["a reform", "a scenario"])
def test_a_file_that_is_no_yaml_is_refused_with_the_line(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("label: {en: a, zh: b}\nreforms:\n  - a.b: {2027-01: 1}\n   a.c: {2027-01: 2}\n", "utf-8")
    with pytest.raises(InvalidInput) as refused:
        Scenario.load("baseline").reform(file) if kind == "a reform" else Scenario.load(file)
    assert "'mine.yaml' cannot be read: line 4 is no valid YAML" in refused.value.english
    assert "第 4 行不是有效的 YAML" in refused.value.chinese
    assert "path" not in refused.value.english

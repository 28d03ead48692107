"""Claims about policies: reforms leave the past alone, projections go on by their assumptions, digests are
stable.
"""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from simcore import InvalidInput, Policy
from simcore.calendar import first_day

POLICY = Policy.load("chongqing")
_RATE = "employee_pension.employer_rate"


def test_a_view_gives_value_status_and_source_by_path_and_by_attribute() -> None:
    view = POLICY.on("2025-02")
    assert view[_RATE] == view.employee_pension.employer_rate == Decimal("0.16")
    assert view.status("employee_pension.benefit_base") == "form"
    assert "国办发〔2019〕13号" in view.source(_RATE)
    assert view["employee_pension.longest_delay"] == {"male_60": 36, "female_55": 36, "female_50": 60}
    assert POLICY.on(first_day(661))[_RATE] == POLICY.on("2025-02-01")[_RATE]


def test_a_reform_changes_the_law_from_its_day_and_not_before() -> None:
    reformed = POLICY.reform({_RATE: {"2027-01": 0.14, "2029-01": 0.12}})
    given = {"contribution_base": 10000}
    amounts = {
        day: str(reformed.calculate("employee_pension_employer", day, **given))
        for day in ("2019-04", "2026-12-31", "2027-01", "2028-12", "2029-01", "2050-01")
    }
    assert list(amounts.values()) == ["1900.00", "1600.00", "1400.00", "1400.00", "1200.00", "1200.00"]
    assert str(POLICY.calculate("employee_pension_employer", "2029-01", **given)) == "1600.00"


def test_a_reform_stands_alone_after_its_first_day() -> None:
    reformed = POLICY.reform({_RATE: {"2018-01": 0.18}})
    assert reformed.on("2017-12")[_RATE] == Decimal("0.19")
    assert reformed.on("2025-01")[_RATE] == Decimal("0.18")


def test_a_rule_can_be_replaced_from_a_day_on() -> None:
    def monthly_pension(basic_pension: Any, account_pension: Any) -> Any:
        """The basic and the account part alone."""
        return basic_pension + account_pension

    person = {
        "benefit_base": 8240,
        "average_index": 1,
        "contribution_months": 180,
        "account_balance": 70000,
        "payout_divisor": 139,
    }
    reformed = POLICY.reform({"monthly_pension": {"2030-01": monthly_pension}})
    # 8240 × 15 % = 1236.00 and 70000 ÷ 139 = 503.60
    assert str(reformed.calculate("monthly_pension", "2030-01", **person)) == "1739.60"
    before = reformed.calculate("monthly_pension", "2029-12", months_before_accounts=0, **person)
    assert before == POLICY.calculate("monthly_pension", "2029-12", months_before_accounts=0, **person)
    explanation = reformed.explain("monthly_pension", "2030-01", **person)
    assert explanation.tree.status == "reform"
    assert explanation.tree.formula[0] == "basic pension + account pension"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"employee_pension.employer_rat": {"2027-01": 0.14}}, "did you mean employee_pension.employer_rate"),
        ({_RATE: {"2027-01": 16}}, "16; allowed is a number from 0 to 1"),
        ({_RATE: {"2027-13": 0.1}}, "2027-13"),
        ({_RATE: 0.14}, "allowed is a mapping"),
        ({"monthly_pension": {"2030-01": 3}}, "allowed is a function"),
        ({"monthly_pension": {"2030-01": lambda basic_pensio: basic_pensio}}, "did you mean basic_pension"),
        ({"contribution_base": {"2030-01": lambda worker_contributions: 1}}, "round in a circle"),
    ],
)
def test_a_reform_that_cannot_be_is_refused(changes: Any, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        POLICY.reform(changes)


def test_the_digest_is_the_same_in_another_process_and_differs_after_a_reform() -> None:
    program = "import simcore; print(simcore.Policy.load().projected({}, 1200).digest)"
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {POLICY.projected({}, 1200).digest}
    assert POLICY.reform({_RATE: {"2027-01": 0.14}}).digest != POLICY.digest
    same = POLICY.reform({"benefit_base": {"2027-01": 9000}})
    assert same.digest == POLICY.reform({"employee_pension.benefit_base": {"2027-01": "9000.00"}}).digest


def test_the_digest_is_the_same_in_every_language_and_a_source_is_told_in_the_one_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reform = {"employee_pension.employer_rate": {"2027-01": 0.14}, "benefit_base": {"2030-01": "kept"}}
    told, digests = [], set()
    for language in ("en", "zh"):
        monkeypatch.setenv("SIMCORE_LANGUAGE", language)
        policy = Policy.load().reform(reform).projected({}, 1200)
        digests.add(policy.digest)
        days = ("1975-01", "2026-01", "2027-01")
        told.append([policy.on(day).source(_RATE) for day in days])
        told.append([policy.on(day).source("benefit_base") for day in ("2027-01", "2030-01")])
    assert len(digests) == 1
    assert told[0][::2] == ["carried back from 1996-01-01", "reform from 2027-01-01"]
    assert told[2][::2] == ["由 1996-01-01 起的数值向前沿用", "自 2027-01-01 起的改革"]
    assert told[1] == [
        "projected by the assumption: year by which the benefit base has come down to the average wage",
        "reform from 2030-01-01: kept",
    ]
    assert told[3] == ["按假设推算：计发基数并轨年份", "自 2030-01-01 起的改革：沿用原值"]


def test_ordinary_law_never_projects_and_never_looks_before_its_first_value() -> None:
    with pytest.raises(InvalidInput, match="2018-01-01 or later"):
        POLICY.calculate("flexible_medical_contribution", "2017-12-31", tier=1)
    assert POLICY.calculate("benefit_base", "2040-01") == POLICY.calculate("benefit_base", "2026-01")


def test_projected_series_grow_follow_and_converge() -> None:
    view = POLICY.projected({"future.wage_growth": 0.1, "future.account_rate": 0.03}, 1200).on
    assert view("2026-12")["contributions.average_wage_annual"] == Decimal("91059.00")
    # 91059 × 1.1 = 100164.9, × 1.21 = 110181.39: each year from the exact product, then whole yuan.
    assert view("2027-01")["contributions.average_wage_annual"] == Decimal("100165.00")
    assert view("2028-01")["contributions.average_wage_annual"] == Decimal("110181.00")
    # 2330 × 1.1 = 2563, in tens 2560.
    assert view("2027-01")["unemployment.minimum_wage"] == Decimal("2560.00")
    assert view("2026-12")["employee_pension.account_rate"] == Decimal("0.015")
    assert view("2027-01")["employee_pension.account_rate"] == Decimal("0.03")
    assert view("2027-01").status("employee_pension.account_rate") == "projected"


def test_the_benefit_base_comes_down_to_the_average_wage_by_the_year_assumed() -> None:
    view = POLICY.projected({"future.wage_growth": 0, "future.benefit_base_convergence_year": 2030}, 1200).on
    bases = [view(f"{year}-01")["employee_pension.benefit_base"] for year in range(2026, 2032)]
    # From 8240 to 91059 ÷ 12 = 7588.25 in four equal steps of 162.9375.
    assert [int(base) for base in bases] == [8240, 8077, 7914, 7751, 7588, 7588]


def test_a_reform_within_a_projection_leaves_the_years_before_it_as_they_were() -> None:
    assumed = {"future.wage_growth": 0.05}
    plain = POLICY.projected(assumed, 1200)
    wage = "contributions.average_wage_annual"
    reformed = POLICY.reform({wage: {"2035-01": 100000}}).projected(assumed, 1200)
    for year in range(2010, 2035):
        assert reformed.on(f"{year}-06")[wage] == plain.on(f"{year}-06")[wage]
    assert reformed.on("2035-06")[wage] == 100000
    assert reformed.on("2036-06")[wage] == 105000


def test_a_reform_of_a_series_leaves_the_known_years_before_it_as_they_were() -> None:
    # Raised in 2022-04 and next in 2025: nothing is reckoned in between, reform or not.
    wage = "unemployment.minimum_wage"
    reformed = POLICY.reform({wage: {"2024-01": 2200}}).projected({}, 1200)
    assert [reformed.on(day)[wage] for day in ("2022-06", "2023-12", "2024-01")] == [2100, 2100, 2200]
    # Known from 2014-09 and carried back: a reform of that very day does not reach before it.
    early = POLICY.reform({wage: {"2014-09": 1300}}).projected({}, 1200)
    assert [early.on(day)[wage] for day in ("2010-01", "2014-08", "2014-09")] == [1250, 1250, 1300]
    assert early.on("2014-08").status(wage) == "carried_back"


def test_what_is_known_only_later_is_carried_back_marked_and_listed() -> None:
    projected = POLICY.projected({}, 1200)
    assert projected.carried_back["unemployment.minimum_wage"] == "2014-09-01"
    assert "employee_pension.employer_rate" not in projected.carried_back
    assert projected.on("2010-01").status("unemployment.minimum_wage") == "carried_back"
    assert projected.on("2010-01")["unemployment.minimum_wage"] == 1250
    assert not POLICY.carried_back


@pytest.mark.parametrize(
    ("assumed", "words"),
    [
        ({"future.wage_growt": 0.02}, "did you mean future.wage_growth"),
        ({"future.account_rate": "much"}, "from 0 to 1"),
    ],
)
def test_an_assumption_that_cannot_be_is_refused(assumed: Any, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        POLICY.projected(assumed, 1200)


def test_change_months_are_those_in_which_the_value_really_changes() -> None:
    months = POLICY.change_months(("employee_pension_employer",), 552, 720)
    # 2016-05: 19 %, 2019-05: 16 %, and the limits of the base each year, the last of 2026.
    assert {556, 592, 672} <= set(months)
    assert 684 not in months
    assert POLICY.change_months(("statutory_retirement_month",), 480, 1000) == [660]
    reformed = POLICY.reform({"employee_pension.worker_rate": {"2031-03": 0.09}})
    assert 734 in reformed.change_months(("worker_contributions",), 700, 760)
    assert 734 not in reformed.change_months(("employee_pension_employer",), 700, 760)


def test_a_change_inside_a_month_counts_from_the_next_first_day() -> None:
    reformed = POLICY.reform({"registration.registration_days": {"2030-02-10": 15}})
    assert reformed.change_months(("registration_deadline",), 700, 760) == [722]


def test_compiled_rules_take_any_ancestor_in_place_of_what_lies_below() -> None:
    rules = POLICY.compile(
        ("employee_pension_worker",), ("contribution_base", "employee_pension_worker_rate")
    )
    assert rules(first_day(661), contribution_base=1_000_000, employee_pension_worker_rate=90_000) == (
        90_000,
    )


@pytest.mark.parametrize(
    ("targets", "inputs", "words"),
    [
        (("employee_pension_worke",), ("contribution_base",), "did you mean employee_pension_worker"),
        (("employee_pension_worker",), ("contribution_bas",), "did you mean contribution_base"),
        (("work_injury_employer",), ("contribution_base",), "needs risk_class"),
    ],
)
def test_compiling_what_cannot_be_reckoned_is_refused(targets: Any, inputs: Any, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        POLICY.compile(targets, inputs)


def test_a_compiled_call_with_other_inputs_than_declared_is_refused() -> None:
    rules = POLICY.compile(("contribution_base",), ("monthly_wage",))
    with pytest.raises(InvalidInput, match="compiled for monthly_wage"):
        rules(first_day(661), wage=1)
    with pytest.raises(InvalidInput, match="compiled for monthly_wage"):
        rules(first_day(661), monthly_wage=1, risk_class=1)

"""Whatever calculate cannot accept is refused in one sentence that names the field, the value and what is
allowed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

import simcore


@pytest.mark.parametrize(
    ("target", "date", "inputs", "words"),
    [
        (
            "contribution_base",
            "2025-02-30",
            {"monthly_wage": 3000},
            ["date", "2025-02-30", "a day that exists"],
        ),
        ("contribution_base", "2025-13", {"monthly_wage": 3000}, ["date", "2025-13", "2025-02-17"]),
        ("contribution_base", 2025, {"monthly_wage": 3000}, ["date", "2025"]),
        (
            "contribution_bas",
            "2025-02",
            {"monthly_wage": 3000},
            ["contribution_bas", "did you mean contribution_base"],
        ),
        ("monthly_wage", "2025-02", {}, ["target", "monthly_wage", "unknown"]),
        ("contribution_base", "2025-02", {"monthly_wag": 3000}, ["monthly_wag", "did you mean monthly_wage"]),
        ("contribution_base", "2025-02", {}, ["contribution_base needs monthly_wage", "missing"]),
        ("employee_pension_worker", "2025-02", {}, ["monthly_wage", "or contribution_base instead"]),
        ("contribution_base", "2025-02", {"monthly_wage": -1}, ["monthly_wage is -1", "0.00 or more"]),
        ("contribution_base", "2025-02", {"monthly_wage": "12.345"}, ["12.345", "at most 2 decimals"]),
        ("contribution_base", "2025-02", {"monthly_wage": float("nan")}, ["nan"]),
        ("contribution_base", "2025-02", {"monthly_wage": float("inf")}, ["inf"]),
        ("contribution_base", "2025-02", {"monthly_wage": True}, ["True"]),
        ("contribution_base", "2025-02", {"monthly_wage": None}, ["None"]),
        ("contribution_base", "2025-02", {"monthly_wage": "much"}, ["'much'"]),
        ("contribution_base", "2025-02", {"monthly_wage": [3000, -2.0]}, ["-2.0", "0.00 or more"]),
        ("contribution_base", "2009-12", {"monthly_wage": 3000}, ["2009-12-01", "2010-01-01 or later"]),
        ("employer_contributions", "2025-02", {"contribution_base": 3000}, ["risk_class", "missing"]),
        (
            "work_injury_employer",
            "2025-02",
            {"contribution_base": 1, "risk_class": 9},
            ["risk_class is 9", "1 to 8"],
        ),
        (
            "work_injury_employer",
            "2025-02",
            {"contribution_base": 1, "risk_class": 1, "floating_factor": 0.7},
            ["floating_factor is 0.7", "0.5, 0.8, 1, 1.2, 1.5"],
        ),
        (
            "work_injury_employer",
            "2025-02",
            {"contribution_base": 1, "risk_class": 1, "floating_factor": 0.5},
            ["floating_factor is 0.5", "allowed are 1 to 1.5"],
        ),
        (
            "employer_contributions",
            "2025-02",
            {"contribution_base": 1, "risk_class": [2, 1], "floating_factor": 0.8},
            ["floating_factor is 0.8", "allowed are 1 to 1.5"],
        ),
        (
            "contribution_base",
            "2025-02",
            {"monthly_wage": 10**16},
            ["monthly_wage is 10000000000000000", "up to 10000000000000.00"],
        ),
        (
            "maternity_leave_days",
            "2025-06",
            {"difficult_birth": [True, None]},
            ["difficult_birth is None", "true or false"],
        ),
        (
            "late_surcharge",
            "2025-05-05",
            {
                "unpaid": np.array([184467440737095517]),
                "due_on": "2025-01-25",
                "paid_on": "2025-05-05",
                "scheme": "unemployment",
            },
            ["unpaid is 184467440737095517", "up to 10000000000000.00"],
        ),
        (
            "contribution_base",
            "2025-02",
            {"monthly_wage": 1, "contribution_base": 1},
            ["contribution_base does not take contribution_base"],
        ),
        (
            "employee_pension_worker",
            "2025-02",
            {"monthly_wage": 3000, "contribution_base": 4404},
            ["monthly_wage", "leave one out"],
        ),
        (
            "employee_pension_employer",
            "2025-02",
            {"contribution_base": 1, "employer_rate": 16},
            ["16", "0 to 1"],
        ),
        (
            "employer_contributions",
            "2025-02",
            {"employer_rate": 0.1},
            ["employer_rate could be several inputs"],
        ),
        (
            "statutory_retirement_month",
            "2025-02",
            {"birth_month": "1965-01", "retirement_category": "male60"},
            ["retirement_category", "male60", "male_60"],
        ),
        (
            "statutory_retirement_month",
            "2025-02",
            {"birth_month": "1965-00", "retirement_category": "male_60"},
            ["birth_month", "1965-00", "a month such as"],
        ),
        (
            "payout_divisor",
            "2025-02",
            {"retirement_age_months": 841},
            ["retirement_age_months is 841", "480 to 840"],
        ),
        ("payout_divisor", "2025-02", {"retirement_age_months": [700, 479]}, ["479", "480 to 840"]),
        ("payout_divisor", "2024-02", {"retirement_age_months": 841}, ["841", "480 to 840"]),
        (
            "basic_pension",
            "2025-02",
            {"average_index": 0.62711, "contribution_months": 1},
            ["average_index", "4 decimals"],
        ),
        (
            "basic_pension",
            "2025-02",
            {"average_index": 1, "contribution_months": 3.5},
            ["contribution_months is 3.5"],
        ),
        (
            "account_balance_after_year",
            "2025-12",
            {"opening_balance": 0, "monthly_credits": [1, 2]},
            ["monthly_credits", "twelve monthly amounts"],
        ),
        (
            "late_surcharge",
            "2025-03",
            {"unpaid": 1, "due_on": "2025-02-30", "paid_on": "2025-03-01", "scheme": "employee_pension"},
            ["due_on", "2025-02-30"],
        ),
        (
            "late_surcharge",
            "2025-03",
            {"unpaid": 1, "due_on": "2025-02-25", "paid_on": "2025-03-01", "scheme": "pension"},
            ["scheme", "pension", "employee_pension"],
        ),
        (
            "flexible_pension_contribution",
            "2025-06",
            {"chosen_base": "4403.99"},
            ["chosen_base is 4403.99", "4404.00 to 22017.00"],
        ),
        (
            "flexible_pension_to_account",
            "2019-05",
            {"chosen_base": [16407, "16407.01"]},
            ["chosen_base is 16407.01", "3282.00 to 16407.00"],
        ),
        ("basic_pension", "2025-02", {"average_index": [[1], [1, 1]]}, ["[[1], [1, 1]]", "one value"]),
        (
            "statutory_retirement_month",
            "2025-02",
            {"birth_month": ["1965-01", {}], "retirement_category": "male_60"},
            ["birth_month is {}", "a month such as"],
        ),
        (
            "account_balance_after_year",
            "2025-12",
            {"opening_balance": 0, "monthly_credits": pd.Series([1, 2])},
            ["monthly_credits is [1, 2]", "twelve monthly amounts"],
        ),
        ("payout_divisor", pd.Series(["2025-02", "2025-03"]), {}, ["date is", "a day that exists"]),
        (
            "account_pension",
            "2025-02",
            {"account_balance": np.array([1.001], np.float32), "payout_divisor": 139},
            ["account_balance is 1.001", "at most 2 decimals"],
        ),
        ("flexible_medical_contribution", "2025-03", {"tier": 3}, ["tier is 3", "1 to 2"]),
        (
            "unemployment_benefit",
            "2025-12",
            {"paid_months": 2},
            ["does not take paid_months", "minimum_wage"],
        ),
        (
            "employee_pension_employer",
            "2025-12",
            {"contribution_base": [1, 2], "employee_pension_employer_rate": [0.1, 0.2, 0.3]},
            ["different lengths"],
        ),
    ],
)
def test_bad_input_is_refused(target: str, date: Any, inputs: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(simcore.InvalidInput) as refused:
        simcore.calculate(target, date, **inputs)
    said = refused.value.english
    assert isinstance(refused.value, ValueError)
    assert "\n" not in said
    for word in words:
        assert word in said, said


def test_a_person_is_addressed_in_their_language(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(simcore.InvalidInput) as refused:
        simcore.calculate("contribution_base", "2025-02", monthly_wage=-1)
    monkeypatch.setenv("SIMCORE_LANGUAGE", "zh")
    assert str(refused.value).startswith("monthly_wage 的值为 -1；应为")
    monkeypatch.setenv("SIMCORE_LANGUAGE", "en")
    assert str(refused.value).startswith("monthly_wage is -1; allowed is")


def test_explain_takes_one_person_at_a_time() -> None:
    with pytest.raises(simcore.InvalidInput, match="one person"):
        simcore.explain("contribution_base", "2025-02", monthly_wage=[1, 2])


def test_a_policy_that_does_not_exist_is_refused() -> None:
    with pytest.raises(simcore.InvalidInput, match="did you mean chongqing"):
        simcore.Policy.load("chonqing")

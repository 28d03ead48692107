"""How fast the law is for a million people, and to load and explain. Nothing asserts a time: it prints."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import simcore
from simcore import Policy
from simcore.calendar import first_day

Benchmark = Callable[..., Any]
PEOPLE = 1_000_000
PREMIUMS = (
    "contribution_base",
    "employee_pension_worker",
    "employee_pension_employer",
    "employee_medical_worker",
    "employee_medical_employer",
    "large_medical_worker",
    "large_medical_employer",
    "unemployment_worker",
    "unemployment_employer",
    "work_injury_employer",
    "maternity_employer",
    "worker_contributions",
    "employer_contributions",
)
FLEXIBLE = ("flexible_pension_contribution", "flexible_pension_to_account", "flexible_medical_contribution")


def columns() -> dict[str, Any]:
    """Wages, risk classes, chosen bases and tiers of a million people."""
    luck = np.random.default_rng(1)
    return {
        "monthly_wage": luck.integers(200_000, 4_000_000, PEOPLE),
        "risk_class": luck.integers(1, 9, PEOPLE),
        "chosen_base": luck.integers(440_400, 2_201_700, PEOPLE),
        "tier": luck.integers(1, 3, PEOPLE),
    }


def test_all_contributions_of_a_million_people(benchmark: Benchmark) -> None:
    given = columns()
    rules = Policy.load().compile((*PREMIUMS, *FLEXIBLE), tuple(given))
    rules(first_day(665), **given)
    values = benchmark(rules, first_day(665), **given)
    assert all(np.size(value) in (1, PEOPLE) for value in values)


def test_the_same_with_the_relief_of_2020(benchmark: Benchmark) -> None:
    given = columns()
    given["employer_size"] = np.random.default_rng(2).integers(0, 4, PEOPLE)
    del given["chosen_base"], given["tier"]
    targets = (*PREMIUMS, "employer_contributions_after_relief", "employer_contributions_waived")
    rules = Policy.load().compile(targets, tuple(given))
    values = benchmark(rules, first_day(602), **given)
    assert len(values) == len(targets)


def test_the_same_at_the_face_in_yuan(capsys: pytest.CaptureFixture[str]) -> None:
    given = {name: values for name, values in columns().items() if name in ("monthly_wage", "risk_class")}
    given["monthly_wage"] = given["monthly_wage"] / 100
    seconds = {}
    for target in PREMIUMS:
        takes_class = target in ("work_injury_employer", "employer_contributions")
        inputs = given if takes_class else {"monthly_wage": given["monthly_wage"]}
        begin = time.perf_counter()
        simcore.calculate(target, "2025-06", **inputs)
        seconds[target] = time.perf_counter() - begin
    with capsys.disabled():
        print(
            f"\n{PEOPLE:,} people through calculate, target by target: {sum(seconds.values()):.2f} s together"
        )


def test_explaining_a_pension(benchmark: Benchmark) -> None:
    award = {
        "average_index": 0.9,
        "contribution_months": 400,
        "months_before_accounts": 100,
        "account_balance": "80000.00",
        "birth_month": "1965-07",
        "retirement_month": "2026-01",
        "one_child_certificate": True,
    }
    simcore.explain("monthly_pension", "2025-07", **award)
    explanation = benchmark(simcore.explain, "monthly_pension", "2025-07", **award)
    assert explanation.value > 0


def test_loading_the_whole_law(capsys: pytest.CaptureFixture[str]) -> None:
    program = (
        "import time; begin = time.perf_counter()\n"
        "import simcore; simcore.Policy.load()\n"
        "print(time.perf_counter() - begin)"
    )
    runs = [
        float(
            subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        )
        for _ in range(5)
    ]
    with capsys.disabled():
        print(f"\nimporting simcore and loading the whole law: {min(runs):.2f} s at best of five")

"""How fast the law is loaded and an amount explained. Nothing here asserts a time: it prints."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import simcore

_AWARD = {
    "average_index": 0.9,
    "contribution_months": 400,
    "months_before_accounts": 100,
    "account_balance": 80000,
    "birth_month": "1965-07",
    "retirement_month": "2025-11",
}


def test_loading_the_whole_law(benchmark: Callable[..., Any]) -> None:
    """In a process of its own, Python's start included."""
    program = "import simcore; simcore.Policy.load().graph"
    benchmark(lambda: subprocess.run([sys.executable, "-c", program], check=True))


def test_explaining_a_pension_and_writing_the_page(benchmark: Callable[..., Any]) -> None:
    """Under a policy that has not been asked before."""
    policy = simcore.Policy.load()

    def page() -> str:
        fresh = policy.reform({"employee_pension.employer_rate": {"2027-01": 0.14}})
        return str(fresh.explain("monthly_pension", "2025-11", **_AWARD))

    assert "monthly pension" in benchmark(page)

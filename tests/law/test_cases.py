"""The acceptance cases: sentences about the law with their sources, each answered by simcore.calculate to
the fen.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import simcore
from tests.law.acceptance import acceptance_cases

CHECKS = [
    pytest.param(case, target, expected, id=f"{case['name']}: {target}")
    for case in acceptance_cases()
    for target, expected in case["outputs"].items()
]


def test_no_case_is_without_a_source_and_something_to_check() -> None:
    assert acceptance_cases()
    for case in acceptance_cases():
        assert case["source"]["kind"] and case["source"]["ref"], case["name"]
        assert case["outputs"], case["name"]


@pytest.mark.parametrize(("case", "target", "expected"), CHECKS)
def test_the_law_gives(case: dict[str, Any], target: str, expected: Any) -> None:
    got = simcore.calculate(target, case["date"], **case["inputs"])
    if isinstance(expected, bool):
        assert got is expected
    elif isinstance(expected, int | float):
        assert Decimal(got) == Decimal(str(expected))
    elif isinstance(got, Decimal):
        assert str(got) == expected
    else:
        assert got == expected

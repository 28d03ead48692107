"""The acceptance cases: sentences about the law with their sources, each answered by simcore.calculate to
the fen.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import simcore

_FOLDER = Path(__file__).parent / "cases"


def _checks() -> list[Any]:
    checks = []
    for file in sorted(_FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            for target, expected in case["outputs"].items():
                checks.append(pytest.param(case, target, expected, id=f"{case['name']}: {target}"))
    return checks


def test_every_case_names_its_source() -> None:
    for file in _FOLDER.glob("*.yaml"):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert case["source"]["kind"], case["name"]
            assert case["source"]["ref"], case["name"]


@pytest.mark.parametrize(("case", "target", "expected"), _checks())
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

"""Odd questions to the law, drawn at random: right, wrong and absurd inputs to every target and date."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.policy import Policy
from simcore.rulebook.units import UNITS

DATES: tuple[Any, ...] = (
    "2010-01", "2015-06", "2017-09", "2019-05-01", "2021-11-25", "2024-12", "2025-01-01", "2026-11",
    "2030-06", datetime.date(2023, 2, 28), "1990-01", "1951-01", "2099-12", "9999-12", "0001-01", "2025-13",
    "2025-02-30", "", "yesterday", None, 2025, "２０２５-01", "2025/01/01", float("nan"), "2025-01-01T00:00",
)  # fmt: skip
NUMBERS: tuple[Any, ...] = (
    0, 1, 2, 3, 5, 7, 8, 12, 15, 36, 40, 58, 60, 70, 120, 180, 240, 361, 700, 1000, 4404, 8160, 24000,
    "4404.00",
    Decimal("12345.67"), 0.1, -1, -0.01, 10**6, 10**9, 10**12, 10**18, 10**30, "1e6", "1e999999", "1e-999999",
    Decimal("NaN"), float("nan"), float("inf"), -float("inf"), "0x10", "१२", "１２", "12 ", " 12",
    "1_000", "", )  # fmt: skip
WORDS: tuple[Any, ...] = (
    True, False, None, "yes", "no", "是", "否", "male_60", "female_50", "男", "女", "full", "tier", "一级",
    "employee_pension", "职工基本养老保险", "1980-01", "1965-02-28", "2026-03", "0000-00", "🙂",
    "x" * 5000, b"12", [], {}, (), [1, 2], object, "NaN", "DROP TABLE", "\n", "\x00",
)  # fmt: skip


class Question(NamedTuple):
    """What is asked of `calculate` and `explain`."""

    target: str
    date: Any
    inputs: dict[str, Any]


def questions(policy: Policy, count: int, seed: int) -> Iterator[Question]:
    """So many of them. Most inputs are of the right kind, so that the rules themselves are reached."""
    dice = random.Random(seed)
    targets = sorted(policy.graph.rules)
    needs = {target: _inputs_of(policy, target) for target in targets}
    for _ in range(count):
        target = dice.choice(targets)
        inputs = {}
        for name in needs[target]:
            if INPUTS[name].default is None or dice.random() < 0.4:
                inputs[name] = _value(dice, INPUTS[name].unit)
        if dice.random() < 0.05:
            inputs[dice.choice([*INPUTS, "wage", "养老金", "", "__class__"])] = dice.choice(
                (*NUMBERS, *WORDS)
            )
        if dice.random() < 0.05 and inputs:
            del inputs[dice.choice(sorted(inputs))]
        date = dice.choice(DATES[:9]) if dice.random() < 0.8 else dice.choice(DATES)
        yield Question(
            target if dice.random() < 0.98 else dice.choice(("", "pension", "养老金", "x" * 999)),
            date,
            inputs,
        )


def _inputs_of(policy: Policy, target: str) -> list[str]:
    return sorted(node for node in policy.graph.reach_ever([target]) if node in INPUTS)


def _value(dice: random.Random, unit: str) -> Any:
    kind = dice.random()
    if kind < 0.1:
        return dice.choice(WORDS)
    if kind < 0.25:
        return dice.choice(NUMBERS)
    if unit == "month":
        return f"{dice.randint(1940, 2040)}-{dice.randint(1, 12):02d}"
    if unit == "day":
        return f"{dice.randint(1960, 2040)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    if unit == "yes_no":
        return dice.choice((True, False))
    if isinstance(UNITS[unit], ChoiceUnit) and dice.random() < 0.95:
        return dice.choice(UNITS[unit].choices)
    lowest, highest = UNITS[unit].lowest, UNITS[unit].highest
    if highest is not None and highest <= 100_000 * UNITS[unit].scale and dice.random() < 0.9:
        return dice.randint(lowest // UNITS[unit].scale, highest // UNITS[unit].scale)
    return dice.choice(
        (dice.randint(0, 12), dice.randint(0, 500), dice.randint(0, 30_000), dice.random() * 9000)
    )

"""Inputs: what a person (or a column of people) brings to the law, each with its unit, labels and default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

NO_CAP = 10**15
"""Own contributions (fen) when nobody has said how much they were: larger than any grant."""

NO_LOSS = 0
"""Weeks after which a pregnancy was lost, when none was."""


@dataclass(frozen=True, slots=True)
class Input:
    """`default` is the value inside, or None if it must be given; `among` are the only values inside, if
    not empty.
    """

    name: str
    unit: str
    label_en: str
    label_zh: str
    default: Any = None
    among: tuple[int, ...] = ()


INPUTS: dict[str, Input] = {}
"""All inputs by name, once the branches of the law are loaded."""


def state_inputs(*inputs: Input) -> None:
    """Make inputs known. Errors: KeyError for a name that another input has."""
    for one in inputs:
        if one.name in INPUTS:
            raise KeyError(f"input {one.name!r} is stated twice")
        INPUTS[one.name] = one

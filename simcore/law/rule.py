"""A rule: a plain function that states an article of law, with its label, its source and the unit of its
result.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from simcore.law.units import UNITS

RuleFunction = Callable[..., Any]
_Rule = TypeVar("_Rule", bound=RuleFunction)


@dataclass(frozen=True, slots=True)
class Rule:
    """The function with all that is said about it; `needs` are its argument names, `branch` the folder it
    lies in.

    `also_takes` are inputs that its row of the contract lists although the rule does not use them.
    """

    name: str
    branch: str
    function: RuleFunction
    needs: tuple[str, ...]
    unit: str
    label_en: str
    label_zh: str
    article: str
    status: str
    also_takes: tuple[str, ...] = ()


def rule(
    *, en: str, zh: str, unit: str, article: str, status: str = "official", also_takes: tuple[str, ...] = ()
) -> Callable[[_Rule], _Rule]:
    """State a rule. The function stays what it is and can be called by its name."""
    if unit not in UNITS:
        raise KeyError(f"unit {unit!r} is unknown")

    def state(function: _Rule) -> _Rule:
        branch = function.__module__.split(".")[2]
        function.rule = Rule(  # type: ignore[attr-defined]
            function.__name__, branch, function, needs_of(function), unit, en, zh, article, status, also_takes
        )
        return function

    return state


def needs_of(function: RuleFunction) -> tuple[str, ...]:
    """The names of a rule's arguments: what it depends on."""
    return tuple(inspect.signature(function).parameters)

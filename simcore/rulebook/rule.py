"""A rule: a plain function that states an article of law, with its label, its source and the unit of its
result.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from simcore.rulebook.texts import Text, read_text
from simcore.rulebook.units import UNITS

RuleFunction = Callable[..., Any]
_Rule = TypeVar("_Rule", bound=RuleFunction)


@dataclass(frozen=True, slots=True)
class Cases:
    """What a rule needs only in some cases: the argument `by` decides, `needs` names for each of its values
    inside the arguments that are used then. Other values of `by` are not allowed. An argument without use
    arrives as 0, so that the function only has to choose.
    """

    by: str
    needs: Mapping[int, tuple[str, ...]]

    def unused(self, values: Iterable[int]) -> frozenset[str]:
        """The arguments without use if no other values of `by` occur than these."""
        used = {name for value in values for name in self.needs.get(value, ())}
        return frozenset(name for names in self.needs.values() for name in names if name not in used)


@dataclass(frozen=True, slots=True)
class Rule:
    """The function with all that is said about it; `needs` are its argument names, `branch` the folder it
    lies in.

    `also_takes` are inputs that its row of the contract lists although the rule does not use them; `cases`
    tells which arguments are needed only in some cases; `stands_for` says what is meant by a name that people
    give to this target and that elsewhere means something else.
    """

    name: str
    branch: str
    function: RuleFunction
    needs: tuple[str, ...]
    unit: str
    label_en: str
    label_zh: str
    article: Text
    status: str
    also_takes: tuple[str, ...] = ()
    cases: Cases | None = None
    stands_for: Mapping[str, str] = field(default_factory=dict)


def rule(
    *,
    en: str,
    zh: str,
    unit: str,
    article: Text | str,
    status: str = "official",
    also_takes: tuple[str, ...] = (),
    cases: Cases | None = None,
    stands_for: Mapping[str, str] | None = None,
) -> Callable[[_Rule], _Rule]:
    """State a rule. The function stays what it is and can be called by its name.

    `article` is one text only if it has no English words, else a Text. Errors: InvalidInput otherwise.
    """
    if unit not in UNITS:
        raise KeyError(f"unit {unit!r} is unknown")

    def state(function: _Rule) -> _Rule:
        branch = function.__module__.split(".")[2]
        function.rule = Rule(  # type: ignore[attr-defined]
            function.__name__,
            branch,
            function,
            needs_of(function),
            unit,
            en,
            zh,
            read_text(article, f"article of {function.__name__}", 'article=Text("…", "…")'),
            status,
            also_takes,
            cases,
            stands_for or {},
        )
        return function

    return state


def needs_of(function: RuleFunction) -> tuple[str, ...]:
    """The names of a rule's arguments: what it depends on."""
    return tuple(inspect.signature(function).parameters)

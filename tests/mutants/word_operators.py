"""Mutation operators for the language in which rules are written: the words of simcore.rulebook.words and the
names of a rule's arguments. Cosmic Ray's own know only operators, comparisons and numbers.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

from cosmic_ray.operators.operator import Operator
from parso.python.tree import Name

OPPOSITES = {
    "at_least": "at_most",
    "at_most": "at_least",
    "begun_years": "completed_years",
    "completed_years": "begun_years",
    "half_up_signed": "half_up",
    "look_up_or_last": "look_up",
    "look_up_reached": "look_up",
}


class _WordOperator(Operator, ABC):
    def mutation_positions(self, node: Any) -> Iterator[tuple[Any, Any]]:
        for _ in self.mutants(node):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        first = node.get_first_leaf()
        return Name(self.mutants(node)[index], first.start_pos, prefix=first.prefix)

    @abstractmethod
    def mutants(self, node: Any) -> list[str]:
        """What may stand in the node's place."""

    @classmethod
    def examples(cls) -> tuple[()]:
        return ()


class OppositeWord(_WordOperator):
    """At most for at least, begun years for completed ones."""

    def mutants(self, node: Any) -> list[str]:
        name, values = _call(node)
        if name not in OPPOSITES:
            return []
        word = f"__import__('simcore.rulebook.words').rulebook.words.{OPPOSITES[name]}"
        return [f"{word}({', '.join(values)})"]


class SwappedChoice(_WordOperator):
    """What is chosen if the condition holds in place of what is chosen if not."""

    def mutants(self, node: Any) -> list[str]:
        name, values = _call(node)
        if name != "choose":
            return []
        condition, then, otherwise = values
        return [f"choose({condition}, {otherwise}, {then})"]


class WithoutWord(_WordOperator):
    """Each of the values that a word takes, in place of what the word makes of them."""

    def mutants(self, node: Any) -> list[str]:
        return [f"({value})" for value in _call(node)[1]]


class NextArgument(_WordOperator):
    """The rule's next argument in place of one that is used."""

    def mutants(self, node: Any) -> list[str]:
        suite = _suite_around(node) if node.type == "name" else None
        if suite is None or suite.parent.type != "funcdef":
            return []
        names = [param.name.value for param in suite.parent.get_params()]
        if node.value not in names or len(names) == 1:
            return []
        return [names[(names.index(node.value) + 1) % len(names)]]


OPERATORS: dict[str, type[Operator]] = {
    one.__name__: one for one in (OppositeWord, SwappedChoice, WithoutWord, NextArgument)
}


class Provider:
    """How Cosmic Ray finds the operators."""

    def __iter__(self) -> Iterator[str]:
        return iter(OPERATORS)

    def __getitem__(self, name: str) -> type[Operator]:
        return OPERATORS[name]


def _call(node: Any) -> tuple[str, list[str]]:
    """The name and the values of a plain call, else nothing."""
    if node.type not in ("atom_expr", "power") or len(node.children) != 2:
        return "", []
    name, trailer = node.children
    if name.type != "name" or trailer.type != "trailer" or trailer.children[0].value != "(":
        return "", []
    inside = trailer.children[1:-1]
    parts = inside[0].children if inside and inside[0].type == "arglist" else inside
    return name.value, [part.get_code().strip() for part in parts if getattr(part, "value", "") != ","]


def _suite_around(node: Any) -> Any:
    while node is not None and node.type != "suite":
        node = node.parent
    return node

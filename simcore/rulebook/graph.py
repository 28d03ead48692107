"""The rule graph: which name means what, and what depends on what."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from simcore.errors import InvalidInput, plain, unknown
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.parameters import Parameter
from simcore.rulebook.rule import Rule
from simcore.rulebook.unknowns import unknown_called

Versions = tuple[tuple[int, Rule], ...]
"""A rule's versions: from which day on which one is in force."""
Decided = Mapping[str, frozenset[int]]
"""The values inside that occur of nodes by which rules tell cases apart."""
NOTHING_DECIDED: Decided = {}


class Graph:
    """The names of a law. Nodes are rule names, parameter paths (with a dot) and input names."""

    def __init__(self, parameters: Mapping[str, Parameter], rules: Mapping[str, Versions]) -> None:
        self.parameters = parameters
        self.rules = rules

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for path, parameter in self.parameters.items():
            names.setdefault(parameter.short_name, []).append(path)
            names.setdefault(parameter.full_name, []).append(path)
        return names

    @cached_property
    def names(self) -> list[str]:
        """Every name that a person may use."""
        return [*self.rules, *INPUTS, *self.parameters, *(p.full_name for p in self.parameters.values())]

    @cached_property
    def _by_label(self) -> dict[str, list[str]]:
        """The nodes that a label in English or Chinese names, rules first."""
        labels: dict[str, list[str]] = {}
        stated: list[tuple[str, str, str]] = [
            *(
                (name, versions[-1][1].label_en, versions[-1][1].label_zh)
                for name, versions in self.rules.items()
            ),
            *((path, one.label_en, one.label_zh) for path, one in self.parameters.items()),
            *((name, one.label_en, one.label_zh) for name, one in INPUTS.items()),
        ]
        for node, *both in stated:
            for label in both:
                labels.setdefault(plain(label), []).append(node)
        return labels

    def labelled(self, label: str) -> list[str]:
        """The nodes that are called so in English or Chinese, as explanations print them."""
        return self._by_label.get(plain(label), [])

    def label_of(self, node: str) -> tuple[str, str]:
        """What a node is called in English and in Chinese."""
        if node in self.rules:
            rule = self.rules[node][-1][1]
            return rule.label_en, rule.label_zh
        named = self.parameters[node] if node in self.parameters else INPUTS[node]
        return named.label_en, named.label_zh

    def labels(self) -> list[str]:
        """Every Chinese label, for suggestions to who writes Chinese."""
        return [
            *(versions[-1][1].label_zh for versions in self.rules.values()),
            *(one.label_zh for one in self.parameters.values()),
            *(one.label_zh for one in INPUTS.values()),
        ]

    def find(self, name: str, branch: str = "") -> str | None:
        """The node that a code name means (in the rules of `branch`, if any), or None."""
        if name in self.rules:
            return name
        if branch and f"{branch}.{name}" in self.parameters:
            return f"{branch}.{name}"
        if name in self.parameters:
            return name
        paths = self._by_name.get(name, [])
        if len(paths) == 1:
            return paths[0]
        return name if name in INPUTS else None

    def known(self, name: str, what: tuple[str, str]) -> str:
        """The node of a name that a person gave. Errors: InvalidInput with the nearest names."""
        if not isinstance(name, str):
            raise unknown(what, str(name), self.names)
        node = self.find(name)
        if node is None:
            labelled = self.labelled(name)
            rules = [one for one in labelled if one in self.rules]
            if len(rules) == 1 or len(labelled) == 1:
                return (rules or labelled)[0]
            paths = self._by_name.get(name, labelled)
            if len(paths) > 1:
                full = [
                    self.parameters[path].full_name if path in self.parameters else path for path in paths
                ]
                raise InvalidInput(
                    f"{what[0]} {name!r} is in several branches; use {' or '.join(full)}",
                    f"{what[1]} {name!r} 见于多个险种；请用 {'、'.join(full)}",
                )
            if no_figure := unknown_called(name):
                raise no_figure.refusal()
            raise unknown(what, name, self.names if name.isascii() else self.labels())
        return node

    def rule_on(self, name: str, day: int) -> Rule:
        """The version of a rule in force on a day."""
        versions = self.rules[name]
        return versions[bisect_right([start for start, _ in versions], day) - 1][1]

    def needs(self, rule: Rule) -> tuple[str, ...]:
        """The nodes of a rule's arguments. Errors: InvalidInput if one means nothing."""
        nodes = []
        for argument in rule.needs:
            node = self.find(argument, rule.branch)
            if node is None:
                raise unknown((f"argument of {rule.name}", f"规则 {rule.name} 的参数"), argument, self.names)
            nodes.append(node)
        return tuple(nodes)

    def reach(
        self,
        targets: Iterable[str],
        day: int,
        given: frozenset[str] = frozenset(),
        decided: Decided | None = None,
    ) -> dict[str, tuple[str, ...]]:
        """All nodes under the targets on a day with what each needs; nothing below a node that is given.

        With `decided`, only what is needed in the cases that occur: by these values, and by the day's
        parameters.
        """
        if decided is None:
            return self._reach(targets, given, lambda name: self.needs(self.rule_on(name, day)))
        return self._reach(
            targets, given, lambda name: self._needs_in_cases(self.rule_on(name, day), day, given, decided)
        )

    def _needs_in_cases(
        self, rule: Rule, day: int, given: frozenset[str], decided: Decided
    ) -> tuple[str, ...]:
        needs = self.needs(rule)
        if rule.cases is None:
            return needs
        by = needs[rule.needs.index(rule.cases.by)]
        values = decided.get(by)
        if values is None and by not in given and by in self.parameters:
            values = self._value_on(by, day)
        if values is None:
            return needs
        unused = rule.cases.unused(values)
        return tuple(need for argument, need in zip(rule.needs, needs, strict=True) if argument not in unused)

    def _value_on(self, path: str, day: int) -> frozenset[int] | None:
        """A parameter's value on a day, or None where it has none."""
        values = self.parameters[path].values
        in_force = values[0].start <= day < values[-1].end
        return frozenset([self.parameters[path].at(day).value]) if in_force else None

    def reach_ever(
        self, targets: Iterable[str], given: frozenset[str] = frozenset()
    ) -> dict[str, tuple[str, ...]]:
        """The same over all versions of the rules."""
        return self._reach(
            targets,
            given,
            lambda name: tuple(need for _, rule in self.rules[name] for need in self.needs(rule)),
        )

    def _reach(
        self, targets: Iterable[str], given: frozenset[str], needs: Callable[[str], tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        waiting = list(targets)
        while waiting:
            node = waiting.pop()
            if node in found:
                continue
            is_open = node in self.rules and node not in given
            found[node] = needs(node) if is_open else ()
            waiting.extend(found[node])
        return found


def in_order(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Nodes so that each comes after what it needs. Errors: InvalidInput if rules go round in a circle."""
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise InvalidInput(f"the rules go round in a circle: {circle}", f"规则循环依赖：{circle}") from None

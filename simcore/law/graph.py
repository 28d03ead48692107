"""The rule graph: which name means what, what depends on what, and the compiled evaluation that everybody
shares.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from simcore.errors import InvalidInput, unknown
from simcore.law.dates import AFTER_ALL_DAYS, FIRST_DAY_OF_ALL
from simcore.law.inputs import INPUTS
from simcore.law.parameters import Parameter
from simcore.law.rule import Rule

Versions = tuple[tuple[int, Rule], ...]
"""A rule's versions: from which day on which one is in force."""
Decided = Mapping[str, frozenset[int]]
"""The values inside that occur of nodes by which rules tell cases apart."""
NOTHING_DECIDED: Decided = {}
UNUSED = 0
"""Stands for an argument that the cases at hand leave without use."""


class Step(NamedTuple):
    """One rule of a plan: its function, where its arguments lie, where its result goes."""

    function: Callable[..., Any]
    arguments: tuple[int, ...]
    result: int


class Period(NamedTuple):
    """Days (from `start`, before `end`) in which nothing changes: what is already known, and what remains
    to be done.
    """

    start: int
    end: int
    slots: list[Any]
    steps: tuple[Step, ...]


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

    def find(self, name: str, branch: str = "") -> str | None:
        """The node that a name means (in the rules of `branch`, if any), or None."""
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
        node = self.find(name) if isinstance(name, str) else None
        if node is None:
            paths = self._by_name.get(name, []) if isinstance(name, str) else []
            if len(paths) > 1:
                full = [self.parameters[path].full_name for path in paths]
                raise InvalidInput(
                    f"{what[0]} {name!r} is in several branches; use {' or '.join(full)}",
                    f"{what[1]} {name!r} 见于多个险种；请用 {'、'.join(full)}",
                )
            raise unknown(what, str(name), self.names)
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


SHORT = 3
"""Up to so many rows are evaluated one by one."""


def _rows_of_short_columns(inputs: Mapping[str, Any]) -> int:
    """How many rows the inputs have, if they are ints and at least one column, all equally short; else 0."""
    rows = 0
    for value in inputs.values():
        if type(value) is int:
            continue
        shape: tuple[int, ...] = getattr(value, "shape", ())
        if len(shape) != 1 or not 0 < shape[0] <= SHORT or rows not in (0, shape[0]):
            return 0
        rows = shape[0]
    return rows


class Compiled:
    """Targets as one call. `rules(day, **inputs)` gives their values inside, in the order of the targets.

    Ints in, ints out; int64 arrays in, int64 arrays out (a value that no array touches may stay an int).
    Errors: InvalidInput for a missing or unknown input, or a day on which a parameter has no value.
    """

    def __init__(
        self,
        graph: Graph,
        targets: tuple[str, ...],
        inputs: tuple[str, ...],
        decided: Decided = NOTHING_DECIDED,
    ) -> None:
        self._graph = graph
        self._decided = decided
        self.targets = tuple(graph.known(target, ("target", "计算项")) for target in targets)
        self.inputs = tuple(inputs)
        self._given = {name: graph.known(name, ("input", "输入项")) for name in self.inputs}
        given = frozenset(self._given.values())
        self._reach = graph.reach_ever(self.targets, given)
        nodes = dict.fromkeys([*self._reach, *given])
        self._slot = {node: place for place, node in enumerate(nodes)}
        self._input_slots = tuple((name, self._slot[node]) for name, node in self._given.items())
        self._target_slots = tuple(self._slot[target] for target in self.targets)
        self._changes = self._change_days()
        self._periods: dict[int, Period] = {}
        self._ordered_needs: dict[str, tuple[str, ...]] = {}
        self._order: list[str] = []
        self._period = Period(0, 0, [], ())
        self._check_inputs(given)

    def __call__(self, day: int, /, **inputs: Any) -> tuple[Any, ...]:
        rows = _rows_of_short_columns(inputs)
        if rows:
            return self._row_by_row(day, inputs, rows)
        slots = self.evaluate(day, inputs)
        return tuple([slots[place] for place in self._target_slots])

    def _row_by_row(self, day: int, inputs: Mapping[str, Any], rows: int) -> tuple[Any, ...]:
        """Short columns, a row at a time: the same values, and NumPy would cost more than it saves."""
        import numpy as np

        columns = {
            name: [value] * rows if type(value) is int else value.tolist() for name, value in inputs.items()
        }
        found = []
        for row in range(rows):
            slots = self.evaluate(day, {name: column[row] for name, column in columns.items()})
            found.append([slots[place] for place in self._target_slots])
        return tuple([np.array(values) for values in zip(*found, strict=True)])

    def evaluate(self, day: int, inputs: Mapping[str, Any]) -> list[Any]:
        """The values of all slots: the only evaluation there is, for sums and for explanations."""
        period = self._period
        if not period.start <= day < period.end:
            period = self._period_of(day)
        if len(inputs) != len(self._input_slots):
            raise self._wrong_inputs(inputs)
        slots = period.slots.copy()
        try:
            for name, place in self._input_slots:
                value = inputs[name]
                # Narrow columns would overflow in the middle of a rule.
                if type(value) is not int and getattr(value, "itemsize", 8) < 8 and value.dtype.kind != "b":
                    value = value.astype("int64")
                slots[place] = value
        except KeyError:
            raise self._wrong_inputs(inputs) from None
        for function, arguments, result in period.steps:
            slots[result] = function(*[slots[place] for place in arguments])
        return slots

    def trace(self, day: int, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Every node that the evaluation of a day used or made, with its value inside."""
        slots = self.evaluate(day, inputs)
        used = self._graph.reach(self.targets, day, frozenset(self._given.values()), self._decided)
        return {node: slots[self._slot[node]] for node in used}

    def _check_inputs(self, given: frozenset[str]) -> None:
        """What every version of the rules misses is said at once; what only some miss, when a day of theirs
        is asked for.
        """
        starts = set(self._case_days())
        for node in self._reach:
            starts.update(start for start, _ in self._graph.rules.get(node, ()))
        versions = [
            self._graph.reach(self.targets, day, given, self._decided)
            for day in sorted(starts or {FIRST_DAY_OF_ALL})
        ]
        if all(_missing(needs, given) for needs in versions):
            raise missing_input(self._graph, _missing(versions[-1], given), versions[-1], self.targets)

    def _case_days(self) -> Iterator[int]:
        """The days on which a parameter begins another case."""
        graph = self._graph
        for node in self._reach:
            for _, rule in graph.rules.get(node, ()):
                by = graph.find(rule.cases.by, rule.branch) if rule.cases else None
                if by is not None and by in graph.parameters:
                    yield from (value.start for value in graph.parameters[by].values)

    def _wrong_inputs(self, inputs: Mapping[str, Any]) -> InvalidInput:
        given, wanted = ", ".join(inputs) or "nothing", ", ".join(self.inputs) or "nothing"
        return InvalidInput(
            f"the inputs are {given}; these rules were compiled for {wanted}",
            f"输入项为 {given}；编译时声明的输入项为 {wanted}",
        )

    def _change_days(self) -> list[int]:
        days = {FIRST_DAY_OF_ALL, AFTER_ALL_DAYS}
        given = set(self._given.values())
        for node in self._reach:
            if node in given:
                continue
            if node in self._graph.rules:
                days.update(start for start, _ in self._graph.rules[node])
            elif node in self._graph.parameters:
                for value in self._graph.parameters[node].values:
                    days.update((value.start, value.end))
        return sorted(days)

    def _period_of(self, day: int) -> Period:
        place = bisect_right(self._changes, day) - 1
        if not 0 <= place < len(self._changes) - 1:
            raise InvalidInput(f"day number {day} is no day", f"日序号 {day} 无效")
        if place not in self._periods:
            self._periods[place] = self._prepare(self._changes[place], self._changes[place + 1], day)
        self._period = self._periods[place]
        return self._period

    def _check_day(self, day: int, needs: Mapping[str, tuple[str, ...]]) -> None:
        """Errors: InvalidInput naming the day from which everything that is needed has a value, not one of
        it alone.
        """
        missing = self._not_yet_known(day, needs)
        if missing:
            first = next(
                (
                    later
                    for later in self._changes
                    if later > day and not self._not_yet_known(later, self._needs_on(later))
                ),
                0,
            )
            last_to_begin = [parameter for parameter in missing if parameter.values[0].start == first]
            (last_to_begin or missing)[0].at(day)

    def _needs_on(self, day: int) -> dict[str, tuple[str, ...]]:
        return self._graph.reach(self.targets, day, frozenset(self._given.values()), self._decided)

    def _not_yet_known(self, day: int, needs: Mapping[str, tuple[str, ...]]) -> list[Parameter]:
        graph, given = self._graph, frozenset(self._given.values())
        known = [graph.parameters[node] for node in needs if node in graph.parameters and node not in given]
        return [parameter for parameter in known if day < parameter.values[0].start]

    def _prepare(self, start: int, end: int, day: int) -> Period:
        """What does not depend on an input is computed once for the period."""
        graph, given = self._graph, frozenset(self._given.values())
        needs = self._needs_on(day)
        self._check_day(day, needs)
        if needs != self._ordered_needs:
            self._ordered_needs, self._order = needs, in_order(needs)
        slots: list[Any] = [UNUSED] * len(self._slot)
        varies: set[str] = set(given)
        steps: list[Step] = []
        for node in self._order:
            place = self._slot[node]
            if node in given:
                continue
            if node in graph.parameters:
                slots[place] = graph.parameters[node].at(day).value
            elif node in INPUTS:
                if INPUTS[node].default is None:
                    raise missing_input(graph, node, needs, self.targets)
                slots[place] = INPUTS[node].default
            else:
                rule = graph.rule_on(node, day)
                step = Step(rule.function, tuple(self._slot[need] for need in graph.needs(rule)), place)
                if varies.intersection(needs[node]):
                    varies.add(node)
                    steps.append(step)
                else:
                    slots[place] = step.function(*[slots[argument] for argument in step.arguments])
        return Period(start, end, slots, tuple(steps))


def in_order(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Nodes so that each comes after what it needs. Errors: InvalidInput if rules go round in a circle."""
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise InvalidInput(f"the rules go round in a circle: {circle}", f"规则循环依赖：{circle}") from None


def _missing(needs: Mapping[str, tuple[str, ...]], given: frozenset[str]) -> str:
    """An input without a default that nobody gives, or nothing."""
    return next(
        (node for node in needs if node in INPUTS and node not in given and INPUTS[node].default is None), ""
    )


def missing_input(
    graph: Graph, node: str, needs: Mapping[str, tuple[str, ...]], targets: tuple[str, ...]
) -> InvalidInput:
    """The error for an input that nobody gave, with what could be given instead of it."""
    one = INPUTS[node]
    instead = [name for name, below in needs.items() if node in below and name not in targets]
    or_else = (
        (f", or {' or '.join(instead)} instead", f"（或改给 {'、'.join(instead)}）") if instead else ("", "")
    )
    asked = " and ".join(targets)
    return InvalidInput(
        f"{asked} needs {node} ({one.label_en}), which is missing; give it{or_else[0]}",
        f"计算 {asked} 缺少 {node}（{one.label_zh}）；请提供{or_else[1]}",
    )

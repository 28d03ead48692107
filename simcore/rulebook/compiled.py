"""The compiled evaluation of rules, which calculation, explanation and simulation share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from simcore.calendar import AFTER_ALL_DAYS, FIRST_DAY_OF_ALL
from simcore.errors import InvalidInput, listed
from simcore.rulebook.graph import NOTHING_DECIDED, Decided, Graph, in_order
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.parameters import Parameter

UNUSED = 0
"""Stands for an argument that the cases at hand leave without use."""


class Step(NamedTuple):
    """One rule of a plan: its function, what fetches its arguments from the slots, where its result goes."""

    function: Callable[..., Any]
    arguments: Callable[[list[Any]], tuple[Any, ...]]
    result: int


class Period(NamedTuple):
    """Days (from `start`, before `end`) in which nothing changes: what is already known, and what remains
    to be done.
    """

    start: int
    end: int
    slots: list[Any]
    steps: tuple[Step, ...]


SHORT = 3
"""Up to so many rows are evaluated one by one."""


def _are_short(columns: Sequence[tuple[int, Any]]) -> bool:
    """Whether these are columns, at least one, and all equally short."""
    if not columns:
        return False
    shape: tuple[int, ...] = getattr(columns[0][1], "shape", ())
    if len(shape) != 1 or not 0 < shape[0] <= SHORT:
        return False
    return all(getattr(value, "shape", ()) == shape for _, value in columns)


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
        steps, slots, columns = self._begin(day, inputs)
        if _are_short(columns):
            return self._row_by_row(steps, slots, columns)
        for function, arguments, result in steps:
            slots[result] = function(*arguments(slots))
        return tuple([slots[place] for place in self._target_slots])

    def _row_by_row(
        self, steps: Sequence[Step], slots: list[Any], columns: Sequence[tuple[int, Any]]
    ) -> tuple[Any, ...]:
        """Short columns, a row at a time: the same values, and NumPy would cost more than it saves."""
        import numpy as np

        places = [place for place, _ in columns]
        found = []
        for row in zip(*[column.tolist() for _, column in columns], strict=True):
            for place, value in zip(places, row, strict=True):
                slots[place] = value
            for function, arguments, result in steps:
                slots[result] = function(*arguments(slots))
            found.append([slots[place] for place in self._target_slots])
        return tuple([np.array(values) for values in zip(*found, strict=True)])

    def evaluate(self, day: int, inputs: Mapping[str, Any]) -> list[Any]:
        """The values of all slots: the only evaluation there is, for sums and for explanations."""
        steps, slots, _ = self._begin(day, inputs)
        for function, arguments, result in steps:
            slots[result] = function(*arguments(slots))
        return slots

    def _begin(
        self, day: int, inputs: Mapping[str, Any]
    ) -> tuple[tuple[Step, ...], list[Any], list[tuple[int, Any]]]:
        """What is to be done on a day, the slots filled with all that is known before, and where among them
        stand inputs that are no single numbers.
        """
        period = self._period
        if not period.start <= day < period.end:
            period = self._period_of(day)
        if len(inputs) != len(self._input_slots):
            raise self._wrong_inputs(inputs)
        slots, columns = period.slots.copy(), []
        try:
            for name, place in self._input_slots:
                value = inputs[name]
                if type(value) is not int:
                    # Narrow columns would overflow in the middle of a rule.
                    if getattr(value, "itemsize", 8) < 8 and value.dtype.kind != "b":
                        value = value.astype("int64")
                    columns.append((place, value))
                slots[place] = value
        except KeyError:
            raise self._wrong_inputs(inputs) from None
        return period.steps, slots, columns

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
        if all(missing_inputs(needs, given) for needs in versions):
            raise missing_input(self._graph, missing_inputs(versions[-1], given), versions[-1], self.targets)

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
                    if later > day and not self._not_yet_known(later, self.needs_on(later))
                ),
                0,
            )
            last_to_begin = [parameter for parameter in missing if parameter.values[0].start == first]
            (last_to_begin or missing)[0].at(day)

    def needs_on(self, day: int) -> dict[str, tuple[str, ...]]:
        """What the targets rest on by the law of a day, each with what it needs in turn."""
        return self._graph.reach(self.targets, day, frozenset(self._given.values()), self._decided)

    def _not_yet_known(self, day: int, needs: Mapping[str, tuple[str, ...]]) -> list[Parameter]:
        graph, given = self._graph, frozenset(self._given.values())
        known = [graph.parameters[node] for node in needs if node in graph.parameters and node not in given]
        return [parameter for parameter in known if day < parameter.values[0].start]

    def _prepare(self, start: int, end: int, day: int) -> Period:
        """What does not depend on an input is computed once for the period."""
        graph, given = self._graph, frozenset(self._given.values())
        needs = self.needs_on(day)
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
                    raise missing_input(graph, missing_inputs(needs, given), needs, self.targets)
                slots[place] = INPUTS[node].default
            else:
                rule = graph.rule_on(node, day)
                step = Step(rule.function, _fetching([self._slot[need] for need in graph.needs(rule)]), place)
                if varies.intersection(needs[node]):
                    varies.add(node)
                    steps.append(step)
                else:
                    slots[place] = step.function(*step.arguments(slots))
        return Period(start, end, slots, tuple(steps))


def _fetching(places: Sequence[int]) -> Callable[[list[Any]], tuple[Any, ...]]:
    """What fetches the values at these places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda slots: tuple([slots[place] for place in places])


def missing_inputs(needs: Mapping[str, tuple[str, ...]], given: frozenset[str]) -> list[str]:
    """The inputs without a default that nobody gives, in the order in which the law states its inputs."""
    open_ones = [node for node in needs if node in INPUTS and node not in given]
    if not open_ones:
        return []
    stated = {name: place for place, name in enumerate(INPUTS)}
    return sorted((node for node in open_ones if INPUTS[node].default is None), key=stated.__getitem__)


def missing_input(
    graph: Graph, missing: Sequence[str], needs: Mapping[str, tuple[str, ...]], targets: tuple[str, ...]
) -> InvalidInput:
    """The error for inputs that nobody gave, all of them at once; of a single one with what could be given
    instead of it.
    """
    asked = " and ".join(targets)
    asked_zh = "、".join(graph.label_of(target)[1] for target in targets)
    english = [f"{node} ({INPUTS[node].label_en})" for node in missing]
    chinese = listed((f"{INPUTS[node].label_zh}（{node}）" for node in missing), True)
    if len(missing) > 1:
        return InvalidInput(
            f"{asked} needs {', '.join(english[:-1])} and {english[-1]}, which are missing; give them",
            f"计算{asked_zh}缺少 {len(missing)} 个输入项：{chinese}；请提供",
        )
    instead = [name for name, below in needs.items() if missing[0] in below and name not in targets]
    names_zh = listed((f"{graph.label_of(name)[1]}（{name}）" for name in instead), True)
    or_else = (f", or {' or '.join(instead)} instead", f"，或改给{names_zh}") if instead else ("", "")
    return InvalidInput(
        f"{asked} needs {english[0]}, which is missing; give it{or_else[0]}",
        f"计算{asked_zh}缺少{chinese}；请提供{or_else[1]}",
    )

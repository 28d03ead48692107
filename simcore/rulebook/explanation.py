"""Why an amount is what it is: the trace of its evaluation as a tree of values with their reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from simcore.calendar import AFTER_ALL_DAYS, FIRST_DAY_OF_ALL, day_text
from simcore.rulebook import explanation_text as text
from simcore.rulebook.documents import told_on
from simcore.rulebook.formula import Argument, formula, numbers
from simcore.rulebook.inputs import INPUTS, NO_CAP
from simcore.rulebook.parameters import DatedValue, Parameter
from simcore.rulebook.reasons import Reasons, Step
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import MONTHS_A_YEAR, Table

if TYPE_CHECKING:
    from rich.tree import Tree

    from simcore.rulebook.graph import Graph

_SHORT_TABLE = 6


class Explanation(Reasons):
    """The reasons of a target as people read them: in a terminal, in a notebook, as Markdown."""

    def __str__(self) -> str:
        return text.as_text(self)

    __repr__ = __str__

    def to_markdown(self) -> str:
        """A nested list, in the current language."""
        return text.as_markdown(self)

    def _repr_html_(self) -> str:
        return text.as_html(self)

    def _repr_markdown_(self) -> str:
        return text.as_markdown(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        wanted = set(include or text.RENDERINGS) - set(exclude or ())
        return {kind: render(self) for kind, render in text.RENDERINGS.items() if kind in wanted}

    def __rich__(self) -> Tree:
        return text.as_rich(self)


def explained(
    graph: Graph, target: str, day: int, trace: Mapping[str, Any], given: frozenset[str]
) -> Explanation:
    """The explanation of an evaluation from its trace (node → value inside)."""
    return Explanation(target, day_text(day), _Teller(graph, day, trace, given).step(target))


class _Teller:
    def __init__(self, graph: Graph, day: int, trace: Mapping[str, Any], given: frozenset[str]) -> None:
        self.graph = graph
        self.day = day
        self.trace = trace
        self.given = given
        self.told: set[str] = set()

    def step(self, node: str) -> Step:
        if node in self.graph.rules:
            return self._of_rule(node)
        return self._of_parameter(node) if node in self.graph.parameters else self._of_input(node)

    def _of_rule(self, node: str) -> Step:
        rule = self.graph.rule_on(node, self.day)
        label, unit, inside = (rule.label_en, rule.label_zh), rule.unit, self.trace[node]
        value, shown = UNITS[unit].face(inside), shown_in(unit, inside)
        repeated = node in self.told
        self.told.add(node)
        if node in self.given:
            return Step(node, "given", label, unit, value, inside, shown, repeated=repeated)
        needs = self.graph.needs(rule)
        told, numbered = (
            tuple(
                tell(rule.function, self._arguments(rule.needs, needs, chinese), UNITS[unit], chinese)
                for chinese in (False, True)
            )
            for tell in (formula, numbers)
        )
        return Step(
            node,
            "rule",
            label,
            unit,
            value,
            inside,
            shown,
            formula=(told[0], told[1]),
            numbers=(numbered[0], numbered[1]),
            meaning=" ".join((rule.function.__doc__ or "").split()),
            legal_basis=told_on(self.day, rule.article),
            status=rule.status,
            repeated=repeated and bool(needs),
            # What only another case would need has no value here.
            steps=() if repeated else tuple(self.step(need) for need in needs if need in self.trace),
        )

    def _of_parameter(self, node: str) -> Step:
        parameter = self.graph.parameters[node]
        label, inside = (parameter.label_en, parameter.label_zh), self.trace[node]
        value = parameter.face(inside)
        shown = briefly(parameter, inside)
        repeated = node in self.told
        self.told.add(node)
        if node in self.given:
            return Step(
                node,
                "given",
                label,
                parameter.unit,
                value,
                inside,
                shown,
                lawful=self._lawful(parameter, parameter.law or parameter.values),
                repeated=repeated,
            )
        dated = parameter.at(self.day)
        return Step(
            node,
            "parameter",
            label,
            parameter.unit,
            value,
            inside,
            shown,
            status=dated.status,
            document=dated.source,
            since=day_text(dated.start) if dated.start > FIRST_DAY_OF_ALL else "",
            until=day_text(dated.end - 1) if dated.end < AFTER_ALL_DAYS else "",
            lawful=self._lawful(parameter, parameter.law) if dated.status == "reform" else ("", ""),
            repeated=repeated,
        )

    def _lawful(self, parameter: Parameter, law: tuple[DatedValue, ...]) -> tuple[str, str]:
        """The law's own value on the day; nothing where it has none."""
        for value in law:
            if value.start <= self.day < value.end:
                return briefly(parameter, value.value)
        return "", ""

    def _of_input(self, node: str) -> Step:
        one = INPUTS[node]
        inside = self.trace[node]
        kind = "input" if node in self.given else "default"
        label = (one.label_en, one.label_zh)
        value = UNITS[one.unit].face(inside)
        repeated = node in self.told
        self.told.add(node)
        return Step(node, kind, label, one.unit, value, inside, shown_in(one.unit, inside), repeated=repeated)

    def _arguments(self, names: Sequence[str], needs: Sequence[str], chinese: bool) -> dict[str, Argument]:
        """What the rule's arguments are called and worth."""
        return {
            name: Argument(self._label(need)[chinese], UNITS[self._unit(need)], self.trace.get(need))
            for name, need in zip(names, needs, strict=True)
        }

    def _unit(self, node: str) -> str:
        if node in self.graph.rules:
            return self.graph.rule_on(node, self.day).unit
        return self.graph.parameters[node].unit if node in self.graph.parameters else INPUTS[node].unit

    def _label(self, node: str) -> tuple[str, str]:
        if node in self.graph.rules:
            rule = self.graph.rule_on(node, self.day)
            return rule.label_en, rule.label_zh
        if node in self.graph.parameters:
            return self.graph.parameters[node].label_en, self.graph.parameters[node].label_zh
        return INPUTS[node].label_en, INPUTS[node].label_zh


def shown_in(unit: str, inside: Any) -> tuple[str, str]:
    """A value inside as people read it, in English and in Chinese."""
    if inside == NO_CAP and unit == "yuan":
        return "no cap", "不设上限"
    english, chinese = UNITS[unit].shown(inside, False), UNITS[unit].shown(inside, True)
    if unit == "months" and inside >= MONTHS_A_YEAR:
        years, months = divmod(inside, MONTHS_A_YEAR)
        above = (f" {_counted(months, 'month')}", f" {months} 个月") if months else ("", "")
        return f"{english} ({_counted(years, 'year')}{above[0]})", f"{chinese}（{years} 年{above[1]}）"
    if unit == "share":
        per_cent = f"{UNITS[unit].face(inside * 100)} %"
        return f"{english} ({per_cent})", f"{chinese}（{per_cent}）"
    return english, chinese


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def briefly(parameter: Parameter, inside: Any) -> tuple[str, str]:
    """A parameter's value in a line: all of a short table, first and last entry of a long one."""
    if not isinstance(inside, Table):
        return shown_in(parameter.unit, inside)
    entries = list(parameter.face(inside))
    if len(entries) <= _SHORT_TABLE:
        return parameter.shown(inside, False), parameter.shown(inside, True)
    unit, ends = UNITS[parameter.unit], [list(inside.items())[place][1] for place in (0, -1)]
    shown = [[unit.shown(end, chinese) for end in ends] for chinese in (False, True)]
    count, first, last = len(entries), entries[0], entries[-1]
    return (
        f"{count} entries, from {first}: {shown[0][0]} to {last}: {shown[0][1]}",
        f"共 {count} 项，自 {first}：{shown[1][0]} 至 {last}：{shown[1][1]}",
    )

"""Why an amount is what it is: the trace of its evaluation as a tree, for terminals, notebooks and export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from simcore.language import say
from simcore.law.dates import AFTER_ALL_DAYS, FIRST_DAY_OF_ALL, day_text
from simcore.law.formula import formula
from simcore.law.inputs import INPUTS, NO_CAP
from simcore.law.parameters import MODEL_DEFAULTS
from simcore.law.units import UNITS
from simcore.law.words import Table

if TYPE_CHECKING:
    from rich.tree import Tree

    from simcore.law.policy import Policy

_KINDS = {
    "rule": ("rule", "规则"),
    "parameter": ("parameter", "参数"),
    "input": ("input", "输入"),
    "given": ("given", "给定值"),
    "default": ("default", "默认值"),
}


@dataclass(frozen=True)
class Step:
    """One value of the evaluation.

    `kind` is rule, parameter, input, given (a value that stands in place of a rule or parameter) or default
    (of an input). `value` is as calculate gives it, `inside` the integer kept inside. `article` is the law
    of a rule; `source`, `status`, `since` and `until` (days, or empty) are those of a parameter's value. A
    step met before has `repeated` set and no steps below it. `model_default` marks what may not be shown as
    an official figure.
    """

    name: str
    kind: str
    label: tuple[str, str]
    unit: str
    value: Any
    inside: Any
    shown: tuple[str, str]
    formula: tuple[str, str] = ("", "")
    meaning: str = ""
    article: str = ""
    status: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    repeated: bool = False
    steps: tuple[Step, ...] = field(default=())

    @property
    def model_default(self) -> bool:
        return self.status in MODEL_DEFAULTS

    def to_dict(self) -> dict[str, Any]:
        """The step and all below it as plain dicts, lists, texts and numbers."""
        return {
            "name": self.name,
            "kind": self.kind,
            "label": {"en": self.label[0], "zh": self.label[1]},
            "unit": self.unit,
            "value": _plain(self.value),
            "inside": dict(self.inside.items()) if isinstance(self.inside, Table) else _plain(self.inside),
            "shown": {"en": self.shown[0], "zh": self.shown[1]},
            "formula": {"en": self.formula[0], "zh": self.formula[1]},
            "meaning": self.meaning,
            "article": self.article,
            "status": self.status,
            "model_default": self.model_default,
            "source": self.source,
            "since": self.since,
            "until": self.until,
            "repeated": self.repeated,
            "steps": [step.to_dict() for step in self.steps],
        }

    def walk(self) -> Iterator[Step]:
        """This step and all below it, from above."""
        yield self
        for step in self.steps:
            yield from step.walk()

    def headline(self) -> str:
        """Label and value in the current language."""
        return say(f"{self.label[0]}: {self.shown[0]}", f"{self.label[1]}：{self.shown[1]}")

    def remarks(self) -> list[str]:
        """Formula, article, source, status and dates in the current language; whatever there is of them."""
        if self.repeated:
            return [say("as above", "同上")]
        remarks = [say(*self.formula)] if self.formula[0] and self.steps else []
        if self.kind in ("given", "default", "input"):
            remarks.append(say(*_KINDS[self.kind]))
        remarks += [text for text in (self.article, self.source) if text]
        if self.since:
            until = say(f" to {self.until}", f" 至 {self.until}") if self.until else ""
            remarks.append(say(f"in force from {self.since}", f"自 {self.since} 起施行") + until)
        if self.status:
            remarks.append(say(*STATUS_LABELS[self.status]))
        if self.model_default:
            remarks.append(say("model default", "模型默认值"))
        return remarks


STATUS_LABELS: Mapping[str, tuple[str, str]] = {
    "official": ("official", "官方文本"),
    "published": ("published by a secondary source", "二手来源公布"),
    "form": ("fits award forms to the fen", "与待遇核定表相符"),
    "recalled": ("recalled, no copy seen", "凭记忆，未见原文"),
    "uncertain": ("uncertain", "不确定"),
    "derived": ("derived", "推算得出"),
    "projected": ("projected", "预测"),
    "carried_back": ("carried back from its first value", "由首个数值向前沿用"),
    "reform": ("reform", "改革方案"),
}


@dataclass(frozen=True)
class Explanation:
    """A target on a date with the tree of its reasons. `value` equals what calculate gives."""

    target: str
    date: str
    tree: Step

    @property
    def value(self) -> Any:
        return self.tree.value

    def steps(self) -> Iterator[Step]:
        """Every step, from above."""
        return self.tree.walk()

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain data, for export."""
        return {"target": self.target, "date": self.date, **self.tree.to_dict()}

    def __str__(self) -> str:
        lines: list[str] = []
        _write(self.tree, "", "", lines)
        return "\n".join(lines)

    __repr__ = __str__

    def to_markdown(self) -> str:
        """A nested list."""
        lines = [f"**{self.tree.headline()}** ({self.date})"]
        for step in (self.tree, *self.tree.steps):
            _write_markdown(step, 0 if step is self.tree else 1, lines, step is not self.tree)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return f'<div class="simcore-explanation">{_html(self.tree, is_open=True)}</div>'

    def __rich__(self) -> Tree:
        from rich.markup import escape as quoted
        from rich.tree import Tree

        def grow(step: Step, tree: Tree) -> None:
            for below in step.steps:
                grow(below, tree.add(text(below)))

        def text(step: Step) -> str:
            remarks = " · ".join(step.remarks())
            return f"[bold]{quoted(step.headline())}[/bold]" + (
                f"\n[dim]{quoted(remarks)}[/dim]" if remarks else ""
            )

        tree = Tree(text(self.tree))
        grow(self.tree, tree)
        return tree


def explained(
    policy: Policy, target: str, day: int, trace: Mapping[str, Any], given: frozenset[str]
) -> Explanation:
    """The explanation of an evaluation from its trace (node → value inside)."""
    return Explanation(target, day_text(day), _Teller(policy, day, trace, given).step(target))


class _Teller:
    def __init__(self, policy: Policy, day: int, trace: Mapping[str, Any], given: frozenset[str]) -> None:
        self.graph = policy.graph
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
        value, shown = UNITS[unit].face(inside), _shown(unit, inside)
        if node in self.given:
            return Step(node, "given", label, unit, value, inside, shown)
        needs = self.graph.needs(rule)
        formulas = tuple(
            formula(
                rule.function,
                {
                    argument: self._label(need)[chinese]
                    for argument, need in zip(rule.needs, needs, strict=True)
                },
                chinese,
            )
            for chinese in (False, True)
        )
        repeated = node in self.told
        self.told.add(node)
        return Step(
            node,
            "rule",
            label,
            unit,
            value,
            inside,
            shown,
            formula=(formulas[0], formulas[1]),
            meaning=" ".join((rule.function.__doc__ or "").split()),
            article=rule.article,
            status=rule.status,
            repeated=repeated and bool(needs),
            steps=() if repeated else tuple(self.step(need) for need in needs),
        )

    def _of_parameter(self, node: str) -> Step:
        parameter = self.graph.parameters[node]
        label, inside = (parameter.label_en, parameter.label_zh), self.trace[node]
        value = parameter.face(inside)
        shown = (parameter.shown(inside, False), parameter.shown(inside, True))
        if node in self.given:
            return Step(node, "given", label, parameter.unit, value, inside, shown)
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
            source=dated.source,
            since=day_text(dated.start) if dated.start > FIRST_DAY_OF_ALL else "",
            until=day_text(dated.end - 1) if dated.end < AFTER_ALL_DAYS else "",
        )

    def _of_input(self, node: str) -> Step:
        one = INPUTS[node]
        inside = self.trace[node]
        kind = "input" if node in self.given else "default"
        label = (one.label_en, one.label_zh)
        return Step(
            node, kind, label, one.unit, UNITS[one.unit].face(inside), inside, _shown(one.unit, inside)
        )

    def _label(self, node: str) -> tuple[str, str]:
        if node in self.graph.rules:
            rule = self.graph.rule_on(node, self.day)
            return rule.label_en, rule.label_zh
        if node in self.graph.parameters:
            return self.graph.parameters[node].label_en, self.graph.parameters[node].label_zh
        return INPUTS[node].label_en, INPUTS[node].label_zh


def _shown(unit: str, inside: Any) -> tuple[str, str]:
    if inside == NO_CAP and unit == "yuan":
        return "no cap", "不设上限"
    return UNITS[unit].shown(inside, False), UNITS[unit].shown(inside, True)


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value)


def _write(step: Step, before: str, below: str, lines: list[str]) -> None:
    lines.append(before + step.headline())
    remarks = step.remarks()
    bar = "│  " if step.steps else "   "
    if remarks:
        lines.append(below + bar + " · ".join(remarks))
    for place, one in enumerate(step.steps):
        last = place == len(step.steps) - 1
        _write(one, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "), lines)


def _write_markdown(step: Step, depth: int, lines: list[str], with_steps: bool) -> None:
    remarks = " · ".join(step.remarks())
    if depth:
        lines.append("  " * (depth - 1) + f"- **{step.headline()}**" + (f" — {remarks}" if remarks else ""))
    elif remarks:
        lines.append(f"\n{remarks}\n")
    if with_steps:
        for one in step.steps:
            _write_markdown(one, depth + 1, lines, True)


def _html(step: Step, is_open: bool = False) -> str:
    remarks = " · ".join(step.remarks())
    text = f"<b>{escape(step.headline())}</b>" + (f"<br><small>{escape(remarks)}</small>" if remarks else "")
    if not step.steps:
        return f"<div style='margin-left:1.2em'>{text}</div>"
    inner = "".join(_html(one) for one in step.steps)
    opened = " open" if is_open else ""
    return f"<details{opened} style='margin-left:1.2em'><summary>{text}</summary>{inner}</details>"

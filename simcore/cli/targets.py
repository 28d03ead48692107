"""The command `targets`: what can be calculated, and what each target takes."""

from __future__ import annotations

import datetime
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from simcore.cli.program import Answer
from simcore.cli.search import is_meant
from simcore.cli.text_table import wrapped
from simcore.errors import listed, plain, unknown
from simcore.language import language, say

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.rulebook.rule import Rule
    from simcore.rulebook.unit import Unit

_WIDTH = 100


def targets(arguments: Namespace) -> Answer:
    """Print every target that matches, with its unit; with a pattern, also what each takes."""
    from simcore.rulebook.policy import Policy

    policy = Policy.load()
    rules = _matching(policy, arguments.pattern)
    if arguments.pattern is None:
        return Answer("\n".join(_head(rule) for rule in rules))
    return Answer("\n\n".join("\n".join([_head(rule), *_inputs(policy, rule)]) for rule in rules))


def _matching(policy: Policy, given: str | None) -> list[Rule]:
    from simcore.rulebook.unknowns import unknown_called

    rules = [versions[-1][1] for _, versions in sorted(policy.graph.rules.items())]
    if given is None:
        return rules
    found = [
        rule for rule in rules if is_meant(given, (rule.name, rule.label_en, rule.label_zh), rule.branch)
    ]
    if not found:
        if no_figure := unknown_called(given):
            raise no_figure.refusal()
        known = [rule.name if given.isascii() else rule.label_zh for rule in rules]
        raise unknown(("target", "计算项"), given, known)
    # A whole name means that target alone.
    whole = plain(given)
    exact = [rule for rule in found if whole in map(plain, (rule.name, rule.label_en, rule.label_zh))]
    return exact or found


def _head(rule: Rule) -> str:
    from simcore.rulebook.units import UNITS

    unit = UNITS[rule.unit]
    counted = say(unit.en, unit.zh)
    label = say(rule.label_en, rule.label_zh)
    return f"{rule.name}: {label}{say(' (', '（') + counted + say(')', '）') if counted else ''}"


def _inputs(policy: Policy, rule: Rule) -> list[str]:
    """What the target takes, what must be given first: names, labels, what is allowed, defaults."""
    from simcore.calendar import day_number
    from simcore.rulebook.inputs import INPUTS, NO_CAP
    from simcore.rulebook.units import UNITS

    graph = policy.graph
    reach = graph.reach([rule.name], day_number(datetime.date.today(), "date"))
    asked = [INPUTS[node] for node in sorted(reach) if node in INPUTS]
    lines = []
    for one in sorted(asked, key=lambda one: one.default is not None):
        unit = UNITS[one.unit]
        allowed = say(*unit.allowed())
        if one.among:
            allowed = say("one of ", "以下之一：") + ", ".join(str(unit.face(each)) for each in one.among)
        default = ""
        if one.default is not None:
            shown = say("no cap", "不设上限") if one.default == NO_CAP else _shown(unit, one.default)
            default = say(f"; default {shown}", f"；默认 {shown}")
        lines += _wrapped(f"{one.name}: {say(one.label_en, one.label_zh)} — {allowed}{default}")
    others = [node for node in sorted(reach) if node not in INPUTS and node != rule.name]
    names = [_name(policy, node) for node in others]
    names = sorted({*names, *rule.also_takes, *rule.stands_for} - {one.name for one in asked})
    if names:
        told = say(", ".join(names), listed((_label(policy, name) for name in names), True))
        lines += _wrapped(say("may be given too: ", "也可直接给出：") + told)
    return lines or [say("  takes nothing", "  无须输入")]


def _name(policy: Policy, node: str) -> str:
    """A parameter by its name with underscores, unless a rule is called so."""
    parameter = policy.graph.parameters.get(node)
    if parameter is None:
        return node
    return parameter.path if parameter.full_name in policy.graph.rules else parameter.full_name


def _label(policy: Policy, name: str) -> str:
    """What a name is called in Chinese, if that means nothing else."""
    node = policy.graph.find(name)
    label = policy.graph.label_of(node)[1] if node else name
    return label if policy.graph.labelled(label) == [node] else name


def _shown(unit: Unit, inside: Any) -> str:
    if language() == "zh" and not unit.is_number:
        return unit.shown(inside, True)
    face = unit.face(inside)
    if face is None:
        return "none"
    return str(face).lower() if isinstance(face, bool) else str(face)


def _wrapped(text: str) -> list[str]:
    return wrapped(text, _WIDTH, "  ", "      ")

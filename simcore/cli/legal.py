"""The commands about the law and what a run starts from: calculate, explain, scenarios."""

from __future__ import annotations

import json
import re
import sys
from argparse import Namespace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from simcore.cli.program import Answer
from simcore.cli.text_table import text_table
from simcore.errors import InvalidInput
from simcore.language import say

if TYPE_CHECKING:
    from simcore.rulebook.parameters import Parameter
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario


def calculate(arguments: Namespace) -> Answer:
    """Print one amount or fact and nothing else, so that other programs can read it; on standard error a note
    if it rests on values of years long past.
    """
    policy, inputs = _policy(arguments.reform), _inputs(arguments.inputs)
    value = policy.calculate(arguments.target, arguments.date, **inputs)
    stale = {one.path for one in policy.stale_parameters(arguments.date)}
    old = [one for one in policy.used(arguments.target, arguments.date, **inputs) if one.path in stale]
    if old:
        print(f"simcore: {_carried_forward(old)}", file=sys.stderr)
    return Answer(_plain(value))


def _carried_forward(series: list[Parameter]) -> str:
    from simcore.calendar import day_text

    years = [day_text(one.newest().start)[:4] for one in series]
    english = ", ".join(f"{one.label_en} ({year})" for one, year in zip(series, years, strict=True))
    chinese = "、".join(f"{one.label_zh}（{year} 年）" for one, year in zip(series, years, strict=True))
    return say(
        f"nothing later is known, so this rests on values carried forward: {english}",
        f"尚无更新的数值，本结果沿用：{chinese}",
    )


def explain(arguments: Namespace) -> Answer:
    """Print the amount as a tree of steps, coloured where a person watches; or as Markdown or JSON."""
    policy = _policy(arguments.reform)
    explanation = policy.explain(arguments.target, arguments.date, **_inputs(arguments.inputs))
    if arguments.format == "json":
        return Answer(json.dumps(explanation.to_dict(), ensure_ascii=False, indent=1))
    if arguments.format == "markdown":
        return Answer(explanation.to_markdown())
    if not sys.stdout.isatty():
        return Answer(str(explanation))
    from rich.console import Console

    Console().print(explanation)
    return Answer()


def _policy(reforms: list[str]) -> Policy:
    """The law as it is, or as these reforms change it; "start" in them is that of an ordinary run."""
    if not reforms:
        from simcore.rulebook.policy import Policy

        return Policy.load()
    from simcore.scenarios import Scenario

    scenario = Scenario.load()
    for reform in reforms:
        scenario = scenario.reform(reform)
    return scenario.law_as_reformed()


def _inputs(given: list[str]) -> dict[str, Any]:
    """`name=value` words as inputs: text, which the law takes exactly, or lists of texts."""
    inputs: dict[str, Any] = {}
    for word in given:
        name, equals, value = word.partition("=")
        name = name.strip()
        if not equals or not name:
            raise InvalidInput(
                f"input {word!r} is not of the form name=value, as monthly_wage=5000",
                f"输入项 {word!r} 的格式不是 name=value，例如 monthly_wage=5000",
            )
        if name in inputs:
            raise InvalidInput(
                f"input {name!r} is given twice; give it once", f"输入项 {name!r} 重复；请只给出一次"
            )
        inputs[name] = _value(name, value)
    return inputs


def _value(name: str, text: str) -> Any:
    """One value as text, or a list of texts. Errors: InvalidInput for a list in which a comma may be a
    thousands separator.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return text
    if any(_BEFORE.fullmatch(one) and _BEHIND.fullmatch(other) for one, other in pairwise(parts)):
        raise _one_or_several(name, text, parts)
    return parts


_BEFORE, _BEHIND = re.compile(r"[+-]?\d{1,3}"), re.compile(r"\d{3}(\.\d+)?")
"""What stands before and behind a comma that may be a thousands separator."""


def _one_or_several(name: str, text: str, parts: list[str]) -> InvalidInput:
    first, *others = parts
    several = ",".join(part if "." in part else f"{part}.0" for part in parts)
    one, one_zh = "write each number without thousands separators, as 8000", "每个数请不加千位分隔符，如 8000"
    if _BEFORE.fullmatch(first) and all(_BEHIND.fullmatch(part) for part in others):
        # Nobody writes thousands behind a zero, but some write 0,627 for 0.627.
        number = ("." if first.strip("+-") == "0" else "").join(parts)
        one, one_zh = f"write one number without commas, as {number}", f"一个数请不加逗号，写作 {number}"
    # 000 is part of a number and no value of its own.
    has_zeros = any(part.startswith("0") and len(part) > 1 for part in others)
    also = "" if has_zeros else f", several with a decimal point, as {several}"
    also_zh = "" if has_zeros else f"；多个值请加小数点，写作 {several}"
    return InvalidInput(
        f"{name} is {text!r}, in which a comma may separate thousands or values; {one}{also}",
        f"{name} 的值为 {text!r}，其中的逗号既可能是千位分隔符，也可能分隔多个值；{one_zh}{also_zh}",
    )


def _plain(value: Any) -> str:
    """A result as one line: several results (lists in, lists out) stand behind each other with commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return ",".join(_plain(one) for one in value)
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def scenarios(arguments: Namespace) -> Answer:
    """Print the ready-made scenarios, or what one of them does."""
    from simcore.scenarios import Scenario, scenario_names

    if arguments.name:
        return Answer("\n".join(_told(Scenario.load(arguments.name))))
    rows = []
    for name in scenario_names():
        scenario = Scenario.load(name)
        label = say(*scenario.label)
        rows.append([name, f"{scenario.people:,}", str(scenario.years), str(scenario.seed), label])
    headings = [
        say(*both)
        for both in (
            ("scenario", "情景"),
            ("people", "人数"),
            ("years", "年数"),
            ("seed", "种子"),
            ("what it is", "说明"),
        )
    ]
    return Answer(text_table(headings, rows, right=(1, 2, 3)))


def _told(scenario: Scenario) -> list[str]:
    """A scenario in lines: its label, its sentence, the values it changes and the law it changes."""
    from simcore.scenarios import Scenario as Scenarios

    usual = Scenarios.load()
    lines = [f"{scenario.name}{say(': ', '：')}{say(*scenario.label)}", *filter(None, [say(*scenario.says)])]
    for path in scenario.keys():  # noqa: SIM118
        if scenario[path] != usual[path]:
            label = say(scenario.key(path).label_en, scenario.key(path).label_zh)
            named = say(f"{path} ({label}): ", f"{path}（{label}）：")
            lines.append(f"{named}{usual[path]} → {scenario[path]}")
    if scenario.reforms:
        lines += str(scenario.law_changes()).splitlines()
    return lines

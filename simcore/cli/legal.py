"""The commands about the law and what a run starts from: calculate, explain, parameters, scenarios."""

from __future__ import annotations

import datetime
import sys
from argparse import Namespace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from simcore.cli.program import Answer
from simcore.cli.text_table import text_table
from simcore.errors import InvalidInput, unknown
from simcore.language import language, say

if TYPE_CHECKING:
    from simcore.law.parameters import Parameter


def calculate(arguments: Namespace) -> Answer:
    """Print one amount or fact and nothing else, so that other programs can read it."""
    from simcore import calculate as by_law

    return Answer(_plain(by_law(arguments.target, arguments.date, **_inputs(arguments.inputs))))


def explain(arguments: Namespace) -> Answer:
    """Print the amount as a tree of steps, coloured where a person watches."""
    from simcore import explain as by_law

    explanation = by_law(arguments.target, arguments.date, **_inputs(arguments.inputs))
    if not sys.stdout.isatty():
        return Answer(str(explanation))
    from rich.console import Console

    Console().print(explanation)
    return Answer()


def _inputs(given: list[str]) -> dict[str, Any]:
    """`name=value` words as inputs: text, which the law takes exactly, but for true, false and lists."""
    inputs: dict[str, Any] = {}
    for word in given:
        name, equals, value = word.partition("=")
        if not equals or not name.isidentifier():
            raise InvalidInput(
                f"input {word!r} is not of the form name=value, as monthly_wage=5000",
                f"输入项 {word!r} 的格式不是 name=value，例如 monthly_wage=5000",
            )
        if name in inputs:
            raise InvalidInput(
                f"input {name!r} is given twice; give it once", f"输入项 {name!r} 重复；请只给出一次"
            )
        inputs[name] = _value(value)
    return inputs


def _value(text: str) -> Any:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return [part.strip() for part in text.split(",")] if "," in text else text


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
    """Print the ready-made scenarios."""
    from simcore.scenarios import Scenario, scenario_names

    rows = []
    for name in scenario_names():
        scenario = Scenario.load(name)
        rows.append([name, f"{scenario.people:,}", str(scenario.years), str(scenario.seed), *scenario.label])
    headings = [
        ["scenario", "people", "years", "seed", "what it is", ""],
        ["情景", "人数", "年数", "种子", "说明", ""],
    ]
    return Answer(text_table(headings, rows, right=(1, 2, 3)))


def parameters(arguments: Namespace) -> Answer:
    """Print the law's parameters: all their dated values, those of a day, or the series gone stale."""
    from simcore.law.policy import Policy

    policy = Policy.load("chongqing")
    day = _day(arguments.date) if arguments.date else None
    chosen = _matching(list(policy.parameters()), arguments.pattern)
    if arguments.stale:
        on = arguments.date or datetime.date.today()
        stale = {parameter.path for parameter in policy.stale_parameters(on)}
        chosen = [parameter for parameter in chosen if parameter.path in stale]
        if not chosen:
            return Answer(say("no series has gone stale", "没有过时的序列"))
    rows = [row for parameter in chosen for row in _parameter_rows(parameter, day, newest=arguments.stale)]
    if not rows:
        raise InvalidInput(
            f"date is {arguments.date!r}, when none of these parameters was in force; "
            "ask without --date for all values",
            f"日期 {arguments.date!r} 时这些参数均未生效；不加 --date 可查看全部数值",
        )
    headings = [
        ["parameter", "what it is", "value", "from", "status", "source"],
        ["参数", "名称", "数值", "生效日期", "状态", "来源"],
    ]
    return Answer(text_table(headings, rows))


def _day(text: str) -> int:
    from simcore.law.dates import day_number

    return day_number(text, "date")


def _matching(known: list[Parameter], pattern: str | None) -> list[Parameter]:
    if pattern is None:
        return known
    wanted = (pattern if "*" in pattern or "?" in pattern else f"*{pattern}*").lower()
    found = [
        parameter
        for parameter in known
        if any(
            fnmatchcase(text.lower(), wanted)
            for text in (parameter.path, parameter.label_en, parameter.label_zh)
        )
    ]
    if not found:
        raise unknown(("parameter", "参数"), pattern, [parameter.path for parameter in known])
    return found


def _parameter_rows(parameter: Parameter, day: int | None, *, newest: bool) -> list[list[str]]:
    """One row a dated value: all of them, the one in force on the day, or only the newest."""
    from simcore.law.dates import day_text

    chinese = language() == "zh"
    values = parameter.values[-1:] if newest else parameter.values
    if day is not None and not newest:
        values = tuple(value for value in values if value.start <= day < value.end)
    name = parameter.label_zh if chinese else parameter.label_en
    return [
        [
            parameter.path,
            name,
            parameter.shown(value.value, chinese),
            day_text(value.start),
            value.status,
            value.source,
        ]
        for value in values
    ]

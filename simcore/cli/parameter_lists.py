"""The command `parameters`: what is known of the law's numbers, for which dates and how surely."""

from __future__ import annotations

import datetime
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from simcore.cli.program import Answer
from simcore.cli.search import is_meant
from simcore.cli.text_table import text_table
from simcore.errors import InvalidInput, unknown
from simcore.language import language, say

if TYPE_CHECKING:
    from simcore.rulebook.parameters import DatedValue, Parameter

_HEADINGS = (
    ("parameter", "参数"),
    ("what it is", "名称"),
    ("value", "数值"),
    ("from", "生效日期"),
    ("to", "截止日期"),
    ("status", "状态"),
    ("source", "来源"),
)


def parameters(arguments: Namespace) -> Answer:
    """Print the law's parameters: all their dated values or those of a day, the series gone stale, what is
    uncertain, what a reform changes, or how many values have which status.
    """
    from simcore.rulebook.policy import Policy

    if arguments.counts:
        _refuse_with_counts(arguments)
        return Answer(status_counts())
    if arguments.reform:
        return Answer(_reform_changes(arguments))
    if arguments.uncertain:
        return Answer(_uncertain(arguments))
    policy = Policy.load("chongqing")
    day = _day(arguments.date)
    chosen = _matching(list(policy.parameters()), arguments.pattern)
    if arguments.stale:
        on = arguments.date or datetime.date.today()
        stale = {parameter.path for parameter in policy.stale_parameters(on)}
        chosen = [parameter for parameter in chosen if parameter.path in stale]
        if not chosen:
            return Answer(say("no series has gone stale", "没有过时的序列"))
        return Answer(_table([_row(one, one.newest()) for one in chosen]))
    rows = [_row(one, value) for one in chosen for value in _in_force(one, day)]
    if not rows:
        raise InvalidInput(
            f"date is {arguments.date!r}, when none of these parameters was in force; "
            "ask without --date for all values",
            f"日期 {arguments.date!r} 时这些参数均未生效；不加 --date 可查看全部数值",
        )
    return Answer(_table(rows))


def _table(rows: list[list[str]]) -> str:
    return text_table([say(*both) for both in _HEADINGS], rows)


def _status(status: str) -> str:
    """A status as the files name it; in Chinese in words."""
    from simcore.rulebook.explanation_text import STATUS_LABELS

    return say(status, STATUS_LABELS[status][1])


def status_counts(wording: Callable[[str, str], str] = say) -> str:
    """How many dated values and rules have which status, as a Markdown table. `wording` makes of the English
    and the Chinese of a cell what stands there.
    """
    from simcore.rulebook import branches
    from simcore.rulebook.explanation_text import STATUS_LABELS
    from simcore.rulebook.parameters import STATUSES

    values = Counter(one.status for each in branches.parameters().values() for one in each.values)
    rules = Counter(rule.status for rule in branches.rules().values())
    head = [wording(*both) for both in _COUNTED]
    lines = [f"| {' | '.join(head)} |", "| --- | --- | ---: | ---: |"]
    for status in STATUSES:
        if values[status] or rules[status]:
            meaning = wording(*STATUS_LABELS[status])
            lines.append(f"| `{status}` | {meaning} | {values[status]} | {rules[status]} |")
    all_of = f"{len(branches.parameters())} {wording('parameters', '个参数')}"
    lines.append(f"| {wording('all', '合计')} | {all_of} | {values.total()} | {rules.total()} |")
    return "\n".join(lines)


_COUNTED = (("status", "状态"), ("meaning", "含义"), ("values", "数值"), ("rules", "规则"))


def _refuse_with_counts(arguments: Namespace) -> None:
    for given, english, chinese in (
        (arguments.pattern, "PATTERN", "模式"),
        (arguments.date, "--date", "--date"),
    ):
        if given is not None:
            raise InvalidInput(
                f"{english} is {given!r}, but --counts counts all values of all dates; leave one of them out",
                f"{chinese} 为 {given!r}，但 --counts 统计全部日期的全部数值；请去掉其一",
            )


def _reform_changes(arguments: Namespace) -> str:
    """What a reform says and what it changes: all of it, or what is meant and in force on the day."""
    from simcore.calendar import day_text
    from simcore.rulebook.difference import Difference
    from simcore.scenarios import Scenario

    scenario = Scenario.load()
    for reform in arguments.reform:
        scenario = scenario.reform(reform)
    day = _day(arguments.date)
    on = "" if day is None else day_text(day)
    changes = [
        change
        for change in scenario.law_changes()
        if (arguments.pattern is None or _is_meant(arguments.pattern, change.name, change.label))
        and (not on or (change.since <= on and (not change.until or on <= change.until)))
    ]
    told = [say(*scenario.says)] if any(scenario.says) else []
    return "\n".join([*told, str(Difference(tuple(changes)))])


def _uncertain(arguments: Namespace) -> str:
    """Every uncertain value: those of the law, the rules, and those of the scenario."""
    from simcore.rulebook import branches
    from simcore.scenarios.keys import baseline_keys

    day, chinese = _day(arguments.date), language() == "zh"
    wanted = arguments.pattern

    def meant(name: str, label: tuple[str, str]) -> bool:
        return wanted is None or _is_meant(wanted, name, label)

    rows = [
        _row(one, value)
        for one in branches.parameters().values()
        for value in _in_force(one, day)
        if value.status == "uncertain" and meant(one.path, (one.label_en, one.label_zh))
    ]
    for rule in branches.rules().values():
        if rule.status == "uncertain" and meant(rule.name, (rule.label_en, rule.label_zh)):
            label = rule.label_zh if chinese else rule.label_en
            rows.append(
                [rule.name, label, say("a rule", "规则"), "", "", _status(rule.status), str(rule.article)]
            )
    for key in baseline_keys().values():
        if key.status == "uncertain" and meant(key.path, (key.label_en, key.label_zh)):
            label, value = (key.label_zh if chinese else key.label_en), str(key.value)
            rows.append(
                [key.path, label, value, say("the run", "模拟"), "", _status(key.status), str(key.source)]
            )
    if not rows:
        return say("nothing uncertain here", "没有不确定的内容")
    how = say(
        "Try another value of the law with a reform file (simcore run --reform FILE), one of the run with a "
        "scenario file.",
        "法规数值可用改革文件试算（simcore run --reform FILE），模拟设定可用情景文件更改。",
    )
    return f"{_table(rows)}\n\n{how}"


def _day(text: str | None) -> int | None:
    from simcore.calendar import day_number

    return day_number(text, "date") if text else None


def _is_meant(given: str, name: str, label: tuple[str, str]) -> bool:
    return is_meant(given, (name, *label), name.partition(".")[0])


def _matching(known: list[Parameter], given: str | None) -> list[Parameter]:
    from simcore.rulebook.unknowns import unknown_called

    if given is None:
        return known
    found = [one for one in known if _is_meant(given, one.path, (one.label_en, one.label_zh))]
    if not found:
        if no_figure := unknown_called(given):
            raise no_figure.refusal()
        names = [one.path if given.isascii() else one.label_zh for one in known]
        raise unknown(("parameter", "参数"), given, names)
    return found


def _in_force(parameter: Parameter, day: int | None) -> Iterable[DatedValue]:
    """All values, or the one in force on the day."""
    return [value for value in parameter.values if day is None or value.start <= day < value.end]


def _row(parameter: Parameter, value: DatedValue) -> list[str]:
    from simcore.calendar import AFTER_ALL_DAYS, day_text
    from simcore.rulebook.explanation import briefly

    chinese = language() == "zh"
    return [
        parameter.path,
        parameter.label_zh if chinese else parameter.label_en,
        briefly(parameter, value.value)[chinese],
        day_text(value.start),
        day_text(value.end - 1) if value.end < AFTER_ALL_DAYS else "",
        _status(value.status),
        str(value.source),
    ]

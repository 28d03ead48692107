"""What a reform does to the law: dated diffs of parameters, functions in place of rules, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simcore.calendar import day_number, day_text, month_of, month_text
from simcore.errors import InvalidInput, unknown
from simcore.rulebook.graph import Graph, Versions, in_order
from simcore.rulebook.parameters import DatedValue, Parameter, Projection, closed
from simcore.rulebook.projection import ASSUMPTION_LABELS, ASSUMPTIONS, carried_back_from
from simcore.rulebook.rule import Rule, needs_of
from simcore.rulebook.texts import Text

START = "start"
"""In place of a date: the first day of the run, whenever that is."""
OR_START = " or start"
"""Behind a date: that day, or the first day of a run that begins later."""
KEPT = "kept"
"""In place of a value: the one in force the day before, for good."""
_EXAMPLE = "{'employee_pension.employer_rate': {'2027-01': 0.14}}"


def reformed(
    graph: Graph, changes: Any, start: int | None
) -> tuple[dict[str, Parameter], dict[str, Versions]]:
    """Parameters and rules after the changes. `start` is the run's first day, before which nothing may be
    dated. Errors: InvalidInput for unknown names (with suggestions), dates, or values of the wrong unit.
    """
    parameters, rules = dict(graph.parameters), dict(graph.rules)
    for name, dated in checked(changes, "reform").items():
        node = graph.find(str(name))
        steps = {_day(date, str(name), start): value for date, value in checked(dated, str(name)).items()}
        if node in rules:
            rules[node] = _replaced(rules[node], steps)
        elif node in parameters:
            parameters[node] = _reformed(parameters[node], steps)
        else:
            raise unknown(("parameter or rule", "参数或规则"), str(name), [*parameters, *rules])
    if any(rules[node] is not graph.rules[node] for node in rules):
        in_order(Graph(parameters, rules).reach_ever(rules))
    return parameters, rules


def checked(changes: Any, name: str) -> Mapping[str, Any]:
    """The changes if they are a mapping. Errors: InvalidInput with an example."""
    if not isinstance(changes, Mapping) or not changes:
        raise InvalidInput(
            f"{name} is {changes!r}; allowed is a mapping from names to dates to values, such as {_EXAMPLE}",
            f"{name} 的值为 {changes!r}；应为 名称→日期→数值 的映射，例如 {_EXAMPLE}",
        )
    return changes


def _day(date: Any, name: str, start: int | None) -> int:
    if date == START:
        if start is None:
            raise InvalidInput(
                f"the date of {name} is {START!r}, the start of a run, and no run is known here; "
                "give a date such as 2027-01, or the reform to a scenario",
                f"{name} 的日期为 {START!r}（模拟起始日），但此处没有模拟；"
                "请写日期（如 2027-01）或将改革用于情景",
            )
        return start
    if isinstance(date, str) and date.endswith(OR_START):
        day = day_number(date.removesuffix(OR_START), f"date of {name}")
        return day if start is None else max(day, start)
    day = day_number(date, f"date of {name}")
    if start is not None and day < start:
        first = month_text(month_of(start))
        raise InvalidInput(
            f"the reform of {name} is dated {day_text(day)}, before the run's start {first}; "
            f"allowed is {first} or later, the word {START}, or '{date}{OR_START}'",
            f"{name} 的改革日期 {day_text(day)} 早于模拟起始月 {first}；应不早于 {first}，"
            f"或写 {START}，或写 '{date}{OR_START}'",
        )
    return day


def _reformed(parameter: Parameter, steps: Mapping[int, Any]) -> Parameter:
    first = min(steps)
    values = [value for value in parameter.values if value.start < first]
    if values and values[-1].status != "reform" and len(values) < len(parameter.values):
        # The law's own next value is known, so that nothing is projected up to the reform.
        values[-1] = replace(values[-1], goes_on=Projection("constant"))
    for start in sorted(steps):
        source = Text(f"reform from {day_text(first)}", f"自 {day_text(first)} 起的改革")
        values.append(_value(parameter, values, start, steps[start], source))
    reformed = replace(parameter, values=closed(values), law=parameter.law or parameter.values)
    law = parameter.values[0]
    if law.start < first or parameter.before:
        return reformed
    # Nothing of the law is left to be carried back; a simulation reckons with it before the reform even so.
    source = carried_back_from(law.start)
    return replace(reformed, before=(DatedValue(first - 1, law.value, "carried_back", source, first),))


def _value(
    parameter: Parameter, before: list[DatedValue], start: int, given: Any, source: Text
) -> DatedValue:
    going_on = _going_on(parameter, given)
    if going_on is None:
        return DatedValue(start, _inside(parameter, given), "reform", source)
    if going_on.kind == "follows":
        inside = parameter.inside(ASSUMPTIONS[going_on.assumption][0])
        assumed = ASSUMPTION_LABELS[going_on.assumption]
        how = Text(f": follows {assumed.en}", f"：随{assumed.zh}")
        return DatedValue(start, inside, "reform", source + how, goes_on=going_on)
    if not before:
        raise InvalidInput(
            f"{parameter.path} has no value before {day_text(start)} that could go on; "
            f"allowed is a day after {day_text(parameter.values[0].start)}, or a value",
            f"{parameter.path} 在 {day_text(start)} 之前没有可沿用的数值；"
            f"应晚于 {day_text(parameter.values[0].start)}，或直接给出数值",
        )
    how = Text(f": {KEPT}", "：沿用原值")
    if going_on.kind == "grows_with":
        assumed = ASSUMPTION_LABELS[going_on.assumption]
        how = Text(f": grows with {assumed.en}", f"：按{assumed.zh}增长")
    return DatedValue(start, before[-1].value, "reform", source + how, goes_on=going_on)


def _inside(parameter: Parameter, given: Any) -> Any:
    """The value inside; a rate in per cent is told how to be written."""
    try:
        return parameter.inside(given)
    except InvalidInput as error:
        is_per_cent = (
            parameter.unit == "share"
            and isinstance(given, int | float)
            and not isinstance(given, bool)
            and 1 < given <= 100
        )
        if not is_per_cent:
            raise
        rate = f"{given / 100:g}"
        raise InvalidInput(
            f"{error.english}; write {rate} for {given:g} %", f"{error.chinese}；{given:g}% 请写作 {rate}"
        ) from None


def _going_on(parameter: Parameter, given: Any) -> Projection | None:
    """How the series goes on, if the reform says that instead of a value: it is kept, follows an assumption
    of the scenario, or grows with one.
    """
    if given == KEPT:
        return Projection("constant")
    kind = next(iter(given)) if isinstance(given, Mapping) and len(given) == 1 else ""
    if kind not in ("follows", "grows_with"):
        return None
    assumption = str(given[kind])
    if assumption not in ASSUMPTIONS:
        what = (f"assumption that {parameter.path} {kind}", f"{parameter.path} 所用的假设")
        raise unknown(what, assumption, ASSUMPTIONS)
    fits = parameter.unit == "share" if kind == "follows" else parameter.unit.startswith("yuan")
    if not fits or parameter.keyed_by:
        one, zh = ("a rate", "费率") if kind == "follows" else ("an amount of money", "金额")
        raise InvalidInput(
            f"{parameter.path} is {given!r}, but only {one} {kind.replace('_', ' ')} an assumption; "
            "give a value",
            f"{parameter.path} 的值为 {given!r}，但只有{zh}可用 {kind}；请给出数值",
        )
    return Projection(kind, assumption, "", parameter.projection.round_to)


def _replaced(versions: Versions, steps: Mapping[int, Any]) -> Versions:
    first = min(steps)
    kept = [version for version in versions if version[0] < first]
    for start in sorted(steps):
        function, old = steps[start], versions[0][1]
        if not callable(function):
            raise InvalidInput(
                f"{old.name} is a rule and its replacement is {function!r}; allowed is a function whose "
                "argument names are rules, parameters or inputs",
                f"{old.name} 是规则，替换值为 {function!r}；应为以规则、参数或输入项命名参数的函数",
            )
        name = getattr(function, "__qualname__", repr(function))
        kept.append(
            (
                start,
                Rule(
                    old.name,
                    old.branch,
                    function,
                    needs_of(function),
                    old.unit,
                    old.label_en,
                    old.label_zh,
                    Text(f"reform: {name}", f"改革：{name}"),
                    "reform",
                    old.also_takes,
                ),
            )
        )
    return tuple(kept)

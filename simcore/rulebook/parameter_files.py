"""Reading the parameter files beside the rules, and refusing what is wrong in them with file, line and
cure.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from simcore.calendar import AFTER_ALL_DAYS, day_number, day_text, first_day, month_of
from simcore.errors import InvalidInput, suggest
from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.parameters import STATUSES, WITH_GAPS, DatedValue, Parameter, Projection
from simcore.rulebook.projection import ASSUMPTIONS
from simcore.rulebook.strict_yaml import DoubledKey, Place, StrictLoader, line_of
from simcore.rulebook.texts import Text, read_text
from simcore.rulebook.units import UNITS

_FIELDS = ("label", "unit", "keyed_by", "yearly", "projection", "before", "values")
_VALUE_FIELDS = ("from", "until", "value", "status", "source", "day_in_source")
_BEFORE_FIELDS = ("from", "value", "source")
_COUNTED_KEYS = (
    "age",
    "years",
    "tier",
    "risk_class",
    "disability_grade",
    "skill_level",
    "hospital_level",
    "stay",
    *WITH_GAPS,
)
_PROJECTIONS = {"grows_with": ("round_to",), "follows": (), "converges_to": ("by", "round_to")}


class _Fault(Exception):
    """What is wrong, at which keys of the file."""

    def __init__(self, place: Place, english: str, chinese: str) -> None:
        super().__init__(english)
        self.place = place
        self.english = english
        self.chinese = chinese


def read_parameters(file: Path, branch: str) -> list[Parameter]:
    """The parameters of one file. Errors: InvalidInput with file, line, what is wrong and how to mend it."""
    shown = f"{branch}/{file.name}"
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise _refusal(
            shown, line, "this is not UTF-8; save it as UTF-8", "不是 UTF-8 编码；请另存为 UTF-8"
        ) from None
    try:
        content = yaml.load(text, Loader=StrictLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise _refusal(
            shown,
            line,
            "this is not YAML; write name: value with two spaces of indent",
            "不是有效的 YAML；请按 名称: 值 书写并缩进两格",
        ) from None
    except DoubledKey as doubled:
        raise _refusal(
            shown,
            doubled.line,
            f"key {doubled.key!r} is given twice; keep one of them",
            f"键 {doubled.key!r} 重复；请只保留一个",
        ) from None
    try:
        return [
            _parameter(f"{branch}.{name}", name, fields) for name, fields in _mapping(content, ()).items()
        ]
    except _Fault as fault:
        raise _refusal(shown, line_of(text, fault.place), fault.english, fault.chinese) from None


def _refusal(file: str, line: int, english: str, chinese: str) -> InvalidInput:
    return InvalidInput(f"{file}, line {line}: {english}", f"{file} 第 {line} 行：{chinese}")


def _mapping(value: Any, place: Place) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not value:
        raise _Fault(place, "a mapping of names to values must stand here", "此处应为 名称: 值 的映射")
    return value


def _known_keys(given: Iterable[Any], allowed: tuple[str, ...], place: Place) -> None:
    for key in given:
        if key not in allowed:
            near = suggest(str(key), allowed) or list(allowed)
            raise _Fault(
                (*place, str(key)),
                f"key {key!r} is unknown; use {' or '.join(near)} instead",
                f"未知的键 {key!r}；请改用 {'、'.join(near)}",
            )


def _parameter(path: str, name: str, fields: Any) -> Parameter:
    place: Place = (name,)
    fields = _mapping(fields, place)
    _known_keys(fields, _FIELDS, place)
    _check_head(path, fields, place)
    label = fields["label"]
    keyed_by = fields.get("keyed_by", "")
    keys = (*_COUNTED_KEYS, *(name for name, unit in UNITS.items() if isinstance(unit, ChoiceUnit)))
    if keyed_by and keyed_by not in keys:
        raise _Fault(
            (*place, "keyed_by"),
            f"keyed_by {keyed_by!r} is unknown; use {', '.join(keys)}",
            f"未知的 keyed_by {keyed_by!r}；可用 {'、'.join(keys)}",
        )
    empty = Parameter(
        path,
        fields["unit"],
        label["en"],
        label["zh"],
        (),
        keyed_by,
        _flag(fields, "yearly", place),
        _projection(fields.get("projection", "constant"), (*place, "projection")),
    )
    parameter = empty.with_values(_values(empty, fields["values"], (*place, "values")))
    return replace(parameter, before=_before(parameter, fields.get("before", []), (*place, "before")))


def _before(parameter: Parameter, given: Any, place: Place) -> tuple[DatedValue, ...]:
    """What only a simulation reckons with before the first value."""
    values: list[DatedValue] = []
    for number, fields in enumerate(given):
        _known_keys(_mapping(fields, (*place, number)), _BEFORE_FIELDS, (*place, number))
        value = _value(parameter, {**fields, "status": "derived"}, (*place, number))
        if value.start >= parameter.values[0].start or (values and value.start <= values[-1].start):
            raise _Fault(
                (*place, number),
                "it does not lie before what follows; order these values by date, before the first of values",
                "未早于其后的数值；请按日期排列，并早于 values 的首个数值",
            )
        values.append(replace(value, status="carried_back"))
    return tuple(values)


def _check_head(path: str, fields: Mapping[str, Any], place: Place) -> None:
    for field in ("label", "unit", "values"):
        if field not in fields:
            such = {"unit": "unit: yuan", "label": "label: {en: …, zh: …}"}.get(field, f"{field}: …")
            raise _Fault(
                place,
                f"{path} has no {field}; add the key {field}, such as {such}",
                f"{path} 缺少 {field}；请补充该键，例如 {such}",
            )
    label = fields["label"]
    texts = list(label.values()) if isinstance(label, dict) and set(label) == {"en", "zh"} else []
    if not texts or not all(isinstance(text, str) and text for text in texts):
        raise _Fault(
            (*place, "label"),
            f"the label of {path} needs exactly en and zh",
            f"{path} 的 label 必须包含 en 和 zh",
        )
    if not isinstance(fields["unit"], str) or fields["unit"] not in UNITS:
        near = " or ".join(suggest(str(fields["unit"]), UNITS) or UNITS)
        raise _Fault(
            (*place, "unit"),
            f"unit {fields['unit']!r} is unknown; use {near}",
            f"未知的单位 {fields['unit']!r}；可用 {near}",
        )


def _flag(fields: Mapping[str, Any], key: str, place: Place) -> bool:
    flag = fields.get(key, False)
    if not isinstance(flag, bool):
        raise _Fault(
            (*place, key),
            f"{key} is {flag!r}; write true or false",
            f"{key} 的值为 {flag!r}；应为 true 或 false",
        )
    return flag


def _projection(given: Any, place: Place) -> Projection:
    if given == "constant":
        return Projection("constant")
    kind = next(iter(given), "") if isinstance(given, dict) else ""
    if kind not in _PROJECTIONS:
        raise _Fault(
            place,
            f"projection {given!r} is unknown; use constant, grows_with, follows or converges_to",
            f"未知的推算方式 {given!r}；可用 constant、grows_with、follows、converges_to",
        )
    _known_keys(given, (kind, *_PROJECTIONS[kind]), place)
    round_to = given.get("round_to", 1)
    if type(round_to) is not int or not 1 <= round_to <= 1000:
        raise _Fault(
            (*place, "round_to"),
            f"round_to is {round_to!r}; write whole yuan from 1 to 1000",
            f"round_to 的值为 {round_to!r}；应为 1 至 1000 的整数（元）",
        )
    by = "by" if kind == "converges_to" else kind
    assumption = given.get(by)
    if not isinstance(assumption, str) or assumption not in ASSUMPTIONS:
        near = " or ".join(suggest(str(assumption), ASSUMPTIONS) or ASSUMPTIONS)
        raise _Fault(
            (*place, by),
            f"{by} is {assumption!r}, which is no assumption; use {near}",
            f"{by} 的值为 {assumption!r}，不是已有的假设；可用 {near}",
        )
    series = given[kind] if kind == "converges_to" else ""
    if kind == "converges_to" and (not isinstance(series, str) or series.count(".") != 1):
        raise _Fault(
            (*place, kind),
            f"{kind} is {series!r}; write the path of a series, such as contributions.average_wage_annual",
            f"{kind} 的值为 {series!r}；应为序列路径，例如 contributions.average_wage_annual",
        )
    return Projection(kind, assumption, series, round_to)


def _values(parameter: Parameter, given: Any, place: Place) -> tuple[DatedValue, ...]:
    if not isinstance(given, list) or not given:
        raise _Fault(
            place,
            f"{parameter.path} has no values; list at least one",
            f"{parameter.path} 没有数值；至少列出一个",
        )
    values: list[DatedValue] = []
    for number, fields in enumerate(given):
        value = _value(parameter, fields, (*place, number))
        if values:
            _follows_on(values[-1], value, (*place, number))
        values.append(value)
        # An open end is the start of the next value; only the last one may stay open.
        if len(values) > 1 and values[-2].end == AFTER_ALL_DAYS:
            earlier = values[-2]
            values[-2] = DatedValue(earlier.start, earlier.value, earlier.status, earlier.source, value.start)
        parameter = parameter.with_values(tuple(values))
    return tuple(values)


def _follows_on(earlier: DatedValue, later: DatedValue, place: Place) -> None:
    start = day_text(later.start)
    if later.start <= earlier.start:
        raise _Fault(
            place,
            f"from {start} does not come after {day_text(earlier.start)}; order the values by date, one each",
            f"起始日 {start} 不晚于 {day_text(earlier.start)}；请按日期排列，每个日期一个数值",
        )
    if earlier.end == AFTER_ALL_DAYS or earlier.end == later.start:
        return
    last = day_text(earlier.end - 1)
    if earlier.end > later.start:
        raise _Fault(
            place,
            f"it overlaps the value before it, which runs until {last}; end that one before {start}",
            f"与前一数值重叠（其有效期至 {last}）；请使其在 {start} 之前结束",
        )
    raise _Fault(
        place,
        f"there is a gap between {last} and {start}; move one of the two or add a value",
        f"{last} 与 {start} 之间有空档；请调整日期或补充数值",
    )


def _value(parameter: Parameter, fields: Any, place: Place) -> DatedValue:
    fields = _mapping(fields, place)
    _known_keys(fields, _VALUE_FIELDS, place)
    _check_value_fields(parameter, fields, place)
    in_source = _flag(fields, "day_in_source", place)
    start = _day(fields["from"], "from", in_source, (*place, "from"))
    end = AFTER_ALL_DAYS
    if "until" in fields:
        end = _day(fields["until"], "until", in_source, (*place, "until")) + 1
        if end <= start:
            raise _Fault(
                (*place, "until"), "until lies before from; turn them round", "until 早于 from；请对调"
            )
    try:
        value = parameter.inside(fields["value"])
    except InvalidInput as error:
        cure = _cure_of_value(parameter, fields["value"])
        raise _Fault(
            (*place, "value"), f"{error.english}; {cure[0]}", f"{error.chinese}；{cure[1]}"
        ) from None
    return DatedValue(start, value, fields["status"], _source(fields["source"], place), end)


def _check_value_fields(parameter: Parameter, fields: Mapping[str, Any], place: Place) -> None:
    for field in ("from", "value", "status", "source"):
        if fields.get(field) is None or fields[field] == "":
            such = (
                (", the document that set the value", "设定该数值的文件") if field == "source" else ("", "")
            )
            raise _Fault(
                place,
                f"a value of {parameter.path} has no {field}; add it{such[0]}",
                f"{parameter.path} 的一个数值缺少 {field}；请补充{such[1]}",
            )
    if fields["status"] not in STATUSES:
        raise _Fault(
            (*place, "status"),
            f"status {fields['status']!r} is unknown; use one of {', '.join(STATUSES)}",
            f"未知的状态 {fields['status']!r}；可用 {'、'.join(STATUSES)}",
        )


def _source(given: Any, place: Place) -> Text:
    try:
        return read_text(given, "source", 'source: {en: "…", zh: "…"}')
    except InvalidInput as error:
        raise _Fault((*place, "source"), error.english, error.chinese) from None


def _cure_of_value(parameter: Parameter, given: Any) -> tuple[str, str]:
    if isinstance(given, str) and UNITS[parameter.unit].is_number and not parameter.keyed_by:
        return "write it in digits", "请用数字书写"
    if parameter.unit == "share" and isinstance(given, int | float) and 1 < given <= 100:
        return f"write {given / 100:g} for {given:g} %", f"{given:g}% 请写作 {given / 100:g}"
    if parameter.unit == "share":
        return "write a fraction of one", "请写成不大于 1 的小数"
    return "mend the value", "请改正数值"


def _day(given: Any, field: str, day_in_source: bool, place: Place) -> int:
    """The day of `from`, or the last day of `until`; inside a month only if the source has that day."""
    swapped = "" if isinstance(given, datetime.date) else _turned_round(given)
    if swapped:
        raise _Fault(
            place,
            f"{field} is {given!r}, day and month turned round; write {swapped}",
            f"{field} 的值为 {given!r}，月与日颠倒；请写作 {swapped}",
        )
    if (isinstance(given, str) and len(given) == 7) or isinstance(given, datetime.date):
        try:
            day = day_number(given, field)
        except InvalidInput as error:
            raise _Fault(place, error.english, error.chinese) from None
        if isinstance(given, str):
            return first_day(month_of(day) + 1) - 1 if field == "until" else day
        edge = first_day(month_of(day) + 1) - 1 if field == "until" else first_day(month_of(day))
        if day == edge or day_in_source:
            return day
        raise _Fault(
            place,
            f"{field} {given} lies inside a month; write the month, or add day_in_source: true if the source "
            "has that day",
            f"{field} {given} 位于月中；请写月份，或在来源写明该日时加 day_in_source: true",
        )
    raise _Fault(
        place,
        f"{field} is {given!r}; write a month such as 2025-01 or a day",
        f"{field} 的值为 {given!r}；请写月份（如 2025-01）或日期",
    )


def _turned_round(given: Any) -> str:
    """The day that is meant if day and month stand in each other's place (2025-31-01, 31-01-2025, 01-2025),
    or nothing.
    """
    parts = str(given).split("-")
    if len(parts) == 3 and len(parts[0]) == 4:
        meant = f"{parts[0]}-{parts[2]}-{parts[1]}"
    elif len(parts) in (2, 3) and len(parts[-1]) == 4:
        meant = "-".join(reversed(parts))
    else:
        return ""
    try:
        day_number(meant, "")
    except InvalidInput:
        return ""
    return meant

"""The keys of a scenario: what is known of each value, and what values are allowed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simcore.errors import InvalidInput, shown
from simcore.rulebook.texts import Text, read_text

SHORT_NAMES = {
    "people": "population.people",
    "years": "run.years",
    "start": "run.start",
    "seed": "run.seed",
}

_WEIGHTS = {
    "the shares of conduct": (
        "雇主行为占比",
        r"employers\.(punctual|late|under_declaring|not_registering)_share",
    ),
    "the shares of sizes": ("单位规模占比", r"employers\.size_\w+_share"),
    "the shares of risk classes": ("风险类别占比", r"employers\.risk_class_\d_share"),
    "the shares of channels": (
        "缴费渠道占比",
        r"behaviour\.(wechat|alipay|chongqing_express|counter|bank_debit)_share",
    ),
}


@dataclass(frozen=True, slots=True)
class Key:
    """One value of the scenario: its dotted path, default, unit, labels, source, status and allowed range."""

    path: str
    value: Any
    unit: str
    label_en: str
    label_zh: str
    source: Text
    status: str
    lowest: Any
    highest: Any


@cache
def baseline_keys() -> Mapping[str, Key]:
    """All keys by path, in the order of baseline.yaml."""
    path = Path(__file__).parent / "baseline.yaml"
    content = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    keys = {}
    for group, entries in content["values"].items():
        for name, entry in entries.items():
            lowest, highest = entry["range"]
            key = Key(
                f"{group}.{name}",
                entry["value"],
                entry["unit"],
                entry["label"]["en"],
                entry["label"]["zh"],
                read_text(entry["source"], f"source of {group}.{name}", 'source: {en: "…", zh: "…"}'),
                entry["status"],
                lowest,
                highest,
            )
            keys[key.path] = key
    return keys


def checked(key: Key, value: Any) -> Any:
    """The value as the scenario keeps it. Errors: InvalidInput if it has the wrong type or lies out of
    range."""
    default = key.value
    if isinstance(default, dict):
        return _checked_mapping(key, value)
    if isinstance(default, list):
        return _checked_days(key, value)
    if isinstance(default, str):
        return _checked_month(key, value)
    return _checked_number(key, key.path, default, value)


def _checked_number(key: Key, name: str, default: int | float, value: Any) -> int | float:
    whole = isinstance(default, int)
    right = not isinstance(value, bool) and (
        isinstance(value, int) or hasattr(value, "__index__") or (not whole and isinstance(value, float))
    )
    if not right or not math.isfinite(value) or not key.lowest <= value <= key.highest:
        kind, kind_zh = ("a whole number", "整数") if whole else ("a number", "数")
        raise InvalidInput(
            f"{name} is {shown(value)}; it must be {kind} from {key.lowest} to {key.highest} ({key.unit})",
            f"{name} 的值为 {shown(value)}；应为 {key.lowest} 至 {key.highest} 之间的{kind_zh}",
        )
    return int(value) if whole else float(value)


def _checked_mapping(key: Key, value: Any) -> dict[str, float]:
    if not isinstance(value, Mapping) or set(value) != set(key.value):
        raise InvalidInput(
            f"{key.path} is {shown(value)}; it must name exactly {', '.join(key.value)}",
            f"{key.path} 的值为 {shown(value)}；应恰好包含 {'、'.join(key.value)}",
        )
    return {
        name: float(_checked_number(key, f"{key.path}.{name}", default, value[name]))
        for name, default in key.value.items()
    }


def _checked_days(key: Key, value: Any) -> list[Any]:
    days = list(value) if isinstance(value, list | tuple) else []
    numbers = [day for day in days if day != "last"]
    fits = all(type(day) is int and key.lowest <= day <= key.highest for day in numbers)
    if len(days) != len(key.value) or not fits or numbers != sorted(set(numbers)) or "last" in days[:-1]:
        raise InvalidInput(
            f"{key.path} is {shown(value)}; it must be {len(key.value)} rising days of the month "
            f"from {key.lowest} to {key.highest}, the last of which may be 'last'",
            f"{key.path} 的值为 {shown(value)}；应为 {len(key.value)} 个递增的日期"
            f"（{key.lowest} 至 {key.highest}），最后一个可为 'last'",
        )
    return days


def _checked_month(key: Key, value: Any) -> str:
    text = str(value)
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text) or not key.lowest <= text <= key.highest:
        raise InvalidInput(
            f"{key.path} is {shown(value)}; it must be a month from {key.lowest} to {key.highest}, "
            "written 2020-01",
            f"{key.path} 的值为 {shown(value)}；应为 {key.lowest} 至 {key.highest} 之间的月份，写作 2020-01",
        )
    return text


def checked_together(values: Mapping[str, Any]) -> None:
    """Errors: InvalidInput if values that are right one by one contradict each other."""
    for english, (chinese, pattern) in _WEIGHTS.items():
        paths = [path for path in values if re.fullmatch(pattern, path)]
        if not sum(values[path] for path in paths) > 0:
            raise InvalidInput(
                f"{english} ({', '.join(paths)}) are all 0; at least one must be above 0",
                f"{chinese}（{'、'.join(paths)}）全部为 0；至少一个应大于 0",
            )
    low, middle = values["behaviour.base_low_share"], values["behaviour.base_middle_share"]
    if low + middle > 1:
        raise InvalidInput(
            f"behaviour.base_low_share and behaviour.base_middle_share are {low} and {middle}; "
            "their sum must be 0 to 1",
            f"behaviour.base_low_share 与 behaviour.base_middle_share 为 {low} 和 {middle}；"
            "两者之和应在 0 至 1 之间",
        )
    ages = [values[f"population.entry_age_{name}"] for name in ("youngest", "usual_last", "latest")]
    if ages != sorted(ages):
        raise InvalidInput(
            f"population.entry_age_youngest, usual_last and latest are {ages}; they must not fall",
            f"population.entry_age_youngest、usual_last、latest 为 {ages}；应依次不减",
        )

"""Parameters: dated values with unit, labels, source and status."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from simcore.calendar import AFTER_ALL_DAYS, day_text, month_of, year_of
from simcore.errors import InvalidInput
from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.texts import Text
from simcore.rulebook.unit import Unit
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import Table, Tiers

STATUSES = ("official", "published", "form", "recalled", "uncertain", "derived", "projected")
"""How well a value is known (statuses of the facts). `carried_back`, `carried_forward` and `reform` are added
by policies, never by files.
"""

MODEL_DEFAULTS = ("recalled", "uncertain", "projected", "carried_back", "carried_forward")
"""Statuses that a learner sees as "model default", never as an official figure."""

_NOT_OF_ONE_YEAR = ("uncertain", "projected", "carried_back", "reform")
"""Statuses that say already how a value came to stand beyond the year for which it was set."""

WITH_GAPS = ("annual_tier", "from_age")
"""What a table may be keyed by without an entry for every number between; a reform may take other keys."""


@dataclass(frozen=True, slots=True)
class Projection:
    """How a yearly series goes on: it grows with, follows or converges, by the assumptions named; or stays
    as it is.
    """

    kind: str
    assumption: str = ""
    series: str = ""
    round_to: int = 1


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value in force from day `start` to day `end` (exclusive), as an integer, bool or Table inside.

    `goes_on` is set where a reform says how the series goes on from here, in place of its own projection.
    """

    start: int
    value: Any
    status: str
    source: Text
    end: int = AFTER_ALL_DAYS
    goes_on: Projection | None = None


@dataclass(frozen=True)
class Parameter:
    """One parameter of the law with its values, oldest first.

    `before` is what a simulation reckons with before the first value, where that is not the first value
    carried back.
    """

    path: str
    unit: str
    label_en: str
    label_zh: str
    values: tuple[DatedValue, ...]
    keyed_by: str = ""
    yearly: bool = False
    projection: Projection = Projection("constant")
    before: tuple[DatedValue, ...] = ()
    law: tuple[DatedValue, ...] = ()
    """The law's own values, where a reform has put others in their place."""

    @property
    def branch(self) -> str:
        return self.path.split(".")[0]

    @property
    def short_name(self) -> str:
        return self.path.split(".")[1]

    @property
    def full_name(self) -> str:
        return self.path.replace(".", "_")

    def at(self, day: int) -> DatedValue:
        """The value in force on a day. Errors: InvalidInput before the first value or after the end of the
        last.
        """
        place = bisect_right([value.start for value in self.values], day) - 1
        if place < 0:
            first = day_text(self.values[0].start)
            raise InvalidInput(
                f"date is {day_text(day)}, before the first value of {self.path} ({self.label_en}); "
                f"allowed is {first} or later",
                f"日期 {day_text(day)} 早于 {self.path}（{self.label_zh}）的首个数值；应不早于 {first}",
            )
        value = self.values[place]
        if day >= value.end:
            last = day_text(value.end - 1)
            raise InvalidInput(
                f"date is {day_text(day)}, after the end of {self.path} ({self.label_en}); allowed is {last} "
                "or earlier",
                f"日期 {day_text(day)} 晚于 {self.path}（{self.label_zh}）的失效日；应不晚于 {last}",
            )
        return value

    def is_reformed_on(self, day: int) -> bool:
        """Whether what holds on a day is a reform's value, or goes on from one."""
        return any(value.start <= day for value in self.values if value.status == "reform")

    def status_on(self, day: int) -> str:
        """How well the value in force on a day is known: that of a year whose own value of a yearly series is
        not known is `carried_forward`. Errors: as `at`.
        """
        value = self.at(day)
        is_last_known = self.yearly and value is self.values[-1] and value.status not in _NOT_OF_ONE_YEAR
        a_later_year = year_of(month_of(day)) > year_of(month_of(value.start))
        return "carried_forward" if is_last_known and a_later_year else value.status

    def inside(self, given: Any, name: str = "") -> Any:
        """The value inside for a value at the face, with its unit checked. Errors: InvalidInput naming
        parameter and value.
        """
        name = name or self.path
        unit = UNITS[self.unit]
        if not self.keyed_by:
            return unit.inside(given, name)
        if isinstance(given, Table):
            return given
        return self._table(given, unit, name)

    def _table(self, given: Any, unit: Unit, name: str) -> Table:
        keys = self.values[0].value if self.values else None
        if not isinstance(given, Mapping) or not given:
            raise InvalidInput(
                f"{name} is {given!r}; allowed is a mapping from {self.keyed_by} to values",
                f"{name} 的值为 {given!r}；应为从 {self.keyed_by} 到数值的映射",
            )
        codes = {
            self._code(key, name): unit.inside(value, f"{name} for {key}") for key, value in given.items()
        }
        if self.keyed_by in WITH_GAPS:
            return Tiers(self.label_en, codes)
        first, last = min(codes), max(codes)
        expected = range(keys.first, keys.last + 1) if isinstance(keys, Table) else range(first, last + 1)
        if set(codes) != set(expected):
            raise InvalidInput(
                f"{name} has the keys {list(given)}; allowed is exactly one value for each {self.keyed_by} "
                f"from {expected.start} to {expected.stop - 1}",
                f"{name} 的键为 {list(given)}；应为 {expected.start} 至 {expected.stop - 1} 的每个 "
                f"{self.keyed_by} 各一个值",
            )
        return Table(self.label_en, first, [codes[code] for code in expected])

    @property
    def _choice(self) -> ChoiceUnit | None:
        """The closed list whose entries are the keys of the table, if they are no numbers."""
        unit = UNITS.get(self.keyed_by)
        return unit if isinstance(unit, ChoiceUnit) else None

    def _code(self, key: Any, name: str) -> int:
        if self._choice is not None:
            return int(self._choice.inside(key, name))
        return int(UNITS["number"].inside(key, f"key of {name}"))

    def face(self, inside: Any) -> Any:
        """The value as people get it: Decimal, int, bool, text, or a dict of them for a table."""
        unit = UNITS[self.unit]
        if not isinstance(inside, Table):
            return unit.face(inside)
        return {self._key(code): unit.face(value) for code, value in inside.items()}

    def _key(self, code: int) -> Any:
        return self._choice.face(code) if self._choice is not None else code

    def shown(self, inside: Any, chinese: bool) -> str:
        """The value with its unit, for reading."""
        unit = UNITS[self.unit]
        if not isinstance(inside, Table):
            return unit.shown(inside, chinese)
        keys = self._choice or UNITS["number"]
        between, follows = ("；", "：") if chinese else (", ", ": ")
        return between.join(
            f"{keys.shown(code, chinese)}{follows}{unit.shown(value, chinese)}"
            for code, value in inside.items()
        )

    def with_values(self, values: tuple[DatedValue, ...]) -> Parameter:
        return replace(self, values=values)

    def newest(self) -> DatedValue:
        """The newest value that is more than the one before it carried on."""
        values = list(self.values)
        while (
            len(values) > 1
            and values[-1].status in ("uncertain", "projected")
            and values[-1].value == values[-2].value
        ):
            values.pop()
        return values[-1]


def closed(values: list[DatedValue]) -> tuple[DatedValue, ...]:
    """The values with each open end set to the start of the next one."""
    nexts = [value.start for value in values[1:]] + [AFTER_ALL_DAYS]
    return tuple(
        replace(value, end=min(value.end, following)) for value, following in zip(values, nexts, strict=True)
    )


def decimal_of(number: Any) -> Decimal:
    """A number as an exact Decimal; a float is taken at its shortest form."""
    return (
        number
        if isinstance(number, Decimal)
        else Decimal(repr(number) if isinstance(number, float) else str(number))
    )

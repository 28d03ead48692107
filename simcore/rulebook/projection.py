"""How a simulation goes beyond the law that is known: carried back before the first value, projected after
the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from simcore.calendar import FIRST_DAY_OF_ALL, day_text, first_day, january, month_of, year_of
from simcore.errors import InvalidInput, unknown
from simcore.rulebook.parameters import DatedValue, Parameter, Projection, closed, decimal_of
from simcore.rulebook.texts import Text
from simcore.rulebook.words import FEN_PER_YUAN, Table

ASSUMPTIONS: Mapping[str, tuple[Decimal, Decimal, Decimal]] = {
    "future.wage_growth": (Decimal("0.025"), Decimal("-0.5"), Decimal(1)),
    "future.benefit_base_convergence_year": (Decimal(2030), Decimal(1900), Decimal(2200)),
    "future.account_rate": (Decimal("0.015"), Decimal(0), Decimal(1)),
    "future.pension_increase": (Decimal("0.02"), Decimal(0), Decimal(1)),
    "future.price_growth": (Decimal("0.01"), Decimal(0), Decimal(1)),
    "future.bond_rate": (Decimal("0.018"), Decimal(0), Decimal(1)),
}
"""Each assumption with its default, lowest and highest value."""

EARLIEST_PAST = first_day(480)
"""The pasts of simulated people begin in 2010-01: what is first known later is carried back for them."""


def checked_assumptions(given: Mapping[str, Any]) -> dict[str, Decimal]:
    """All assumptions, the defaults where none is given. Errors: InvalidInput for another name or a wrong
    value.
    """
    values = {name: default for name, (default, _, _) in ASSUMPTIONS.items()}
    for name, value in given.items():
        if name not in ASSUMPTIONS:
            raise unknown(("assumption", "假设"), str(name), ASSUMPTIONS)
        _, low, high = ASSUMPTIONS[name]
        number = (
            decimal_of(value)
            if isinstance(value, int | float | Decimal) and not isinstance(value, bool)
            else None
        )
        if number is None or not number.is_finite() or not low <= number <= high:
            raise InvalidInput(
                f"{name} is {value!r}; allowed is a number from {low} to {high}",
                f"{name} 的值为 {value!r}；应为 {low} 至 {high} 的数",
            )
        values[name] = number
    return values


def projected(
    parameters: Mapping[str, Parameter], given: Mapping[str, Any], until_month: int
) -> dict[str, Parameter]:
    """The parameters with their yearly series carried on until the year of `until_month`."""
    assumptions = checked_assumptions(given)
    last_year = _year(first_day(until_month))
    result = dict(parameters)
    # A series that converges needs the other one projected first.
    for kind in ("constant", "grows_with", "follows", "converges_to"):
        for path, parameter in parameters.items():
            if parameter.projection.kind == kind and (
                kind != "constant" or any(value.goes_on for value in parameter.values)
            ):
                result[path] = _carried_on(parameter, assumptions, last_year, result)
    return result


def _carried_on(
    parameter: Parameter, assumptions: Mapping[str, Decimal], last_year: int, others: Mapping[str, Parameter]
) -> Parameter:
    """The law's values go on until a reform's first day, the reform's after its last one."""
    law = [value for value in parameter.values if value.status != "reform"]
    reform = [value for value in parameter.values if value.status == "reform"]
    end = first_day(january(last_year + 1))
    own, values = parameter.projection, list(law)

    def go_on(projection: Projection, last: DatedValue, stop: int) -> None:
        if projection.kind == "constant":
            return
        for year in range(max(_year(values[-1].start), _year(last.start)) + 1, _year(stop - 1) + 1):
            inside = _value(parameter, projection, last, year, assumptions, others)
            source = Text(f"projected by {projection.assumption}", f"按 {projection.assumption} 推算")
            values.append(DatedValue(first_day(january(year)), inside, "projected", source))

    if law:
        go_on(law[-1].goes_on or own, law[-1], reform[0].start if reform else end)
    for place, value in enumerate(reform):
        is_last = place == len(reform) - 1
        if value.goes_on is not None:
            before = values[-1] if values else value
            inside = _taken_up(parameter, value.goes_on, before, value, assumptions, others)
            values.append(replace(value, value=inside))
            go_on(value.goes_on, before, end if is_last else reform[place + 1].start)
        else:
            values.append(value)
            # A rate that a reform sets stands; only amounts grow on.
            if is_last and own.kind != "follows":
                go_on(own, value, end)
    return parameter.with_values(closed(values))


def _taken_up(
    parameter: Parameter,
    projection: Projection,
    before: DatedValue,
    value: DatedValue,
    assumptions: Mapping[str, Decimal],
    others: Mapping[str, Parameter],
) -> Any:
    """The first value of a series that a reform lets go on in its own way."""
    if projection.kind == "constant":
        return before.value
    return _value(parameter, projection, before, _year(value.start), assumptions, others)


def _value(
    parameter: Parameter,
    projection: Projection,
    last: DatedValue,
    year: int,
    assumptions: Mapping[str, Decimal],
    others: Mapping[str, Parameter],
) -> Any:
    assumed = assumptions[projection.assumption]
    if projection.kind == "follows":
        return int(parameter.inside(assumed))
    years = year - _year(last.start)
    if projection.kind == "grows_with":
        growth = Fraction(1 + assumed) ** years
        if isinstance(last.value, Table):
            return last.value.each(lambda fen: _rounded(fen * growth, projection.round_to))
        return _rounded(last.value * growth, projection.round_to)
    series = others[projection.series]
    ratio = Fraction(last.value * 12, series.at(last.start).value)
    span = int(assumed) - _year(last.start)
    ratio = Fraction(1) if years >= span else ratio + (1 - ratio) * Fraction(years, span)
    return _rounded(ratio * series.at(first_day(january(year))).value / 12, projection.round_to)


def _rounded(fen: Fraction, yuan: int) -> int:
    step = yuan * FEN_PER_YUAN
    return floor(fen / step + Fraction(1, 2)) * step


def carried_back_from(start: int) -> Text:
    """The source of what is reckoned with before the first value, which begins on that day."""
    return Text(f"carried back from {day_text(start)}", f"由 {day_text(start)} 起的数值向前沿用")


def carried_back(parameters: Mapping[str, Parameter]) -> tuple[dict[str, Parameter], dict[str, str]]:
    """The parameters in force from the beginning of time, and since when those are known that begin after
    2010-01.
    """
    result: dict[str, Parameter] = {}
    first_known: dict[str, str] = {}
    for path, parameter in parameters.items():
        first = parameter.values[0]
        if first.start > FIRST_DAY_OF_ALL:
            source = carried_back_from(first.start)
            back = [value for value in parameter.before if value.start < first.start]
            back = back or [DatedValue(first.start, first.value, "carried_back", source)]
            back[0] = replace(back[0], start=FIRST_DAY_OF_ALL)
            parameter = parameter.with_values(closed([*back, *parameter.values]))
            if first.start > EARLIEST_PAST:
                first_known[path] = day_text(first.start)
        result[path] = parameter
    return result, first_known


def _year(day: int) -> int:
    return year_of(month_of(day))

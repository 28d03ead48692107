"""Months and days as integers: months counted from 1970-01, days from 1970-01-01, both as ints or arrays.

A month's days are looked up in tables that reach from 1850 to 2250, long enough for every birth and death
of a run. `INF` (the same as `NEVER`) stands for a day or month that never comes; it is no date and cannot
be converted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

INF = 2**31 - 1
NEVER = INF

_FIRST_YEAR, _LAST_YEAR = 1850, 2250
_MONTH_SHIFT = (1970 - _FIRST_YEAR) * 12
_months = np.arange(np.datetime64(f"{_FIRST_YEAR}-01"), np.datetime64(f"{_LAST_YEAR + 1}-01"))
_FIRST_DAYS: Ints = _months.astype("datetime64[D]").astype(np.int64)
_FIRST_DAY_LIST: list[int] = _FIRST_DAYS.tolist()
_DAY_SHIFT = -_FIRST_DAY_LIST[0]
_MONTH_OF_DAY: Ints = np.repeat(
    np.arange(len(_months) - 1, dtype=np.int64) - _MONTH_SHIFT, np.diff(_FIRST_DAYS)
)
_MONTH_OF_DAY_LIST: list[int] = _MONTH_OF_DAY.tolist()


@overload
def first_day(month: int) -> int: ...
@overload
def first_day(month: Ints) -> Ints: ...
def first_day(month: int | Ints) -> int | Ints:
    """The first day of a month."""
    if isinstance(month, np.ndarray):
        return _FIRST_DAYS[month + _MONTH_SHIFT]
    return _FIRST_DAY_LIST[month + _MONTH_SHIFT]


@overload
def last_day(month: int) -> int: ...
@overload
def last_day(month: Ints) -> Ints: ...
def last_day(month: int | Ints) -> int | Ints:
    """The last day of a month."""
    return first_day(month + 1) - 1


@overload
def day(month: int, day_number: int) -> int: ...
@overload
def day(month: Ints, day_number: int | Ints) -> Ints: ...
@overload
def day(month: int, day_number: Ints) -> Ints: ...
def day(month: int | Ints, day_number: int | Ints) -> int | Ints:
    """Day `day_number` (from 1) of a month; the caller answers for its existing."""
    return first_day(month) + day_number - 1


@overload
def month_of(day: int) -> int: ...
@overload
def month_of(day: Ints) -> Ints: ...
def month_of(day: int | Ints) -> int | Ints:
    """The month that a day lies in."""
    if isinstance(day, np.ndarray):
        return _MONTH_OF_DAY[day + _DAY_SHIFT]
    return _MONTH_OF_DAY_LIST[day + _DAY_SHIFT]


@overload
def day_of_month(day: int) -> int: ...
@overload
def day_of_month(day: Ints) -> Ints: ...
def day_of_month(day: int | Ints) -> int | Ints:
    """The number of a day in its month, from 1."""
    return day - first_day(month_of(day)) + 1


@overload
def year_of(month: int) -> int: ...
@overload
def year_of(month: Ints) -> Ints: ...
def year_of(month: int | Ints) -> int | Ints:
    """The calendar year of a month."""
    return month // 12 + 1970


@overload
def month_number(month: int) -> int: ...
@overload
def month_number(month: Ints) -> Ints: ...
def month_number(month: int | Ints) -> int | Ints:
    """The number of a month in its year, 1 to 12."""
    return month % 12 + 1


def january(year: int) -> int:
    """The January of a calendar year, as a month."""
    return (year - 1970) * 12


def working_days(month: int, numbers: Sequence[int | str]) -> list[int]:
    """The days of `month` with these numbers, in order; `"last"`, or a number beyond the month's end, is
    its last day.
    """
    end = last_day(month)
    return sorted({end if number == "last" else min(day(month, int(number)), end) for number in numbers})

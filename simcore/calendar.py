"""The one calendar: days as integers from 1970-01-01, months from 1970-01, and their text forms.

Every conversion takes an int or an int64 array and gives the like. Ints reach over all years of the Gregorian
calendar, arrays from 1850 to 2250, long enough for every birth and death of a run; NumPy is touched only when
an array comes in. `NEVER` stands for a day or month that never comes; it is no date and cannot be converted.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from simcore.errors import InvalidInput, shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

NEVER = 2**31 - 1

_EPOCH = datetime.date(1970, 1, 1).toordinal()
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
FIRST_DAY_OF_ALL = datetime.date.min.toordinal() - _EPOCH
AFTER_ALL_DAYS = datetime.date.max.toordinal() - _EPOCH + 1

_FIRST_YEAR, _LAST_YEAR = 1850, 2250
_MONTH_SHIFT = (1970 - _FIRST_YEAR) * 12


class _Tables:
    """The first day of each month, and the month of each day, of the years that arrays reach over."""

    def __init__(self) -> None:
        import numpy as np

        months = np.arange(np.datetime64(f"{_FIRST_YEAR}-01"), np.datetime64(f"{_LAST_YEAR + 1}-01"))
        self.first_days: Ints = months.astype("datetime64[D]").astype(np.int64)
        self.day_shift = -int(self.first_days[0])
        self.months: Ints = np.repeat(
            np.arange(len(months) - 1, dtype=np.int64) - _MONTH_SHIFT, np.diff(self.first_days)
        )


_tables = cache(_Tables)


@overload
def first_day(month: int) -> int: ...
@overload
def first_day(month: Ints) -> Ints: ...
def first_day(month: int | Ints) -> int | Ints:
    """The first day of a month."""
    if isinstance(month, int):
        return _first_day(month)
    return _tables().first_days[month + _MONTH_SHIFT]


@cache
def _first_day(month: int) -> int:
    return datetime.date(1970 + month // 12, month % 12 + 1, 1).toordinal() - _EPOCH


@overload
def last_day(month: int) -> int: ...
@overload
def last_day(month: Ints) -> Ints: ...
def last_day(month: int | Ints) -> int | Ints:
    """The last day of a month."""
    return first_day(month + 1) - 1


@overload
def day_in(month: int, number: int) -> int: ...
@overload
def day_in(month: Ints, number: int | Ints) -> Ints: ...
@overload
def day_in(month: int, number: Ints) -> Ints: ...
def day_in(month: int | Ints, number: int | Ints) -> int | Ints:
    """The day of that number (from 1) in a month; the caller answers for its existing."""
    return first_day(month) + number - 1


@overload
def month_of(day: int) -> int: ...
@overload
def month_of(day: Ints) -> Ints: ...
def month_of(day: int | Ints) -> int | Ints:
    """The month that a day lies in."""
    if isinstance(day, int):
        date = datetime.date.fromordinal(day + _EPOCH)
        return (date.year - 1970) * 12 + date.month - 1
    tables = _tables()
    return tables.months[day + tables.day_shift]


@overload
def number_in_month(day: int) -> int: ...
@overload
def number_in_month(day: Ints) -> Ints: ...
def number_in_month(day: int | Ints) -> int | Ints:
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
def number_in_year(month: int) -> int: ...
@overload
def number_in_year(month: Ints) -> Ints: ...
def number_in_year(month: int | Ints) -> int | Ints:
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
    return sorted({end if number == "last" else min(day_in(month, int(number)), end) for number in numbers})


# Text.


def day_text(day: int) -> str:
    """A day number as "2025-02-17"."""
    return datetime.date.fromordinal(day + _EPOCH).isoformat()


def month_text(month: int) -> str:
    """A month number as "2025-02"."""
    return f"{1970 + month // 12:04d}-{month % 12 + 1:02d}"


def month_number(value: Any, field: str) -> int:
    """A month given as text, pandas Period or a date inside it. Errors: InvalidInput naming the field."""
    text = _text(value)
    found = _MONTH.match(text)
    if found and 1 <= int(found[2]) <= 12 and int(found[1]) > 0:
        return (int(found[1]) - 1970) * 12 + int(found[2]) - 1
    if _DAY.match(text):
        try:
            return month_of(datetime.date.fromisoformat(text).toordinal() - _EPOCH)
        except ValueError:
            pass
    raise InvalidInput(
        f"{field} is {shown(value)}; allowed is a month such as 2025-02",
        f"{field} 的值为 {shown(value)}；应为月份，例如 2025-02",
    )


def day_number(value: Any, field: str, month_allowed: bool = True) -> int:
    """A day given as text or date; a month means its first day, where allowed. Errors: InvalidInput naming
    the field.
    """
    text = _text(value)
    found = _MONTH.match(text) if month_allowed else None
    if found and 1 <= int(found[2]) <= 12 and int(found[1]) > 0:
        return first_day((int(found[1]) - 1970) * 12 + int(found[2]) - 1)
    if _DAY.match(text):
        try:
            return datetime.date.fromisoformat(text).toordinal() - _EPOCH
        except ValueError:
            pass
    raise InvalidInput(
        f"{field} is {shown(value)}; allowed is a day that exists, such as 2025-02-17"
        + (" (or a month)" if month_allowed else ""),
        f"{field} 的值为 {shown(value)}；应为存在的日期，例如 2025-02-17"
        + ("（或月份）" if month_allowed else ""),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool | int | float) or value is None:
        return ""
    # pandas Period and numpy datetime64 print themselves in this form, sometimes with a time of day.
    return str(value).split("T")[0]

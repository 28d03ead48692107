"""Days and months as integers: days from 1970-01-01, months from 1970-01; and their text forms."""

from __future__ import annotations

import datetime
import re
from typing import Any

from simcore.errors import InvalidInput

_EPOCH = datetime.date(1970, 1, 1).toordinal()
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
FIRST_DAY_OF_ALL = datetime.date.min.toordinal() - _EPOCH
AFTER_ALL_DAYS = datetime.date.max.toordinal() - _EPOCH + 1


def first_day(month: int) -> int:
    """The number of the first day of a month number."""
    return datetime.date(1970 + month // 12, month % 12 + 1, 1).toordinal() - _EPOCH


def month_of(day: int) -> int:
    """The number of the month in which a day number lies."""
    date = datetime.date.fromordinal(day + _EPOCH)
    return (date.year - 1970) * 12 + date.month - 1


def year_of(day: int) -> int:
    """The calendar year of a day number."""
    return datetime.date.fromordinal(day + _EPOCH).year


def january(year: int) -> int:
    """The number of the first day of a year."""
    return datetime.date(year, 1, 1).toordinal() - _EPOCH


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
        f"{field} is {value!r}; allowed is a month such as 2025-02",
        f"{field} 的值为 {value!r}；应为月份，例如 2025-02",
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
        f"{field} is {value!r}; allowed is a day that exists, such as 2025-02-17"
        + (" (or a month)" if month_allowed else ""),
        f"{field} 的值为 {value!r}；应为存在的日期，例如 2025-02-17"
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

"""Claims about days and months as integers."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcore.society import dates

EPOCH = datetime.date(1970, 1, 1)
DAYS = st.dates(datetime.date(1850, 1, 1), datetime.date(2249, 12, 31))


@given(DAYS)
def test_days_and_months_agree_with_the_calendar(date: datetime.date) -> None:
    day = (date - EPOCH).days
    month = dates.month_of(day)
    assert (dates.year_of(month), dates.month_number(month)) == (date.year, date.month)
    assert dates.day_of_month(day) == date.day
    assert dates.day(month, date.day) == day
    assert dates.first_day(month) <= day <= dates.last_day(month)


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_arrays_say_what_scalars_say(some: list[datetime.date]) -> None:
    days = np.array([(date - EPOCH).days for date in some])
    for function in (dates.month_of, dates.day_of_month):
        assert function(days).tolist() == [function(int(day)) for day in days]


def test_never_is_no_date() -> None:
    with pytest.raises(IndexError):
        dates.month_of(dates.NEVER)
    with pytest.raises(IndexError):
        dates.month_of(np.array([dates.NEVER]))


def day_number(text: str) -> int:
    return (datetime.date.fromisoformat(text) - EPOCH).days


def month_number(text: str) -> int:
    return (int(text[:4]) - 1970) * 12 + int(text[5:]) - 1

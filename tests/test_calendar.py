"""Claims about days and months as integers."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcore import calendar

EPOCH = datetime.date(1970, 1, 1)
DAYS = st.dates(datetime.date(1850, 1, 1), datetime.date(2249, 12, 31))


@given(DAYS)
def test_days_and_months_agree_with_the_calendar(date: datetime.date) -> None:
    day = (date - EPOCH).days
    month = calendar.month_of(day)
    assert (calendar.year_of(month), calendar.number_in_year(month)) == (date.year, date.month)
    assert calendar.number_in_month(day) == date.day
    assert calendar.day_in(month, date.day) == day
    assert calendar.first_day(month) <= day <= calendar.last_day(month)


@given(st.lists(DAYS, min_size=1, max_size=20))
def test_arrays_say_what_scalars_say(some: list[datetime.date]) -> None:
    days = np.array([(date - EPOCH).days for date in some])
    for function in (calendar.month_of, calendar.number_in_month):
        assert function(days).tolist() == [function(int(day)) for day in days]


def test_never_is_no_date() -> None:
    with pytest.raises((OverflowError, ValueError)):
        calendar.month_of(calendar.NEVER)
    with pytest.raises(IndexError):
        calendar.month_of(np.array([calendar.NEVER]))

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
    for function in (dates.month_of, dates.day_of_month, dates.first_line_month, dates.last_line_month):
        assert function(days).tolist() == [function(int(day)) for day in days]


@pytest.mark.parametrize(
    ("start", "first"), [("2020-01-15", "2020-01"), ("2020-01-16", "2020-02"), ("2020-02-01", "2020-02")]
)
def test_a_job_covers_its_first_month_if_it_began_by_the_15th(start: str, first: str) -> None:
    assert dates.first_line_month(day_number(start)) == month_number(first)


@pytest.mark.parametrize(
    ("end", "last"), [("2020-01-15", "2020-01"), ("2020-01-14", "2019-12"), ("2020-01-31", "2020-01")]
)
def test_a_job_covers_its_last_month_if_it_lasted_to_the_15th(end: str, last: str) -> None:
    assert dates.last_line_month(day_number(end)) == month_number(last)


def test_never_is_no_date() -> None:
    with pytest.raises(IndexError):
        dates.month_of(dates.NEVER)
    with pytest.raises(IndexError):
        dates.month_of(np.array([dates.NEVER]))


def day_number(text: str) -> int:
    return (datetime.date.fromisoformat(text) - EPOCH).days


def month_number(text: str) -> int:
    return (int(text[:4]) - 1970) * 12 + int(text[5:]) - 1

"""Claims about the words that speak of days and months: they agree with the calendar, also in columns."""

from __future__ import annotations

import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from simcore.calendar import day_text, first_day, month_of
from simcore.rulebook import calendar_words as words
from simcore.rulebook.words import negation

days = st.integers(first_day(-1200), first_day(2400))
months = st.integers(-1200, 2400)


@given(st.lists(months, min_size=1, max_size=5))
def test_the_first_and_last_days_of_months(numbers: list[int]) -> None:
    column = np.array(numbers)
    assert words.first_day_of(column).tolist() == [first_day(month) for month in numbers]
    assert words.last_day_of(column).tolist() == [first_day(month + 1) - 1 for month in numbers]
    assert [words.first_day_of(month) for month in numbers] == [first_day(month) for month in numbers]


@given(st.lists(days, min_size=1, max_size=5))
def test_the_month_of_a_day_and_its_place_in_it(numbers: list[int]) -> None:
    column = np.array(numbers)
    assert words.month_containing(column).tolist() == [month_of(day) for day in numbers]
    assert words.day_of_month(column).tolist() == [int(day_text(day)[8:]) for day in numbers]
    assert words.month_of_the_year(column).tolist() == [int(day_text(day)[5:7]) for day in numbers]
    assert [words.day_of_month(day) for day in numbers] == words.day_of_month(column).tolist()


@given(month=months, number=st.integers(1, 28))
def test_a_day_in_a_month_is_that_day(month: int, number: int) -> None:
    assert day_text(words.day_in_month(month, number))[8:] == f"{number:02d}"


@given(day=days, later=st.integers(0, 60))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: int, later: int) -> None:
    reached = words.months_later(day, later)
    assert month_of(reached) == month_of(day) + later
    same_day = day_text(reached)[8:] == day_text(day)[8:]
    assert same_day or reached == first_day(month_of(reached) + 1) - 1
    assert words.months_later(np.array([day, day]), later).tolist() == [reached, reached]


@given(day=days, count=st.integers(1, 60))
def test_working_days_are_counted_one_by_one(day: int, count: int) -> None:
    expected, left = day, count
    while left:
        expected += 1
        left -= datetime.date.fromisoformat(day_text(expected)).weekday() < 5
    assert words.working_days_later(day, count) == expected
    assert words.working_days_later(np.array([day]), count).tolist() == [expected]


def test_the_negation_of_a_fact() -> None:
    assert negation(True) is False
    assert negation(np.array([True, False])).tolist() == [False, True]

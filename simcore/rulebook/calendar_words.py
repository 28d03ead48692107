"""The words of rules that speak of days and months: integer arithmetic on numbers from 1970, element by
element alike.
"""

from __future__ import annotations

from simcore.rulebook.words import MONTHS_A_YEAR, Value, at_most, sentence

_DAYS_OF_ERA = 146_097
_DAYS_TO_1970 = 719_468
"""The Gregorian calendar repeats itself every era of 400 years; the first one begins on 0000-03-01."""


@sentence("the first day of {0}", "{0}的首日")
def first_day_of(month: Value) -> Value:
    """The number of the first day of a month number (the Gregorian calendar, years from March)."""
    year = month // MONTHS_A_YEAR + 1970 - (month % MONTHS_A_YEAR < 2)
    months_since_march = (month + 10) % MONTHS_A_YEAR
    leap_days = year // 4 - year // 100 + year // 400
    return 365 * year + leap_days + (153 * months_since_march + 2) // 5 - _DAYS_TO_1970


@sentence("the last day of {0}", "{0}的末日")
def last_day_of(month: Value) -> Value:
    """The number of the last day of a month number."""
    return first_day_of(month + 1) - 1


@sentence("the month of {0}", "{0} 所在月份")
def month_containing(day: Value) -> Value:
    """The month number of a day number: the inverse of first_day_of."""
    era, day_of_era = (day + _DAYS_TO_1970) // _DAYS_OF_ERA, (day + _DAYS_TO_1970) % _DAYS_OF_ERA
    leap_days = day_of_era // 1460 - day_of_era // 36_524 + day_of_era // (_DAYS_OF_ERA - 1)
    year = (day_of_era - leap_days) // 365
    day_of_year = day_of_era - (365 * year + year // 4 - year // 100)
    months_since_march = (5 * day_of_year + 2) // 153
    return (era * 400 + year - 1970) * MONTHS_A_YEAR + months_since_march + 2


@sentence("the day of the month of {0}", "{0} 在当月的日序")
def day_of_month(day: Value) -> Value:
    """1 on the first day of the month."""
    return day - first_day_of(month_containing(day)) + 1


@sentence("the number of {0} in its year", "{0} 在当年的月序")
def number_of_month(month: Value) -> Value:
    """1 for January."""
    return month % MONTHS_A_YEAR + 1


@sentence("the month of the year of {0}", "{0} 所在月份的月序")
def month_of_the_year(day: Value) -> Value:
    """1 for January."""
    return month_containing(day) % MONTHS_A_YEAR + 1


@sentence("the {1} of {0}", "{0}的{1}")
def day_in_month(month: Value, number: Value) -> Value:
    """The day of that number in a month; the caller answers for its existing."""
    return first_day_of(month) + number - 1


@sentence("{0} + {1}, the same day of the month or its last", "{0} + {1}，取同日，无同日则为月末")
def months_later(day: Value, months: Value) -> Value:
    """The same day some months later; the month's last day where it has no such day."""
    month = month_containing(day) + months
    return at_most(day_in_month(month, day_of_month(day)), last_day_of(month))


@sentence("{0} + {1}, Mondays to Fridays counted", "{0} + {1}，周一至周五计")
def working_days_later(day: Value, count: Value) -> Value:
    """The last of so many working days after a day. Public holidays are not known and count as working
    days.
    """
    weekday = (day + 3) % 7
    reached = at_most(weekday, 4) + count
    return day - weekday + reached // 5 * 7 + reached % 5

"""Wages: who earns what. A wage is the person's level × the employer's × the age profile × the average wage
of the year.

All in integers: levels are ten-thousandths, the result is whole yuan in fen, rounded half-up. The
average wage of a year is what the law uses as the basis of the next year's limits; before 2018 that series
was another statistic with a higher level (facts: pensions.md 1.2), so wages of those years are scaled by
`wages.before_2018_factor`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day, january, month_of, year_of
from simcore.society.people import People
from simcore.society.wage_levels import OLDEST, ONE, age_profile

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario
    from simcore.society.employers import Employers

Ints = NDArray[np.int64]

_HIGHEST_LEVEL = 10 * ONE
_AVERAGE_WAGE = "contributions.average_wage_annual"
_FIRST_YEAR_OF_JOINT_SERIES = 2018
_MONTHS_TO_ITS_USE = 4
"""The joint average wage of 2018 came into use in May 2019 only, all later ones in the next January."""

_YOUNGEST = 14


class Wages:
    """What each person earns at each employer in each year, and what flexible workers choose to pay on."""

    def __init__(self, scenario: Scenario, policy: Policy, people: People, employers: Employers) -> None:
        self._policy = policy
        self._people = people
        self._employers = employers
        self._profile = age_profile(scenario)
        self._birth_year = year_of(month_of(people.birth_day.astype(np.int64))).astype(np.int32)
        self._lowest = round(scenario["wages.lowest_ratio"] * ONE)
        self._before_2018 = round(scenario["wages.before_2018_factor"] * ONE)
        self._declared_share = round(scenario["employers.under_declared_share"] * ONE)
        self._highest_choice = policy.compile(("flexible_ceiling",))
        self._average: dict[int, int] = {}

    def average_wage(self, day: int) -> int:
        """The yearly average wage that the law uses on a day (that of the year before), fen."""
        month = month_of(day)
        if month not in self._average:
            self._average[month] = _fen(self._policy.on(day)[_AVERAGE_WAGE])
        return self._average[month]

    def wage(self, rows: Ints, employers: Ints | int, year: int) -> Ints:
        """The monthly wage of people at employers in a calendar year, fen in whole yuan."""
        people = self._people
        level: Ints = people.relative_wage[rows].astype(np.int64) * self._employers.wage_factor[employers]
        age = (year - self._birth_year[rows]).clip(_YOUNGEST, OLDEST)
        level = ((level + ONE // 2) // ONE * self._profile[age] + ONE // 2) // ONE
        level = level.clip(self._lowest, _HIGHEST_LEVEL)
        if year < _FIRST_YEAR_OF_JOINT_SERIES:
            level = (level * self._before_2018 + ONE // 2) // ONE
        unit = 12 * ONE * 100
        return (level * self._average_wage_of(year) + unit // 2) // unit * 100

    def _average_wage_of(self, year: int) -> int:
        month = january(year + 1)
        if year == _FIRST_YEAR_OF_JOINT_SERIES:
            month += _MONTHS_TO_ITS_USE
        return self.average_wage(first_day(month))

    def declared(self, wages: Ints, under_declaring: NDArray[np.bool_]) -> Ints:
        """What employers declare of these wages (fen): the truth, or the scenario's share of it, rounded
        half-up."""
        less = (wages * self._declared_share + ONE // 2) // ONE
        return np.where(under_declaring, less, wages)

    def chosen_monthly_wage(self, rows: Ints, month: int) -> Ints:
        """The monthly wage that flexible people pay on, before the law's floor: ratio × average wage / 12,
        fen, at most the highest base that the law leaves to their choice."""
        unit = 12 * ONE
        ratio = self._people.flexible_ratio[rows].astype(np.int64)
        wished = (ratio * self.average_wage(first_day(month)) + unit // 2) // unit
        allowed: Ints = np.minimum(wished, self._highest_choice(first_day(month))[0])
        return allowed


def _fen(amount: object) -> int:
    from decimal import Decimal

    return int(Decimal(str(amount)) * 100)

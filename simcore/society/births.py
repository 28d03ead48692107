"""Births: which women of the model have a child in which month, and when they tell the agency.

A draw a woman and month, at one rate from 20 to 44, and none in the year after another; drawn before
any policy acts. The rate is 0 in every
ready-made scenario: it stands in for the births that come with the whole city.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day, last_day, month_of
from simcore.society.luck import Luck, Purpose, threshold
from simcore.society.people import People, Sex

if TYPE_CHECKING:
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]

_YOUNGEST_MONTHS, _OLDEST_MONTHS = 20 * 12, 45 * 12
_MONTHS_BETWEEN = 11
_MONTHS_BETWEEN = 11
_SOONEST_CLAIM, _LATEST_CLAIM = 20, 90


class Births:
    """The births of a society's women."""

    def __init__(self, scenario: Scenario, luck: Luck, people: People) -> None:
        self._luck = luck
        self._chance = threshold(scenario["population.birth_rate"] / 12)
        self._women = np.flatnonzero(people.sex == Sex.FEMALE).astype(np.int64)
        self._born_in = month_of(people.birth_day[self._women].astype(np.int64))
        self._of_month = lru_cache(maxsize=None)(self._drawn)

    def in_month(self, month: int) -> tuple[Ints, Ints]:
        """The mothers of a month (row numbers, ascending), in the model or not, and the day of each birth."""
        return self._of_month(month)

    def _drawn(self, month: int) -> tuple[Ints, Ints]:
        mothers = self._conceiving(month)
        for before in range(month - _MONTHS_BETWEEN, month) if len(mothers) else ():
            mothers = np.setdiff1d(mothers, self._conceiving(before), assume_unique=True)
        first = first_day(month)
        length = last_day(month) - first + 1
        return mothers, first - 1 + self._luck.between(Purpose.BIRTH_OF_CHILD_DAY, month, mothers, 1, length)

    def _conceiving(self, month: int) -> Ints:
        if not self._chance:
            return self._women[:0]
        age = month - self._born_in
        women = self._women[(age >= _YOUNGEST_MONTHS) & (age < _OLDEST_MONTHS)]
        return women[self._luck.draw(Purpose.BIRTH, month, women) < self._chance]

    def claim_day(self, mothers: Ints, month: int, born_on: Ints) -> Ints:
        """When the claims for births of a month reach the agency."""
        lag = self._luck.between(Purpose.BIRTH_CLAIM_LAG, month, mothers, _SOONEST_CLAIM, _LATEST_CLAIM)
        days: Ints = np.maximum(born_on + lag, first_day(month + 1))
        return days

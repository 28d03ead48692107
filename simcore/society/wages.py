"""Wages: who earns what. A wage is the person's level × the employer's × the age profile × the average wage
of the year.

All in integers: levels are ten-thousandths, the result is whole yuan in fen, rounded half-up. The
average wage of a year is what the law uses as the basis of the next year's limits; before 2018 that series
was another statistic with a higher level (facts: pensions.md 1.2), so wages of those years are scaled by
`wages.before_2018_factor`.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day, january, month_of, year_of
from simcore.society.luck import Luck, Purpose
from simcore.society.people import People, Sex

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario
    from simcore.society.employers import Employers

Ints = NDArray[np.int64]

ONE = 10_000
"""The unit of all levels: ten-thousandths."""

_HIGHEST_LEVEL = 10 * ONE
_AVERAGE_WAGE = "contributions.average_wage_annual"
_FLOOR, _CEILING = "contributions.floor_share", "contributions.ceiling_factor"
_FIRST_YEAR_OF_JOINT_SERIES = 2018
_MONTHS_TO_ITS_USE = 4
"""The joint average wage of 2018 came into use in May 2019 only, all later ones in the next January."""

_YOUNGEST, _OLDEST = 14, 76
_QUANTILES = 2048


def relative_wages(scenario: Scenario, luck: Luck, sex: NDArray[np.int8]) -> Ints:
    """Each person's level (ten-thousandths), lognormal; women by the scenario's ratio below men."""
    rows = np.arange(len(sex), dtype=np.int64)
    quantiles = lognormal_levels(scenario["wages.sigma_person"])
    level = quantiles[luck.draw(Purpose.RELATIVE_WAGE, 0, rows) * _QUANTILES >> 32]
    women = round(scenario["wages.gender_ratio"] * ONE)
    levels: Ints = np.where(sex == Sex.FEMALE, (level * women + ONE // 2) // ONE, level)
    return levels


@lru_cache(maxsize=16)
def lognormal_levels(sigma: float) -> Ints:
    """The lognormal of mean one as its 2048 middle quantiles, ten-thousandths."""
    if sigma == 0:
        return np.full(_QUANTILES, ONE, np.int64)
    normal = NormalDist()
    z = np.array([normal.inv_cdf((k + 0.5) / _QUANTILES) for k in range(_QUANTILES)])
    levels = np.exp(sigma * z)
    table: Ints = np.rint(levels / levels.mean() * ONE).astype(np.int64)
    return table


def age_profile(scenario: Scenario) -> Ints:
    """The level of each age in whole years (ten-thousandths, index = age): rises to 42, flat, falls
    after 50; mean of 20 to 59 is one."""
    ages = np.arange(_OLDEST + 1)
    rise, fall = scenario["wages.rise_to_42"], scenario["wages.fall_after_50"]
    profile = (1 + rise) ** (np.clip(ages, 18, 42) - 42.0) * (1 - fall) ** (np.clip(ages, 50, 65) - 50.0)
    table: Ints = np.rint(profile / profile[20:60].mean() * ONE).astype(np.int64)
    return table


def sector_levels(scenario: Scenario) -> tuple[float, float]:
    """Mean level of private and of non-private employers, so that the mean of all workers' levels is one."""
    share, ratio = scenario["wages.non_private_share"], scenario["wages.private_wage_ratio"]
    non_private = 1 / (share + (1 - share) * ratio)
    return non_private * ratio, non_private


def sector_spreads(scenario: Scenario) -> tuple[float, float]:
    """The part of the wages' spread (log points) that lies between private, and between non-private,
    employers."""
    person = scenario["wages.sigma_person"]
    spreads = [
        max(scenario[f"wages.sigma_{name}"] ** 2 - person**2, 0.0) ** 0.5
        for name in ("private", "non_private")
    ]
    return spreads[0], spreads[1]


def wage_scale(scenario: Scenario, policy: Policy) -> float:
    """The factor on all levels with which employees' contribution bases have the scenario's mean ratio to
    the average wage.

    Bases have a floor and a ceiling (those of the first month are used), so the mean wage is lower than the
    mean base.
    """
    law = policy.on(first_day(scenario.start))
    floor, ceiling = float(law[_FLOOR]), float(law[_CEILING])
    person, share = scenario["wages.sigma_person"], scenario["wages.non_private_share"]
    women, ratio = scenario["population.female_share"], scenario["wages.gender_ratio"]
    profile = age_profile(scenario)[22:60:4] / ONE
    levels, weights = [], []
    for sector, sector_share, spread in zip(
        sector_levels(scenario), (1 - share, share), sector_spreads(scenario), strict=True
    ):
        quantiles = lognormal_levels((person**2 + spread**2) ** 0.5)[8::16] / ONE
        for level, sex_share in ((1.0, 1 - women), (ratio, women)):
            cells = np.outer(quantiles, profile * sector * level).reshape(-1)
            levels.append(cells)
            weights.append(np.full(len(cells), sector_share * sex_share / len(cells)))
    level, weight = np.concatenate(levels), np.concatenate(weights)
    low, high = 0.01, 10.0
    for _ in range(40):
        middle = (low + high) / 2
        if np.sum(np.clip(level * middle, floor, ceiling) * weight) < scenario["wages.mean_base_ratio"]:
            low = middle
        else:
            high = middle
    return (low + high) / 2


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
        level = people.relative_wage[rows].astype(np.int64) * self._employers.wage_factor[employers]
        age = np.clip(year - self._birth_year[rows], _YOUNGEST, _OLDEST)
        level = ((level + ONE // 2) // ONE * self._profile[age] + ONE // 2) // ONE
        level = np.clip(level, self._lowest, _HIGHEST_LEVEL)
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

"""Levels of wages: how people, employers, ages and sectors differ; the average wage of the year is one.

All in integers: levels are ten-thousandths.
"""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day
from simcore.society.luck import Luck, Purpose
from simcore.society.people import Sex

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]

ONE = 10_000
"""The unit of all levels: ten-thousandths."""

OLDEST = 76
_QUANTILES = 2048
_FLOOR, _CEILING = "contributions.floor_share", "contributions.ceiling_factor"


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
    ages = np.arange(OLDEST + 1)
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

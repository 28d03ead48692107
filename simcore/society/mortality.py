"""Deaths: the life table, its decline over the years, and the day of death drawn from it.

The central death rates stand in `tables.yaml`. The multiplier holds for 2024, the declines run from there in
both directions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import month_of, year_of
from simcore.society.luck import Luck, Purpose
from simcore.society.tables import tables

if TYPE_CHECKING:
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

OLDEST_AGE = 112
"""Nobody lives longer, in whole years."""

_BAND_STARTS = (0, 1, *range(5, 101, 5))
_UNIT = 1 << 32
_COHORT_STRIDE = 1 << 44
_DAYS_A_CENTURY = 36525
_TABLE_YEAR = 2024
_CENTURY_SHARE = 100


def death_rates(sex: int) -> Floats:
    """Central death rates by completed age 0 … OLDEST_AGE − 1 of one sex (0 male, 1 female)."""
    widths = np.diff((*_BAND_STARTS, OLDEST_AGE))
    return np.repeat(np.asarray(tables()["death_rates_women" if sex else "death_rates_men"].values), widths)


def life_expectancy(sex: int, age: int, factor: float = 1.0) -> float:
    """Years still to live at an exact age, by the table's rates times `factor`."""
    hazards = np.concatenate(([0.0], np.cumsum(death_rates(sex)[age:] * factor)))
    return float(np.sum((np.exp(-hazards[:-1]) - np.exp(-hazards[1:])) / np.diff(hazards)))


def death_days(scenario: Scenario, luck: Luck, birth_day: Ints, sex: Ints, alive_on: Ints) -> Ints:
    """The day of death of each row, never before `alive_on`: by the rates of the person's sex, age and
    calendar year.

    Hazards are whole 2**-32ths, laid end to end by sex and year of birth, so that one search finds the age
    at death.
    """
    rows = np.arange(len(birth_day), dtype=np.int64)
    birth_year = year_of(month_of(birth_day))
    first_year = int(birth_year.min())
    years = int(birth_year.max()) - first_year + 1
    table = _hazard_table(scenario, first_year, years)
    cohort = (sex * years + (birth_year - first_year)) * (OLDEST_AGE + 1)
    flat = (table + np.arange(2 * years, dtype=np.int64)[:, None] * _COHORT_STRIDE).reshape(-1)

    lived = np.maximum(alive_on - birth_day, 0) * _CENTURY_SHARE
    age = np.minimum(lived // _DAYS_A_CENTURY, OLDEST_AGE - 1)
    part = lived - age * _DAYS_A_CENTURY
    start = flat[cohort + age]
    start += (flat[cohort + age + 1] - start) * part // _DAYS_A_CENTURY
    uniform = (luck.draw(Purpose.DEATH, 0, rows) + 0.5) / _UNIT
    target = start - np.rint(np.log(uniform) * _UNIT).astype(np.int64)
    np.minimum(target, flat[cohort + OLDEST_AGE] - 1, out=target)

    place = np.searchsorted(flat, target, side="right") - 1
    step = flat[place + 1] - flat[place]
    days = (place - cohort) * _DAYS_A_CENTURY + (target - flat[place]) * _DAYS_A_CENTURY // step
    died: Ints = np.maximum(birth_day + days // _CENTURY_SHARE, alive_on)
    return died


def _hazard_table(scenario: Scenario, first_year: int, years: int) -> Ints:
    """Cumulative hazards up to each birthday (2**-32ths): rows by sex and year of birth, columns by age."""
    ages = np.arange(OLDEST_AGE)
    calendar = first_year + np.arange(years)[:, None] + ages[None, :] - _TABLE_YEAR
    tables = []
    for sex, key in enumerate(("men", "women")):
        decline = scenario[f"population.mortality_decline_{key}"]
        factor = scenario["population.mortality_multiplier"] * (1.0 - decline) ** calendar.astype(np.float64)
        hazards = np.rint(np.maximum(death_rates(sex) * factor, 1e-9) * _UNIT).astype(np.int64)
        tables.append(np.concatenate((np.zeros((years, 1), np.int64), np.cumsum(hazards, axis=1)), axis=1))
    return np.concatenate(tables)

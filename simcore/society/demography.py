"""Births: who is insured at the start, who enters in which month, of which age, sex and retirement
category.

Ages follow the city's age bands (`tables.yaml`: an estimate, `uncertain`), the share of pensioners is the
scenario's; a person is a pensioner at the start exactly if the retirement month by the law of that day lies
before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import NEVER, first_day, last_day, month_of
from simcore.society.luck import Luck, Purpose, chosen, cumulative_thresholds, threshold
from simcore.society.mortality import death_days
from simcore.society.people import Category, People, Sex, Status
from simcore.society.tables import tables
from simcore.society.wage_levels import relative_wages

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]

_YOUNGEST_MONTHS = 18 * 12
_OLDEST_MONTHS = 100 * 12
_FULL_COVERAGE_MONTHS = 25 * 12
_OLD_MONTHS = 80 * 12
SHORTEST_PENSIONERS_PAST = 20 * 12


def people_born(scenario: Scenario, policy: Policy, luck: Luck) -> People:
    """The people of a scenario with what they are born with: birth, sex, category, entry, death, wage,
    chosen base.

    Status is PENSIONER (with `award_month`), NOT_ENTERED (with `plan_month`) or EMPLOYED, to be refined by
    `place_in_life`.
    """
    start, initial = scenario.start, scenario.people
    entries = entry_months(scenario)
    people = People.blank(initial + len(entries), initial)
    _bring_in_residents(scenario, policy, luck, people)
    _bring_in_entrants(scenario, luck, people, entries)
    # Whoever enters lives at least to the end of that month: nobody's first change is also the last.
    entered = first_day(month_of(people.entry_day.astype(np.int64)) + 1)
    alive_on = np.where(people.entry_day >= first_day(start), entered, first_day(start))
    people.death_day[:] = death_days(
        scenario, luck, people.birth_day.astype(np.int64), people.sex.astype(np.int64), alive_on
    )
    rows = np.arange(people.size, dtype=np.int64)
    people.relative_wage[:] = relative_wages(scenario, luck, people.sex)
    low, middle = scenario["behaviour.base_low_share"], scenario["behaviour.base_middle_share"]
    ratios = np.array(
        [round(scenario[f"behaviour.base_ratio_{name}"] * 10_000) for name in ("low", "middle", "high")]
    )
    table = np.array([threshold(low), threshold(low + middle)], dtype=np.int64)
    people.flexible_ratio[:] = ratios[chosen(luck.draw(Purpose.FLEXIBLE_RATIO, 0, rows), table)]
    return people


def entry_months(scenario: Scenario) -> Ints:
    """The month of entry of each entrant, in order: a fixed share of the starting people a year, growing
    as the scenario says."""
    months = np.arange(scenario.months, dtype=np.float64)
    growth = (1.0 + scenario["population.entrants_growth"]) ** np.floor(months / 12)
    expected = np.cumsum(scenario.people * scenario["population.entrants_per_year"] / 12 * growth)
    # A hair's breadth more, so that a sum meant to be whole is not cut short by its last bit.
    entered = np.floor(expected + 1e-6).astype(np.int64)
    return np.repeat(scenario.start + np.arange(scenario.months), np.diff(entered, prepend=0)).astype(
        np.int64
    )


def _bring_in_residents(scenario: Scenario, policy: Policy, luck: Luck, people: People) -> None:
    start, count = scenario.start, people.initial
    rows = np.arange(count, dtype=np.int64)
    sex, category, age, weights = _cells(scenario)
    rule = policy.compile(("statutory_retirement_month",), inputs=("birth_month", "retirement_category"))
    (retires,) = rule(first_day(start), birth_month=start - age, retirement_category=category)
    retired = np.asarray(retires) < start
    pensioner = luck.chance(Purpose.IS_PENSIONER, 0, rows, threshold(scenario["population.pensioner_share"]))
    draws = luck.draw(Purpose.BIRTH_CELL, 0, rows)
    cell = np.zeros(count, np.int64)
    for group, in_group in ((retired, pensioner), (~retired, ~pensioner)):
        places = np.flatnonzero(group)
        cell[in_group] = places[chosen(draws[in_group], cumulative_thresholds(weights[places]))]
    birth_month = start - age[cell]
    length = last_day(birth_month) - first_day(birth_month) + 1
    people.sex[:count] = sex[cell]
    people.retirement_category[:count] = category[cell]
    people.birth_day[:count] = first_day(birth_month) + luck.draw(Purpose.BIRTH_DAY, 0, rows) % length
    people.award_month[:count] = np.where(pensioner, np.asarray(retires)[cell], 0)
    people.status[:count] = np.where(pensioner, Status.PENSIONER, Status.EMPLOYED)
    _date_past_entries(scenario, luck, people, rows)


def _cells(scenario: Scenario) -> tuple[Ints, Ints, Ints, NDArray[np.float64]]:
    """All combinations of sex, category and age in months, with the weight of each among the insured."""
    ages = np.arange(_YOUNGEST_MONTHS, _OLDEST_MONTHS, dtype=np.int64)
    by_age, men_by_age = tables()["residents"].values, tables()["men_among_residents"].values
    bands = np.minimum(ages // 60, len(by_age) - 1)
    # The open band's people thin out by a fifth a year.
    thinning = np.where(ages < 85 * 12, 1 / 5, 0.2 * 0.8 ** ((ages - 85 * 12) / 12))
    residents = np.asarray(by_age)[bands] * thinning
    men = residents * np.asarray(men_by_age)[bands] / 100
    women = (residents - men) * scenario["population.active_coverage_women"]
    coverage = np.minimum((ages - _YOUNGEST_MONTHS + 12) / (_FULL_COVERAGE_MONTHS - _YOUNGEST_MONTHS), 1.0)
    coverage = np.where(ages >= _OLD_MONTHS, scenario["population.pensioner_coverage_over_80"], coverage)
    track_55 = scenario["population.female_55_share"]
    weights = np.concatenate((men, women * track_55, women * (1 - track_55))) * np.tile(coverage, 3)
    category = np.repeat(np.arange(3, dtype=np.int64), len(ages))
    sex = np.where(category == Category.MALE_60, Sex.MALE, Sex.FEMALE).astype(np.int64)
    return sex, category, np.tile(ages, 3), weights


def _entry_ages(scenario: Scenario, luck: Luck, rows: Ints) -> Ints:
    """Age in months at entry: mostly young, a share late."""
    youngest, usual, latest = (
        scenario[f"population.entry_age_{name}"] * 12 for name in ("youngest", "usual_last", "latest")
    )
    late = threshold(scenario["population.late_entry_share"])
    draws = luck.draw(Purpose.ENTRY_AGE, 0, rows)
    spread = luck.draw(Purpose.PAST_ENTRY_AGE, 0, rows)
    usual_age = youngest + spread % (usual - youngest + 12)
    ages: Ints = np.where(draws < late, usual + spread % (latest - usual + 12), usual_age)
    return ages


def _date_past_entries(scenario: Scenario, luck: Luck, people: People, rows: Ints) -> None:
    """Initial people entered at the drawn age, but at least two years before the start (or at 16), and
    pensioners at the latest 20 years before they retired."""
    start = scenario.start
    birth_month = _birth_months(people, rows)
    entry = birth_month + _entry_ages(scenario, luck, rows)
    latest = np.where(
        people.status[rows] == Status.PENSIONER,
        people.award_month[rows] - SHORTEST_PENSIONERS_PAST,
        start - 24,
    )
    entry = np.maximum(np.minimum(entry, latest), birth_month + 16 * 12)
    people.entry_day[rows] = (
        first_day(np.minimum(entry, start - 3)) + luck.draw(Purpose.ENTRY_DAY, 0, rows) % 15
    )


def _birth_months(people: People, rows: Ints) -> Ints:
    return month_of(people.birth_day[rows].astype(np.int64))


def _bring_in_entrants(scenario: Scenario, luck: Luck, people: People, entries: Ints) -> None:
    rows = np.arange(people.initial, people.size, dtype=np.int64)
    later = slice(people.initial, None)
    _, counts = np.unique(entries, return_counts=True)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    # The k-th of a month's entrants falls into its k-th stretch of 28 days: ids follow the days of entry.
    within = (place * 28 + luck.draw(Purpose.ENTRY_DAY, 0, rows) % 28) // np.repeat(counts, counts)
    people.entry_day[later] = first_day(entries) + within
    birth_month = entries - _entry_ages(scenario, luck, rows)
    length = last_day(birth_month) - first_day(birth_month) + 1
    people.birth_day[later] = first_day(birth_month) + luck.draw(Purpose.BIRTH_DAY, 0, rows) % length
    female = luck.chance(Purpose.SEX, 0, rows, threshold(scenario["population.female_share"]))
    track_55 = luck.chance(
        Purpose.RETIREMENT_TRACK, 0, rows, threshold(scenario["population.female_55_share"])
    )
    people.sex[later] = female
    people.retirement_category[later] = np.where(female, np.where(track_55, 1, 2), 0)
    people.status[later] = Status.NOT_ENTERED
    people.plan_month[later] = entries
    people.registered_on[later] = NEVER

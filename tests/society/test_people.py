"""Claims about who lives in the model: ages, sexes, deaths, entries, and that no policy changes a life."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from simcore.calendar import first_day, month_of
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.society.creation import create_society
from simcore.society.luck import Luck
from simcore.society.mortality import death_days, life_expectancy
from simcore.society.people import Category, Sex, Status
from simcore.society.society import Society

# Facts, society.md 1.3: life expectancy at 60 and at birth by the table of 2020-2025.
E60 = {Sex.MALE: 19.90, Sex.FEMALE: 23.99}
E0 = {Sex.MALE: 75.83, Sex.FEMALE: 81.32}


@pytest.mark.parametrize("sex", list(Sex))
def test_the_life_table_gives_the_published_life_expectancy(sex: Sex) -> None:
    assert life_expectancy(sex, 60) == pytest.approx(E60[sex], abs=0.35)
    assert life_expectancy(sex, 0) == pytest.approx(E0[sex], abs=0.35)


@pytest.mark.parametrize("sex", list(Sex))
def test_people_of_sixty_live_as_long_as_the_table_says(baseline: Scenario, sex: Sex) -> None:
    table = baseline.with_(
        {
            "population.mortality_multiplier": 1.0,
            "population.mortality_decline_men": 0.0,
            "population.mortality_decline_women": 0.0,
        }
    )
    count, today = 40_000, first_day(600)
    born = np.full(count, today - 21_915)
    died = death_days(table, Luck(5), born, np.full(count, int(sex)), np.full(count, today))
    assert np.mean(died - today) / 365.25 == pytest.approx(life_expectancy(sex, 60), abs=0.25)


def test_falling_mortality_lets_people_grow_older(baseline: Scenario) -> None:
    count, today = 20_000, first_day(600)
    born, women, now = np.full(count, today - 15_000), np.ones(count, np.int64), np.full(count, today)
    still = baseline.with_({"population.mortality_decline_women": 0.0})
    falling = death_days(baseline, Luck(5), born, women, now)
    assert np.mean(falling - death_days(still, Luck(5), born, women, now)) > 365


def test_nobody_dies_before_the_start_or_before_entering(town: Society) -> None:
    people, start = town.people, first_day(town.scenario.start)
    assert (people.death_day >= np.maximum(people.entry_day, start)).all()
    assert (people.death_day - people.birth_day < 113 * 366).all()


def test_about_a_third_of_the_insured_are_pensioners_and_two_workers_stand_for_each(town: Society) -> None:
    initial = town.people.status[: town.people.initial]
    pensioners = (initial == Status.PENSIONER).mean()
    assert pensioners == pytest.approx(0.324, abs=0.01)
    assert (1 - pensioners) / pensioners == pytest.approx(2.09, abs=0.12)


def test_women_are_fewer_than_men_at_work_and_more_among_pensioners(town: Society) -> None:
    initial = slice(0, town.people.initial)
    pensioner = town.people.status[initial] == Status.PENSIONER
    women = town.people.sex[initial] == Sex.FEMALE
    assert 0.36 < women[~pensioner].mean() < 0.5
    assert 0.5 < women[pensioner].mean() < 0.68


def test_the_insured_at_work_are_forty_on_average_and_the_pensioners_in_their_sixties(town: Society) -> None:
    initial = slice(0, town.people.initial)
    age = (town.scenario.start - month_of(town.people.birth_day[initial].astype(np.int64))) / 12
    pensioner = town.people.status[initial] == Status.PENSIONER
    assert 37 < age[~pensioner].mean() < 43
    assert 63 < age[pensioner].mean() < 71
    assert age[~pensioner].min() >= 18


def test_a_pensioner_is_who_reached_the_age_before_the_start_and_nobody_else(town: Society) -> None:
    people, start = town.people, town.scenario.start
    initial = slice(0, people.initial)
    ages = np.array([720, 660, 600])[people.retirement_category[initial]]
    retires = month_of(people.birth_day[initial].astype(np.int64)) + ages
    pensioner = people.status[initial] == Status.PENSIONER
    assert np.array_equal(retires < start, pensioner)
    assert np.array_equal(people.award_month[initial][pensioner], retires[pensioner])


def test_after_2025_the_reform_of_the_retirement_age_decides_who_is_a_pensioner(baseline: Scenario) -> None:
    later = baseline.with_(people=3_000, years=1, start="2032-01")
    people = create_society(later, later.load_policy(), Luck(1)).people
    age = later.start - month_of(people.birth_day[: people.initial].astype(np.int64))
    men = people.retirement_category[: people.initial] == Category.MALE_60
    working = people.status[: people.initial] != Status.PENSIONER
    # Born in 1971, men retire at 61 years and 7 to 10 months.
    assert 720 < age[men & working].max() <= 742


def test_men_have_the_mens_category_and_women_one_of_two(town: Society) -> None:
    men = town.people.sex == Sex.MALE
    assert set(town.people.retirement_category[men]) == {Category.MALE_60}
    assert set(town.people.retirement_category[~men]) == {Category.FEMALE_55, Category.FEMALE_50}


def test_entrants_come_in_order_of_entry_and_as_many_as_the_scenario_says(town: Society) -> None:
    people, scenario = town.people, town.scenario
    entry = people.entry_day[people.initial :]
    assert (np.diff(entry) >= 0).all()
    growth = 1 + scenario["population.entrants_growth"]
    expected = (
        scenario.people
        * scenario["population.entrants_per_year"]
        * sum(growth**y for y in range(scenario.years))
    )
    assert len(entry) == pytest.approx(expected, rel=0.001)
    assert (people.status[people.initial :] == Status.NOT_ENTERED).all()
    assert np.array_equal(people.plan_month[people.initial :], month_of(entry.astype(np.int64)))
    age = (entry - people.birth_day[people.initial :]) / 365.25
    assert age.min() > 17.9
    assert age.max() < 51.1


def test_the_active_insured_grow_at_first_and_shrink_when_fewer_enter(
    baseline: Scenario, policy: Policy
) -> None:
    """As the city's did: 2.09 active insured per pensioner in 2024, more of both since 2010; and births
    fall.
    """
    people = create_society(baseline.with_(people=20_000), policy, Luck(2)).people
    # By the ages of before 2025, so the count is a little low.
    retires = (
        month_of(people.birth_day.astype(np.int64)) + np.array([720, 660, 600])[people.retirement_category]
    )

    def active(year: int) -> float:
        month = (year - 1970) * 12
        there = (people.entry_day <= first_day(month)) & (people.death_day > first_day(month))
        return float((there & (retires > month)).sum()) / (20_000 * 0.676)

    assert active(2020) == pytest.approx(1, abs=0.05)
    assert 1.0 < active(2030) < 1.4
    assert active(2059) < active(2040)


def test_the_same_seed_gives_the_same_lives_whatever_the_policy(baseline: Scenario) -> None:
    small = baseline.with_(people=500, years=5)
    reformed = small.reform({"employee_pension.employer_rate": {"2021-01": 0.12}})
    lives = [create_society(each, each.load_policy(), Luck(9)).people for each in (small, reformed)]
    for field in fields(lives[0]):
        assert np.array_equal(getattr(lives[0], field.name), getattr(lives[1], field.name)), field.name


def test_another_seed_gives_other_lives(baseline: Scenario, policy: Policy) -> None:
    small = baseline.with_(people=500, years=1)
    one, other = (create_society(small, policy, Luck(seed)).people for seed in (1, 2))
    assert (one.birth_day[:500] != other.birth_day[:500]).mean() > 0.9


def test_a_person_is_the_same_in_a_small_society_as_in_a_bigger_one(
    baseline: Scenario, policy: Policy
) -> None:
    small, big = (
        create_society(baseline.with_(people=people, years=1), policy, Luck(4)).people
        for people in (100, 1_000)
    )
    for name in ("sex", "birth_day", "death_day", "retirement_category", "relative_wage", "flexible_ratio"):
        assert np.array_equal(getattr(small, name)[:100], getattr(big, name)[:100]), name

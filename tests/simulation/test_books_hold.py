"""The audit holds for many seeds, and where every conduct is at its extreme."""

from __future__ import annotations

import pytest

import simcore

EXTREMES = (
    "nobody_registers",
    "every_employer_late",
    "everybody_under_declares",
    "one_slow_clerk",
    "empty_reserves",
)


def assert_books_hold(scenario: str, people: int, years: int, seed: int) -> None:
    report = simcore.simulate(scenario, people=people, years=years, seed=seed).check()
    assert report.ok, report


@pytest.mark.parametrize("seed", [11, 12])
def test_the_books_of_a_small_city_hold(seed: int) -> None:
    assert_books_hold("baseline", 200, 8, seed)


@pytest.mark.parametrize("scenario", EXTREMES)
def test_the_books_hold_where_conduct_is_at_its_extreme(scenario: str) -> None:
    assert_books_hold(scenario, 120, 6, 1)


def test_the_books_of_a_run_that_begins_within_a_year_hold() -> None:
    report = simcore.simulate("baseline", people=150, years=3, start="2023-07").check()
    assert report.ok, report


def test_a_reform_of_the_deadlines_reaches_the_registrations_and_the_bills() -> None:
    reform = {
        "registration.registration_days": {"2022-01": 15},
        "registration.declaration_day": {"2022-01": 10},
    }
    run = simcore.simulate(simcore.Scenario.load("baseline").with_(people=300, years=4).reform(reform))
    in_time = run.sql(
        "SELECT max(registered_on - hired_on) AS days FROM registrations "
        "WHERE cause = 'in_time' AND hired_on >= DATE '2022-01-01'"
    )
    due = run.sql("SELECT DISTINCT day(due_on) AS day FROM settlements WHERE month >= '2022-01' ORDER BY day")
    assert in_time["days"].tolist() == [15]
    assert due["day"].tolist() == [10]
    report = run.check()
    assert report.ok, report


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(1, 11))
def test_the_books_of_the_class_hold_for_ten_seeds(seed: int) -> None:
    assert_books_hold("baseline", 2000, 40, seed)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("scenario", EXTREMES)
def test_the_books_of_extreme_scenarios_hold_over_decades(scenario: str, seed: int) -> None:
    assert_books_hold(scenario, 600, 20, seed)

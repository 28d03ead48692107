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


def test_the_books_hold_where_a_job_of_days_lies_between_two_times_of_flexible_work() -> None:
    restless = {
        "labour.separation_rate": 0.10,
        "labour.young_separation_rate": 0.15,
        "labour.job_finding_rate": 0.5,
        "labour.unemployed_to_flexible": 0.8,
        "labour.flexible_exit_rate": 0.3,
        "employers.closing_rate": 0.5,
    }
    run = simcore.simulate(simcore.Scenario.load("baseline").with_({**restless, "people": 400, "years": 8}))
    returned = run.sql(
        "SELECT count(*) AS n FROM contribution_spells a JOIN contribution_spells b USING (person_id) "
        "JOIN registrations r USING (person_id) WHERE a.kind = 'flexible' AND b.kind = 'flexible' "
        "AND r.hired_on >= DATE '2020-01-01' AND a.last_month = strftime(r.hired_on, '%Y-%m') "
        "AND b.first_month = strftime(r.hired_on + INTERVAL 2 MONTH, '%Y-%m')"
    )
    assert returned["n"].item() > 0
    report = run.check()
    assert report.ok, report


def test_the_books_hold_in_the_month_in_which_employers_will_close() -> None:
    """Whoever is hired on the 22nd and loses the job with the month is still looking for work on the 11th."""
    restless = {
        "labour.job_finding_rate": 0.5,
        "labour.unemployed_to_flexible": 0.8,
        "labour.flexible_exit_rate": 0.3,
        "employers.closing_rate": 0.5,
    }
    scenario = simcore.Scenario.load("baseline").with_(restless, people=400, years=6, seed=8)
    report = simcore.Simulation(scenario).advance("2024-10-11").run.check()
    assert report.ok, str(report)


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

"""Claims about careers and wages: what luck brings in a month, and what people earn."""

from __future__ import annotations

import numpy as np
import pytest

from simcore.calendar import day_in, first_day, last_day, month_of
from simcore.society.careers import CHANNELS, Outcome
from simcore.society.people import Sex, Status
from simcore.society.society import Society

ROWS = np.arange(40_000, dtype=np.int64)


def test_a_job_lasts_at_least_two_months_and_the_young_leave_sooner(town: Society) -> None:
    waits = town.careers.job_plan_month(ROWS, 610) - 610
    young = 610 - month_of(town.people.birth_day[ROWS].astype(np.int64)) < 360
    assert waits.min() == 2
    assert waits[young].mean() == pytest.approx(1 / 0.035, rel=0.06)
    assert waits[~young].mean() == pytest.approx(1 / 0.022, rel=0.06)


def test_jobs_that_start_in_different_months_are_planned_as_if_each_month_stood_alone(town: Society) -> None:
    months = np.where(ROWS % 2 == 0, 610, 611)
    together = town.careers.job_plan_month(ROWS, months)
    assert np.array_equal(together[::2], town.careers.job_plan_month(ROWS[::2], 610))
    assert np.array_equal(together[1::2], town.careers.job_plan_month(ROWS[1::2], 611))


def test_unemployment_lasts_six_months_on_average(town: Society) -> None:
    waits = town.careers.unemployed_plan_month(ROWS, 610) - 610
    assert waits.min() == 1
    assert waits.mean() == pytest.approx(6.25, rel=0.04)


def test_half_of_those_who_leave_have_the_next_job_and_half_of_the_others_were_dismissed(
    town: Society,
) -> None:
    outcome = town.careers.leave_outcome(ROWS, 610)
    shares = [(outcome == each).mean() for each in Outcome]
    assert shares == pytest.approx([0.5, 0.25, 0.25], abs=0.01)


def test_changes_fall_on_a_day_of_their_month(town: Society) -> None:
    for days in (town.careers.leave_day(ROWS, 610), town.careers.find_day(ROWS, 610)):
        assert days.min() == first_day(610)
        assert days.max() == day_in(610, 28)


def test_who_was_dismissed_claims_more_often_than_who_quit(town: Society) -> None:
    voluntary = ROWS % 2 == 0
    claims = town.careers.claims(ROWS, 610, voluntary)
    assert claims[~voluntary].mean() == pytest.approx(0.7, abs=0.02)
    assert claims[voluntary].mean() == pytest.approx(0.1, abs=0.02)


def test_claims_arrive_within_45_days_and_survivors_claims_within_60(town: Society) -> None:
    assert (town.careers.claim_lag(ROWS, 610).min(), town.careers.claim_lag(ROWS, 610).max()) == (1, 45)
    assert (town.careers.death_lag(ROWS, 610).min(), town.careers.death_lag(ROWS, 610).max()) == (5, 60)


def test_flexible_workers_pay_by_the_15th_through_a_channel_that_exists(town: Society) -> None:
    days = town.careers.pay_day(ROWS, 610)
    assert (days.min(), days.max()) == (1, 15)
    assert set(town.careers.channel(ROWS, 610)) == set(CHANNELS.values())


def test_a_person_alone_has_the_career_of_the_same_person_in_the_crowd(town: Society) -> None:
    careers, one = town.careers, np.array([1234])
    for function in (
        careers.job_plan_month,
        careers.unemployed_plan_month,
        careers.flexible_plan_month,
        careers.leave_day,
        careers.find_day,
        careers.leave_outcome,
        careers.slot,
        careers.flexible_pays,
        careers.turns_flexible,
        careers.enters_flexible,
        careers.pays_on,
    ):
        assert function(one, 630)[0] == function(ROWS, 630)[1234], function.__name__


def test_the_run_finds_people_at_work_without_work_and_flexible(town: Society) -> None:
    status = town.people.status[: town.people.initial]
    active = status[status != Status.PENSIONER]
    shares = [(active == each).mean() for each in (Status.FLEXIBLE, Status.UNEMPLOYED, Status.EMPLOYED)]
    assert shares == pytest.approx([0.30, 0.055, 0.645], abs=0.01)


def test_every_job_at_the_start_was_registered_in_time_at_an_employer_that_is_open(town: Society) -> None:
    people, employers, start = town.people, town.employers, town.scenario.start
    rows = np.flatnonzero(people.status == Status.EMPLOYED)
    employer = people.employer[rows]
    lag = people.registered_on[rows] - people.job_start[rows]
    assert lag.min() >= 1
    assert lag.max() <= 30
    assert (people.registered_on[rows] <= day_in(start - 1, 25)).all()
    assert employers.open_in(start)[employer].all()
    assert (people.job_start[rows] >= first_day(employers.founded_month[employer].astype(np.int64))).all()
    assert (people.job_start[rows] >= people.entry_day[rows]).all()
    assert (people.job_start[rows] <= last_day(start - 2)).all()


def test_everybodys_next_change_lies_in_the_run_or_nowhere(town: Society) -> None:
    people = town.people
    planned = np.isin(people.status, (Status.EMPLOYED, Status.UNEMPLOYED, Status.FLEXIBLE))
    assert (people.plan_month[planned] >= town.scenario.start).all()
    assert (people.plan_month[people.status == Status.PENSIONER] == 2**31 - 1).all()


def test_wages_are_whole_yuan_and_women_earn_less_than_men(town: Society) -> None:
    rows = np.flatnonzero(town.people.status == Status.EMPLOYED)
    wage = town.wages.wage(rows, town.people.employer[rows], 2019)
    assert not (wage % 100).any()
    women = town.people.sex[rows] == Sex.FEMALE
    assert wage[women].mean() / wage[~women].mean() == pytest.approx(0.82, abs=0.05)


def test_wages_rise_with_age_to_the_forties(town: Society) -> None:
    rows = np.flatnonzero(town.people.status == Status.EMPLOYED)
    age = 2019 - month_of(town.people.birth_day[rows].astype(np.int64)) // 12 - 1970
    wage = town.wages.wage(rows, town.people.employer[rows], 2019)
    young, middle = wage[(age >= 20) & (age < 25)].mean(), wage[(age >= 40) & (age < 50)].mean()
    assert 1.3 < middle / young < 2.0


def test_the_change_of_statistic_in_2019_cuts_nobodys_wage_by_a_tenth(town: Society) -> None:
    rows = np.flatnonzero(town.people.status == Status.EMPLOYED)
    totals = [int(town.wages.wage(rows, 0, year).sum()) for year in range(2014, 2025)]
    growth = np.array(totals[1:]) / np.array(totals[:-1]) - 1
    assert (growth > 0.0).all()
    assert (growth < 0.15).all()


def test_mean_contribution_bases_are_those_of_firms_and_of_the_state_together(town: Society) -> None:
    # Facts, society.md 2.2: 456 at 0.75 × 7339 and 100 at 9000 make 6133 a head: 0.836 of the average wage.
    rows = np.flatnonzero(town.people.status == Status.EMPLOYED)
    wage = town.wages.wage(rows, town.people.employer[rows], 2019)
    average = town.wages.average_wage(first_day(600)) / 12
    bases = np.clip(wage / average, 0.6, 3.0)
    assert bases.mean() == pytest.approx(0.836, abs=0.04)


def test_all_who_pay_pay_on_three_quarters_of_the_average_wage(town: Society) -> None:
    people, average = town.people, town.wages.average_wage(first_day(600)) / 12
    employed = np.flatnonzero(people.status == Status.EMPLOYED)
    flexible = np.flatnonzero((people.status == Status.FLEXIBLE) & people.flexible_pays)
    wage = town.wages.wage(employed, people.employer[employed], 2019)
    paid_on = np.concatenate((wage, town.wages.chosen_monthly_wage(flexible, 600)))
    assert np.clip(paid_on / average, 0.6, 3.0).mean() == pytest.approx(0.76, abs=0.05)


def test_flexible_workers_choose_six_eight_or_ten_tenths_of_the_average_wage(town: Society) -> None:
    chosen = town.wages.chosen_monthly_wage(ROWS, 600)
    average = town.wages.average_wage(first_day(600))
    assert set(chosen) == {(ratio * average + 60) // 120 for ratio in (6, 8, 10)}

"""Claims about employers: how many, how big, of what conduct, one after another without gaps."""

from __future__ import annotations

import numpy as np
import pytest

from simcore.calendar import NEVER, first_day
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.society.creation import create_society
from simcore.society.employers import Conduct
from simcore.society.luck import Luck
from simcore.society.people import Status
from simcore.society.society import Society


def test_a_class_of_2000_has_about_a_hundred_employers(a_class: Society) -> None:
    assert 85 <= a_class.employers.open_in(600).sum() <= 115


def test_every_slot_has_exactly_one_open_employer_in_every_month(town: Society) -> None:
    employers = town.employers
    slots = np.arange(employers.slot.max() + 1, dtype=np.int64)
    for month in range(town.scenario.start, town.scenario.start + town.scenario.months):
        open_now = np.flatnonzero(employers.open_in(month))
        assert np.array_equal(np.sort(employers.slot[open_now]), slots)
        assert np.array_equal(np.sort(employers.employer_of_slot(slots, month)), open_now)


def test_a_successor_is_founded_the_month_after_and_is_of_the_same_trade_and_size(town: Society) -> None:
    employers = town.employers
    closed = np.flatnonzero((employers.closing_month < NEVER) & (employers.slot >= 0))
    assert len(closed) > 100
    successor = employers.employer_of_slot(
        employers.slot[closed].astype(np.int64), employers.closing_month[closed] + 1
    )
    assert np.array_equal(employers.founded_month[successor], employers.closing_month[closed] + 1)
    for column in (employers.slot, employers.industry, employers.risk_class, employers.size):
        assert np.array_equal(column[successor], column[closed])
    assert (employers.conduct[successor] != employers.conduct[closed]).any()


def test_some_four_percent_of_employers_close_a_year(town: Society) -> None:
    slots = town.employers.slot.max() + 1
    closed = ((town.employers.closing_month < NEVER) & (town.employers.slot >= 0)).sum()
    assert closed / slots / town.scenario.years == pytest.approx(0.04, abs=0.008)


def test_conduct_follows_the_scenarios_shares(baseline: Scenario, policy: Policy) -> None:
    employers = create_society(baseline.with_(people=200_000, years=1), policy, Luck(3)).employers
    shares = np.bincount(employers.conduct[1:], minlength=4) / (employers.count - 1)
    assert shares == pytest.approx([0.78, 0.10, 0.07, 0.05], abs=0.015)


def test_workers_work_at_big_and_small_employers_by_the_facts_shares(
    baseline: Scenario, policy: Policy
) -> None:
    society = create_society(baseline.with_(people=200_000, years=1), policy, Luck(3))
    working = society.people.employer[society.people.status == Status.EMPLOYED]
    workers = np.bincount(society.employers.slot[working])
    # Sizes are scaled to the model: 9 workers an employer instead of 12.9.
    scale = 12.9 / 9
    limits = np.array([9.5, 49.5, 299.5]) / scale
    by_class = [workers[np.digitize(workers, limits) == k].sum() / workers.sum() for k in range(4)]
    assert by_class == pytest.approx([0.25, 0.25, 0.22, 0.28], abs=0.06)


def test_no_employer_has_much_more_than_a_tenth_of_all_workers(a_class: Society) -> None:
    working = a_class.people.employer[a_class.people.status == Status.EMPLOYED]
    assert np.bincount(working).max() / len(working) < 0.14


def test_risk_classes_run_from_1_to_8(town: Society) -> None:
    assert set(town.employers.risk_class) == set(range(1, 9))


def test_punctual_employers_never_pay_late_and_late_ones_a_third_of_the_time_up_to_75_days(
    town: Society,
) -> None:
    everyone = np.arange(town.employers.count, dtype=np.int64)
    delays = np.stack([town.employers.payment_delay(everyone, month) for month in range(600, 640)])
    late = town.employers.conduct == Conduct.LATE
    assert not delays[:, ~late].any()
    assert (delays[:, late] > 0).mean() == pytest.approx(0.35, abs=0.03)
    assert delays.max() == 75


def test_registration_is_in_time_late_or_never_by_conduct(town: Society) -> None:
    rows = np.arange(30_000, dtype=np.int64)
    employers = rows % (town.employers.count - 1) + 1
    start = np.full(len(rows), first_day(601) + 4)
    days = town.employers.registration_day(rows, employers, start, 601, start + 30)
    lag, conduct = days - start, town.employers.conduct[employers]
    honest = np.isin(conduct, (Conduct.PUNCTUAL, Conduct.UNDER_DECLARING))
    assert lag[honest].min() == 1
    assert lag[honest].max() == 30
    assert (lag[conduct == Conduct.LATE] > 30).mean() == pytest.approx(0.3, abs=0.03)
    unregistered = days[conduct == Conduct.NOT_REGISTERING]
    assert (unregistered == NEVER).mean() == pytest.approx(0.6, abs=0.04)
    assert (unregistered - start[0] > 30).all()


@pytest.mark.parametrize("allowed", [0, 1, 10, 400])
def test_the_well_behaved_register_in_time_whatever_the_law_allows(town: Society, allowed: int) -> None:
    """Article 58: within 30 days; a reform may set another number."""
    rows = np.arange(5_000, dtype=np.int64)
    employers = rows % (town.employers.count - 1) + 1
    start = np.full(len(rows), first_day(601) + 4)
    days = town.employers.registration_day(rows, employers, start, 601, start + allowed)
    conduct = town.employers.conduct[employers]
    honest = np.isin(conduct, (Conduct.PUNCTUAL, Conduct.UNDER_DECLARING))
    assert (days[honest] - start[honest]).max() <= allowed
    assert (days[honest] >= start[honest]).all()
    assert (days[conduct == Conduct.NOT_REGISTERING] > start[0] + allowed).all()


def test_trouble_comes_and_goes_and_never_outside_an_employers_life(town: Society) -> None:
    employers = town.employers
    months = range(town.scenario.start, town.scenario.start + town.scenario.months)
    trouble = np.stack([employers.in_trouble(month) for month in months])
    alive = np.stack([employers.open_in(month) for month in months])
    assert not (trouble & ~alive).any()
    assert 0.003 < trouble.sum() / alive.sum() < 0.04
    recovered = trouble[:-1] & ~trouble[1:] & alive[1:]
    assert recovered.any()


def test_two_in_five_employers_stop_paying_before_they_close(town: Society) -> None:
    employers = town.employers
    closing = np.flatnonzero((employers.closing_month < NEVER) & (employers.slot >= 0))
    last = [employers.in_trouble(int(employers.closing_month[row]))[row] for row in closing]
    assert np.mean(last) == pytest.approx(0.4, abs=0.12)


def test_the_agency_visits_an_employer_once_in_three_years(town: Society) -> None:
    visits = sum(town.employers.inspected(month).sum() for month in range(600, 720))
    assert visits / (town.employers.count - 1) == pytest.approx(120 / 36, rel=0.1)
    assert not town.employers.inspected(600)[0]


def test_employers_have_names_in_both_languages(a_class: Society) -> None:
    assert a_class.employers.name(0) == ("earlier employer", "以前单位")
    english, chinese = a_class.employers.name(3)
    assert english.endswith("company no. 3")
    assert chinese.endswith("3号公司")

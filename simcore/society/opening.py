"""Where the run finds the people who are already there: at work since when and for whom, unemployed,
flexible or pensioners."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day, month_of
from simcore.society.careers import LATEST_PAY_DAY, YOUNG_MONTHS, Careers
from simcore.society.employers import Employers, in_time
from simcore.society.lawful_dates import LawfulDates
from simcore.society.luck import Luck, Purpose, threshold, waits
from simcore.society.people import People, Status

if TYPE_CHECKING:
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]

SHORTEST_TENURE = 2


def place_in_life(
    scenario: Scenario,
    luck: Luck,
    people: People,
    employers: Employers,
    careers: Careers,
    dates: LawfulDates,
) -> None:
    """Refine the status of the initial active people and fill the columns that belong to it."""
    start = scenario.start
    active = np.flatnonzero(people.status[: people.initial] == Status.EMPLOYED).astype(np.int64)
    draws = luck.draw(Purpose.OPENING_STATUS, 0, active)
    flexible = scenario["behaviour.flexible_share"]
    unemployed = min(flexible + scenario["labour.unemployed_share"], 1.0)
    is_flexible = draws < threshold(flexible)
    is_unemployed = ~is_flexible & (draws < threshold(unemployed))
    _flexible(luck, people, careers, active[is_flexible], start)
    _unemployed(luck, people, careers, active[is_unemployed], start)
    _employed(luck, people, employers, careers, dates, active[~is_flexible & ~is_unemployed], start)


def _months_since_entry(people: People, rows: Ints, start: int) -> Ints:
    return start - month_of(people.entry_day[rows].astype(np.int64))


def _flexible(luck: Luck, people: People, careers: Careers, rows: Ints, start: int) -> None:
    tenure = waits(luck.draw(Purpose.OPENING_TENURE, 0, rows), careers.flexible_exit)
    longest = np.maximum(_months_since_entry(people, rows, start) - 1, 1)
    people.status[rows] = Status.FLEXIBLE
    people.flexible_from[rows] = start - np.minimum(tenure, longest)
    people.plan_month[rows] = (
        start - 1 + waits(luck.draw(Purpose.OPENING_PLAN, 0, rows), careers.flexible_exit)
    )
    people.flexible_pays[rows] = careers.flexible_pays(rows, 0)
    people.pay_day[rows] = luck.between(Purpose.OPENING_PAY_DAY, 0, rows, 1, LATEST_PAY_DAY)
    people.channel[rows] = careers.channel_of(luck.draw(Purpose.OPENING_CHANNEL, 0, rows))


def _unemployed(luck: Luck, people: People, careers: Careers, rows: Ints, start: int) -> None:
    since = waits(luck.draw(Purpose.OPENING_TENURE, 0, rows), careers.finding)
    longest = np.maximum(_months_since_entry(people, rows, start) - 1, 1)
    month = start - np.minimum(since, longest)
    people.status[rows] = Status.UNEMPLOYED
    people.unemployed_since[rows] = first_day(month) + luck.draw(Purpose.OPENING_DAY, 0, rows) % 28
    people.plan_month[rows] = start - 1 + waits(luck.draw(Purpose.OPENING_PLAN, 0, rows), careers.finding)


def _employed(
    luck: Luck,
    people: People,
    employers: Employers,
    careers: Careers,
    dates: LawfulDates,
    rows: Ints,
    start: int,
) -> None:
    young = start - month_of(people.birth_day[rows].astype(np.int64)) < YOUNG_MONTHS
    tables = (careers.young_separation, careers.separation)
    tenure_draws = luck.draw(Purpose.OPENING_TENURE, 0, rows)
    plan_draws = luck.draw(Purpose.OPENING_PLAN, 0, rows)
    tenure = np.where(young, waits(tenure_draws, tables[0]), waits(tenure_draws, tables[1]))
    wait = np.where(young, waits(plan_draws, tables[0]), waits(plan_draws, tables[1]))
    employer = employers.employer_of_slot(careers.slot_of(luck.draw(Purpose.OPENING_SLOT, 0, rows)), start)
    earliest = np.maximum(
        employers.founded_month[employer], month_of(people.entry_day[rows].astype(np.int64))
    )
    month = np.maximum(start - np.maximum(tenure, SHORTEST_TENURE), earliest)
    day = first_day(month) + luck.draw(Purpose.OPENING_DAY, 0, rows) % 28
    day = np.maximum(day, people.entry_day[rows])
    lag = in_time(luck.draw(Purpose.OPENING_REGISTRATION, 0, rows), dates.register_by(day) - day)
    people.employer[rows] = employer
    people.job_start[rows] = day
    people.registered_on[rows] = np.minimum(day + lag, dates.declaration_day(start - 1))
    people.plan_month[rows] = start - 1 + wait

"""Point 6: people and employers are those whom the scenario and its seed make, with what they had paid before
the records.
"""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case
from simcore.calendar import NEVER, first_day, last_day, month_text
from simcore.society.creation import create_society
from simcore.society.luck import Luck
from simcore.society.people import Category, Status
from simcore.society.society import Society
from simcore.vocabulary import Channel, EventKind, PaymentKind


def examine_creation(case: Case) -> None:
    """Everybody and every employer against the society made anew."""
    scenario = case.scenario
    society = create_society(scenario, scenario.without_reforms().load_policy(), Luck(scenario.seed))
    _same(case, "people", "person_id", _people(case, society), ("person", "人员"))
    _lives(case, society)
    _ways_of_paying(case, society)
    _same(case, "employers", "employer_id", _employers(case, society), ("employer", "单位"))


def _people(case: Case, society: Society) -> dict[str, np.ndarray]:
    people, identity = society.people, society.identity
    entered = np.flatnonzero(people.entry_day <= case.day)
    died = people.death_day[entered]
    return {
        "person_id": entered,
        "region": identity.region[entered],
        "birth_day": people.birth_day[entered],
        "sequence": identity.sequence[entered],
        "sex": people.sex[entered],
        "entered_on": people.entry_day[entered],
        "died_on": np.where(died <= case.day, died, -1),
        "opening_months": people.opening_months[entered],
        "opening_months_before_accounts": people.opening_months_before_accounts[entered],
        "opening_index": people.opening_index[entered],
        "opening_balance_fen": people.opening_balance[entered],
        "opening_pension_fen": people.opening_pension[entered],
    }


def _lives(case: Case, society: Society) -> None:
    """Retirement category, month of retirement, status of the dead."""
    recorded = case.columns(
        f"""SELECT p.person_id, p.retirement_category, p.status, p.died_on, p.retired_in,
               coalesce(a.retirement_month, -1) AS awarded_in, f.person_id IS NOT NULL AS turned_flexible
            FROM raw_people p LEFT JOIN raw_awards a USING (person_id) LEFT JOIN (
                SELECT DISTINCT person_id FROM raw_events
                WHERE kind = {EventKind.TURNED_FLEXIBLE.value}) f USING (person_id) ORDER BY 1"""
    )
    person = recorded["person_id"].tolist()
    category, made = recorded["retirement_category"], society.people.retirement_category[person]
    # A woman insured in person retires on the later track.
    was_flexible = recorded["turned_flexible"] | (society.people.status[person] == Status.FLEXIBLE)
    moved = (made == Category.FEMALE_50) & (category == Category.FEMALE_55)
    case.holds(
        6,
        (category == made) | (moved & was_flexible),
        lambda at: (
            f"retirement_category of person {person[at]} is {category[at]}; scenario and seed make "
            f"{made[at]}",
            f"人员 {person[at]} 的 retirement_category 为 {category[at]}；按情景与种子应为 {made[at]}",
        ),
    )
    retired_before = society.people.award_month[person]
    drew_before = society.people.opening_pension[person] > 0
    case.equal(
        6,
        recorded["retired_in"],
        np.where(drew_before, retired_before, recorded["awarded_in"]),
        lambda at, is_, should: (
            f"retired_in of person {person[at]} is {is_}; award or past say {should}",
            f"人员 {person[at]} 的 retired_in 为 {is_}；待遇核定或既往记录为 {should}",
        ),
    )
    case.holds(
        6,
        (recorded["status"] == Status.DEAD) == (recorded["died_on"] >= 0),
        lambda at: (
            f"person {person[at]} is dead by status or by day of death alone",
            f"人员 {person[at]} 的状态与死亡日期不一致",
        ),
    )


def _ways_of_paying(case: Case, society: Society) -> None:
    """Employers pay for their workers; who pays in person has a channel and a day from when that began."""
    case.none(
        6,
        f"""SELECT person_id, first_month FROM raw_contribution_spells
            WHERE kind <> {PaymentKind.FLEXIBLE.value}
                AND (channel <> {Channel.EMPLOYER.value} OR pay_day <> -1) ORDER BY 2, 1""",
        lambda person, month: (
            f"the contribution of person {person} from {month_text(month)} on was not paid by the employer",
            f"人员 {person} 自 {month_text(month)} 起的缴费不是由单位缴纳",
        ),
    )
    in_person = case.columns(
        f"""SELECT s.person_id, s.first_month, s.channel, s.pay_day, coalesce(e.month, -1)::BIGINT AS since
            FROM (SELECT * FROM raw_contribution_spells WHERE kind = {PaymentKind.FLEXIBLE.value}) s
            ASOF LEFT JOIN (SELECT person_id, month_of(day) AS month FROM raw_events
                WHERE kind IN ({EventKind.TURNED_FLEXIBLE.value}, {EventKind.PAYING_ON.value})) e
            ON s.person_id = e.person_id AND s.first_month > e.month ORDER BY 1, 2"""
    )
    person, since = in_person["person_id"].astype(np.int64), in_person["since"]
    channel = society.people.channel[person].astype(np.int64)
    pay_day = society.people.pay_day[person].astype(np.int64)
    for month in np.unique(since[since >= 0]).tolist():
        rows = np.flatnonzero(since == month)
        channel[rows] = society.careers.channel(person[rows], month)
        pay_day[rows] = society.careers.pay_day(person[rows], month)
    for name, expected in (("channel", channel), ("pay_day", pay_day)):
        case.equal(
            6,
            in_person[name],
            expected,
            lambda at, is_, should, name=name: (  # type: ignore[misc]  # the default binds the loop's value
                f"{name} of the contribution of person {person[at]} from "
                f"{month_text(int(in_person['first_month'][at]))} on is {is_}; "
                f"scenario and seed make {should}",
                f"人员 {person[at]} 自 {month_text(int(in_person['first_month'][at]))} 起缴费的 {name} "
                f"为 {is_}；按情景与种子应为 {should}",
            ),
        )


def _employers(case: Case, society: Society) -> dict[str, np.ndarray]:
    made = society.employers
    founded = np.flatnonzero((made.founded_month <= case.last) | (np.arange(made.count) == 0))
    month, closing = made.founded_month[founded], made.closing_month[founded]
    closed = np.where(closing == NEVER, NEVER, last_day(np.where(closing == NEVER, 0, closing)))
    return {
        "employer_id": founded,
        "slot": made.slot[founded],
        "industry": made.industry[founded],
        "risk_class": made.risk_class[founded],
        "size": made.size[founded],
        "conduct": made.conduct[founded],
        "founded_on": np.where(month == NEVER, -1, first_day(np.where(month == NEVER, 0, month))),
        "closed_on": np.where(closed <= case.day, closed, -1),
    }


def _same(case: Case, table: str, key: str, made: dict[str, np.ndarray], told: tuple[str, str]) -> None:
    recorded = case.table(table)
    order = np.argsort(recorded[key], kind="stable")
    if not np.array_equal(recorded[key][order], made[key]):
        extra = np.setxor1d(recorded[key], made[key]).tolist() or recorded[key][:1].tolist()
        case.findings.add(
            6,
            [
                (
                    f"{told[0]} {number} is not once in the records and once in the society "
                    "of this scenario and seed",
                    f"{told[1]} {number} 在记录与该情景、种子所生成的社会中不是各有一个",
                )
                for number in extra
            ],
        )
        return
    for name, expected in made.items():
        case.equal(
            6,
            recorded[name][order],
            expected,
            lambda at, is_, should, name=name: (  # type: ignore[misc]  # the default binds the loop's value
                f"{name} of {told[0]} {made[key][at]} is {is_}; scenario and seed make {should}",
                f"{told[1]} {made[key][at]} 的 {name} 为 {is_}；按情景与种子应为 {should}",
            ),
        )

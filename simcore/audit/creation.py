"""Point 6: people and employers are those whom the scenario and its seed make, with their past."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case
from simcore.calendar import NEVER, first_day, last_day, month_text
from simcore.society.people import Status
from simcore.vocabulary import Channel, EventKind, PaymentKind


def examine_creation(case: Case) -> None:
    """Everybody and every employer against the society made anew, and the past against the past made anew."""
    _same(case, "people", "person_id", _people(case), ("person", "人员"))
    _dead_by_both(case)
    _ways_of_paying(case)
    _same(case, "employers", "employer_id", _employers(case), ("employer", "单位"))
    _past(case)


def _people(case: Case) -> dict[str, np.ndarray]:
    society, careers = case.society, case.careers
    people, identity = society.people, society.identity
    entered = np.flatnonzero(people.entry_day <= case.day)
    died = people.death_day[entered]
    return {
        "person_id": entered,
        "region": identity.region[entered],
        "birth_day": people.birth_day[entered],
        "sequence": identity.sequence[entered],
        "sex": people.sex[entered],
        "retirement_category": careers.category[entered],
        "status": _statuses(case)[entered],
        "entered_on": people.entry_day[entered],
        "died_on": np.where(died <= case.day, died, -1),
        "retired_in": _retired_in(case)[entered],
        "opening_months": people.opening_months[entered],
        "opening_months_before_accounts": people.opening_months_before_accounts[entered],
        "opening_index": people.opening_index[entered],
        "opening_balance_fen": people.opening_balance[entered],
        "opening_pension_fen": people.opening_pension[entered],
    }


def _dead_by_both(case: Case) -> None:
    dead = int(Status.DEAD)
    case.none(
        6,
        f"SELECT person_id FROM raw_people WHERE (status = {dead}) <> (died_on <> -1) ORDER BY 1",
        lambda person: (
            f"person {person} is dead by status or by day of death alone",
            f"人员 {person} 的状态与死亡日期不一致",
        ),
    )


def _statuses(case: Case) -> np.ndarray:
    """How people stand: by their careers until they reach retirement, then as the agency decided last."""
    careers, status = case.careers, case.careers.status.copy()
    pensioner, paying_on, left = (int(one) for one in (Status.PENSIONER, Status.PAYING_ON, Status.LEFT))
    decided = case.columns(
        f"""SELECT person_id, arg_max(status, day)::BIGINT AS status FROM (
                SELECT person_id, decided_on AS day, {pensioner} AS status FROM raw_awards
                UNION ALL SELECT person_id, day, CASE kind WHEN {EventKind.PAYING_ON.value} THEN {paying_on}
                    ELSE {left} END FROM raw_events
                WHERE kind IN ({EventKind.PAYING_ON.value}, {EventKind.ACCOUNT_TAKEN.value}))
            WHERE person_id BETWEEN 0 AND {len(status) - 1} AND day <= {case.day} GROUP BY 1"""
    )
    retiring = np.full(len(status), -1, np.int64)
    retiring[decided["person_id"]] = decided["status"]
    reached = (careers.retired_in >= 0) & (status == Status.RETIRING) & (retiring >= 0)
    status[reached] = retiring[reached]
    return status


def _retired_in(case: Case) -> np.ndarray:
    """The month of retirement of those who draw a pension, or drew one before the records."""
    people = case.society.people
    retired = np.where(people.opening_pension > 0, people.award_month, -1).astype(np.int64)
    awards = case.table("awards")
    known = (awards["person_id"] >= 0) & (awards["person_id"] < len(retired))
    retired[awards["person_id"][known]] = awards["retirement_month"][known]
    return retired


def _past(case: Case) -> None:
    """What was recorded before the run is what the society brings with it, row by row."""
    first_year = case.start // 12 + 1970
    for table, before in (
        ("contribution_spells", f"first_month < {case.start}"),
        ("benefit_spells", f"first_month < {case.start}"),
        ("awards", f"decided_on < {first_day(case.start)}"),
        ("accounts", f"year < {first_year}"),
    ):
        made = case.past.columns(table)

        def sentence(row: dict[str, int], is_recorded: bool, table: str = table) -> tuple[str, str]:
            which = ("is not made by", "不是由") if is_recorded else ("is missing that is made by", "缺少由")
            return (
                f"in the past of person {row['person_id']} a row of {table} {which[0]} scenario and seed: "
                f"{row}",
                f"人员 {row['person_id']} 的既往记录 {table} 中有一行{which[1]}情景与种子生成：{row}",
            )

        case.same(6, f"SELECT * FROM raw_{table} WHERE {before}", made, sentence)


def _ways_of_paying(case: Case) -> None:
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
            ON s.person_id = e.person_id AND s.first_month > e.month
            WHERE s.person_id BETWEEN 0 AND {case.society.people.size - 1} ORDER BY 1, 2"""
    )
    society = case.society
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


def _employers(case: Case) -> dict[str, np.ndarray]:
    made = case.society.employers
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

"""Point 6: every claim arrives when careers have it, waits its turn, and is decided in order on the first
sitting that has room for it and at which no employer owes anything for the claimant; pension claims are
decided by the months that had been paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simcore.audit.arrivals import AfterRefusal, arrivals
from simcore.audit.case import EMPLOYERS_KINDS, Case, Ints
from simcore.audit.contributions import Contributions
from simcore.audit.histories import lay_out_histories, with_history
from simcore.books.tables import Columns
from simcore.calendar import NEVER, day_text, first_day, month_of
from simcore.vocabulary import ClaimKind, PaymentKind, RefusalReason, keys

PENSION = ClaimKind.PENSION.value
Bools = NDArray[np.bool_]

_SPAN = 1 << 20
"""More than any day or month number, so that person and day make one key."""


def examine_claims(case: Case) -> None:
    """Arrivals, turns, and the decisions about pensions."""
    lay_out_histories(case)
    _pensions(case)
    claims = case.table("claims")
    expected = _matched(case, claims)
    _turns(case, claims, expected)


def _pensions(case: Case) -> None:
    """Granted with the minimum period, refused without it or after a death; then pay on, or take the
    account.
    """
    found = with_history(
        case,
        f"SELECT person_id, arrived_on, decided_on, granted, reason, months AS shown, entitlement FROM "
        f"raw_claims "
        f"WHERE kind = {PENSION}",
    )
    person = found["person_id"].astype(np.int64)
    decided_on, months = found["decided_on"].astype(np.int64), found["months"].astype(np.int64)
    retired = month_of(found["arrived_on"].astype(np.int64)) - 1
    minimum = case.policy.compile(
        ("minimum_contribution_months",), inputs=("birth_month", "retirement_category", "retirement_month")
    )
    person = np.clip(person, 0, case.society.people.size - 1)
    birth_month = month_of(case.society.people.birth_day[person].astype(np.int64))
    inputs = {
        "birth_month": birth_month,
        "retirement_category": case.careers.category[person],
        "retirement_month": retired,
    }
    (least,) = case.by_month(minimum, retired, inputs, 1)
    died_on = case.society.people.death_day[person]
    dead = died_on <= decided_on
    short = ~dead & (months < least)
    reason = np.where(
        dead, RefusalReason.DIED_BEFORE_DECISION, np.where(short, RefusalReason.INSUFFICIENT_MONTHS, 0)
    )
    outcome(
        case,
        found,
        {"granted": reason == 0, "reason": reason, "shown": np.where(dead, 0, months), "entitlement": 0},
    )
    _lay_out_what_follows(
        case, person[short], decided_on[short], birth_month[short], least[short], months[short]
    )


def outcome(case: Case, claims: Columns, lawful: Mapping[str, NDArray[Any] | int]) -> None:
    """What was decided about claims, column by column."""
    for name, expected in lawful.items():
        told = "months" if name == "shown" else name
        case.equal(
            6,
            claims[name],
            np.broadcast_to(expected, len(claims[name])),
            lambda at, is_, should, told=told: (  # type: ignore[misc]  # the default binds the loop's value
                f"{told} of the claim of person {claims['person_id'][at]} decided on "
                f"{day_text(int(claims['decided_on'][at]))} is {is_}; recomputed {should}",
                f"人员 {claims['person_id'][at]} 于 {day_text(int(claims['decided_on'][at]))} 决定的申领的 "
                f"{told} 为 "
                f"{is_}，重算为 {should}",
            ),
        )


def _lay_out_what_follows(
    case: Case, person: Ints, day: Ints, birth_month: Ints, minimum: Ints, months: Ints
) -> None:
    """Article 16: who was refused for want of months (tables `lawful_paying_on`, `lawful_accounts_taken`)."""
    import pyarrow as pa

    month = month_of(day)
    rule = case.policy.compile(
        ("last_month_of_paying_on", "minimum_period_complete_in"),
        inputs=("birth_month", "paying_on_from", "minimum_contribution_months", "contribution_months"),
    )
    inputs = {
        "birth_month": birth_month,
        "paying_on_from": month + 1,
        "minimum_contribution_months": minimum,
        "contribution_months": months,
    }
    oldest, last = case.by_month(rule, month, inputs, 2)
    pays_on = np.zeros(len(person), bool)
    for one in np.unique(month).tolist():
        rows = np.flatnonzero(month == one)
        pays_on[rows] = case.society.careers.pays_on(person[rows], one)
    pays_on &= last <= oldest
    on = np.flatnonzero(pays_on)
    table = {"person_id": person[on], "day": day[on], "months": last[on] - month[on]}
    case.register("lawful_paying_on", pa.table(table))
    case.register("accounts_taken", pa.table({"person_id": person[~pays_on], "day": day[~pays_on]}))
    refused = AfterRefusal(person, day, np.where(pays_on, last, -1))
    case.arrivals = arrivals(case.society, case.careers, refused, case.brought_for_others)


def _matched(case: Case, claims: Columns) -> Ints:
    """Each claim's row among the arrivals (−1: nobody brought it); a claim is decided once."""
    here = case.arrivals
    asked = _key(claims["arrived_on"], claims["person_id"], claims["kind"])
    row = one_by_one(_key(here.day, here.person, here.kind), asked)
    case.holds(6, row >= 0, lambda at: _told(claims, at, "was not brought on that day", "并非于该日提出"))
    return row


def one_by_one(brought: Ints, asked: Ints) -> Ints:
    """For each key that is asked the place of its like among those brought (−1: there is none left); of
    several alike the first answers the first. Who lost two jobs in a month may bring two claims on a day.
    """
    places, turns = np.argsort(brought, kind="stable"), np.argsort(asked, kind="stable")
    keys, wanted = np.append(brought[places], -1), asked[turns]
    place = np.searchsorted(keys[:-1], wanted) + np.arange(len(wanted)) - np.searchsorted(wanted, wanted)
    place = np.minimum(place, len(places))
    like = np.full(len(asked), -1)
    like[turns] = np.where(keys[place] == wanted, np.append(places, -1)[place], -1)
    return like


def _key(day: Ints, person: Ints, kind: Ints) -> Ints:
    """The order of the queue."""
    return (day << 38) + (person << 4) + kind


def _turns(case: Case, claims: Columns, row: Ints) -> None:
    """Walk along every sitting at which a claim waited."""
    here = case.arrivals
    sittings = [
        day
        for month in range(case.start, case.last + 1)
        for day in case.days_of("agency.sitting_days", month)
        if day <= case.day
    ]
    days = np.array(sittings, np.int64)
    decided_on = np.full(len(here.day), NEVER, np.int64)
    decided_on[row[row >= 0]] = claims["decided_on"][row >= 0]
    decided_at = np.searchsorted(days, decided_on)
    sits = (
        (decided_on == NEVER) | (days[np.minimum(decided_at, len(days) - 1)] == decided_on)
        if len(days)
        else (decided_on == NEVER)
    )
    first = np.searchsorted(days, here.day)
    wrong = ~sits | ((decided_on != NEVER) & (decided_at < first))
    _report(case, here_rows=np.flatnonzero(wrong), decided_on=decided_on)
    waits_to = np.where(decided_on == NEVER, len(days) - 1, np.minimum(decided_at, len(days) - 1))
    count = np.where(wrong, 0, np.maximum(waits_to - first + 1, 0))
    claim = np.repeat(np.arange(len(count)), count)
    sitting = first[claim] + np.arange(len(claim)) - np.repeat(np.cumsum(count) - count, count)
    held = _held(case, here.person[claim], days[sitting]) if len(claim) else np.zeros(0, bool)
    is_decided = (days[sitting] == decided_on[claim]) if len(claim) else held
    capacity = _capacity(case, days)
    decided = np.bincount(sitting[is_decided], minlength=len(days))
    last_key = np.full(len(days), -1, np.int64)
    key = _key(here.day, here.person, here.kind)[claim]
    np.maximum.at(last_key, sitting[is_decided], key[is_decided])
    # Passed over: ready, and not decided though there was room or somebody behind was decided.
    passed = ~is_decided & ~held & ((decided[sitting] < capacity[sitting]) | (key < last_key[sitting]))
    too_early = is_decided & (held | (decided[sitting] > capacity[sitting]))
    _report(case, here_rows=np.unique(claim[passed | too_early]), decided_on=decided_on)


def _capacity(case: Case, days: Ints) -> Ints:
    """How many claims the clerks can decide on each sitting, by the days since the last."""
    scenario = case.scenario
    clerks = -(-scenario.people // int(scenario["agency.people_per_clerk"]))
    return clerks * int(scenario["agency.cases_per_clerk_day"]) * np.diff(days, prepend=first_day(case.start))


def _held(case: Case, person: Ints, day: Ints) -> Bools:
    """Whether a declared month of these people had not arrived on these days, at the hour of decisions."""
    paid, month = case.contributions, month_of(day)
    claimants = (paid.last_month >= case.start) & np.isin(paid.person, np.unique(person))
    bills = case.columns(
        f"""SELECT b.employer_id, b.kind, b.month, b.declared_month, d.day::INTEGER AS since, least(
                CASE WHEN b.paid_on < 0 THEN {NEVER} ELSE b.paid_on END,
                CASE WHEN b.written_off_on < 0 THEN {NEVER} ELSE b.written_off_on + 1 END) AS until
            FROM raw_settlements b JOIN declaration_days d ON d.number = b.declared_month
            JOIN (SELECT number, {case.working_days("tax_bureau.receipts_days")}[-1] AS last_receipts
                  FROM calendar c) r ON r.number = b.declared_month
            WHERE b.month >= {case.start} AND NOT (b.month = b.declared_month AND b.settled_on >= 0
                AND b.settled_on < r.last_receipts)"""
    )
    owed = _waiting(paid, claimants, bills, np.sort(person * _SPAN + day))
    ordinary = claimants & (paid.kind == PaymentKind.NORMAL) & ~paid.declared_later
    times = {
        "person_id": paid.person[ordinary],
        "since": paid.first_month[ordinary],
        "until": paid.last_month[ordinary] + 1,
    }
    on_the_way = (day >= case.declaration_days(month)) & _inside(times, person, month)
    return _inside(owed, person, day) | on_the_way


def _waiting(paid: Contributions, claimants: Bools, bills: Columns, asked: Ints) -> Columns:
    """From when until when months of these people waited, as far as it matters on a day that is `asked`, as
    person and day make one key.
    """
    since, until = paid.laid_out(bills, bills["since"], NEVER), paid.laid_out(bills, bills["until"], 0)
    parts = [np.empty((3, 0), np.int64)]
    for spells in paid.in_parts(claimants & np.isin(paid.kind, EMPLOYERS_KINDS)):
        row, begun = paid.unfolded(spells, since)
        _, ended = paid.unfolded(spells, until)
        begins = np.flatnonzero(np.diff(row, prepend=-1))
        first, last = np.minimum.reduceat(begun, begins), np.maximum.reduceat(ended, begins)
        some = np.flatnonzero(first < last)
        key = paid.person[spells[some]].astype(np.int64) * _SPAN
        of_spell = np.zeros(len(spells), bool)
        of_spell[some] = np.searchsorted(asked, key + first[some]) < np.searchsorted(
            asked, key + np.minimum(last[some], _SPAN - 1)
        )
        rows = np.flatnonzero(of_spell[row] & (begun < ended))
        parts.append(np.stack((paid.person[spells[row[rows]]], begun[rows], ended[rows])))
    return dict(zip(("person_id", "since", "until"), np.concatenate(parts, axis=1), strict=True))


def _inside(times: Columns, person: Ints, at: Ints) -> Bools:
    """Whether a person has a time that has begun and not ended; overlaps count."""
    begun = np.sort(times["person_id"].astype(np.int64) * _SPAN + np.maximum(times["since"], 0))
    until = np.minimum(times["until"].astype(np.int64), _SPAN - 1)
    ended = np.sort(times["person_id"].astype(np.int64) * _SPAN + until)
    key = person * _SPAN + at
    inside: Bools = np.searchsorted(begun, key, side="right") > np.searchsorted(ended, key, side="right")
    return inside


def _report(case: Case, here_rows: Ints, decided_on: Ints) -> None:
    here = case.arrivals
    case.findings.add(
        6,
        [
            (
                f"the {keys('claim_kinds')[int(here.kind[at])]} claim of person {here.person[at]}, arrived "
                f"on "
                f"{day_text(int(here.day[at]))}, cannot have been decided as recorded "
                f"({'not yet' if decided_on[at] == NEVER else day_text(int(decided_on[at]))})",
                f"人员 {here.person[at]} 于 {day_text(int(here.day[at]))} 提出的申领"
                f"（{keys('claim_kinds')[int(here.kind[at])]}）不可能如记录作出决定"
                f"（{'尚未' if decided_on[at] == NEVER else day_text(int(decided_on[at]))}）",
            )
            for at in here_rows.tolist()
        ],
    )


def _told(claims: Columns, at: int, english: str, chinese: str) -> tuple[str, str]:
    return (
        f"the claim of person {claims['person_id'][at]} that arrived on "
        f"{day_text(int(claims['arrived_on'][at]))} "
        f"{english}",
        f"人员 {claims['person_id'][at]} 于 {day_text(int(claims['arrived_on'][at]))} 提出的申领{chinese}",
    )

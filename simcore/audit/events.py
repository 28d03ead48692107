"""Point 6: the events of everybody's life, and of every employer's, are those that careers, conduct, claims
and payments make, to the day, and none is missing.
"""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case, Ints
from simcore.calendar import day_text, first_day, last_day
from simcore.vocabulary import BenefitKind, ClaimKind, EventKind

PAID_ON_DEATH = (
    BenefitKind.FUNERAL_GRANT.value,
    BenefitKind.SURVIVOR_GRANT.value,
    BenefitKind.ACCOUNT_INHERITANCE.value,
)
COLUMNS = ("day", "person_id", "employer_id", "kind", "reason", "detail")


class _Expected:
    """Events as they should be, batch by batch."""

    def __init__(self, case: Case) -> None:
        self._case, self._first = case, first_day(case.start)
        self._batches: list[list[Ints]] = []

    def add(
        self,
        kind: EventKind,
        day: Ints,
        person: Ints | int = -1,
        employer: Ints | int = -1,
        reason: Ints | int = 0,
        detail: Ints | int = 0,
    ) -> None:
        """Those of the run up to the day of the audit."""
        here = np.flatnonzero((day >= self._first) & (day <= self._case.day))
        columns = (day, person, employer, int(kind), reason, detail)
        self._batches.append([np.broadcast_to(column, len(day))[here] for column in columns])

    def columns(self) -> dict[str, Ints]:
        # One column after the other, so that the events are never there twice.
        return {name: np.concatenate([batch.pop(0) for batch in self._batches]) for name in COLUMNS}


def examine_events(case: Case) -> None:
    """All events against everything that makes them."""
    expected = _Expected(case)
    _of_careers(case, expected)
    _of_records(case, expected)
    _of_decisions(case, expected)
    _of_employers(case, expected)
    # What is used up is known where the benefit is examined.
    others = f"SELECT * FROM raw_events WHERE kind <> {EventKind.BENEFIT_EXHAUSTED.value}"
    case.same(6, others, expected.columns(), told)


def _of_careers(case: Case, expected: _Expected) -> None:
    careers, found = case.careers, case.registered
    jobs, people = careers.jobs, case.society.people
    expected.add(EventKind.ENTERED, people.entry_day[careers.entered].astype(np.int64), careers.entered)
    expected.add(EventKind.FOUND_UNREGISTERED, found.found_on, jobs.person, jobs.employer)
    flexible = careers.flexible
    turned_on = np.where(flexible.begun_in >= 0, flexible.turned_on, -1)
    expected.add(EventKind.TURNED_FLEXIBLE, turned_on, flexible.person)
    retired = np.flatnonzero(careers.retired_in >= 0)
    expected.add(EventKind.RETIRED, last_day(careers.retired_in[retired]), retired)
    for month in range(case.start, case.last + 1):
        mothers, born_on = case.society.births.in_month(month)
        last = last_day(month)
        here = (people.entry_day[mothers] <= last) & (people.death_day[mothers] > last)
        expected.add(EventKind.GAVE_BIRTH, born_on[here], mothers[here])


def _of_records(case: Case, expected: _Expected) -> None:
    """Jobs and deaths, from records that are themselves compared with the careers."""
    jobs, people = case.table("registrations"), case.table("people")
    person, employer, hired_on = jobs["person_id"], jobs["employer_id"], jobs["hired_on"]
    in_run = hired_on >= first_day(case.start)
    expected.add(EventKind.HIRED, hired_on, person, employer)
    expected.add(EventKind.LEFT_JOB, jobs["left_on"], person, employer, jobs["left_reason"])
    registered_on = np.where(in_run, jobs["registered_on"], -1)
    expected.add(EventKind.REGISTERED, registered_on, person, employer, detail=registered_on - hired_on)
    expected.add(EventKind.DIED, people["died_on"], people["person_id"])


def _of_decisions(case: Case, expected: _Expected) -> None:
    arrived = case.arrivals
    expected.add(EventKind.CLAIMED, arrived.day, arrived.person, detail=arrived.kind)
    claims, awards = case.table("claims"), case.table("awards")
    refused = claims["granted"] == 0
    expected.add(
        EventKind.REFUSED,
        np.where(refused, claims["decided_on"], -1),
        claims["person_id"],
        reason=claims["reason"],
        detail=claims["kind"],
    )
    expected.add(EventKind.AWARDED, awards["decided_on"], awards["person_id"], detail=awards["monthly_fen"])
    _granted_once(case, expected)
    granted = ~refused & (claims["kind"] == ClaimKind.UNEMPLOYMENT)
    expected.add(
        EventKind.GRANTED,
        np.where(granted, claims["decided_on"], -1),
        claims["person_id"],
        detail=claims["entitlement"],
    )
    for kind, query in (
        (
            EventKind.GRANTED,
            f"""SELECT decided_on AS day, k.person_id, coalesce(sum(amount_fen), 0)::BIGINT AS detail
                FROM raw_claims k LEFT JOIN raw_benefit_spells s
                    ON s.person_id = k.person_id AND s.due_on = k.decided_on AND s.kind IN {PAID_ON_DEATH}
                WHERE k.kind = {ClaimKind.DEATH.value} AND granted = 1 GROUP BY ALL""",
        ),
        (EventKind.PAYING_ON, "SELECT day, person_id, months AS detail FROM lawful_paying_on"),
        (
            EventKind.ACCOUNT_TAKEN,
            f"""SELECT day, a.person_id, coalesce(sum(amount_fen), 0)::BIGINT AS detail FROM accounts_taken a
                LEFT JOIN raw_benefit_spells s ON s.person_id = a.person_id AND s.due_on = a.day
                    AND s.kind = {BenefitKind.ACCOUNT_REFUND.value} GROUP BY ALL""",
        ),
    ):
        rows = {name: column.astype(np.int64) for name, column in case.columns(query).items()}
        expected.add(kind, rows["day"], rows["person_id"], detail=rows["detail"])


def _granted_once(case: Case, expected: _Expected) -> None:
    """What the files of benefits say of grants that are paid in one sum: it is in the benefit of that day."""
    for claim, kind in case.paid_on_a_grant.items():
        rows = case.columns(
            f"""SELECT k.decided_on::BIGINT AS day, k.person_id::BIGINT AS person_id,
                    coalesce(amount_fen, 0)::BIGINT AS detail
                FROM raw_claims k LEFT JOIN raw_benefit_spells s ON s.person_id = k.person_id
                    AND s.due_on = k.decided_on AND s.kind = {kind}
                WHERE k.kind = {claim} AND granted = 1"""
        )
        expected.add(EventKind.GRANTED, rows["day"], rows["person_id"], detail=rows["detail"])


def _of_employers(case: Case, expected: _Expected) -> None:
    employers, declared = case.society.employers, case.declared
    founded = employers.founded_month.astype(np.int64)
    new = np.flatnonzero((founded > case.start) & (founded <= declared))
    expected.add(EventKind.FOUNDED, first_day(founded[new]), employer=new)
    closing = employers.closing_month.astype(np.int64)
    closed = np.flatnonzero((closing >= case.start) & (closing <= case.last))
    expected.add(EventKind.CLOSED, last_day(closing[closed]), employer=closed)
    visits = case.inspections
    expected.add(EventKind.INSPECTED, visits.day, employer=visits.employer)
    before = np.zeros(employers.count, bool)
    for month in range(case.start, declared + 1):
        now = case.without_money[month - case.start]
        day = case.declaration_days(np.array([month]))
        fell_behind = np.flatnonzero(now & ~before)
        recovered = np.flatnonzero(~now & before & employers.open_in(month))
        expected.add(EventKind.FELL_BEHIND, day.repeat(len(fell_behind)), employer=fell_behind)
        expected.add(EventKind.RECOVERED, day.repeat(len(recovered)), employer=recovered)
        before = now
    orders = case.columns("SELECT employer_id, day FROM lawful_orders")
    expected.add(EventKind.ORDERED, orders["day"], employer=orders["employer_id"])
    fines = case.columns("SELECT employer_id, day, fen FROM lawful_fines")
    expected.add(EventKind.FINED, fines["day"], employer=fines["employer_id"], detail=fines["fen"])


def told(row: dict[str, int], is_recorded: bool) -> tuple[str, str]:
    """An event that only one side has."""
    kind = EventKind(row["kind"]).name.lower()
    whom = (
        ("person", "人员", row["person_id"])
        if row["person_id"] >= 0
        else ("employer", "单位", row["employer_id"])
    )
    which = (
        ("an event without its record", "有事件而无记录")
        if is_recorded
        else ("a record without its event", "有记录而无事件")
    )
    more = ", ".join(f"{name} {row[name]}" for name in ("employer_id", "reason", "detail"))
    return (
        f"{kind} of {whom[0]} {whom[2]} on {day_text(row['day'])} ({more}) is {which[0]}",
        f"{whom[1]} {whom[2]} 在 {day_text(row['day'])} 的 {kind}（{more}）{which[1]}",
    )

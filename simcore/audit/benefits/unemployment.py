"""Point 6: unemployment benefit only on a granted claim, while unemployed, within its months, in the law's
amount.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simcore.audit.case import EMPLOYERS_KINDS, Case, Ints, yuan
from simcore.audit.claims import one_by_one, outcome
from simcore.audit.events import COLUMNS as EVENT_COLUMNS
from simcore.audit.events import told as told_event
from simcore.audit.kinds import last_due, nothing_after_death, paid_by, regular_from
from simcore.books.tables import Columns
from simcore.books.views import benefit_lines
from simcore.calendar import month_of, month_text
from simcore.vocabulary import BenefitKind, ClaimKind, EventKind, RefusalReason, Scheme

BENEFIT, PREMIUM = BenefitKind.UNEMPLOYMENT_BENEFIT.value, BenefitKind.MEDICAL_PREMIUM.value

PAY_DAY = 1
"""The place of the day of the regular payment among the month's pay days."""


def examine(case: Case) -> None:
    """Amounts, grants and what was drawn on them."""
    of_both_kinds = benefit_lines(case.start, where=f"kind IN ({BENEFIT}, {PREMIUM})")
    case.do(
        "CREATE OR REPLACE TABLE unemployment_lines AS SELECT person_id, kind, month, amount_fen, due "
        f"FROM ({of_both_kinds})"
    )
    _amounts(case)
    _grants(case)
    for kind in (BENEFIT, PREMIUM):
        paid_by(case, kind, Scheme.UNEMPLOYMENT)
        nothing_after_death(case, kind, "last_month > last_contribution_month")


def _amounts(case: Case) -> None:
    case.none(
        6,
        f"""SELECT person_id, first_month FROM raw_benefit_spells
            WHERE kind IN ({BENEFIT}, {PREMIUM}) AND account_part_fen <> 0 ORDER BY 2, 1""",
        lambda person, month: (
            f"unemployment benefit of person {person} for {month_text(month)} is drawn from a personal "
            f"account",
            f"人员 {person} {month_text(month)} 的失业待遇由个人账户支付",
        ),
    )
    found = case.columns(
        "SELECT kind, month, amount_fen, min(person_id) AS person FROM unemployment_lines GROUP BY ALL "
        "ORDER BY month"
    )
    for kind, target in ((BENEFIT, "unemployment_benefit"), (PREMIUM, "unemployment_medical_premium")):
        rows = np.flatnonzero(found["kind"] == kind)
        months = found["month"][rows].astype(np.int64)
        (lawful,) = case.by_month(case.policy.compile((target,), inputs=()), months, {}, 1)
        case.equal(
            6,
            found["amount_fen"][rows],
            lawful,
            lambda at, recorded, should, rows=rows, target=target: (  # type: ignore[misc]
                f"the {target} of person {found['person'][rows[at]]} for "
                f"{month_text(int(found['month'][rows[at]]))} is "
                f"{yuan(recorded)}, by the law {yuan(should)}",
                f"人员 {found['person'][rows[at]]} {month_text(int(found['month'][rows[at]]))} 的 {target} "
                "为 "
                f"{yuan(recorded)}，依法应为 {yuan(should)}",
            ),
        )


def _grants(case: Case) -> None:
    """What each claim had to be answered, by the months paid since the last grant, and what was drawn on
    it.
    """
    claims = _claims_with_months(case)
    still, voluntary, last_day = _at_the_decision(case, claims)
    order = np.flatnonzero(claims["granted"] == 1)
    paid, entitled, drawn = (np.zeros(len(claims["granted"]), np.int64) for _ in range(3))
    drawn[order] = _drawn(case)
    _walk(case, claims, paid, entitled, drawn)
    reason = np.where(
        ~still,
        RefusalReason.NO_LONGER_UNEMPLOYED,
        np.where(
            voluntary,
            RefusalReason.LEFT_VOLUNTARILY,
            np.where(entitled == 0, RefusalReason.INSUFFICIENT_MONTHS, 0),
        ),
    )
    reckoned = still & ~voluntary
    lawful = {
        "granted": reason == 0,
        "reason": reason,
        "months": np.where(reckoned, paid, 0),
        "entitlement": np.where(reckoned, entitled, 0),
    }
    outcome(case, claims, lawful)
    _months_drawn(case, claims, entitled, last_day, np.flatnonzero(reason == 0))


def _at_the_decision(case: Case, claims: Columns) -> tuple[NDArray[np.bool_], NDArray[np.bool_], Ints]:
    """Whether the claimant was still in the same time without work, whether the job was given up, and the
    last day that counts.
    """
    here, times = case.arrivals, case.careers.unemployed
    brought = np.flatnonzero(here.kind == ClaimKind.UNEMPLOYMENT)
    row = one_by_one(
        here.person[brought] << 32 | here.day[brought], claims["person_id"] << 32 | claims["arrived_on"]
    )
    period = np.where(row >= 0, np.append(here.period[brought], -1)[row], -1)
    known = period >= 0
    decided_on = claims["decided_on"]
    still = known & (times.since[period] <= decided_on) & (decided_on < times.until[period])
    return still, known & (times.voluntary[period] == 1), np.where(known, times.last_day[period], -1)


def _months_drawn(case: Case, claims: Columns, entitled: Ints, last_day: Ints, granted: Ints) -> None:
    """From the month of the claim on, as many as were granted, as long as the time without work lasts: first
    those up to the decision, then regularly.
    """
    person, decided_on, months = (
        claims["person_id"][granted],
        claims["decided_on"][granted],
        entitled[granted],
    )
    first = month_of(claims["arrived_on"][granted])
    regular, due_days = regular_from(case, decided_on, PAY_DAY)
    back = np.clip(regular - first, 0, months)
    last_counted = case.law_of_days("last_unemployment_benefit_month", "unemployed_until")(last_day[granted])
    last = np.minimum(np.minimum(last_counted, last_due(case, PAY_DAY)), regular + months - back - 1)
    going_on = np.maximum(last - regular + 1, 0)
    expected: dict[str, list[Ints]] = {name: [] for name in ("person_id", "kind", "due_on", "month", "step")}
    for kind in (BENEFIT, PREMIUM):
        for due_on, begins, length in ((decided_on, first, back), (-1, regular, going_on)):
            some = np.flatnonzero(length > 0)
            for month, step in ((begins, 1), (begins + length, -1)):
                columns = (person, kind, due_on, month, step)
                for name, column in zip(expected, columns, strict=True):
                    expected[name].append(np.broadcast_to(column, len(person))[some])
    case.same(
        6,
        f"""SELECT person_id, kind, due_on, unnest([first_month, last_month + 1]) AS month,
                unnest([1, -1]) AS step
            FROM raw_benefit_spells WHERE kind IN ({BENEFIT}, {PREMIUM})""",
        {name: np.concatenate(columns) for name, columns in expected.items()},
        _told_months,
        weight="step",
    )
    used_up = back + going_on == months
    day = np.where(back == months, decided_on, due_days[np.clip(last - case.start, 0, len(due_days) - 1)])
    expected_events = dict.fromkeys(EVENT_COLUMNS, 0) | {
        "day": day[used_up],
        "person_id": person[used_up],
        "employer_id": -1,
        "kind": EventKind.BENEFIT_EXHAUSTED.value,
    }
    exhausted = f"SELECT * FROM raw_events WHERE kind = {EventKind.BENEFIT_EXHAUSTED.value}"
    case.same(6, exhausted, expected_events, told_event)


def _told_months(row: dict[str, int], more: bool) -> tuple[str, str]:
    return (
        f"person {row['person_id']} does not begin or end drawing {BenefitKind(row['kind']).name.lower()} in "
        f"{month_text(row['month'])} as grant and career have it",
        f"人员 {row['person_id']} 于 {month_text(row['month'])} 开始或停止领取 "
        f"{BenefitKind(row['kind']).name.lower()}，"
        "与核定及职业经历不符",
    )


def _claims_with_months(case: Case) -> Columns:
    """Unemployment claims in order, each with the months of unemployment insurance that had arrived by its
    decision.
    """
    claims = case.table("claims")
    rows = np.flatnonzero(claims["kind"] == ClaimKind.UNEMPLOYMENT)
    rows = rows[np.lexsort([claims[name][rows] for name in ("arrived_on", "decided_on", "person_id")])]
    claims = {name: column[rows] for name, column in claims.items()}
    paid = case.contributions
    (claims["paid_by_then"],) = paid.arrived_by(
        claims["person_id"], claims["decided_on"], np.isin(paid.kind, EMPLOYERS_KINDS)
    )
    return claims


def _drawn(case: Case) -> Ints:
    """Months drawn on each grant, in the order of person and decision."""
    return case.columns(
        f"""WITH grants AS (
                SELECT person_id, decided_on, lead(decided_on, 1, 2147483647) OVER (PARTITION BY person_id
                ORDER BY decided_on) AS next FROM raw_claims WHERE kind = {ClaimKind.UNEMPLOYMENT.value}
                    AND granted = 1)
        SELECT g.person_id, g.decided_on, count(l.month) AS months FROM grants g LEFT JOIN
            unemployment_lines l
            ON l.person_id = g.person_id AND l.kind = {BENEFIT} AND l.due >= g.decided_on AND l.due < g.next
            AND l.due <= {case.day}
        GROUP BY ALL ORDER BY 1, 2"""
    )["months"]


def _walk(case: Case, claims: Columns, paid: Ints, entitled: Ints, drawn: Ints) -> None:
    """Each person's claims in order: a grant uses up the months paid, and leaves what is not drawn."""
    rule = case.policy.compile(
        ("unemployment_benefit_months",), inputs=("paid_months", "unused_benefit_months")
    )
    for_new_ones = case.policy.parameter("unemployment.minimum_paid_months")
    of_person = np.diff(claims["person_id"], prepend=-2) != 0
    whose = np.cumsum(of_person) - 1
    turn = np.arange(len(paid)) - np.flatnonzero(of_person)[whose]
    decided_on, paid_by_then = claims["decided_on"], claims["paid_by_then"]
    needed = np.zeros(len(paid), np.int64)
    for day in np.unique(decided_on).tolist():
        needed[decided_on == day] = for_new_ones.at(day).value
    counted, unused = np.zeros((2, int(of_person.sum())), np.int64)
    # Everybody's first claim, then everybody's second, and so on: each begins with what the last one left.
    for place in range(int(turn.max(initial=-1)) + 1):
        at = np.flatnonzero(turn == place)
        who = whose[at]
        paid[at] = paid_by_then[at] - counted[who]
        inputs = {"paid_months": paid[at], "unused_benefit_months": unused[who]}
        (entitled[at],) = case.by_day(rule, decided_on[at], inputs, 1)
        granted = claims["granted"][at] == 1
        counted[who] = np.where(granted & (paid[at] >= needed[at]), paid_by_then[at], counted[who])
        unused[who] = np.where(granted, entitled[at] - drawn[at], unused[who])

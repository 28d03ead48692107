"""Point 6: unemployment benefit only on a granted claim, while unemployed, within its months, in the law's
amount.
"""

from __future__ import annotations

import numpy as np

from simcore.audit.case import EMPLOYERS_KINDS, Case, Ints, yuan
from simcore.audit.kinds import nothing_after_death, paid_by
from simcore.books.tables import Columns
from simcore.books.views import benefit_lines, lines
from simcore.calendar import day_text, month_text
from simcore.vocabulary import BenefitKind, ClaimKind, LeavingReason, RefusalReason, Scheme

BENEFIT, PREMIUM = BenefitKind.UNEMPLOYMENT_BENEFIT.value, BenefitKind.MEDICAL_PREMIUM.value


def examine(case: Case) -> None:
    """Amounts, grants and what was drawn on them."""
    of_both_kinds = benefit_lines(case.start, where=f"kind IN ({BENEFIT}, {PREMIUM})")
    case.do(
        "CREATE OR REPLACE TABLE unemployment_lines AS SELECT person_id, kind, month, amount_fen, due "
        f"FROM ({of_both_kinds})"
    )
    _amounts(case)
    _premium_with_each_benefit(case)
    _while_unemployed(case)
    _grants(case)
    for kind in (BENEFIT, PREMIUM):
        paid_by(case, kind, Scheme.UNEMPLOYMENT)
        nothing_after_death(case, kind, "last_month > last_contribution_month")


def _amounts(case: Case) -> None:
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


def _premium_with_each_benefit(case: Case) -> None:
    pair = "SELECT person_id, month, due FROM unemployment_lines WHERE kind ="
    case.none(
        6,
        f"""SELECT person_id, month FROM (({pair} {BENEFIT}) EXCEPT ALL ({pair} {PREMIUM}))
            UNION ALL SELECT person_id, month FROM (({pair} {PREMIUM}) EXCEPT ALL ({pair} {BENEFIT}))
                ORDER BY 2, 1""",
        lambda person, month: (
            f"person {person} has for {month_text(month)} a benefit and a medical premium that do not go "
            "together",
            f"人员 {person} {month_text(month)} 的失业保险金与代缴医疗保险费不配套",
        ),
    )


def _while_unemployed(case: Case) -> None:
    case.none(
        6,
        f"""SELECT l.person_id, l.month FROM unemployment_lines l JOIN (
                SELECT person_id, h.first,
                       coalesce(CASE WHEN left_on >= 0 THEN e.last END, 2147483647) AS last
                FROM raw_registrations JOIN lawful_days h ON h.day = hired_on
                LEFT JOIN lawful_days e ON e.day = left_on) r
            ON r.person_id = l.person_id AND l.month BETWEEN r.first AND r.last
            WHERE l.kind = {BENEFIT} ORDER BY 2, 1""",
        lambda person, month: (
            f"person {person} drew unemployment benefit for {month_text(month)}, a month that a job pays for",
            f"人员 {person} 领取 {month_text(month)} 失业保险金，但该月应由用人单位缴费",
        ),
    )
    involuntary = (LeavingReason.DISMISSED.value, LeavingReason.CLOSED.value)
    case.none(
        6,
        f"""SELECT k.person_id, k.decided_on FROM raw_claims k
            ASOF LEFT JOIN (SELECT * FROM raw_registrations WHERE left_on >= 0) r
            ON r.person_id = k.person_id AND k.arrived_on > r.left_on
            WHERE k.kind = {ClaimKind.UNEMPLOYMENT.value} AND k.granted = 1 AND coalesce(r.left_reason,
                0) NOT IN {involuntary}
            ORDER BY 2, 1""",
        lambda person, day: (
            f"the unemployment claim of person {person} was granted on {day_text(day)} though no job was "
            "lost involuntarily",
            f"人员 {person} 的失业申领于 {day_text(day)} 获准，但并非非本人意愿中断就业",
        ),
    )


def _grants(case: Case) -> None:
    """Months paid since the last grant, the months granted for them, and how many were drawn."""
    claims = _claims_with_months(case)
    order = np.flatnonzero(claims["granted"] == 1)
    paid, entitled, drawn = (np.zeros(len(claims["granted"]), np.int64) for _ in range(3))
    drawn[order] = _drawn(case)
    _walk(case, claims, paid, entitled, drawn)
    decided = claims["reason"] != RefusalReason.LEFT_VOLUNTARILY
    decided &= claims["reason"] != RefusalReason.NO_LONGER_UNEMPLOYED
    for name, recomputed in (("months", paid), ("entitlement", entitled)):
        case.equal(
            6,
            np.where(decided, claims[name], 0),
            np.where(decided, recomputed, 0),
            lambda at, recorded, lawful, name=name: (  # type: ignore[misc]
                f"{name} of the unemployment claim of person {claims['person_id'][at]}, decided on "
                f"{day_text(int(claims['decided_on'][at]))}, is {recorded}; recomputed {lawful}",
                f"人员 {claims['person_id'][at]} 于 {day_text(int(claims['decided_on'][at]))} 决定的失业申"
                f"领的 {name} 为 "
                f"{recorded}，重算为 {lawful}",
            ),
        )
    case.holds(
        6,
        drawn <= claims["entitlement"],
        lambda at: (
            f"person {claims['person_id'][at]} drew {drawn[at]} months of unemployment benefit on the "
            "grant of "
            f"{day_text(int(claims['decided_on'][at]))} for {claims['entitlement'][at]}",
            f"人员 {claims['person_id'][at]} 按 {day_text(int(claims['decided_on'][at]))} 核定的 "
            f"{claims['entitlement'][at]} 个月"
            f"领取了 {drawn[at]} 个月失业保险金",
        ),
    )
    case.none(
        6,
        f"""SELECT l.person_id, l.month FROM unemployment_lines l ASOF LEFT JOIN
            (SELECT * FROM raw_claims WHERE kind = {ClaimKind.UNEMPLOYMENT.value} AND granted = 1) k
            ON k.person_id = l.person_id AND l.due >= k.decided_on
            WHERE k.person_id IS NULL OR l.month < month_of(k.arrived_on) ORDER BY 2, 1""",
        lambda person, month: (
            f"person {person} drew for {month_text(month)} what no granted unemployment claim covers",
            f"人员 {person} 领取 {month_text(month)} 的失业待遇，但没有获准的申领",
        ),
    )


def _claims_with_months(case: Case) -> Columns:
    """Unemployment claims in order, each with the months of unemployment insurance that had arrived by its
    decision.
    """
    claims = f"SELECT * FROM raw_claims WHERE kind = {ClaimKind.UNEMPLOYMENT.value}"
    of_claimants = f"kind IN {EMPLOYERS_KINDS} AND person_id IN (SELECT person_id FROM claims)"
    return case.columns(
        f"""WITH claims AS ({claims}), paid AS ({lines(case.start, where=of_claimants)})
        SELECT k.*, (SELECT count(*) FROM paid p WHERE p.person_id = k.person_id AND
            p.arrived_on <= k.decided_on)
               ::BIGINT AS paid_by_then FROM claims k ORDER BY person_id, decided_on, arrived_on"""
    )


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
    person, counted, unused = -1, 0, 0
    for at in range(len(paid)):
        if claims["person_id"][at] != person:
            person, counted, unused = int(claims["person_id"][at]), 0, 0
        paid[at] = claims["paid_by_then"][at] - counted
        (months,) = rule(
            int(claims["decided_on"][at]), paid_months=int(paid[at]), unused_benefit_months=unused
        )
        entitled[at] = months
        if claims["granted"][at]:
            if paid[at] >= for_new_ones.at(int(claims["decided_on"][at])).value:
                counted = int(claims["paid_by_then"][at])
            unused = int(months) - int(drawn[at])

"""Point 6: nothing before registration or after death, nobody twice in a month."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import EMPLOYERS_KINDS, Case
from simcore.calendar import day_text, month_of, month_text
from simcore.vocabulary import BenefitKind, PaymentKind, RegistrationCause, keys


def examine_lives(case: Case) -> None:
    """Registration, death and overlaps."""
    _lay_out_lawful_days(case)
    _registered_first(case)
    _no_line_after_death(case)
    _nobody_twice(case)


def _lay_out_lawful_days(case: Case) -> None:
    """What the law says of every day on which somebody was hired, registered, left or died: `lawful_days`
    (by when to register, in which month declared, first and last month that count).
    """
    import pyarrow as pa

    days = case.columns(
        "SELECT DISTINCT day FROM (SELECT unnest([hired_on, registered_on, left_on]) AS day "
        "FROM raw_registrations UNION ALL SELECT died_on FROM raw_people) WHERE day <> -1"
    )["day"].astype(np.int64)
    months = np.array([month_of(day) for day in days.tolist()], np.int64)
    register_by = case.policy.compile(("registration_deadline",), inputs=("hired_on",))
    declared_on = case.policy.compile(("declaration_after_registration",), inputs=("registered_on",))
    (last_days,) = case.by_month(register_by, months, {"hired_on": days}, 1)
    (declared,) = case.by_month(declared_on, months, {"registered_on": days}, 1)
    declared_in = np.array([month_of(day) for day in declared.tolist()], np.int64)
    first_that_counts = case.policy.compile(("first_contribution_month",), inputs=("hired_on",))
    last_that_counts = case.policy.compile(("last_contribution_month",), inputs=("job_ended_on",))
    (first,) = case.by_month(first_that_counts, months, {"hired_on": days}, 1)
    (last,) = case.by_month(last_that_counts, months, {"job_ended_on": days}, 1)
    columns = {"register_by": last_days, "declared_in": declared_in, "first": first, "last": last}
    case.register("lawful_days", pa.table({"day": days, **columns}))


def _registered_first(case: Case) -> None:
    """An employer's line stands on a registered job that covers its months, and is declared once that is in
    effect.
    """
    kinds = {kind.name: kind.value for kind in PaymentKind}
    causes = {cause.name: cause.value for cause in RegistrationCause}
    case.none(
        6,
        f"""WITH lines AS (
            SELECT person_id, employer_id, kind, declared_month, greatest(first_month, {case.start}) AS
                first, last_month AS last
            FROM raw_contribution_spells
            WHERE kind IN {EMPLOYERS_KINDS} AND last_month >= {case.start} AND last_month >= first_month
        ), jobs AS (
            SELECT r.*, d.declared_in AS effective, h.first AS first_month, e.last AS last_month
            FROM raw_registrations r JOIN lawful_days d ON d.day = r.registered_on
            JOIN lawful_days h ON h.day = r.hired_on LEFT JOIN lawful_days e ON e.day = r.left_on
            WHERE registered_on >= 0
        )
        SELECT l.person_id, l.employer_id, l.first FROM lines l
        WHERE NOT EXISTS (SELECT 1 FROM jobs j WHERE j.person_id = l.person_id AND j.employer_id =
            l.employer_id
            AND j.first_month <= l.first AND (j.left_on < 0 OR j.last_month >= l.last)
            AND CASE WHEN l.declared_month < 0 THEN l.first >= j.effective
                     ELSE l.declared_month = j.effective AND j.cause = CASE l.kind
                          WHEN {kinds["ASSESSED"]} THEN {causes["INSPECTED"]} WHEN
                              {kinds["BACK_PAYMENT"]} THEN {causes["LATE"]}
                          ELSE {causes["IN_TIME"]} END END)
        ORDER BY 1, 3""",
        lambda person, employer, month: (
            f"person {person} has lines with employer {employer} from {month_text(month)} without a "
            "registered job there that "
            "covers them",
            f"人员 {person} 自 {month_text(month)} 起在单位 {employer} 有缴费记录，但没有覆盖该期间的参保登"
            "记",
        ),
    )


def _no_line_after_death(case: Case) -> None:
    case.none(
        6,
        """SELECT s.person_id, s.last_month, p.died_on FROM raw_contribution_spells s JOIN raw_people p USING
        (person_id)
           JOIN lawful_days d ON d.day = p.died_on WHERE p.died_on >= 0 AND s.last_month > d.last""",
        lambda person, month, died: (
            f"person {person} died on {day_text(died)} and has a contribution for {month_text(month)}",
            f"人员 {person} 于 {day_text(died)} 死亡，却有 {month_text(month)} 的缴费",
        ),
    )


def _nobody_twice(case: Case) -> None:
    for table, key in (("contribution_spells", "0"), ("benefit_spells", "kind")):
        what = ("contribution", "缴费") if table == "contribution_spells" else ("benefit", "待遇")
        case.none(
            6,
            f"""SELECT person_id, first_month FROM (
                SELECT person_id, first_month, last_month, max(last_month) OVER (PARTITION BY person_id, {key}
                    ORDER BY first_month, last_month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
                        AS before
                FROM raw_{table}) WHERE before >= first_month OR last_month < first_month ORDER BY 1, 2""",
            lambda person, month, what=what: (
                f"person {person} has two {what[0]} spells that cover {month_text(month)}",
                f"人员 {person} 在 {month_text(month)} 有两段重叠的{what[1]}记录",
            ),
        )
    monthly = (BenefitKind.PENSION.value, BenefitKind.UNEMPLOYMENT_BENEFIT.value)
    case.none(
        6,
        f"""SELECT b.person_id, b.kind, greatest(b.first_month, s.first_month) FROM raw_benefit_spells b
            JOIN raw_contribution_spells s ON s.person_id = b.person_id
                 AND s.first_month <= b.last_month AND b.first_month <= s.last_month
            WHERE b.kind IN {monthly} ORDER BY 1, 3""",
        lambda person, kind, month: (
            f"person {person} both pays and draws a {_benefit(kind)} for {month_text(month)}",
            f"人员 {person} 在 {month_text(month)} 既缴费又领取 {_benefit(kind)}",
        ),
    )
    case.none(
        6,
        """SELECT person_id, hired_on FROM (SELECT *, lag(left_on) OVER (PARTITION BY person_id ORDER BY
        hired_on) AS left_before,
               lag(hired_on) OVER (PARTITION BY person_id ORDER BY hired_on) AS hired_before FROM
               raw_registrations)
           WHERE hired_before IS NOT NULL AND (left_before < 0 OR left_before >= hired_on) ORDER BY 1, 2""",
        lambda person, day: (
            f"person {person} is in two jobs on {day_text(day)}",
            f"人员 {person} 在 {day_text(day)} 同时有两份工作",
        ),
    )


def _benefit(code: int) -> str:
    return keys("benefit_kinds")[code]

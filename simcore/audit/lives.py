"""Point 6: nothing before registration or after death, nobody twice in a month; events agree with the
records.
"""

from __future__ import annotations

import numpy as np

from simcore.audit.case import EMPLOYERS_KINDS, Case, Sentence
from simcore.calendar import day_text, first_day, month_of, month_text
from simcore.vocabulary import BenefitKind, ClaimKind, EventKind, PaymentKind, RegistrationCause, keys


def examine_lives(case: Case) -> None:
    """Registration, death, overlaps and events."""
    _lay_out_lawful_days(case)
    _registered_first(case)
    _registration_causes(case)
    _no_line_after_death(case)
    _nobody_twice(case)
    _claims(case)
    _events(case)


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


def _registration_causes(case: Case) -> None:
    in_time, late, found = (
        RegistrationCause.IN_TIME.value,
        RegistrationCause.LATE.value,
        RegistrationCause.INSPECTED.value,
    )
    case.none(
        6,
        f"""SELECT person_id, employer_id, hired_on FROM raw_registrations
            JOIN lawful_days d ON d.day = hired_on
            WHERE (left_on >= 0 AND left_on < hired_on) OR (registered_on >= 0 AND registered_on < hired_on)
               OR (registered_on < 0) <> (cause = 0)
               OR (cause = {in_time} AND registered_on > d.register_by)
               OR (cause IN ({late}, {found}) AND registered_on <= d.register_by)
            ORDER BY 1, 3""",
        lambda person, employer, day: (
            f"the registration of person {person} with employer {employer}, hired on {day_text(day)}, "
            "contradicts itself",
            f"人员 {person} 在单位 {employer}（{day_text(day)} 入职）的参保登记自相矛盾",
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


def _claims(case: Case) -> None:
    """Claims are decided after they arrive, on a day on which the agency sits."""
    sittings = case.working_days("agency.sitting_days")
    case.none(
        6,
        f"""SELECT k.person_id, k.kind, k.arrived_on, k.decided_on FROM raw_claims k
            JOIN calendar c ON c.number = month_of(k.decided_on)
            WHERE k.decided_on < k.arrived_on OR k.decided_on > {case.day} OR NOT
                list_contains({sittings}, k.decided_on)
               OR (k.granted = 1) <> (k.reason = 0) ORDER BY 4, 1""",
        lambda person, kind, arrived, decided: (
            f"the {keys('claim_kinds')[kind]} claim of person {person}, arrived on {day_text(arrived)}, "
            "cannot have been "
            f"decided as recorded on {day_text(decided)}",
            f"人员 {person} 于 {day_text(arrived)} 提出的申领（{keys('claim_kinds')[kind]}）不可能如记录"
            "在 "
            f"{day_text(decided)} 作出决定",
        ),
    )


def _events(case: Case) -> None:
    """Each event has its record and each record its event, to the day."""
    first = first_day(case.start)
    here = f"BETWEEN {first} AND {case.day}"
    jobs, granted = "raw_registrations WHERE", "raw_claims WHERE granted = 1 AND kind"
    # Event → day, employer, detail and reason, and the rows that they are read from.
    records = {
        "REGISTERED": (
            "registered_on",
            "employer_id",
            "registered_on - hired_on",
            "0",
            f"{jobs} registered_on {here} AND hired_on >= {first}",
        ),
        "HIRED": ("hired_on", "employer_id", "0", "0", f"{jobs} hired_on {here}"),
        "LEFT_JOB": ("left_on", "employer_id", "0", "left_reason", f"{jobs} left_on {here}"),
        "DIED": ("died_on", "-1", "0", "0", f"raw_people WHERE died_on >= {first}"),
        "CLAIMED": ("arrived_on", "-1", "kind", "0", "raw_claims"),
        "REFUSED": ("decided_on", "-1", "kind", "reason", "raw_claims WHERE granted = 0"),
        "AWARDED": ("decided_on", "-1", "monthly_fen", "0", f"raw_awards WHERE decided_on >= {first}"),
        "GRANTED": ("decided_on", "-1", "0", "0", f"{granted} <> {ClaimKind.PENSION.value}"),
    }
    for name, (day, employer, detail, reason, rows) in records.items():
        recorded = f"SELECT {day}, person_id, {employer}, {detail}, {reason} FROM {rows}"
        # What was granted on a death is a sum of benefits: the accounts and the survivors' lines prove it.
        shown = "0" if name == "GRANTED" else "detail"
        events = f"SELECT day, person_id, employer_id, {shown}, reason FROM raw_events"
        events += f" WHERE kind = {EventKind[name].value} AND day {here}"
        # A claim that nobody has decided yet has come in all the same.
        undecided = "WHERE false" if name == "CLAIMED" else ""
        case.none(
            6,
            f"""SELECT person_id, day, 'an event without its record'
                FROM ({events} EXCEPT ALL ({recorded})) {undecided}
                UNION ALL SELECT person_id, day, 'a record without its event'
                FROM (({recorded}) EXCEPT ALL ({events})) x(day, person_id) ORDER BY 2, 1""",
            _told(name.lower()),
        )


def _told(event: str) -> Sentence:
    return lambda person, day, which: (
        f"{event} of person {person} on {day_text(day)} is {which}",
        f"人员 {person} 在 {day_text(day)} 的 {event} 事件与记录不符",
    )


def _benefit(code: int) -> str:
    return keys("benefit_kinds")[code]

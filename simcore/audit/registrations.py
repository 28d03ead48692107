"""Point 6: jobs and their registrations are those that careers, conduct and inspections make, and each
registered job has a line for every month that it pays for, and no other.
"""

from __future__ import annotations

import numpy as np

from simcore.audit.case import EMPLOYERS_KINDS, Case
from simcore.audit.registered import KIND_OF_CAUSE
from simcore.calendar import NEVER, day_text, first_day, month_of
from simcore.vocabulary import EventKind, PaymentKind, RegistrationCause, keys


def examine_registrations(case: Case) -> None:
    """Jobs, registrations, and the months of contribution that follow from them."""
    _registrations(case)
    _employees_months(case)
    _flexible_months(case)


def _registrations(case: Case) -> None:
    jobs, found = case.careers.jobs, case.registered
    ended = jobs.left_on <= case.day
    expected = {
        "person_id": jobs.person,
        "employer_id": jobs.employer,
        "hired_on": jobs.hired_on,
        "registered_on": found.registered_on,
        "cause": found.cause,
        "left_on": np.where(ended, jobs.left_on, -1),
        "left_reason": np.where(ended, jobs.left_reason, 0),
    }
    case.same(6, "SELECT * FROM raw_registrations", expected, _told_registration)


def _told_registration(row: dict[str, int], is_recorded: bool) -> tuple[str, str]:
    registered, left = row["registered_on"], row["left_on"]
    cause = keys("registration_causes")[row["cause"]]
    en = (
        f"hired on {day_text(row['hired_on'])}, registered "
        f"{day_text(registered) if registered >= 0 else '—'} "
        f"({cause}), left {day_text(left) if left >= 0 else '—'} "
        f"({keys('leaving_reasons')[row['left_reason']]})"
    )
    which = ("is recorded and not made by", "见于记录，但不是") if is_recorded else ("is made by", "按")
    end = ("", "所生成") if is_recorded else (" and not recorded", "应有而记录中没有")
    return (
        f"the registration of person {row['person_id']} with employer {row['employer_id']}, {en}, "
        f"{which[0]} scenario and seed{end[0]}",
        f"人员 {row['person_id']} 在单位 {row['employer_id']} 的参保登记（{en}）{which[1]}情景与种子{end[1]}",
    )


def _employees_months(case: Case) -> None:
    """How many months each registered job has been declared for, ordinarily and at its first declaration."""
    jobs, found = case.careers.jobs, case.registered
    last = np.minimum(found.last, case.declared)
    first = np.maximum(found.first, case.start)
    kinds = np.zeros(len(RegistrationCause), np.int64)
    for cause, kind in KIND_OF_CAUSE.items():
        kinds[cause] = kind
    parts = []
    ordinary_from = np.maximum(first, found.listed_in)
    earlier_to = np.minimum(last, found.listed_in - 1)
    for kind_of_line, declared_in, months in (
        (np.full(len(last), PaymentKind.NORMAL.value), np.array(-1), last - ordinary_from + 1),
        (kinds[found.cause], found.listed_in, earlier_to - first + 1),
    ):
        chosen = np.flatnonzero((found.registered_on >= 0) & (months > 0))
        columns = (jobs.person, jobs.employer, kind_of_line, declared_in, months)
        parts.append([np.broadcast_to(column, len(months))[chosen] for column in columns])
    names = ("person_id", "employer_id", "kind", "declared_month", "months")
    expected = {
        name: np.concatenate(columns) for name, columns in zip(names, zip(*parts, strict=True), strict=True)
    }
    case.same(
        6,
        f"""SELECT person_id, employer_id, kind, declared_month, last_month - first_month + 1 AS months
            FROM raw_contribution_spells WHERE kind IN {EMPLOYERS_KINDS} AND first_month >= {case.start}""",
        expected,
        lambda row, more: (
            f"person {row['person_id']} has {abs(row['months'])} {'more' if more else 'fewer'} months of "
            f"{PaymentKind(row['kind']).name.lower()} contributions with employer {row['employer_id']} "
            f"than the job "
            "pays for",
            f"人员 {row['person_id']} 在单位 {row['employer_id']} 的缴费月数（"
            f"{keys('payment_kinds')[row['kind']]}）比"
            f"应缴月数{'多' if more else '少'} {abs(row['months'])} 个月",
        ),
        weight="months",
    )


def _flexible_months(case: Case) -> None:
    """Every month that a flexible worker who pays has paid for; nothing else is paid in person."""
    times = case.careers.flexible
    paid = case.last if case.day >= case.days_of("tax_bureau.receipts_days", case.last)[0] else case.last - 1
    pays = times.pays == 1
    begins = np.where(times.begun_in < 0, case.start, times.begun_in + 1)
    # Those who go on after the age of retirement begin the month after the decision; nobody pays after death.
    on = case.columns(
        f"""SELECT e.person_id, month_of(e.day) AS month, e.detail, p.died_on FROM raw_events e
            JOIN raw_people p USING (person_id) WHERE e.kind = {EventKind.PAYING_ON.value}"""
    )
    decided_in = on["month"].astype(np.int64)
    death = on["died_on"].astype(np.int64)
    alive = np.where(death < 0, NEVER, death)
    last_alive = case.law_of_days("last_contribution_month", "job_ended_on")(alive)
    died_in = np.where(death < 0, NEVER, month_of(np.maximum(death, 0)))
    person = np.concatenate((times.person[pays], on["person_id"].astype(np.int64)))
    first = np.concatenate((begins[pays], decided_in + 1))
    last = np.concatenate(
        (
            times.last_month[pays],
            np.where(died_in == decided_in, -1, np.minimum(decided_in + on["detail"], last_alive)),
        )
    )
    last = np.minimum(last, paid)
    kept = first <= last
    # The months as steps: +1 where paying begins, −1 after its end.
    case.same(
        6,
        f"""SELECT person_id, unnest([first_month, last_month + 1]) AS month, unnest([1, -1]) AS step
            FROM raw_contribution_spells WHERE kind = {PaymentKind.FLEXIBLE.value} AND first_month >=
            {case.start}""",
        {
            "person_id": np.concatenate((person[kept], person[kept])),
            "month": np.concatenate((first[kept], last[kept] + 1)),
            "step": np.repeat((1, -1), int(kept.sum())),
        },
        lambda row, more: (
            f"person {row['person_id']} does not begin or end paying as a flexible worker on "
            f"{day_text(first_day(row['month']))} as the career has it",
            f"人员 {row['person_id']} 于 {day_text(first_day(row['month']))} 开始或停止灵活就业缴费，"
            f"与其职业经历不符",
        ),
        weight="step",
    )

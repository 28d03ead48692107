"""Point 6: a maternity allowance only for an insured mother with enough months in a row, in the law's
amount.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from simcore.audit.case import EMPLOYERS_KINDS, Case, Ints, yuan
from simcore.audit.kinds import paid_by
from simcore.books.tables import Columns
from simcore.books.views import lines
from simcore.calendar import day_text, january, last_day, month_text, year_of
from simcore.rulebook.inputs import NO_LOSS
from simcore.vocabulary import LeavingReason, PaymentKind, RefusalReason, Scheme, code

NONE = np.zeros(0, np.int64)
KIND, CLAIM = code("benefit_kinds", "maternity_allowance"), code("claim_kinds", "maternity")


def brought(case: Case) -> list[Ints]:
    """Women who are employed when they give birth claim some weeks later; what is granted is one sum."""
    case.paid_on_a_grant[CLAIM] = KIND
    rows = [(mother, day, month) for (mother, day), (month, _) in _births(case).items()]
    person, day, month = (
        (np.array(column, np.int64) for column in zip(*rows, strict=True)) if rows else (NONE,) * 3
    )
    return [person, np.full(len(rows), CLAIM), day, month, np.full(len(rows), -1)]


def examine(case: Case) -> None:
    """What was decided, and what was paid."""
    paid_by(case, KIND, Scheme.EMPLOYEE_MEDICAL)
    births = _births(case)
    claims = case.columns(
        f"SELECT person_id, arrived_on, decided_on, granted, reason, months, entitlement FROM raw_claims "
        f"WHERE kind = {CLAIM} ORDER BY 1, 2"
    )
    keys = list(zip(claims["person_id"].tolist(), claims["arrived_on"].tolist(), strict=True))
    # A claim that nobody brought is a finding already.
    known = np.array([key in births for key in keys], bool)
    claims = {name: column[known] for name, column in claims.items()}
    of = [births[key] for key in keys if key in births]
    _decisions(case, claims, np.array([born for born, _ in of], np.int64), [employer for _, employer in of])


def _births(case: Case) -> dict[tuple[int, int], tuple[int, int]]:
    """By mother and day of arrival of her claim: month of birth and employer, of women employed then."""
    society, people = case.society, case.society.people
    jobs: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    table = case.table("registrations")
    columns = (
        table[name].tolist() for name in ("person_id", "hired_on", "left_on", "left_reason", "employer_id")
    )
    if case.scenario["population.birth_rate"]:
        for person, *job in zip(*columns, strict=True):
            jobs[person].append((job[0], job[1], job[2], job[3]))
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for month in range(case.start, case.last + 1):
        mothers, born_on = society.births.in_month(month)
        last = last_day(month)
        here = (people.entry_day[mothers] <= last) & (people.death_day[mothers] > last)
        mothers, born_on = mothers[here], born_on[here]
        arrives = society.births.claim_day(mothers, month, born_on)
        for person, day in zip(mothers.tolist(), arrives.tolist(), strict=True):
            employer = _employer_then(jobs[person], last)
            if employer is not None:
                found[person, day] = month, employer
    return found


def _employer_then(jobs: list[tuple[int, int, int, int]], last: int) -> int | None:
    """Whose worker somebody is once the changes of a month are known: a job that follows on the last day's is
    known, a closing on the last day is not yet.
    """
    moves = any(left_on == last and reason == LeavingReason.CHANGED_JOB for _, left_on, reason, _ in jobs)
    for hired_on, left_on, reason, employer in sorted(jobs, reverse=True):
        closes = left_on == last and reason == LeavingReason.CLOSED
        if hired_on <= last or (moves and hired_on == last + 1):
            return employer if left_on < 0 or left_on > last or closes else None
    return None


def _decisions(case: Case, claims: Columns, month: Ints, employers: list[int]) -> None:
    months, own_wage = _months_in_a_row(case, claims["person_id"], month)
    unit_wage = _mean_bases(case, employers, month)
    unit_wage = np.where(unit_wage > 0, unit_wage, own_wage)
    unpaid = _written_off(case, claims)
    base_rule = case.policy.compile(
        ("maternity_allowance_base",), inputs=("unit_average_wage", "own_average_wage")
    )
    inputs = {"unit_average_wage": unit_wage, "own_average_wage": own_wage}
    (base,) = case.by_month(base_rule, month, inputs, 1)
    facts = {
        "consecutive_paid_months": months,
        "employer_in_arrears": unpaid,
        "allowance_monthly_base": base,
        "children": 1,
        "difficult_birth": False,
        "lost_after_weeks": NO_LOSS,
    }
    rule = case.policy.compile(("maternity_is_eligible", "maternity_allowance"), inputs=tuple(facts))
    eligible, allowance = case.by_month(rule, month, facts, 2)

    def whose(at: int) -> tuple[str, str]:
        person, born = claims["person_id"][at], month_text(int(month[at]))
        return f"of person {person} for the birth of {born}", f"人员 {person} {born} 生育的"

    refused = np.where(eligible, 0, RefusalReason.INSUFFICIENT_MONTHS)
    for name, expected in (
        ("granted", eligible),
        ("reason", refused),
        ("months", months),
        ("entitlement", np.zeros_like(months)),
    ):
        case.equal(
            6,
            claims[name],
            expected,
            lambda at, is_, should, name=name: (  # type: ignore[misc]  # the default binds the loop's value
                f"{name} of the maternity claim {whose(at)[0]} is {is_}; recomputed {should}",
                f"{whose(at)[1]}生育津贴申领的 {name} 为 {is_}；重算为 {should}",
            ),
        )
    _payments(case, claims, month, np.where(eligible, allowance, 0))


def _months_in_a_row(case: Case, person: Ints, month: Ints) -> tuple[Ints, Ints]:
    """The months up to the one before the birth that had been declared without a gap, and the latest base."""
    whose = ", ".join(map(str, sorted(set(person.tolist())))) or "-1"
    spells = case.columns(
        f"""SELECT person_id, first_month, last_month, declared_month, base_fen FROM raw_contribution_spells
            WHERE kind IN {EMPLOYERS_KINDS} AND person_id IN ({whose}) ORDER BY 1, 2"""
    )
    by_person: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    for who, *spell in zip(*(column.tolist() for column in spells.values()), strict=True):
        by_person[who].append(tuple(spell))
    months, bases = np.zeros((2, len(person)), np.int64)
    for at, (who, born) in enumerate(zip(person.tolist(), month.tolist(), strict=True)):
        declared: set[int] = set()
        for first, last, declared_in, base in by_person[who]:
            if declared_in < 0:
                declared.update(range(first, min(last, born - 1) + 1))
                bases[at] = base if first < born else bases[at]
            elif declared_in < born:
                declared.update(range(first, last + 1))
        row = born - 1
        while row in declared:
            row -= 1
        months[at] = born - 1 - row
    return months, bases


def _mean_bases(case: Case, employers: list[int], month: Ints) -> Ints:
    """Each employer's mean base on the ordinary declarations of the year before, as far as the run goes."""
    means = np.zeros(len(month), np.int64)
    for year in sorted({year_of(born) - 1 for born in month.tolist()}):
        first, last = max(january(year), case.start), january(year + 1) - 1
        found = case.columns(
            f"""SELECT employer_id, sum(base_fen::BIGINT * n)::BIGINT AS base, sum(n)::BIGINT AS n FROM (
                SELECT employer_id, base_fen, least(last_month, {last}) - greatest(first_month, {first})
                + 1 AS n
                FROM raw_contribution_spells WHERE kind = {PaymentKind.NORMAL.value} AND declared_month < 0)
                WHERE n > 0 GROUP BY 1"""
        )
        of_year = dict(
            zip(
                found["employer_id"].tolist(),
                ((2 * found["base"] + found["n"]) // (2 * found["n"])).tolist(),
                strict=True,
            )
        )
        for at in np.flatnonzero([year_of(born) - 1 == year for born in month.tolist()]).tolist():
            means[at] = of_year.get(employers[at], 0)
    return means


def _written_off(case: Case, claims: Columns) -> Ints:
    """Whether (0 or 1) months of the mother had been written off by the day of decision."""
    whose = ", ".join(map(str, sorted(set(claims["person_id"].tolist())))) or "-1"
    found = case.columns(
        f"""SELECT person_id, min(written_off_on)::BIGINT AS day FROM
            ({lines(case.start, where=f"person_id IN ({whose})")}) WHERE written_off_on IS NOT NULL
            GROUP BY 1"""
    )
    since = dict(zip(found["person_id"].tolist(), found["day"].tolist(), strict=True))
    pairs = zip(claims["person_id"].tolist(), claims["decided_on"].tolist(), strict=True)
    return np.array([since.get(person, decided + 1) <= decided for person, decided in pairs], np.int64)


def _payments(case: Case, claims: Columns, month: Ints, allowance: Ints) -> None:
    """What is owed for each grant, due on the day of the decision, and nothing else."""
    columns = (claims["person_id"], month, allowance, claims["decided_on"])
    owed = {row for row in zip(*(column.tolist() for column in columns), strict=True) if row[2]}
    recorded = case.columns(
        f"""SELECT person_id, first_month, amount_fen, due_on, last_month, account_part_fen
            FROM raw_benefit_spells WHERE kind = {KIND}"""
    )
    rows = list(zip(*(column.tolist() for column in recorded.values()), strict=True))
    paid = {row[:4] for row in rows if row[1] == row[4] and row[5] == 0}
    wrong = (owed ^ paid) | {row[:4] for row in rows if rows.count(row) > 1 or row[:4] not in paid}
    case.findings.add(
        6,
        [
            (
                f"the maternity allowance of person {person} for the birth of {month_text(born)}, "
                f"{yuan(amount)} due on {day_text(due)}, is not once owed by the law and once recorded",
                f"人员 {person} {month_text(born)} 生育的生育津贴 {yuan(amount)}（{day_text(due)} 应付）"
                "与依法应付不符",
            )
            for person, born, amount, due in sorted(wrong)
        ],
    )

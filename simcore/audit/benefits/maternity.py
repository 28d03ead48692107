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
from simcore.calendar import day_text, january, last_day, month_of, month_text, year_of
from simcore.rulebook.inputs import NO_LOSS
from simcore.society.births import Births
from simcore.society.luck import Luck
from simcore.society.people import People
from simcore.vocabulary import EventKind, LeavingReason, PaymentKind, Scheme, code

KIND, CLAIM = code("benefit_kinds", "maternity_allowance"), code("claim_kinds", "maternity")


def examine(case: Case) -> None:
    """Who claimed, what was decided, and what was paid."""
    paid_by(case, KIND, Scheme.EMPLOYEE_MEDICAL)
    births = _births(case)
    claims = case.columns(
        f"SELECT person_id, arrived_on, decided_on, granted, months, entitlement FROM raw_claims "
        f"WHERE kind = {CLAIM} ORDER BY 1, 2"
    )
    keys = list(zip(claims["person_id"].tolist(), claims["arrived_on"].tolist(), strict=True))
    case.findings.add(
        6,
        [
            (
                f"the maternity claim of person {person} that arrived on {day_text(day)} belongs to no birth "
                "of an employed woman",
                f"人员 {person} 于 {day_text(day)} 提出的生育津贴申领没有对应的在职女职工生育",
            )
            for person, day in keys
            if (person, day) not in births
        ],
    )
    known = np.array([key in births for key in keys], bool)
    claims = {name: column[known] for name, column in claims.items()}
    of = [births[key] for key in keys if key in births]
    _decisions(case, claims, np.array([born for born, _ in of], np.int64), [employer for _, employer in of])


def _births(case: Case) -> dict[tuple[int, int], tuple[int, int]]:
    """By mother and day of arrival of her claim: month of birth and employer, of women employed then."""
    born = case.columns(
        f"SELECT person_id, day FROM raw_events WHERE kind = {EventKind.GAVE_BIRTH.value} ORDER BY 1, 2"
    )
    if not len(born["day"]):
        return {}
    jobs: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    registrations = case.columns(
        "SELECT r.person_id, employer_id, hired_on, left_on, left_reason FROM raw_registrations r "
        f"WHERE person_id IN (SELECT person_id FROM raw_events WHERE kind = {EventKind.GAVE_BIRTH.value})"
    )
    for person, *job in zip(*(column.tolist() for column in registrations.values()), strict=True):
        jobs[person].append((job[1], job[2], job[3], job[0]))
    count = int(born["person_id"].max()) + 1
    luck = Births(case.scenario, Luck(case.scenario.seed), People.blank(count, count))
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for person, day in zip(born["person_id"].tolist(), born["day"].tolist(), strict=True):
        month = month_of(day)
        employer = _employer_then(jobs[person], last_day(month))
        if employer is not None:
            arrived = luck.claim_day(np.array([person]), month, np.array([day]))
            found[person, int(arrived[0])] = month, employer
    return found


def _employer_then(jobs: list[tuple[int, int, int, int]], last: int) -> int | None:
    """Whose worker somebody is once the changes of a month are known; a closing on its last day is not
    yet.
    """
    for hired_on, left_on, reason, employer in sorted(jobs, reverse=True):
        closes = left_on == last and reason == LeavingReason.CLOSED
        if hired_on <= last + 1:
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

    for name, expected in (("granted", eligible), ("months", months), ("entitlement", np.zeros_like(months))):
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

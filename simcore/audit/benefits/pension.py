"""Point 6: every pension rests on a granted claim and the minimum period, and has the amount that the law
awards.
"""

from __future__ import annotations

import numpy as np

from simcore.audit.case import RECORDS_BEGIN_YEAR, Case, Ints, order_of, yuan
from simcore.audit.histories import with_history
from simcore.audit.kinds import last_due, nothing_after_death, paid_by, paid_once, regular_from
from simcore.books.tables import Columns
from simcore.calendar import day_text, first_day, january, month_of, month_text
from simcore.society.people import Status
from simcore.vocabulary import BenefitKind, ClaimKind, Scheme

_AWARD = {
    "average_index": "average_index",
    "payout_divisor": "divisor",
    "benefit_base": "benefit_base_fen",
    "basic_pension": "basic_fen",
    "account_pension": "account_part_fen",
    "transitional_pension": "transitional_fen",
    "monthly_pension": "monthly_fen",
    "minimum_contribution_months": "minimum",
}
"""Rule → column of the award."""

PAY_DAY = 0
"""The place of the day of the regular payment among the month's pay days."""


def examine(case: Case) -> None:
    """Awards against their history and the law; pension lines against awards and yearly increases."""
    awards = with_history(case, "SELECT * FROM raw_awards")
    _inputs(case, awards)
    _by_law(case, awards)
    _claims(case)
    _months_drawn(case)
    _amounts(case)
    for kind in (BenefitKind.PENSION, BenefitKind.ACCOUNT_REFUND):
        paid_by(case, kind.value, Scheme.EMPLOYEE_PENSION)
    paid_once(case, BenefitKind.ACCOUNT_REFUND.value, "SELECT person_id, day FROM accounts_taken")
    # The month of death is the last of a pension; a refund is paid to the insured person alone.
    nothing_after_death(case, BenefitKind.PENSION.value, "last_month > death_month")
    nothing_after_death(case, BenefitKind.ACCOUNT_REFUND.value, "due_on >= died_on")


def _inputs(case: Case, awards: Columns) -> None:
    for name, recomputed in (
        ("contribution_months", awards["months"]),
        ("months_before_accounts", awards["opening_months_before_accounts"]),
    ):
        case.equal(
            6,
            awards[name],
            recomputed,
            lambda at, recorded, lawful, name=name: (  # type: ignore[misc]  # the default binds the loop's value
                f"{name} of the award of person {awards['person_id'][at]} is {recorded}; the payment "
                f"record has {lawful}",
                f"人员 {awards['person_id'][at]} 待遇核定的 {name} 为 {recorded}，缴费记录为 {lawful}",
            ),
        )


def _by_law(case: Case, awards: Columns) -> None:
    retired = awards["retirement_month"].astype(np.int64)
    inputs = {
        "birth_month": _months(awards["birth_day"]),
        "retirement_month": retired,
        "retirement_category": awards["retirement_category"].astype(np.int64),
        "index_sum": awards["index_sum"],
        "contribution_months": awards["contribution_months"].astype(np.int64),
        "months_before_accounts": awards["months_before_accounts"].astype(np.int64),
        "account_balance": awards["account_balance_fen"].astype(np.int64),
    }
    rule = case.policy.compile(tuple(_AWARD), inputs=tuple(inputs))
    lawful = dict(zip(_AWARD.values(), case.by_month(rule, retired, inputs, len(_AWARD)), strict=True))
    minimum = lawful.pop("minimum")
    for column, expected in lawful.items():
        case.equal(
            6,
            awards[column],
            expected,
            lambda at, recorded, should, column=column: (  # type: ignore[misc]  # the default binds the loop's value
                f"{column} of the award of person {awards['person_id'][at]} is {_shown(column, recorded)}, "
                "by the law "
                f"{_shown(column, should)}",
                f"人员 {awards['person_id'][at]} 待遇核定的 {column} 为 {_shown(column, recorded)}，依法应为 "
                f"{_shown(column, should)}",
            ),
        )
    in_run = awards["decided_on"] >= first_day(case.start)
    case.holds(
        6,
        ~in_run | (awards["contribution_months"] >= minimum),
        lambda at: (
            f"person {awards['person_id'][at]} was awarded a pension with "
            f"{awards['contribution_months'][at]} months; the "
            f"minimum is {minimum[at]}",
            f"人员 {awards['person_id'][at]} 缴费 {awards['contribution_months'][at]} 个月即获核定，最低为 "
            f"{minimum[at]} 个月",
        ),
    )


def _claims(case: Case) -> None:
    first, pension = first_day(case.start), ClaimKind.PENSION.value
    case.none(
        6,
        f"""SELECT coalesce(a.person_id, k.person_id), coalesce(a.decided_on, k.decided_on)
            FROM (SELECT * FROM raw_awards WHERE decided_on >= {first}) a
            FULL JOIN (SELECT * FROM raw_claims WHERE kind = {pension} AND granted = 1) k USING
                (person_id, decided_on)
            WHERE a.person_id IS NULL OR k.person_id IS NULL OR a.contribution_months <> k.months
                OR a.retirement_month <> month_of(k.arrived_on) - 1""",
        lambda person, day: (
            f"the pension of person {person} decided on {day_text(day)} has no award and granted claim "
            "that agree",
            f"人员 {person} 于 {day_text(day)} 核定的养老金缺少一致的核定与申领记录",
        ),
    )


def _months_drawn(case: Case) -> None:
    """From the month after retirement to that of death: first those up to the decision, then regularly."""
    awards, people = case.table("awards"), case.society.people
    awards = {name: column[awards["decided_on"] >= first_day(case.start)] for name, column in awards.items()}
    before = np.flatnonzero(people.status == Status.PENSIONER)
    decided_on, retired = awards["decided_on"], awards["retirement_month"]
    regular, _ = regular_from(case, decided_on, PAY_DAY)
    person = np.concatenate((before, awards["person_id"]))
    back = np.concatenate((np.zeros(len(before), np.int64), np.maximum(regular - retired - 1, 0)))
    first = np.concatenate((people.award_month[before].astype(np.int64), retired)) + 1
    first[: len(before)] = np.maximum(first[: len(before)], case.start)
    died_in = case.careers.died_in[np.clip(person, 0, people.size - 1)]
    last = np.where(died_in >= 0, np.minimum(died_in, last_due(case, PAY_DAY)), last_due(case, PAY_DAY))
    due_on = np.concatenate((np.full(len(before), -1), decided_on))
    parts = []
    for due, begins, after in (
        (due_on, first, first + back),
        (np.full(len(due_on), -1), first + back, last + 1),
    ):
        some = np.flatnonzero(after > begins)
        for month, step in ((begins, 1), (after, -1)):
            parts.append((person[some], due[some], month[some], np.full(len(some), step)))
    names = ("person_id", "due_on", "month", "step")
    case.same(
        6,
        f"""SELECT person_id, due_on, unnest([first_month, last_month + 1]) AS month, unnest([1, -1]) AS step
            FROM raw_benefit_spells WHERE kind = {BenefitKind.PENSION.value} AND first_month >=
            {case.start}""",
        {
            name: np.concatenate(columns)
            for name, columns in zip(names, zip(*parts, strict=True), strict=True)
        },
        lambda row, more: (
            f"person {row['person_id']} does not begin or end drawing a pension in "
            f"{month_text(row['month'])} "
            f"(due on {day_text(row['due_on']) if row['due_on'] >= 0 else 'the regular day'}) as award and "
            f"life have it",
            f"人员 {row['person_id']} 于 {month_text(row['month'])} 开始或停止领取养老金，"
            f"与核定及生存情况不符",
        ),
        weight="step",
    )


def _amounts(case: Case) -> None:
    """Each spell's amount: the award, raised every January after the year of retirement."""
    spells = case.columns(
        f"""SELECT s.person_id, s.first_month, s.last_month, s.amount_fen, s.account_part_fen,
                coalesce(a.monthly_fen, p.opening_pension_fen)::BIGINT AS award,
                coalesce(a.account_part_fen, 0)::BIGINT AS part,
                coalesce(a.retirement_month // 12 + 1970, {RECORDS_BEGIN_YEAR - 1})::INTEGER AS year
            FROM raw_benefit_spells s JOIN raw_people p USING (person_id) LEFT JOIN raw_awards a USING
                (person_id)
            WHERE s.kind = {BenefitKind.PENSION.value} ORDER BY s.person_id, s.first_month"""
    )
    if not len(spells["year"]):
        return
    rule = case.policy.compile(("pension_raised_by_mean",), inputs=("pension_before_increase",))
    begun, award = spells["year"].astype(np.int64), spells["award"].astype(np.int64)
    another = np.zeros(len(begun), bool)
    for column in (spells["person_id"], begun, award):
        another |= np.diff(column, prepend=column[0] - 1) != 0
    one, same = np.flatnonzero(another), np.cumsum(another) - 1
    # The pension of each award, raised year by year; each spell takes the one of its year.
    pension, awarded_in = award[one], begun[one]
    amount, until = pension[same], pension[same]
    # `until` is that of the spell's last year: within a spell nothing may have been raised.
    taken = [(ends, *_by_year(spells[f"{end}_month"])) for ends, end in ((amount, "first"), (until, "last"))]
    for year in range(int(begun.min()) + 1, max(int(years.max()) for *_, years in taken) + 1):
        raised = awarded_in < year
        (pension[raised],) = rule(first_day(january(year)), pension_before_increase=pension[raised])
        for ends, order, years in taken:
            begin, end = np.searchsorted(years, (year, year + 1))
            ends[order[begin:end]] = pension[same[order[begin:end]]]
    for recorded, expected, what in (
        (spells["amount_fen"], amount, "pension"),
        (spells["amount_fen"], until, "pension"),
        (spells["account_part_fen"], spells["part"], "account part"),
    ):
        case.equal(
            6,
            recorded,
            expected,
            lambda at, is_, should, what=what: (  # type: ignore[misc]  # the default binds the loop's value
                f"the {what} of person {spells['person_id'][at]} from "
                f"{month_text(int(spells['first_month'][at]))} is "
                f"{yuan(is_)} a month; the award and the yearly increases make {yuan(should)}",
                f"人员 {spells['person_id'][at]} 自 {month_text(int(spells['first_month'][at]))} 起的养老金"
                f"（{what}）为每月 "
                f"{yuan(is_)}，按核定及历年调整应为 {yuan(should)}",
            ),
        )


def _by_year(months: Ints) -> tuple[Ints, Ints]:
    """The order of these months by year, and the years in it."""
    years = months.astype(np.int64) // 12 + 1970
    order = order_of(years)
    return order, years[order]


def _months(days: Ints) -> Ints:
    """The month of each day."""
    values, place = np.unique(days, return_inverse=True)
    return np.array([month_of(day) for day in values.tolist()], np.int64)[place]


def _shown(column: str, value: int) -> str:
    return yuan(value) if column.endswith("_fen") else str(value)

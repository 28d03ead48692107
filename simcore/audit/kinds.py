"""Who pays a kind of benefit, what a death ends, and that no kind is forgotten."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case, Ints
from simcore.calendar import day_text, month_of, month_text
from simcore.vocabulary import Scheme, keys


def paid_by(case: Case, kind: int, scheme: Scheme) -> None:
    """Every benefit of the kind is the fund's of this scheme; a kind without a fund is a finding."""
    told, fund = keys("benefit_kinds")[kind], keys("schemes")[scheme]
    case.none(
        6,
        f"""SELECT person_id, last_month FROM raw_benefit_spells
            WHERE kind = {kind} AND scheme <> {scheme.value} ORDER BY 2, 1""",
        lambda person, month: (
            f"the {told} of person {person} for {month_text(month)} is not paid by {fund}",
            f"人员 {person} {month_text(month)} 的 {told} 不是由 {fund} 支付",
        ),
    )
    case.kinds_examined.add(kind)


def nothing_after_death(case: Case, kind: int, unlawful: str) -> None:
    """No benefit of the kind whose death makes it unlawful: `unlawful` is a condition over its spell `s`, the
    month `death_month` of the death and the last month `last_contribution_month` that could still be paid
    for. Nothing is asked of the living.
    """
    told = keys("benefit_kinds")[kind]
    case.none(
        6,
        f"""SELECT person_id, last_month, died_on FROM (
                SELECT s.*, p.died_on, month_of(p.died_on) AS death_month, d.last AS last_contribution_month
                FROM raw_benefit_spells s JOIN raw_people p USING (person_id)
                JOIN lawful_days d ON d.day = p.died_on WHERE s.kind = {kind} AND p.died_on >= 0) s
            WHERE {unlawful} ORDER BY 2, 1""",
        lambda person, month, died: (
            f"person {person} (died {day_text(died)}) has a {told} for {month_text(month)}",
            f"人员 {person}（死亡日期 {day_text(died)}）有 {month_text(month)} 的 {told}",
        ),
    )


def paid_once(case: Case, kind: int, decisions: str) -> None:
    """Benefits of the kind are paid in one sum, each on a decision (a query: person, day), in its month."""
    told = keys("benefit_kinds")[kind]
    case.none(
        6,
        f"""SELECT s.person_id, s.last_month FROM raw_benefit_spells s
            LEFT JOIN ({decisions}) d(person_id, day) ON d.person_id = s.person_id AND d.day = s.due_on
            WHERE s.kind = {kind} AND (d.day IS NULL OR s.account_part_fen <> 0
                OR s.first_month <> month_of(s.due_on) OR s.last_month <> s.first_month) ORDER BY 2, 1""",
        lambda person, month: (
            f"the {told} of person {person} for {month_text(month)} has no granted claim of its day, or is "
            f"not "
            "paid in one sum",
            f"人员 {person} {month_text(month)} 的 {told} 不是依据核定一次性支付",
        ),
    )


def due_days(case: Case, place: int) -> Ints:
    """The days on which a month's regular payments fall due, of the months since the start."""
    months = range(case.start, case.last + 1)
    return np.array([case.days_of("funds.pay_days", month)[place] for month in months], np.int64)


def regular_from(case: Case, decided_on: Ints, place: int) -> tuple[Ints, Ints]:
    """The first month that is paid regularly after these decisions, and the due days since the start."""
    days, month = due_days(case, place), month_of(decided_on)
    inside = np.clip(month - case.start, 0, max(len(days) - 1, 0))
    return (month + (decided_on > days[inside]) if len(days) else month), days


def last_due(case: Case, place: int) -> int:
    """The last month whose regular payments have fallen due."""
    days = due_days(case, place)
    return case.start + int(np.count_nonzero(days <= case.day)) - 1


def every_kind_was_examined(case: Case) -> None:
    """A kind of benefit that no examination of `audit/benefits` knows could be paid to anybody."""
    known = ", ".join(map(str, sorted(case.kinds_examined))) or "-1"
    case.none(
        6,
        f"SELECT DISTINCT kind FROM raw_benefit_spells WHERE kind NOT IN ({known}) ORDER BY 1",
        lambda kind: (
            f"no examination knows the benefit {keys('benefit_kinds').get(kind, kind)}",
            f"没有任何审计项目核查待遇 {keys('benefit_kinds').get(kind, kind)}",
        ),
    )

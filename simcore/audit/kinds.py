"""Who pays a kind of benefit, what a death ends, and that no kind is forgotten."""

from __future__ import annotations

from simcore.audit.case import Case
from simcore.calendar import day_text, month_text
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

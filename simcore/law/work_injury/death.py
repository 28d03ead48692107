"""What is paid when a worker dies of a work injury, or is missing after an accident at work."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import MONTHS_A_YEAR, Value, at_most, choose, half_up, share

_DEATH = Text("Work Injury Insurance Regulations (工伤保险条例) art. 39", "工伤保险条例第39条")
_MISSING = Text("Work Injury Insurance Regulations (工伤保险条例) art. 41", "工伤保险条例第41条")


@rule(en="one-off work-death grant", zh="一次性工亡补助金", unit="yuan", article=_DEATH)
def work_death_grant(
    national_urban_income: Value, death_grant_years: Value, died_after_paid_leave: Value
) -> Value:
    """So many years of the nation's urban disposable income per head; none for somebody of grades 1 to 4 who
    dies after the paid leave.
    """
    return choose(died_after_paid_leave, 0, national_urban_income * death_grant_years)


@rule(en="funeral grant of work injury", zh="工伤丧葬补助金", unit="yuan", article=_DEATH)
def injury_funeral_grant(injury_average_wage: Value, funeral_wage_months: Value) -> Value:
    """The funeral months of a month's average wage."""
    return half_up(injury_average_wage * funeral_wage_months, MONTHS_A_YEAR)


@rule(en="one-off grants on a work death", zh="因工死亡一次性待遇合计", unit="yuan", article=_DEATH)
def work_death_one_off(work_death_grant: Value, injury_funeral_grant: Value) -> Value:
    """The work-death grant and the funeral grant."""
    return work_death_grant + injury_funeral_grant


@rule(en="the spouse's pension", zh="配偶供养亲属抚恤金", unit="yuan_a_month", article=_DEATH)
def spouse_dependants_pension(
    injury_wage: Value,
    spouse: Value,
    spouse_is_lone_elder: Value,
    spouse_share: Value,
    lone_addition: Value,
) -> Value:
    """The spouse's share of the own wage, with the addition for a lone elder, rounded for each person."""
    return spouse * share(injury_wage, spouse_share + choose(spouse_is_lone_elder, lone_addition, 0))


@rule(en="the other dependants' pensions", zh="其他供养亲属抚恤金", unit="yuan_a_month", article=_DEATH)
def other_dependants_pensions(
    injury_wage: Value, others: Value, orphans: Value, relative_share: Value, lone_addition: Value
) -> Value:
    """A relative's share of the own wage for each, with the addition for each orphan or lone elder, rounded
    for each person.
    """
    ordinary = others * share(injury_wage, relative_share)
    return ordinary + orphans * share(injury_wage, relative_share + lone_addition)


@rule(en="dependants' pension", zh="供养亲属抚恤金", unit="yuan_a_month", article=_DEATH)
def dependants_pension(
    spouse_dependants_pension: Value, other_dependants_pensions: Value, injury_wage: Value
) -> Value:
    """The pensions of all dependants together, not above the own wage of the one who died."""
    return at_most(spouse_dependants_pension + other_dependants_pensions, injury_wage)


@rule(
    en="advance of the work-death grant for a missing worker",
    zh="下落不明职工预支的工亡补助金",
    unit="yuan",
    article=_MISSING,
)
def missing_worker_advance(work_death_grant: Value, missing_advance_share: Value) -> Value:
    """A share of the grant, paid beforehand to a family in need."""
    return share(work_death_grant, missing_advance_share)


@rule(
    en="month from which a missing worker's dependants have a pension",
    zh="下落不明职工供养亲属抚恤金起始月",
    unit="month",
    article=_MISSING,
)
def missing_worker_pension_month(missing_month: Value, missing_pay_months: Value) -> Value:
    """The month of the accident and the months in which the employer pays on."""
    return missing_month + missing_pay_months

"""What is paid when an insured person dies."""

from __future__ import annotations

from simcore.rulebook.inputs import NO_CAP
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    MONTHS_A_YEAR,
    Value,
    at_least,
    at_most,
    begun_years,
    choose,
    completed_years,
    half_up,
    look_up,
)

_SURVIVORS = Text(
    "Social Insurance Law art. 17; 人社部发〔2021〕18号", "社会保险法第17条；人社部发〔2021〕18号"
)


@rule(
    en="monthly urban disposable income of the year before",
    zh="上年度城镇居民月人均可支配收入",
    unit="yuan_a_month",
    article=_SURVIVORS + Text("; rounded to the fen first (model default)", "；先四舍五入到分（模型默认值）"),
    status="uncertain",
)
def survivor_base(urban_disposable_income: Value) -> Value:
    """A twelfth of the yearly urban disposable income per head, rounded to the fen."""
    return half_up(urban_disposable_income, MONTHS_A_YEAR)


@rule(
    en="cap on all that survivors get", zh="遗属待遇上限", unit="yuan", article=_SURVIVORS, status="recalled"
)
def survivor_cap(contribution_months: Value, own_contributions: Value, months_without_cap: Value) -> Value:
    """Own contributions, for those with fewer months than free from the cap."""
    return choose(contribution_months < months_without_cap, own_contributions, NO_CAP)


@rule(
    en="funeral grant",
    zh="丧葬补助金",
    unit="yuan",
    article=_SURVIVORS,
    status="published",
    also_takes=("months_drawn",),
)
def pension_funeral_grant(survivor_base: Value, funeral_months: Value, survivor_cap: Value) -> Value:
    """The funeral months of the monthly income, within the cap."""
    return at_most(survivor_base * funeral_months, survivor_cap)


@rule(
    en="months earned for the survivors",
    zh="按缴费年限计算的抚恤金月数",
    unit="months",
    article=_SURVIVORS,
    status="recalled",
)
def survivor_months_earned(
    contribution_months: Value,
    survivor_months_by_years: Value,
    survivor_years_in_table: Value,
    survivor_part_years: Value,
    survivor_most_months: Value,
) -> Value:
    """The table's months by completed years, one more for each year above the table's last (a begun one too,
    if part years count), up to the most.
    """
    in_table = look_up(
        survivor_months_by_years, at_most(completed_years(contribution_months), survivor_years_in_table)
    )
    years = choose(
        survivor_part_years, begun_years(contribution_months), completed_years(contribution_months)
    )
    above = at_least(years - survivor_years_in_table, 0)
    return at_most(in_table + above, survivor_most_months)


@rule(
    en="months of the survivors' grant", zh="抚恤金月数", unit="months", article=_SURVIVORS, status="recalled"
)
def survivor_months(
    survivor_months_earned: Value, months_drawn: Value, survivor_lowest_after_pension: Value
) -> Value:
    """The months earned; a pensioner's less one for each completed year of pension drawn, but not below the
    lowest.
    """
    after_pension = at_least(
        survivor_months_earned - completed_years(months_drawn), survivor_lowest_after_pension
    )
    return choose(months_drawn > 0, after_pension, survivor_months_earned)


@rule(en="survivors' grant", zh="抚恤金", unit="yuan", article=_SURVIVORS, status="recalled")
def pension_survivor_grant(
    survivor_base: Value, survivor_months: Value, survivor_cap: Value, pension_funeral_grant: Value
) -> Value:
    """The survivors' months of the monthly income, within what the cap leaves after the funeral grant."""
    left = at_least(survivor_cap - pension_funeral_grant, 0)
    return at_most(survivor_base * survivor_months, left)

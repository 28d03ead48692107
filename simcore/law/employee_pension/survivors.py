"""What is paid when an insured person dies: since 2021-09 by the urban income, before by the own wage."""

from __future__ import annotations

from simcore.rulebook.inputs import NO_CAP
from simcore.rulebook.rule import Cases, rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    INDEX_UNIT,
    MONTHS_A_YEAR,
    Value,
    at_least,
    at_most,
    begun_years,
    choose,
    completed_years,
    half_up,
    look_up,
    negation,
)

_SURVIVORS = Text(
    "Social Insurance Law art. 17; 人社部发〔2021〕18号", "社会保险法第17条；人社部发〔2021〕18号"
)
_BEFORE = Text(
    "municipal rules on deaths before 2021-09-01, by an answer of Yongchuan district of 2022-09-14",
    "重庆市2021年9月1日以前死亡待遇规定，据永川区2022年9月14日答复",
)
_BOTH = _BEFORE + Text("; from 2021-09 人社部发〔2021〕18号", "；2021年9月起人社部发〔2021〕18号")


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
    en="funeral months of the urban income",
    zh="按可支配收入计算的丧葬补助金",
    unit="yuan",
    article=_SURVIVORS,
    status="uncertain",
    cases=Cases("funeral_rounded_once", {0: ("survivor_base",), 1: ("urban_disposable_income",)}),
)
def funeral_grant_by_income(
    funeral_months: Value, funeral_rounded_once: Value, urban_disposable_income: Value, survivor_base: Value
) -> Value:
    """The funeral months of the yearly income, rounded once; or of the rounded month."""
    once = half_up(urban_disposable_income * funeral_months, MONTHS_A_YEAR)
    return choose(funeral_rounded_once, once, survivor_base * funeral_months)


@rule(
    en="funeral grant",
    zh="丧葬补助金",
    unit="yuan",
    article=_BOTH,
    status="official",
    also_takes=("contribution_months", "months_drawn", "own_contributions"),
    cases=Cases("grants_by_income", {0: ("funeral_amount",), 1: ("funeral_grant_by_income", "survivor_cap")}),
)
def pension_funeral_grant(
    grants_by_income: Value, funeral_amount: Value, funeral_grant_by_income: Value, survivor_cap: Value
) -> Value:
    """Before 2021-09 a fixed amount; since then the funeral months of the urban income, within the cap."""
    return choose(grants_by_income, at_most(funeral_grant_by_income, survivor_cap), funeral_amount)


@rule(
    en="months earned for the survivors, in twelfths",
    zh="按缴费年限计算的抚恤金月数（以十二分之一月计）",
    unit="number",
    article=_SURVIVORS,
    status="official",
)
def survivor_twelfths_earned(
    contribution_months: Value,
    survivor_months_by_years: Value,
    survivor_years_in_table: Value,
    survivor_most_months: Value,
) -> Value:
    """The table's months by completed years; above the table's last a twelfth for each month of contribution,
    up to the most.
    """
    in_table = look_up(
        survivor_months_by_years, at_most(completed_years(contribution_months), survivor_years_in_table)
    )
    above = at_least(contribution_months - survivor_years_in_table * MONTHS_A_YEAR, 0)
    return at_most(in_table * MONTHS_A_YEAR + above, survivor_most_months * MONTHS_A_YEAR)


@rule(
    en="months of the survivors' grant, in twelfths",
    zh="抚恤金月数（以十二分之一月计）",
    unit="number",
    article=_SURVIVORS,
    status="recalled",
)
def survivor_twelfths(
    survivor_twelfths_earned: Value, months_drawn: Value, survivor_lowest_after_pension: Value
) -> Value:
    """The months earned; a pensioner's less one for each completed year of pension drawn, but not below the
    lowest.
    """
    after_pension = at_least(
        survivor_twelfths_earned - completed_years(months_drawn) * MONTHS_A_YEAR,
        survivor_lowest_after_pension * MONTHS_A_YEAR,
    )
    return choose(months_drawn > 0, after_pension, survivor_twelfths_earned)


@rule(
    en="survivors' grant by the urban income",
    zh="按可支配收入计算的抚恤金",
    unit="yuan",
    article=_SURVIVORS,
    status="official",
)
def survivor_grant_by_income(
    survivor_base: Value, survivor_twelfths: Value, survivor_cap: Value, pension_funeral_grant: Value
) -> Value:
    """The survivors' months of the monthly income, within what the cap leaves after the funeral grant."""
    left = at_least(survivor_cap - pension_funeral_grant, 0)
    return at_most(half_up(survivor_base * survivor_twelfths, MONTHS_A_YEAR), left)


@rule(
    en="own indexed monthly wage",
    zh="本人指数化月平均工资",
    unit="yuan_a_month",
    article=_BEFORE + Text("; of the benefit base (model default)", "；以计发基数为基础（模型默认值）"),
    status="uncertain",
)
def indexed_monthly_wage(benefit_base: Value, average_index: Value) -> Value:
    """The benefit base of the year times the own average index."""
    return half_up(benefit_base * average_index, INDEX_UNIT)


@rule(
    en="survivors' grant by the own wage",
    zh="按指数化月平均工资计算的抚恤金",
    unit="yuan",
    article=_BEFORE,
    status="official",
)
def survivor_grant_by_wage(
    indexed_monthly_wage: Value,
    contribution_months: Value,
    most_years_of_wage: Value,
    months_drawn: Value,
    pensioners_leave_wage_grant: Value,
) -> Value:
    """A month's indexed wage for each year of contribution, a begun one counted whole, up to the most."""
    grant = indexed_monthly_wage * at_most(begun_years(contribution_months), most_years_of_wage)
    return choose((months_drawn > 0) & negation(pensioners_leave_wage_grant), 0, grant)


@rule(
    en="survivors' grant",
    zh="抚恤金",
    unit="yuan",
    article=_BOTH,
    status="official",
    also_takes=("own_contributions",),
    cases=Cases("grants_by_income", {0: ("survivor_grant_by_wage",), 1: ("survivor_grant_by_income",)}),
)
def pension_survivor_grant(
    grants_by_income: Value, survivor_grant_by_wage: Value, survivor_grant_by_income: Value
) -> Value:
    """Before 2021-09 by the own indexed wage, since then by the urban disposable income."""
    return choose(grants_by_income, survivor_grant_by_income, survivor_grant_by_wage)

"""The contribution base between floor and ceiling, a month's index, and the payslip totals."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    FACTOR_UNIT,
    INDEX_UNIT,
    MONTHS_A_YEAR,
    RATE_UNIT,
    Value,
    at_least,
    at_most,
    choose,
    half_up,
    up_to_whole_yuan,
)

_LIMITS = Text(
    "国办发〔2019〕13号; yearly notices of the limits, which round up to the yuan",
    "国办发〔2019〕13号；历年缴费基数上下限通知，向上取整到元",
)


@rule(
    en="average wage of the year before, a month",
    zh="上年度月平均工资",
    unit="yuan_a_month",
    article=Text(
        "stated in whole yuan: 5469 in 2019, 5819 in 2020, 6165 in 2021, 7339 in 2025; else a twelfth",
        "取整到元公布：2019年5469元、2020年5819元、2021年6165元、2025年7339元；其余取年平均工资的十二分之一",
    ),
    status="derived",
)
def average_wage_monthly(average_wage_annual: Value, month_in_whole_yuan: Value) -> Value:
    """A twelfth of the yearly figure: rounded up to the yuan where a month is stated (twelve of it are then
    more than the year), else rounded to the fen.
    """
    stated = up_to_whole_yuan(average_wage_annual, MONTHS_A_YEAR)
    return choose(month_in_whole_yuan, stated, half_up(average_wage_annual, MONTHS_A_YEAR))


@rule(
    en="floor of the contribution base", zh="缴费基数下限", unit="yuan", article=_LIMITS, status="published"
)
def contribution_floor(average_wage_annual: Value, floor_share: Value, kept_floor: Value) -> Value:
    """The floor's share of the yearly average wage, a month's part, rounded up to the whole yuan, unless a
    decree kept another floor.
    """
    by_rule = up_to_whole_yuan(average_wage_annual * floor_share, MONTHS_A_YEAR * RATE_UNIT)
    return choose(kept_floor > 0, kept_floor, by_rule)


@rule(
    en="ceiling of the contribution base",
    zh="缴费基数上限",
    unit="yuan",
    article=_LIMITS,
    status="published",
)
def contribution_ceiling(average_wage_annual: Value, ceiling_factor: Value) -> Value:
    """The ceiling's multiple of the yearly average wage, a month's part, rounded up to the whole yuan."""
    return up_to_whole_yuan(average_wage_annual * ceiling_factor, MONTHS_A_YEAR * FACTOR_UNIT)


@rule(en="contribution base", zh="缴费基数", unit="yuan", article="国办发〔2019〕13号", status="recalled")
def contribution_base(monthly_wage: Value, contribution_floor: Value, contribution_ceiling: Value) -> Value:
    """The monthly wage, not below the floor and not above the ceiling."""
    return at_most(at_least(monthly_wage, contribution_floor), contribution_ceiling)


@rule(
    en="contribution index of the month",
    zh="当月缴费指数",
    unit="index",
    article=Text(
        "国发〔2005〕38号; rounded each month (model convention)",
        "国发〔2005〕38号；逐月四舍五入（模型约定）",
    ),
    status="uncertain",
)
def contribution_index(contribution_base: Value, average_wage_annual: Value) -> Value:
    """The base as a multiple of the average wage that sets the limits, in ten-thousandths, rounded half-up
    each month.
    """
    return half_up(contribution_base * MONTHS_A_YEAR * INDEX_UNIT, average_wage_annual)


@rule(
    en="worker's contributions",
    zh="个人缴费合计",
    unit="yuan",
    article=Text("Social Insurance Law art. 60", "社会保险法第60条"),
    also_takes=("risk_class", "floating_factor"),
)
def worker_contributions(
    employee_pension_worker: Value,
    employee_medical_worker: Value,
    large_medical_worker: Value,
    unemployment_worker: Value,
) -> Value:
    """The sum of the worker's lines: what the employer withholds."""
    return employee_pension_worker + employee_medical_worker + large_medical_worker + unemployment_worker


@rule(
    en="employer's contributions",
    zh="单位缴费合计",
    unit="yuan",
    article=Text("Social Insurance Law art. 60", "社会保险法第60条"),
)
def employer_contributions(
    employee_pension_employer: Value,
    employee_medical_employer: Value,
    large_medical_employer: Value,
    unemployment_employer: Value,
    work_injury_employer: Value,
    maternity_employer: Value,
) -> Value:
    """The sum of the employer's lines."""
    pensions_and_medical = employee_pension_employer + employee_medical_employer + large_medical_employer
    return pensions_and_medical + unemployment_employer + work_injury_employer + maternity_employer

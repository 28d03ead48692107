"""Unemployment insurance: premiums, the benefit and its months, and the medical premium that the fund pays
meanwhile.
"""

from __future__ import annotations

from simcore.law.employee_medical.rules import (
    employee_medical_employer,
    employee_medical_worker,
    large_medical_employer,
    large_medical_worker,
)
from simcore.law.unemployment.choices import FOUR_COUNTIES
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    Value,
    at_most,
    choose,
    completed_years,
    holds,
    look_up,
    look_up_or_last,
    share,
)

_PREMIUM = Text(
    "Unemployment Insurance Regulations (失业保险条例) art. 6; Chongqing Unemployment Insurance "
    "Regulations (重庆市失业保险条例) art. 9",
    "失业保险条例第6条；重庆市失业保险条例第9条",
)

_BENEFIT = Text(
    "Social Insurance Law art. 47; 渝人社发〔2018〕181号", "社会保险法第47条；渝人社发〔2018〕181号"
)


@rule(en="unemployment, worker", zh="失业保险个人缴费", unit="yuan", article=_PREMIUM)
def unemployment_worker(contribution_base: Value, worker_rate: Value) -> Value:
    """The worker's rate of the contribution base."""
    return share(contribution_base, worker_rate)


@rule(en="unemployment, employer", zh="失业保险单位缴费", unit="yuan", article=_PREMIUM)
def unemployment_employer(contribution_base: Value, employer_rate: Value) -> Value:
    """The employer's rate of the contribution base."""
    return share(contribution_base, employer_rate)


@rule(
    en="minimum wage behind the benefit",
    zh="失业保险金所依据的最低工资",
    unit="yuan_a_month",
    article=_BENEFIT,
)
def benefit_minimum_wage(
    benefit_place: Value, minimum_wage: Value, second_minimum_wage: Value, follows_second_class: Value
) -> Value:
    """The city's highest, or that of the second class where the benefit follows the place's own."""
    follows = holds(look_up(follows_second_class, benefit_place))
    return choose(follows, second_minimum_wage, minimum_wage)


@rule(en="unemployment benefit", zh="失业保险金", unit="yuan_a_month", article=_BENEFIT)
def unemployment_benefit(
    benefit_minimum_wage: Value,
    benefit_place: Value,
    benefit_share: Value,
    four_counties_share: Value,
    kept_benefit: Value,
) -> Value:
    """The place's share of its minimum wage, unless the benefit was kept when the minimum wage rose."""
    rate = choose(benefit_place == FOUR_COUNTIES, four_counties_share, benefit_share)
    kept = look_up(kept_benefit, benefit_place)
    return choose(kept > 0, kept, share(benefit_minimum_wage, rate))


@rule(
    en="new months of unemployment benefit",
    zh="本次核定失业保险金领取月数",
    unit="months",
    article=Text(
        "Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) art. 18, 24; Social Insurance "
        "Law art. 45-46",
        "重庆市失业保险条例第18、24条；社会保险法第45-46条",
    ),
)
def new_unemployment_benefit_months(
    paid_months: Value, minimum_paid_months: Value, benefit_months_by_years: Value
) -> Value:
    """The table's months for the completed years paid; none below the months to be paid for a new claim."""
    months = look_up_or_last(benefit_months_by_years, completed_years(paid_months))
    return choose(paid_months >= minimum_paid_months, months, 0)


@rule(
    en="months of unemployment benefit",
    zh="失业保险金领取月数",
    unit="months",
    article=Text(
        "Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) art. 24; Social Insurance Law "
        "art. 45-46",
        "重庆市失业保险条例第24条；社会保险法第45-46条",
    ),
)
def unemployment_benefit_months(
    new_unemployment_benefit_months: Value, unused_benefit_months: Value, most_benefit_months: Value
) -> Value:
    """The new months and those left unused, up to the most."""
    return at_most(new_unemployment_benefit_months + unused_benefit_months, most_benefit_months)


@rule(
    en="medical premium while on benefit",
    zh="领金期间基本医疗保险费",
    unit="yuan_a_month",
    article=Text(
        "Social Insurance Law art. 48; Regulations on Social Insurance Operation (社会保险经办条例) art. "
        "24; on the floor of the contribution base (model)",
        "社会保险法第48条；社会保险经办条例第24条；按缴费基数下限（模型设定）",
    ),
    status="uncertain",
)
def unemployment_medical_premium(
    contribution_floor: Value,
    employee_medical_worker_rate: Value,
    employee_medical_employer_rate: Value,
    employee_medical_large_worker_amount: Value,
    employee_medical_large_employer_rate: Value,
) -> Value:
    """Both shares of employees' medical insurance, with large-amount mutual aid, on the floor of the
    contribution base.
    """
    shares = employee_medical_worker(
        contribution_floor, employee_medical_worker_rate
    ) + employee_medical_employer(contribution_floor, employee_medical_employer_rate)
    large = large_medical_worker(
        contribution_floor, employee_medical_large_worker_amount
    ) + large_medical_employer(contribution_floor, employee_medical_large_employer_rate)
    return shares + large

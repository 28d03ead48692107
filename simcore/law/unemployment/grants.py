"""What the unemployment fund pays beside the benefit: on a death, on a move, to employers and for skills."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import RATE_UNIT, Value, at_least, choose, look_up, negation, share

_DEATH = Text(
    "Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) art. 27; Social Insurance Law art. 49",
    "重庆市失业保险条例第27条；社会保险法第49条",
)
_SUPPORT = "人社部发〔2025〕18号"
_HIRING = Text("State Council notice of July 2025", "国务院2025年7月通知")


@rule(en="funeral grant of the unemployment fund", zh="失业人员丧葬补助金", unit="yuan", article=_DEATH)
def unemployment_funeral_grant(unemployment_benefit: Value, funeral_benefit_months: Value) -> Value:
    """For somebody who died while on benefit: the funeral months of the monthly benefit."""
    return unemployment_benefit * funeral_benefit_months


@rule(en="grant to dependants of the unemployed", zh="失业人员抚恤金", unit="yuan", article=_DEATH)
def unemployment_survivor_grant(
    unemployment_benefit: Value, has_dependants: Value, dependants_benefit_months: Value
) -> Value:
    """For somebody who died while on benefit and supported others: the survivors' months of the benefit."""
    return choose(has_dependants, unemployment_benefit * dependants_benefit_months, 0)


@rule(
    en="the one funeral grant that is paid",
    zh="择一领取的丧葬补助金",
    unit="yuan",
    article=Text(
        "Social Insurance Law art. 49; the heirs choose the higher (model default)",
        "社会保险法第49条；由遗属择高领取（模型默认值）",
    ),
)
def chosen_funeral_grant(pension_funeral_grant: Value, unemployment_funeral_grant: Value) -> Value:
    """Of the grants of several insurances the heirs may choose one: the higher."""
    return at_least(pension_funeral_grant, unemployment_funeral_grant)


@rule(
    en="money moved with an unemployed person",
    zh="跨统筹地区划转的失业保险费用",
    unit="yuan",
    article=Text(
        "Chongqing Unemployment Insurance Regulations (重庆市失业保险条例) art. 29; the addition is "
        "reckoned on months not yet drawn (model default)",
        "重庆市失业保险条例第29条；增加部分按尚未领取的月数计算（模型默认值）",
    ),
)
def unemployment_transfer(
    unemployment_benefit: Value, unused_benefit_months: Value, transfer_addition: Value
) -> Value:
    """The benefit not yet drawn, and an addition to it for medical aid and training."""
    return share(unemployment_benefit * unused_benefit_months, RATE_UNIT + transfer_addition)


@rule(
    en="highest layoff rate for the refund",
    zh="适用的裁员率上限",
    unit="share",
    article=_SUPPORT,
    status="published",
)
def refund_layoff_limit_of_staff(
    staff: Value, refund_small_staff: Value, refund_small_layoff_limit: Value, refund_layoff_limit: Value
) -> Value:
    """The higher limit for small staffs, the target of surveyed unemployment for all others."""
    return choose(staff <= refund_small_staff, refund_small_layoff_limit, refund_layoff_limit)


@rule(
    en="job-stabilisation refund is due",
    zh="符合稳岗返还条件",
    unit="yes_no",
    article=_SUPPORT,
    status="published",
)
def job_stabilisation_refund_is_due(
    employer_paid_months: Value,
    refund_paid_months: Value,
    layoff_rate: Value,
    refund_layoff_limit_of_staff: Value,
) -> Value:
    """The employer has paid long enough and has laid off few enough."""
    return (employer_paid_months >= refund_paid_months) & (layoff_rate <= refund_layoff_limit_of_staff)


@rule(en="job-stabilisation refund", zh="稳岗返还", unit="yuan", article=_SUPPORT, status="published")
def job_stabilisation_refund(
    unemployment_paid_last_year: Value,
    employer_size: Value,
    job_stabilisation_refund_is_due: Value,
    refund_share: Value,
) -> Value:
    """A share, by the size of the employer, of what unit and staff paid to the fund in the year before."""
    refund = share(unemployment_paid_last_year, look_up(refund_share, employer_size))
    return choose(job_stabilisation_refund_is_due, refund, 0)


@rule(en="skill-improvement subsidy", zh="技能提升补贴", unit="yuan", article=_SUPPORT, status="published")
def skill_improvement_subsidy(
    skill_level: Value,
    months_insured_in_all: Value,
    skill_subsidies_this_year: Value,
    skill_subsidy_by_level: Value,
    skill_subsidy_months: Value,
    skill_subsidies_a_year: Value,
) -> Value:
    """The amount of the certificate's level, for workers and for the unemployed on benefit, after enough
    months of contribution and so many times a year.
    """
    is_due = (months_insured_in_all >= skill_subsidy_months) & (
        skill_subsidies_this_year < skill_subsidies_a_year
    )
    return choose(is_due, look_up(skill_subsidy_by_level, skill_level), 0)


@rule(en="hiring subsidy", zh="一次性扩岗补助", unit="yuan", article=_HIRING, status="published")
def hiring_subsidy(
    age_when_hired: Value,
    jobless_when_hired: Value,
    months_paid_for_hire: Value,
    hire_subsidised_before: Value,
    hiring_subsidy_amount: Value,
    hiring_subsidy_youngest: Value,
    hiring_subsidy_oldest: Value,
    hiring_subsidy_months: Value,
) -> Value:
    """Once for each jobless young person hired, when premiums have been paid for the months asked."""
    is_young = (age_when_hired >= hiring_subsidy_youngest) & (age_when_hired <= hiring_subsidy_oldest)
    is_paid_for = months_paid_for_hire >= hiring_subsidy_months
    is_due = jobless_when_hired & is_young & is_paid_for & negation(hire_subsidised_before)
    return choose(is_due, hiring_subsidy_amount, 0)

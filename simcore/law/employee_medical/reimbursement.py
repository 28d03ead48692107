"""What employees' medical insurance pays for care: the pool in hospital and outside, and large-amount mutual
aid above the pool's cap.
"""

from __future__ import annotations

from simcore.law.employee_medical.choices import MEMBERSHIP
from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    FACTOR_UNIT,
    Value,
    at_least,
    at_most,
    choose,
    look_up,
    look_up_or_last,
    share,
    share_of_quotient,
)

INDIVIDUAL_TIER_1 = MEMBERSHIP.code("individual_tier_1")
_MUNICIPAL = Text("municipal employees' medical parameters of 2024", "重庆市职工医保待遇标准（2024年）")
_REFORM = "国办发〔2021〕14号; 渝府办发〔2022〕140号"
_LARGE = Text(
    "employees' large-amount medical mutual aid (职工大额医疗互助保险), municipal",
    "重庆市职工大额医疗互助保险",
)


@rule(
    en="employees' in-patient deductible",
    zh="职工医保住院起付线",
    unit="yuan",
    article=_MUNICIPAL,
    status="published",
)
def employee_inpatient_deductible(
    hospital_level: Value,
    stays_this_year: Value,
    inpatient_deductible: Value,
    repeat_stay: Value,
    least_deductible: Value,
) -> Value:
    """The deductible of the hospital's level, in the part that the year's later stays still bear, but not
    below the level's least.
    """
    lowered = share(
        look_up(inpatient_deductible, hospital_level), look_up_or_last(repeat_stay, stays_this_year)
    )
    return at_least(lowered, look_up(least_deductible, hospital_level))


@rule(
    en="employees' in-patient share",
    zh="职工医保住院报销比例",
    unit="share",
    article=_MUNICIPAL,
    status="published",
)
def employee_inpatient_share(
    hospital_level: Value, retired: Value, inpatient_rate: Value, inpatient_rate_retired: Value
) -> Value:
    """By the level of the hospital; pensioners have theirs, the same at every level."""
    return choose(retired, inpatient_rate_retired, look_up(inpatient_rate, hospital_level))


@rule(
    en="employees' in-patient reimbursement",
    zh="职工医保住院报销额",
    unit="yuan",
    article=_MUNICIPAL,
    status="published",
)
def employee_inpatient_reimbursement(
    covered_cost: Value,
    employee_inpatient_deductible: Value,
    employee_inpatient_share: Value,
    place_of_treatment: Value,
    out_of_area: Value,
) -> Value:
    """The share of what the covered cost has above the deductible, less away from the city without the
    papers.
    """
    above = at_least(covered_cost - employee_inpatient_deductible, 0)
    return share_of_quotient(
        above * look_up(out_of_area, place_of_treatment), employee_inpatient_share, FACTOR_UNIT
    )


@rule(
    en="pool's payment for the stay",
    zh="其中职工统筹基金支付",
    unit="yuan",
    article=_MUNICIPAL,
    status="uncertain",
)
def employee_pool_payment(
    employee_inpatient_reimbursement: Value, pool_paid_this_year: Value, pool_cap: Value
) -> Value:
    """The reimbursement, within what the year's cap still leaves."""
    return at_most(employee_inpatient_reimbursement, at_least(pool_cap - pool_paid_this_year, 0))


@rule(
    en="large-amount mutual aid's payment for the stay",
    zh="其中大额医疗互助支付",
    unit="yuan",
    article=_LARGE,
    status="uncertain",
)
def large_medical_payment(
    employee_inpatient_reimbursement: Value,
    employee_pool_payment: Value,
    large_paid_this_year: Value,
    large_rate: Value,
    large_cap: Value,
) -> Value:
    """A share of what the pool's cap has cut off, within what the aid's own cap of the year still leaves."""
    above_the_cap = share(employee_inpatient_reimbursement - employee_pool_payment, large_rate)
    return at_most(above_the_cap, at_least(large_cap - large_paid_this_year, 0))


@rule(
    en="insured employee's own part of the stay",
    zh="其中职工个人负担",
    unit="yuan",
    article=_MUNICIPAL,
    status="uncertain",
)
def employee_inpatient_own_cost(
    covered_cost: Value, employee_pool_payment: Value, large_medical_payment: Value
) -> Value:
    """What neither the pool nor large-amount mutual aid pays; the personal account may pay it."""
    return covered_cost - employee_pool_payment - large_medical_payment


@rule(
    en="employees' out-patient deductible of the year",
    zh="职工医保普通门诊年度起付线",
    unit="yuan",
    article=_REFORM,
    status="published",
)
def employee_outpatient_deductible(
    retired: Value, outpatient_deductible: Value, outpatient_deductible_retired: Value
) -> Value:
    """The year's deductible; pensioners have a lower one."""
    return choose(retired, outpatient_deductible_retired, outpatient_deductible)


@rule(
    en="employees' out-patient share",
    zh="职工医保普通门诊报销比例",
    unit="share",
    article=_REFORM,
    status="published",
)
def employee_outpatient_share(
    hospital_level: Value, retired: Value, outpatient_rate: Value, outpatient_rate_retired: Value
) -> Value:
    """By the level of the hospital; pensioners have a higher one."""
    return choose(
        retired, look_up(outpatient_rate_retired, hospital_level), look_up(outpatient_rate, hospital_level)
    )


@rule(
    en="employees' out-patient cap of the year",
    zh="职工医保普通门诊年度支付限额",
    unit="yuan",
    article=_REFORM,
    status="published",
)
def employee_outpatient_cap(
    retired: Value,
    medical_membership: Value,
    outpatient_cap: Value,
    outpatient_cap_retired: Value,
    individual_tier1_has_own_cap: Value,
    individual_tier1_outpatient_cap: Value,
    individual_tier1_outpatient_cap_retired: Value,
) -> Value:
    """The most of a year; pensioners have a higher one, individual members of the first tier a lower one."""
    of_all = choose(retired, outpatient_cap_retired, outpatient_cap)
    own = choose(retired, individual_tier1_outpatient_cap_retired, individual_tier1_outpatient_cap)
    return choose(individual_tier1_has_own_cap & (medical_membership == INDIVIDUAL_TIER_1), own, of_all)


@rule(
    en="employees' out-patient reimbursement of the year",
    zh="职工医保当年普通门诊报销额",
    unit="yuan",
    article=_REFORM,
    status="published",
)
def employee_outpatient_reimbursement(
    covered_cost_this_year: Value,
    employee_outpatient_deductible: Value,
    employee_outpatient_share: Value,
    employee_outpatient_cap: Value,
) -> Value:
    """The share of what the year's covered cost has above the deductible, up to the cap.

    There is none before the reform of 2023: out-patient care was paid from the personal account alone.
    """
    above = at_least(covered_cost_this_year - employee_outpatient_deductible, 0)
    return at_most(share(above, employee_outpatient_share), employee_outpatient_cap)

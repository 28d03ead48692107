"""What residents' medical insurance pays for care."""

from __future__ import annotations

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

_INPATIENT = Text("municipal residents' medical parameters", "重庆市城乡居民医保待遇标准")
_OUTPATIENT = "渝医保发〔2021〕68号"
SECOND_TIER = 2


@rule(
    en="residents' in-patient deductible",
    zh="居民医保住院起付线",
    unit="yuan",
    article=_INPATIENT,
    status="published",
)
def resident_inpatient_deductible(
    hospital_level: Value, stays_this_year: Value, inpatient_deductible: Value, repeat_stay: Value
) -> Value:
    """The deductible of the hospital's level, in the part that the year's later stays still bear."""
    return share(look_up(inpatient_deductible, hospital_level), look_up_or_last(repeat_stay, stays_this_year))


@rule(
    en="residents' in-patient share",
    zh="居民医保住院报销比例",
    unit="share",
    article=_INPATIENT,
    status="published",
)
def resident_inpatient_share(
    hospital_level: Value,
    tier: Value,
    minor: Value,
    inpatient_rate: Value,
    tier2_addition: Value,
    minor_addition: Value,
) -> Value:
    """By the level of the hospital, with an addition in the second tier and one for minors."""
    additions = choose(tier == SECOND_TIER, look_up(tier2_addition, hospital_level), 0) + choose(
        minor, minor_addition, 0
    )
    return look_up(inpatient_rate, hospital_level) + additions


@rule(
    en="residents' in-patient reimbursement",
    zh="居民医保住院报销额",
    unit="yuan",
    article=_INPATIENT,
    status="published",
)
def resident_inpatient_reimbursement(
    covered_cost: Value,
    resident_inpatient_deductible: Value,
    resident_inpatient_share: Value,
    place_of_treatment: Value,
    out_of_area: Value,
) -> Value:
    """The share of what the covered cost has above the deductible, less away from the city without the
    papers.
    """
    above = at_least(covered_cost - resident_inpatient_deductible, 0)
    return share_of_quotient(
        above * look_up(out_of_area, place_of_treatment), resident_inpatient_share, FACTOR_UNIT
    )


@rule(
    en="payment of the residents' pool for the stay",
    zh="其中居民统筹基金支付",
    unit="yuan",
    article=_INPATIENT,
    status="published",
)
def resident_pool_payment(
    resident_inpatient_reimbursement: Value, pool_paid_this_year: Value, tier: Value, pool_cap: Value
) -> Value:
    """The reimbursement, within what the tier's cap of the year still leaves."""
    left = at_least(look_up(pool_cap, tier) - pool_paid_this_year, 0)
    return at_most(resident_inpatient_reimbursement, left)


@rule(
    en="resident's own part of the stay before major-illness insurance",
    zh="其中居民个人负担（大病保险前）",
    unit="yuan",
    article=_INPATIENT,
    status="published",
)
def resident_inpatient_own_cost(covered_cost: Value, resident_pool_payment: Value) -> Value:
    """What the pool does not pay: it counts towards the major-illness deductible of the year."""
    return covered_cost - resident_pool_payment


@rule(
    en="residents' out-patient reimbursement of the year",
    zh="居民医保当年普通门诊报销额",
    unit="yuan",
    article=_OUTPATIENT,
    status="published",
)
def resident_outpatient_reimbursement(
    covered_cost_this_year: Value,
    hospital_level: Value,
    tier: Value,
    outpatient_deductible: Value,
    outpatient_rate: Value,
    outpatient_cap: Value,
) -> Value:
    """The level's share of what the year's covered cost has above the deductible, up to the tier's cap."""
    above = at_least(covered_cost_this_year - look_up(outpatient_deductible, hospital_level), 0)
    return at_most(share(above, look_up(outpatient_rate, hospital_level)), look_up(outpatient_cap, tier))


@rule(
    en="residents' chronic-disease out-patient reimbursement of the year",
    zh="居民医保当年特殊慢性病门诊报销额",
    unit="yuan",
    article=_INPATIENT,
    status="published",
)
def resident_chronic_reimbursement(
    covered_cost_this_year: Value,
    hospital_level: Value,
    chronic_diseases: Value,
    chronic_rate: Value,
    chronic_cap: Value,
    chronic_cap_addition: Value,
) -> Value:
    """The level's share of the year's covered cost, up to a cap that rises with each disease after the
    first.
    """
    cap = chronic_cap + chronic_cap_addition * (chronic_diseases - 1)
    return at_most(share(covered_cost_this_year, look_up(chronic_rate, hospital_level)), cap)

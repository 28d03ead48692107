"""The yearly increase as a person gets it: a fixed amount, a part by years, a part by pension, a part by age;
by the city's own formula where it is known, else by a split of the national mean.
"""

from __future__ import annotations

from simcore.rulebook.rule import Cases, rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    RATE_UNIT,
    Tiers,
    Value,
    at_least,
    begun_years,
    choose,
    completed_years,
    half_up,
    look_up_exactly,
    look_up_reached,
    next_january,
    share,
)

_LAW = Text(
    "Social Insurance Law art. 18; fixed-amount adjustment, linked adjustment and extra for some groups",
    "社会保险法第18条；定额调整、挂钩调整与适当倾斜",
)
_SPLIT = _LAW + Text("; split of the national mean (model default)", "；全国平均涨幅的拆分（模型默认值）")
_CITY = Text(
    "Social Insurance Law art. 18; Chongqing's increases of 2023 and 2024 (qzlndx.org, zgrmindustrywangw)",
    "社会保险法第18条；重庆2023年、2024年养老金调整办法（二手来源）",
)


@rule(
    en="first increase of the pension",
    zh="首次参加养老金调整的年月",
    unit="month",
    article=_LAW
    + Text(
        "; for those retired by 31 December of the year before", "；适用于上年12月31日前（含当日）已退休人员"
    ),
    status="recalled",
)
def first_pension_increase_month(retirement_month: Value) -> Value:
    """The January after the year of retirement."""
    return next_january(retirement_month)


@rule(
    en="increase: fixed amount",
    zh="定额调整部分",
    unit="yuan_a_month",
    article=_SPLIT,
    status="uncertain",
)
def pension_increase_fixed_part(
    average_pension: Value, pension_increase: Value, increase_split_fixed: Value
) -> Value:
    """The same for everybody: its part of the mean increase, of the mean pension."""
    return share(average_pension, half_up(pension_increase * increase_split_fixed, RATE_UNIT))


@rule(
    en="increase: for the mean years",
    zh="人均缴费年限对应的挂钩调整额",
    unit="yuan_a_month",
    article=_SPLIT,
    status="uncertain",
)
def pension_increase_for_mean_years(
    average_pension: Value, pension_increase: Value, increase_split_years: Value
) -> Value:
    """What somebody with the mean months of contribution gets for them."""
    return share(average_pension, half_up(pension_increase * increase_split_years, RATE_UNIT))


@rule(
    en="increase: for the years of contribution",
    zh="与缴费年限挂钩调整部分",
    unit="yuan_a_month",
    article=_SPLIT,
    status="uncertain",
)
def pension_increase_years_part(
    pension_increase_for_mean_years: Value, contribution_months: Value, average_contribution_months: Value
) -> Value:
    """What the mean months bring, in proportion to the own months."""
    mean_months = at_least(average_contribution_months, 1)
    return half_up(pension_increase_for_mean_years * contribution_months, mean_months)


@rule(
    en="increase: for the pension",
    zh="与养老金水平挂钩调整部分",
    unit="yuan_a_month",
    article=_SPLIT,
    status="uncertain",
)
def pension_increase_pension_part(
    pension_before_increase: Value, pension_increase: Value, increase_split_pension: Value
) -> Value:
    """Its part of the mean increase, of the own pension."""
    return share(pension_before_increase, half_up(pension_increase * increase_split_pension, RATE_UNIT))


@rule(
    en="increase: for old age, where the city's formula is not known",
    zh="高龄倾斜部分（本市办法未知时）",
    unit="yuan_a_month",
    article=_SPLIT,
    status="uncertain",
)
def pension_increase_age_part(pensioner_age: Value, increase_by_age: Tiers) -> Value:
    """The amount of the highest age that the pensioner has reached."""
    return look_up_reached(increase_by_age, pensioner_age)


@rule(
    en="increase: split of the national mean",
    zh="全国平均涨幅拆分调整额",
    unit="yuan_a_month",
    article=_SPLIT,
    status="uncertain",
)
def pension_increase_by_split(
    pension_increase_fixed_part: Value,
    pension_increase_years_part: Value,
    pension_increase_pension_part: Value,
    pension_increase_age_part: Value,
) -> Value:
    """The four parts together: in per cent more for small pensions."""
    linked = pension_increase_years_part + pension_increase_pension_part
    return pension_increase_fixed_part + linked + pension_increase_age_part


@rule(
    en="city's increase: for the years of contribution",
    zh="本市与缴费年限挂钩调整额",
    unit="yuan_a_month",
    article=_CITY,
    status="published",
)
def city_increase_years_part(
    contribution_months: Value, increase_amount_a_year: Value, increase_begun_years: Value
) -> Value:
    """The amount for each year of contribution; whether a begun one counts whole is a model default."""
    years = choose(
        increase_begun_years, begun_years(contribution_months), completed_years(contribution_months)
    )
    return increase_amount_a_year * years


@rule(
    en="city's increase: for the pension",
    zh="本市与养老金水平挂钩调整额",
    unit="yuan_a_month",
    article=_CITY,
    status="published",
)
def city_increase_pension_part(pension_before_increase: Value, increase_rate_of_pension: Value) -> Value:
    """The rate of the own pension before the increase."""
    return share(pension_before_increase, increase_rate_of_pension)


@rule(
    en="addition on reaching a high age",
    zh="高龄增发养老金",
    unit="yuan_a_month",
    article=_CITY + Text("; once, on reaching the age (model reading)", "；达到该年龄时增发一次（模型理解）"),
    status="published",
)
def high_age_addition(pensioner_age: Value, high_age_amounts: Tiers) -> Value:
    """The amount of the age that is reached in the year, beside the increase; nothing between these ages."""
    return look_up_exactly(high_age_amounts, pensioner_age)


@rule(
    en="increase by the city's formula",
    zh="按本市办法的调整额",
    unit="yuan_a_month",
    article=_CITY,
    status="published",
)
def pension_increase_by_formula(
    increase_fixed_amount: Value,
    city_increase_years_part: Value,
    city_increase_pension_part: Value,
    high_age_addition: Value,
) -> Value:
    """The fixed amount, the parts for years and pension, and the addition for a high age."""
    linked = city_increase_years_part + city_increase_pension_part
    return increase_fixed_amount + linked + high_age_addition


@rule(
    en="pension after the year's increase, by parts",
    zh="分项调整后养老金",
    unit="yuan_a_month",
    article=_LAW,
    status="published",
    cases=Cases(
        "increase_by_formula", {0: ("pension_increase_by_split",), 1: ("pension_increase_by_formula",)}
    ),
)
def increased_pension_by_parts(
    pension_before_increase: Value,
    increase_by_formula: Value,
    pension_increase_by_formula: Value,
    pension_increase_by_split: Value,
) -> Value:
    """The pension and its increase: by the city's formula where it is known, else by a split of the mean."""
    increase = choose(increase_by_formula, pension_increase_by_formula, pension_increase_by_split)
    return pension_before_increase + increase

"""The subsidy to flexible workers who are hard to employ: a part of the lowest premiums, for a time."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import Value, choose, half_up, look_up, share

_SUBSIDY = Text(
    "municipal notice of 2024-09-12 on social insurance subsidies for flexible workers",
    "重庆市2024年9月12日灵活就业社会保险补贴通知",
)
LOWEST_TIER = 1


@rule(
    en="flexible workers' medical premium of the lowest tier",
    zh="灵活就业医保最低档保险费",
    unit="yuan_a_year",
    article="渝医保发〔2024〕47号",
    status="published",
)
def lowest_flexible_medical_premium(
    flexible_base_annual: Value, flexible_basic_rate: Value, flexible_large_rate: Value
) -> Value:
    """The premium of the first tier."""
    basic = share(flexible_base_annual, look_up(flexible_basic_rate, LOWEST_TIER))
    return basic + share(flexible_base_annual, flexible_large_rate)


@rule(
    en="medical subsidy to a hard-to-employ flexible worker",
    zh="就业困难灵活就业人员医保补贴",
    unit="yuan_a_year",
    article=_SUBSIDY,
    status="published",
)
def flexible_medical_subsidy(
    lowest_flexible_medical_premium: Value, subsidy_parts: Value, subsidy_of: Value
) -> Value:
    """So many parts of the premium of the lowest tier, whichever tier is chosen."""
    return half_up(lowest_flexible_medical_premium * subsidy_parts, subsidy_of)


@rule(
    en="pension subsidy to a hard-to-employ flexible worker",
    zh="就业困难灵活就业人员养老保险补贴",
    unit="yuan_a_month",
    article=_SUBSIDY,
    status="published",
)
def flexible_pension_subsidy(
    contribution_floor: Value, employee_pension_flexible_rate: Value, subsidy_parts: Value, subsidy_of: Value
) -> Value:
    """So many parts of the pension contribution on the floor of the base."""
    return half_up(share(contribution_floor, employee_pension_flexible_rate) * subsidy_parts, subsidy_of)


@rule(
    en="longest time on the subsidy of a hard-to-employ flexible worker",
    zh="就业困难灵活就业人员补贴最长月数",
    unit="months",
    article=_SUBSIDY,
    status="published",
)
def flexible_subsidy_months(
    months_to_retirement: Value, subsidy_months: Value, subsidy_near_retirement: Value
) -> Value:
    """The longest time; who is near the retirement age keeps it until then."""
    return choose(months_to_retirement < subsidy_near_retirement, months_to_retirement, subsidy_months)

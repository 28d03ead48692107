"""Free cover after retirement: the years needed for it, and what missing ones cost."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import MONTHS_A_YEAR, Value, at_least, choose, look_up, share, share_of_quotient

_LAW = Text("Social Insurance Law art. 27; years set by the city", "社会保险法第27条；重庆市规定的缴费年限")
_ONE_OFF = Text("municipal rule on one-off payment of missing years", "重庆市一次性补缴规定")


@rule(
    en="months needed for free cover",
    zh="退休后免缴所需的缴费月数",
    unit="months",
    article=_LAW,
    status="published",
)
def medical_months_needed(retirement_category: Value, retire_years: Value) -> Value:
    """The years for men and for women, in months."""
    return look_up(retire_years, retirement_category) * MONTHS_A_YEAR


@rule(
    en="months missing for free cover",
    zh="免缴尚缺的缴费月数",
    unit="months",
    article=_LAW + Text("; Military Insurance Law (军人保险法) art. 23", "；军人保险法第23条"),
    status="published",
)
def medical_months_missing(
    medical_months_needed: Value,
    medical_paid_months: Value,
    medical_deemed_months: Value,
    actual_years_min: Value,
) -> Value:
    """What the paid and the deemed months together lack, or what the paid ones alone lack of the least that
    must be paid: the more of the two.
    """
    of_all = medical_months_needed - medical_paid_months - medical_deemed_months
    of_paid = actual_years_min * MONTHS_A_YEAR - medical_paid_months
    return at_least(at_least(of_all, of_paid), 0)


@rule(
    en="medical cover without premium after retirement",
    zh="退休后不再缴纳基本医疗保险费",
    unit="yes_no",
    article=_LAW,
    status="official",
)
def medical_cover_is_free(medical_months_missing: Value) -> Value:
    """Whether no month is missing; else one may pay on until none is, or pay at once."""
    return medical_months_missing == 0


@rule(
    en="one-off payment for the missing months",
    zh="一次性补缴额",
    unit="yuan",
    article=_ONE_OFF,
    status="uncertain",
)
def medical_one_off_payment(
    medical_months_missing: Value,
    tier: Value,
    one_off_base: Value,
    one_off_rate: Value,
    one_off_includes_large: Value,
    flexible_large_rate: Value,
) -> Value:
    """The tier's rate of the one-off base for each missing year, months as parts of it."""
    rate = look_up(one_off_rate, tier) + choose(one_off_includes_large, flexible_large_rate, 0)
    return share_of_quotient(one_off_base * medical_months_missing, rate, MONTHS_A_YEAR)


@rule(
    en="large-amount premium of a pensioner who insured himself",
    zh="个人参保退休人员大额医疗互助保险费",
    unit="yuan_a_year",
    article=Text("municipal medical premiums of flexible workers", "重庆市灵活就业人员医疗保险缴费标准"),
    status="published",
)
def pensioner_large_medical_contribution(
    flexible_base_annual: Value, pensioner_large_rate: Value, pensioner_large_amount: Value
) -> Value:
    """Past the years of paying only mutual aid is due: to 2021 a rate of the yearly base, since then one
    amount.
    """
    return share(flexible_base_annual, pensioner_large_rate) + pensioner_large_amount

"""The residents' pension: from which age, after how many years, how much, and who pays its basic part."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import (
    DIVISOR_UNIT,
    Tiers,
    Value,
    at_least,
    at_most,
    choose,
    completed_years,
    half_up,
    look_up_reached,
    share,
)

_LAW = Text("Social Insurance Law art. 21; 国发〔2014〕8号", "社会保险法第21条；国发〔2014〕8号")
_CITY = Text(
    "municipal rules of the residents' pension since 2020, by three pages",
    "2020年起本市居民养老保险规定，据三个网页",
)


@rule(
    en="month in which a resident reaches the pension age",
    zh="城乡居民养老保险达到领取年龄的年月",
    unit="month",
    article=_LAW + Text("; not raised by the decision of 2024-09-13", "；2024年9月13日的决定未提高该年龄"),
    status="recalled",
)
def resident_pension_age_month(birth_month: Value, pension_age: Value) -> Value:
    """The month of birth and the pension age, the same for women and men."""
    return birth_month + pension_age


@rule(
    en="years that a resident needs",
    zh="城乡居民养老保险最低缴费年限",
    unit="years",
    article=_LAW
    + Text(
        "; completed years between the scheme's start and the pension age (model default)",
        "；制度实施至达到领取年龄之间的整年数（模型默认值）",
    ),
    status="recalled",
)
def resident_minimum_years(
    resident_pension_age_month: Value, scheme_start: Value, minimum_years: Value
) -> Value:
    """The minimum; for whoever was nearer to the pension age when the scheme began, the years until then, and
    none for whoever had reached it.
    """
    years_left = completed_years(resident_pension_age_month - scheme_start)
    return at_most(at_least(years_left, 0), minimum_years)


@rule(
    en="years that a resident may top up",
    zh="城乡居民养老保险可补缴年数",
    unit="years",
    article=_LAW,
    status="recalled",
)
def resident_top_up_years(paid_years: Value, minimum_years: Value) -> Value:
    """What the full minimum has more than was paid, also for those who need fewer years."""
    return at_least(minimum_years - paid_years, 0)


@rule(
    en="one payment for the years that are missing",
    zh="一次性补缴所缺年限的金额",
    unit="yuan",
    article=_LAW,
    status="recalled",
)
def resident_one_off_payment(resident_top_up_years: Value, resident_pension_contribution: Value) -> Value:
    """The years that may be topped up, each at the amount of the tier."""
    return resident_top_up_years * resident_pension_contribution


@rule(
    en="the resident has paid enough years",
    zh="城乡居民养老保险缴费年限达到要求",
    unit="yes_no",
    article=_LAW,
    status="recalled",
)
def resident_years_suffice(paid_years: Value, resident_minimum_years: Value) -> Value:
    """At least the years needed."""
    return paid_years >= resident_minimum_years


@rule(
    en="residents' basic pension",
    zh="城乡居民基础养老金",
    unit="yuan_a_month",
    article=_LAW,
    status="recalled",
    also_takes=("account_balance", "paid_years"),
)
def resident_basic_pension(basic_pension_standard: Value) -> Value:
    """The city's standard, the same for everybody."""
    return basic_pension_standard


@rule(
    en="of the residents' basic pension, paid by the central government",
    zh="中央财政承担的基础养老金",
    unit="yuan_a_month",
    article=_LAW,
    status="recalled",
)
def resident_basic_pension_central(
    resident_basic_pension: Value, national_basic_pension: Value, central_share: Value
) -> Value:
    """The central government's share of the national minimum, within the basic pension."""
    return at_most(share(national_basic_pension, central_share), resident_basic_pension)


@rule(
    en="of the residents' basic pension, paid by the city",
    zh="地方财政承担的基础养老金",
    unit="yuan_a_month",
    article=_LAW,
    status="recalled",
)
def resident_basic_pension_local(
    resident_basic_pension: Value, resident_basic_pension_central: Value
) -> Value:
    """The rest of the basic pension."""
    return resident_basic_pension - resident_basic_pension_central


@rule(
    en="supplement for long contribution",
    zh="长缴多得增发基础养老金",
    unit="yuan_a_month",
    article=_LAW,
    status="uncertain",
)
def resident_years_bonus(paid_years: Value, years_bonus: Value, minimum_years: Value) -> Value:
    """The bonus for each paid year above the minimum."""
    return at_least(paid_years - minimum_years, 0) * years_bonus


@rule(
    en="supplement for old age",
    zh="高龄增发基础养老金",
    unit="yuan_a_month",
    article=_CITY,
    status="published",
)
def resident_old_age_supplement(pensioner_age: Value, old_age_supplement: Tiers) -> Value:
    """The amount of the highest age that the pensioner has reached."""
    return look_up_reached(old_age_supplement, pensioner_age)


@rule(
    en="supplement for parents of one child",
    zh="独生子女父母增发基础养老金",
    unit="yuan_a_month",
    article=_CITY,
    status="published",
)
def resident_one_child_supplement(one_child_certificate: Value, one_child_addition: Value) -> Value:
    """The amount for whoever has the certificate."""
    return choose(one_child_certificate, one_child_addition, 0)


@rule(
    en="residents' account pension",
    zh="城乡居民个人账户养老金",
    unit="yuan_a_month",
    article=_LAW,
    status="recalled",
)
def resident_account_pension(account_balance: Value, account_divisor: Value) -> Value:
    """The balance of the account divided by the divisor, for life."""
    return half_up(account_balance * DIVISOR_UNIT, account_divisor)


@rule(
    en="residents' monthly pension",
    zh="城乡居民月养老金",
    unit="yuan_a_month",
    article=_LAW,
    status="recalled",
)
def resident_monthly_pension(
    resident_basic_pension: Value,
    resident_years_bonus: Value,
    resident_old_age_supplement: Value,
    resident_one_child_supplement: Value,
    resident_account_pension: Value,
) -> Value:
    """The basic pension with its supplements, and the account part."""
    supplements = resident_years_bonus + resident_old_age_supplement + resident_one_child_supplement
    return resident_basic_pension + supplements + resident_account_pension


@rule(
    en="residents' funeral grant",
    zh="城乡居民养老保险丧葬补助金",
    unit="yuan",
    article=_CITY,
    status="published",
)
def resident_funeral_grant(resident_monthly_pension: Value, funeral_grant: Value) -> Value:
    """The grant's months of the pension that the dead person drew."""
    return resident_monthly_pension * funeral_grant

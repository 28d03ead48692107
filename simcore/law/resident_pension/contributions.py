"""What a resident pays in a year, what the government adds, and what of it reaches the account."""

from __future__ import annotations

from simcore.rulebook.rule import rule
from simcore.rulebook.texts import Text
from simcore.rulebook.words import FEN_PER_YUAN, Tiers, Value, at_least, choose, listed, look_up, share

_LAW = Text("Social Insurance Law art. 20; 国发〔2014〕8号", "社会保险法第20条；国发〔2014〕8号")


@rule(
    en="may join the residents' pension",
    zh="可参加城乡居民养老保险",
    unit="yes_no",
    article=_LAW,
    status="recalled",
)
def may_join_resident_pension(
    age_months: Value,
    is_student: Value,
    insured_as_employee: Value,
    youngest_age: Value,
    pension_age: Value,
) -> Value:
    """From the youngest age to the pension age, whoever is no student and not insured as an employee."""
    of_age = (age_months >= youngest_age) & (age_months < pension_age)
    return choose(is_student | insured_as_employee, False, of_age)


@rule(
    en="resident's contribution of the year",
    zh="城乡居民养老保险年缴费额",
    unit="yuan_a_year",
    article=_LAW,
    status="recalled",
)
def resident_pension_contribution(annual_tier: Value, subsidy_table: Tiers) -> Value:
    """The amount of the tier, which must be one of those in force."""
    return listed(annual_tier, subsidy_table, "annual_tier") * FEN_PER_YUAN


@rule(
    en="subsidy to the resident's contribution",
    zh="城乡居民养老保险政府缴费补贴",
    unit="yuan_a_year",
    article=_LAW + Text("; municipal subsidy table", "；重庆市缴费补贴标准"),
    status="published",
)
def resident_pension_subsidy(
    annual_tier: Value, subsidy_table: Tiers, subsidy_is_flat: Value, flat_subsidy: Value
) -> Value:
    """The table's subsidy for the tier, which must be in force, unless all tiers have the same."""
    by_tier = look_up(subsidy_table, listed(annual_tier, subsidy_table, "annual_tier"))
    return choose(subsidy_is_flat, flat_subsidy, by_tier)


@rule(
    en="paid by the government for assisted residents",
    zh="政府为困难群体代缴的养老保险费",
    unit="yuan_a_year",
    article=_LAW,
    status="recalled",
)
def resident_pension_paid_by_government(
    in_assisted_group: Value, lowest_tier: Value, assisted_share: Value
) -> Value:
    """For people in assisted groups the government's share of the lowest tier; for others nothing."""
    return choose(in_assisted_group, share(lowest_tier * FEN_PER_YUAN, assisted_share), 0)


@rule(
    en="resident's own payment of the year",
    zh="城乡居民养老保险个人年缴费",
    unit="yuan_a_year",
    article=_LAW,
    status="recalled",
)
def resident_pension_own_payment(
    resident_pension_contribution: Value, resident_pension_paid_by_government: Value
) -> Value:
    """The year's contribution less what the government pays of it."""
    return at_least(resident_pension_contribution - resident_pension_paid_by_government, 0)


@rule(
    en="credited to the resident's account in the year",
    zh="城乡居民养老保险当年记入个人账户金额",
    unit="yuan_a_year",
    article=_LAW,
    status="recalled",
)
def resident_pension_to_account(
    resident_pension_own_payment: Value,
    resident_pension_paid_by_government: Value,
    collective_grant: Value,
    resident_pension_subsidy: Value,
) -> Value:
    """Own payment, what the government pays in its place, the collective's grant and the subsidy: all of
    it.
    """
    paid = resident_pension_own_payment + resident_pension_paid_by_government
    return paid + collective_grant + resident_pension_subsidy

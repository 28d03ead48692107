"""Claims about the residents' pension that hold for everybody."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simcore
from simcore.calendar import first_day
from simcore.rulebook.policy import Policy
from tests.law.people import money

POLICY = Policy.load()
days = st.integers(first_day(480), first_day(700))
_DAY = first_day(665)
TIERS = (100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1500, 2000, 3000, 4000)


@given(balance=money, years=st.integers(0, 60), day=days)
def test_one_more_paid_year_never_lowers_the_pension_and_above_fifteen_raises_it(
    balance: int, years: int, day: int
) -> None:
    rules = POLICY.compile(("resident_monthly_pension",), ("account_balance", "paid_years"))
    (now,) = rules(day, account_balance=balance, paid_years=years)
    (later,) = rules(day, account_balance=balance, paid_years=years + 1)
    assert (later > now) if years >= 15 else (later == now)


@given(balance=money, more=st.integers(0, 10_000), years=st.integers(0, 60))
def test_a_larger_account_never_makes_a_smaller_pension(balance: int, more: int, years: int) -> None:
    rules = POLICY.compile(("resident_monthly_pension",), ("account_balance", "paid_years"))
    (smaller,) = rules(_DAY, account_balance=balance, paid_years=years)
    (larger,) = rules(_DAY, account_balance=balance + more, paid_years=years)
    assert 0 <= larger - smaller <= more // 139 + 1


def test_a_higher_tier_brings_a_higher_subsidy_but_a_smaller_share_of_the_payment() -> None:
    subsidies = simcore.calculate("resident_pension_subsidy", "2025-06", annual_tier=TIERS).tolist()
    assert subsidies == sorted(set(subsidies))
    shares = [subsidy / tier for subsidy, tier in zip(subsidies, TIERS, strict=True)]
    assert shares == sorted(shares, reverse=True)


@given(tier=st.sampled_from(TIERS), assisted=st.booleans(), grant=money)
def test_what_is_credited_is_the_tier_and_the_grants_whoever_pays_it(
    tier: int, assisted: bool, grant: int
) -> None:
    names = ("annual_tier", "in_assisted_group", "collective_grant")
    targets = ("resident_pension_to_account", "resident_pension_own_payment", "resident_pension_subsidy")
    rules = POLICY.compile(targets, names)
    credited, own, subsidy = rules(_DAY, annual_tier=tier, in_assisted_group=assisted, collective_grant=grant)
    assert credited == tier * 100 + grant + subsidy
    assert 0 <= own <= tier * 100


@pytest.mark.parametrize("target", ["resident_pension_subsidy", "resident_pension_contribution"])
@pytest.mark.parametrize("tier", [0, 50, 150, 250, 1001, 2500, 5000, [200, 250]])
def test_a_tier_that_does_not_exist_is_refused_with_those_that_do(tier: int | list[int], target: str) -> None:
    wrong = 250 if isinstance(tier, list) else tier
    with pytest.raises(simcore.InvalidInput) as refused:
        simcore.calculate(target, "2025-06", annual_tier=tier)
    tiers = ", ".join(str(one) for one in TIERS)
    assert refused.value.english == f"annual_tier is {wrong}; allowed are {tiers}"
    assert f"annual_tier 的值为 {wrong}" in refused.value.chinese


def test_tiers_may_change_from_a_year_on() -> None:
    reformed = POLICY.reform({"resident_pension.subsidy_table": {"2027-01": {200: 40, 5000: 300}}})
    assert reformed.calculate("resident_pension_subsidy", "2027-01", annual_tier=5000) == Decimal("300.00")
    assert reformed.calculate("resident_pension_subsidy", "2026-12-31", annual_tier=3000) == Decimal("160.00")
    with pytest.raises(simcore.InvalidInput, match="annual_tier is 3000; allowed are 200, 5000"):
        reformed.calculate("resident_pension_subsidy", "2027-01", annual_tier=3000)


def test_a_supplement_for_old_age_may_be_switched_on() -> None:
    person = {"account_balance": 13900, "paid_years": 15}
    reformed = POLICY.reform({"resident_pension.old_age_supplement": {"2025-01": {0: 0, 70: 5, 80: 10}}})
    pensions = [
        str(reformed.calculate("resident_monthly_pension", "2025-06", pensioner_age=age, **person))
        for age in (60, 69, 70, 79, 80, 100)
    ]
    assert pensions == ["265.00", "265.00", "270.00", "270.00", "275.00", "275.00"]


def test_there_is_no_residents_pension_before_the_scheme() -> None:
    with pytest.raises(simcore.InvalidInput, match="2009-09-01 or later"):
        simcore.calculate("resident_basic_pension", "2009-08-31")
    with pytest.raises(simcore.InvalidInput, match="2014-07-01 or later"):
        simcore.calculate("resident_pension_subsidy", "2014-06-30", annual_tier=200)


def test_the_basic_pension_never_falls_and_lies_above_the_national_minimum() -> None:
    years = [f"{year}-{month:02d}" for year in range(2010, 2027) for month in (1, 7)]
    city = [simcore.calculate("resident_basic_pension", day) for day in years]
    nation = [simcore.calculate("resident_basic_pension_central", day) for day in years]
    assert city == sorted(city)
    assert nation == sorted(nation)
    assert all(whole > part for whole, part in zip(city, nation, strict=True))


@given(day=days)
def test_the_basic_pension_is_paid_by_the_centre_and_the_city_together(day: int) -> None:
    rules = POLICY.compile(
        ("resident_basic_pension", "resident_basic_pension_central", "resident_basic_pension_local"), ()
    )
    whole, central, local = rules(day)
    assert whole == central + local
    assert min(central, local) >= 0


@given(birth=st.integers(-600, 400))
def test_nobody_needs_more_than_fifteen_years_and_the_younger_never_fewer(birth: int) -> None:
    rules = POLICY.compile(("resident_minimum_years",), ("birth_month",))
    (older,), (younger,) = rules(_DAY, birth_month=birth), rules(_DAY, birth_month=birth + 1)
    assert 0 <= older <= younger <= 15


@given(
    balance=money,
    resident_balance=money,
    years=st.integers(0, 40),
    months=st.integers(0, 500),
    overlap=st.integers(0, 40),
)
def test_conversion_to_the_residents_pension_loses_no_money_and_no_whole_year(
    balance: int, resident_balance: int, years: int, months: int, overlap: int
) -> None:
    inputs = {
        "account_balance": balance,
        "resident_account_balance": resident_balance,
        "paid_years": years,
        "contribution_months": months,
        "overlap_years": overlap,
    }
    rules = POLICY.compile(
        ("account_after_conversion", "paid_years_after_conversion", "resident_pension_after_conversion"),
        tuple(inputs),
    )
    account, together, pension = rules(_DAY, **inputs)
    assert account == balance + resident_balance
    assert together == max(years - overlap, 0) + months // 12
    plain = POLICY.compile(("resident_monthly_pension",), ("account_balance", "paid_years"))
    assert (pension,) == plain(_DAY, account_balance=account, paid_years=together)


@given(balance=money, resident_balance=money, months=st.integers(180, 500), years=st.integers(0, 40))
def test_conversion_to_the_employees_pension_adds_money_but_no_years(
    balance: int, resident_balance: int, months: int, years: int
) -> None:
    award = {
        "average_index": 8_000,
        "contribution_months": months,
        "months_before_accounts": 0,
        "payout_divisor": 1_390,
        "one_child_certificate": True,
    }
    both = {"account_balance": balance, "resident_account_balance": resident_balance, "paid_years": years}
    converted = POLICY.compile(("employee_pension_after_conversion",), (*award, *both))
    plain = POLICY.compile(("monthly_pension",), (*award, "account_balance"))
    assert converted(_DAY, **award, **both) == plain(
        _DAY, **award, account_balance=balance + resident_balance
    )

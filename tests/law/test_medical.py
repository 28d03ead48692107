"""Claims about medical insurance: what it costs, what it pays, and what must be known for that."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simcore
from simcore.calendar import first_day
from simcore.law.medical.rules import EMPLOYEE_MEDICAL, RESIDENT_MEDICAL
from simcore.rulebook.policy import Policy

FACE = Policy.load()
SIMULATED = FACE.projected({}, 1100)
costs = st.integers(0, 10**9)
levels = st.integers(1, 3)
tiers = st.integers(1, 2)
days = st.integers(first_day(480), first_day(1090))
_PERSON = {"retired": st.booleans(), "tier": tiers}
schemes = st.sampled_from((EMPLOYEE_MEDICAL, RESIDENT_MEDICAL))
STAY = SIMULATED.compile(
    ("inpatient_reimbursement",),
    ("scheme", "hospital_level", "covered_cost", "retired", "tier", "stays_this_year"),
)
VISITS = SIMULATED.compile(
    ("outpatient_reimbursement",), ("scheme", "hospital_level", "covered_cost_this_year", "retired", "tier")
)
WAITING = {
    reading: SIMULATED.compile(
        ("resident_medical_waiting_months",), ("lapsed_years", "repaid_years", "waiting_reading")
    )
    for reading in (0, 1)
}


def _stay(day: int, **person: Any) -> int:
    return int(STAY(day, **person)[0])


stays = st.fixed_dictionaries(
    {
        "scheme": schemes,
        "hospital_level": levels,
        "covered_cost": costs,
        "stays_this_year": st.integers(1, 12),
        **_PERSON,
    }
)
visits = st.fixed_dictionaries(
    {"scheme": schemes, "hospital_level": levels, "covered_cost_this_year": costs, **_PERSON}
)


@given(day=days, stay=stays)
def test_a_stay_is_never_reimbursed_beyond_its_cost(day: int, stay: dict[str, Any]) -> None:
    assert 0 <= _stay(day, **stay) <= stay["covered_cost"]


@given(day=days, stay=stays, more=st.integers(1, 10**6))
def test_a_dearer_stay_is_reimbursed_no_less_and_no_more_than_its_additional_cost(
    day: int, stay: dict[str, Any], more: int
) -> None:
    dearer = stay | {"covered_cost": stay["covered_cost"] + more}
    assert 0 <= _stay(day, **dearer) - _stay(day, **stay) <= more


@given(day=days, stay=stays)
def test_a_later_stay_is_reimbursed_no_less(day: int, stay: dict[str, Any]) -> None:
    later = stay | {"stays_this_year": stay["stays_this_year"] + 1}
    assert _stay(day, **stay) <= _stay(day, **later)


@given(day=days, stay=stays)
def test_a_hospital_of_a_higher_level_reimburses_no_more(day: int, stay: dict[str, Any]) -> None:
    amounts = [_stay(day, **stay | {"hospital_level": level}) for level in (1, 2, 3)]
    assert amounts == sorted(amounts, reverse=True)


@given(day=days, stay=stays)
def test_pensioners_and_the_second_tier_get_no_less(day: int, stay: dict[str, Any]) -> None:
    assert _stay(day, **stay | {"retired": False}) <= _stay(day, **stay | {"retired": True})
    assert _stay(day, **stay | {"tier": 1}) <= _stay(day, **stay | {"tier": 2})


@given(day=days, stay=stays)
def test_employees_insurance_pays_more_for_a_stay_than_residents_does(day: int, stay: dict[str, Any]) -> None:
    # From 2500 yuan on; below, the employees' higher deductible may outweigh their higher share.
    stay = stay | {"covered_cost": stay["covered_cost"] + 250_000, "stays_this_year": 1}
    assert _stay(day, **stay | {"scheme": EMPLOYEE_MEDICAL}) > _stay(
        day, **stay | {"scheme": RESIDENT_MEDICAL}
    )


@given(day=days, year=visits, more=st.integers(1, 10**6))
def test_out_patient_care_is_reimbursed_up_to_its_cap_and_never_falls(
    day: int, year: dict[str, Any], more: int
) -> None:
    dearer = year | {"covered_cost_this_year": year["covered_cost_this_year"] + more}
    (amount,), (of_dearer,) = VISITS(day, **year), VISITS(day, **dearer)
    assert 0 <= amount <= min(year["covered_cost_this_year"], 400_000)
    assert 0 <= of_dearer - amount <= more


@given(cost=costs, level=levels, retired=st.booleans(), paid=costs, aid=costs, day=days)
def test_pool_and_mutual_aid_share_a_stay_without_paying_anything_twice(
    cost: int, level: int, retired: bool, paid: int, aid: int, day: int
) -> None:
    rules = SIMULATED.compile(
        (
            "employee_inpatient_reimbursement",
            "employee_pool_payment",
            "large_medical_payment",
            "employee_inpatient_own_cost",
        ),
        (
            "hospital_level",
            "covered_cost",
            "retired",
            "stays_this_year",
            "pool_paid_this_year",
            "large_paid_this_year",
        ),
    )
    basic, pool, large, own = rules(
        day,
        hospital_level=level,
        covered_cost=cost,
        retired=retired,
        stays_this_year=1,
        pool_paid_this_year=paid,
        large_paid_this_year=aid,
    )
    assert pool + large + own == cost
    assert min(pool, large, own) >= 0
    assert pool + large <= basic
    assert pool + paid <= max(4_700_000, paid)
    assert large + aid <= max(50_000_000, aid)


@pytest.mark.parametrize("reading", [0, 1])
@given(lapsed=st.integers(0, 30), repaid=st.integers(0, 30))
def test_waiting_is_at_least_three_months_and_each_repaid_year_shortens_it_by_at_most_one(
    reading: int, lapsed: int, repaid: int
) -> None:
    repaid = min(repaid, lapsed)
    rules, day = WAITING[reading], first_day(665)
    (months,) = rules(day, lapsed_years=lapsed, repaid_years=repaid, waiting_reading=reading)
    assert 3 <= months <= 3 + lapsed
    (lapsed_more,) = rules(day, lapsed_years=lapsed + 1, repaid_years=repaid, waiting_reading=reading)
    assert lapsed_more >= months
    if repaid < lapsed:
        (repaid_more,) = rules(day, lapsed_years=lapsed, repaid_years=repaid + 1, waiting_reading=reading)
        assert months - 1 <= repaid_more <= months


@given(lapsed=st.integers(0, 30), repaid=st.integers(0, 30))
def test_reading_b_never_lets_anybody_wait_longer_than_reading_a(lapsed: int, repaid: int) -> None:
    repaid = min(repaid, lapsed)
    waited = [
        rules(first_day(665), lapsed_years=lapsed, repaid_years=repaid, waiting_reading=reading)[0]
        for reading, rules in WAITING.items()
    ]
    assert waited[1] <= waited[0] <= waited[1] + 1


@given(years=st.integers(0, 100), without_claim=st.integers(0, 100))
def test_rewards_never_raise_the_major_illness_cap_by_more_than_a_fifth(
    years: int, without_claim: int
) -> None:
    rules = SIMULATED.compile(("major_illness_cap_with_rewards",), ("unbroken_years", "zero_claim_years"))
    (cap,) = rules(first_day(665), unbroken_years=years, zero_claim_years=without_claim)
    (one_more,) = rules(first_day(665), unbroken_years=years + 1, zero_claim_years=without_claim)
    assert 20_000_000 <= cap <= one_more <= 24_000_000


@given(paid=st.integers(0, 600), deemed=st.integers(0, 600), category=st.integers(0, 2))
def test_a_further_paid_month_brings_free_cover_nearer_by_at_most_one(
    paid: int, deemed: int, category: int
) -> None:
    rules = SIMULATED.compile(
        ("medical_months_missing",), ("medical_paid_months", "medical_deemed_months", "retirement_category")
    )
    person = {"medical_deemed_months": deemed, "retirement_category": category}
    (missing,) = rules(first_day(665), medical_paid_months=paid, **person)
    (later,) = rules(first_day(665), medical_paid_months=paid + 1, **person)
    assert max(missing - 1, 0) == later


@given(base=st.integers(0, 3_000_000), age=st.integers(16, 69), day=st.integers(14_610, 19_357))
def test_until_the_reform_an_account_grew_with_age(base: int, age: int, day: int) -> None:
    rules = FACE.compile(("medical_account_credit",), ("retired", "contribution_base", "age"), {
        "retired": frozenset([False])
    })  # fmt: skip
    (credit,) = rules(day, retired=False, contribution_base=base, age=age)
    (older,) = rules(day, retired=False, contribution_base=base, age=age + 1)
    assert credit <= older


# What must be known.


def test_a_pensioner_is_asked_for_only_by_employees_insurance_and_a_tier_only_by_residents() -> None:
    stay = {"hospital_level": 3, "covered_cost": 20000, "stays_this_year": 1}
    employee = {"scheme": "employee_medical", **stay}
    resident = {"scheme": "resident_medical", **stay}
    with pytest.raises(simcore.InvalidInput, match=r"needs retired .*which is missing"):
        simcore.calculate("inpatient_reimbursement", "2025-06", tier=1, **employee)
    with pytest.raises(simcore.InvalidInput, match=r"needs tier .*which is missing"):
        simcore.calculate("inpatient_reimbursement", "2025-06", retired=True, **resident)
    with pytest.raises(simcore.InvalidInput, match="needs scheme"):
        simcore.calculate("inpatient_reimbursement", "2025-06", retired=True, tier=1, **stay)
    for given_anyway in ({}, {"tier": 2}):
        amount = simcore.calculate(
            "inpatient_reimbursement", "2025-06", retired=False, **employee, **given_anyway
        )
        assert amount == Decimal("16252.00")


def test_what_only_the_other_insurance_knows_and_nobody_must_give_is_refused() -> None:
    with pytest.raises(simcore.InvalidInput, match="minor is given, but"):
        simcore.calculate(
            "inpatient_reimbursement", "2025-06", scheme="employee_medical", hospital_level=3,
            covered_cost=20000, retired=False, stays_this_year=1, minor=True,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"scheme": "employee_pension"}, "scheme is employee_pension; allowed for .* employee_medical"),
        ({"scheme": ["employee_medical", "maternity"]}, "scheme is maternity; allowed for"),
        ({"hospital_level": 4}, "hospital_level is 4; allowed is .* 1 to 3"),
        ({"hospital_level": 0}, "hospital_level is 0"),
        ({"stays_this_year": 0}, "stays_this_year is 0"),
        ({"covered_cost": -1}, "covered_cost is -1"),
        ({"tier": 3}, "tier is 3"),
        ({"place_of_treatment": "abroad"}, "place_of_treatment"),
    ],
)
def test_a_stay_that_cannot_be_is_refused(changed: dict[str, Any], words: str) -> None:
    stay: dict[str, Any] = {
        "scheme": "employee_medical", "hospital_level": 3, "covered_cost": 20000, "retired": False,
        "tier": 1, "stays_this_year": 1,
    }  # fmt: skip
    with pytest.raises(simcore.InvalidInput, match=words):
        simcore.calculate("inpatient_reimbursement", "2025-06", **stay | changed)


def test_nobody_can_pay_back_more_years_than_lapsed() -> None:
    with pytest.raises(simcore.InvalidInput, match="repaid_years is 3; allowed are 0 to 2"):
        simcore.calculate("resident_medical_waiting_months", "2025-06", lapsed_years=2, repaid_years=3)
    with pytest.raises(simcore.InvalidInput, match="repaid_years is 5; allowed are 0 to 4"):
        simcore.calculate(
            "resident_medical_waiting_months", "2025-06", lapsed_years=[1, 4], repaid_years=[1, 5]
        )


def test_a_table_of_both_kinds_of_insured_is_reckoned_row_by_row() -> None:
    people = {
        "scheme": ["employee_medical", "resident_medical", "employee_medical", "resident_medical"],
        "hospital_level": [3, 3, 2, 1],
        "covered_cost": [20000, 20000, 5440, 100],
        "retired": [False, False, True, True],
        "tier": [1, 2, 1, 1],
        "stays_this_year": [1, 1, 1, 1],
    }
    got = simcore.calculate("inpatient_reimbursement", "2025-06", **people)
    # (20000 - 880) × 85 %, (20000 - 800) × 55 %, (5440 - 440) × 95 %, nothing above the deductible
    assert got.tolist() == [16252.00, 10560.00, 4750.00, 0.00]


def test_a_table_of_one_kind_of_insured_need_not_say_what_the_other_kind_is_asked() -> None:
    got = simcore.calculate(
        "outpatient_reimbursement", "2025-06", scheme=["resident_medical"] * 2, hospital_level=1,
        covered_cost_this_year=[300, 600], tier=np.array([1, 2]),
    )  # fmt: skip
    assert got.tolist() == [180.00, 360.00]


# Dates.


@pytest.mark.parametrize(
    ("target", "date", "inputs", "first"),
    [
        ("resident_medical_premium", "2015-12-31", {"tier": 1}, "2016-01-01"),
        ("resident_medical_subsidy", "2015-12-31", {"tier": 1}, "2016-01-01"),
        ("resident_medical_waiting_months", "2024-12", {"lapsed_years": 1, "repaid_years": 0}, "2025-01-01"),
        ("flexible_medical_contribution", "2017-12-31", {"tier": 2}, "2018-01-01"),
        (
            "outpatient_reimbursement",
            "2022-12-31",
            {
                "scheme": "employee_medical",
                "hospital_level": 1,
                "covered_cost_this_year": 1200,
                "retired": False,
            },
            "2023-01-01",
        ),
        (
            "outpatient_reimbursement",
            "2021-12-31",
            {"scheme": "resident_medical", "hospital_level": 1, "covered_cost_this_year": 1, "tier": 1},
            "2022-01-01",
        ),
        (
            "inpatient_reimbursement",
            "2021-12-31",
            {
                "scheme": "employee_medical",
                "hospital_level": 1,
                "covered_cost": 1,
                "retired": False,
                "stays_this_year": 1,
            },
            "2022-01-01",
        ),
    ],
)
def test_before_the_first_known_date_the_error_names_it(
    target: str, date: str, inputs: dict[str, Any], first: str
) -> None:
    with pytest.raises(simcore.InvalidInput, match=f"allowed is {first} or later"):
        simcore.calculate(target, date, **inputs)


def test_one_insurance_can_be_reckoned_on_days_on_which_the_other_is_not_known() -> None:
    resident = {"scheme": "resident_medical", "hospital_level": 1, "covered_cost_this_year": 300, "tier": 1}
    assert simcore.calculate("outpatient_reimbursement", "2022-06", **resident) == Decimal("180.00")


@given(year=visits, month=st.integers(480, 635))
def test_in_a_simulation_before_2023_employees_pay_out_patient_care_from_their_account_alone(
    year: dict[str, Any], month: int
) -> None:
    assert VISITS(first_day(month), **year | {"scheme": EMPLOYEE_MEDICAL}) == (0,)


def test_a_simulation_says_what_it_carried_back() -> None:
    assert SIMULATED.carried_back["employee_medical.outpatient_rate"] == "2023-01-01"
    assert SIMULATED.on("2020-06").status("employee_medical.outpatient_rate") == "carried_back"
    assert "personal account alone" in SIMULATED.on("2020-06").source("employee_medical.outpatient_rate")
    assert SIMULATED.on("2023-01").status("employee_medical.outpatient_rate") == "published"


def test_a_reform_that_brings_the_out_patient_pool_earlier_is_not_carried_back_over() -> None:
    earlier = FACE.reform({
        "employee_medical.outpatient_rate": {"2020-01": {1: 0.6, 2: 0.6, 3: 0.5}},
    }).projected({}, 1100)  # fmt: skip
    assert earlier.on("2019-12").status("employee_medical.outpatient_rate") == "carried_back"
    assert earlier.on("2019-12")["employee_medical.outpatient_rate"][1] == 0
    assert earlier.on("2020-01")["employee_medical.outpatient_rate"][1] == Decimal("0.6")


@settings(deadline=None)
@given(growth=st.integers(0, 10))
def test_premiums_go_on_growing_with_wages_in_both_tiers(growth: int) -> None:
    assumed = Decimal(growth) / 100
    policy = FACE.projected({"future.wage_growth": assumed}, 1000)
    premium = policy.on("2027-01")["resident_medical.premium"]
    assert policy.on("2027-01").status("resident_medical.premium") == "projected"
    for tier, last in ((1, 400), (2, 775)):
        assert abs(premium[tier] - last * (1 + assumed)) <= Decimal("2.5")
        assert premium[tier] % 5 == 0

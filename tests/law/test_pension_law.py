"""Claims about disability, transfer and the yearly increase in the employees' pension."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simcore
from simcore.calendar import day_number, first_day
from simcore.rulebook.policy import Policy
from tests.law.people import money

POLICY = Policy.load()
_DAY = first_day(665)


@st.composite
def disabled(draw: st.DrawFn) -> dict[str, Any]:
    birth = draw(st.integers(-60, 300))
    return {
        "birth_month": birth,
        "retirement_category": draw(st.integers(0, 2)),
        "retirement_month": birth + draw(st.integers(216, 800)),
        "contribution_months": draw(st.integers(0, 500)),
        "average_index": draw(st.integers(0, 30_000)),
        "months_before_accounts": 0,
        "account_balance": draw(money),
        "one_child_certificate": draw(st.booleans()),
    }


_TARGETS = (
    "disability_allowance",
    "basic_pension",
    "disability_full_pension",
    "disability_allowance_months",
    "months_until_statutory_age",
    "disability_recalculation_month",
    "statutory_retirement_month",
)


@given(person=disabled())
def test_the_allowance_is_nothing_the_basic_part_or_the_full_pension(person: dict[str, Any]) -> None:
    allowance, basic, full, months, left, anew, statutory = POLICY.compile(_TARGETS, tuple(person))(
        _DAY, **person
    )
    assert allowance in ((basic, full) if left else (0,))
    assert 0 <= months <= left
    assert person["retirement_month"] <= anew
    if allowance == full != basic:
        assert statutory - person["retirement_month"] <= 60
        assert anew == person["retirement_month"]


@given(months=st.integers(0, 178))
def test_more_paid_months_never_give_fewer_months_of_allowance(months: int) -> None:
    rules = POLICY.compile(("disability_months_earned",), ("contribution_months",))
    (fewer,), (more,) = (rules(_DAY, contribution_months=m) for m in (months, months + 1))
    assert 12 <= fewer <= more <= fewer + 3


@given(person=disabled())
def test_at_the_age_of_an_award_the_full_allowance_is_the_award(person: dict[str, Any]) -> None:
    age = person["retirement_month"] - person["birth_month"]
    person["retirement_month"] = person["birth_month"] + max(age, 480)
    full, award = POLICY.compile(("disability_full_pension", "monthly_pension"), tuple(person))(
        _DAY, **person
    )
    assert full == award


@given(base=st.integers(0, 3_000_000))
def test_a_flexible_worker_pays_on_the_base_chosen_if_no_limit_would_change_it(base: int) -> None:
    within_limits = POLICY.compile(("contribution_base",), ("monthly_wage",))(_DAY, monthly_wage=base)
    chosen = POLICY.compile(("flexible_base",), ("chosen_base",))
    if within_limits == (base,):
        assert chosen(_DAY, chosen_base=base) == (base,)
    else:
        with pytest.raises(simcore.InvalidInput, match="chosen_base is"):
            chosen(_DAY, chosen_base=base)


@given(base=st.integers(0, 1_000_000), year=st.integers(2010, 2018))
def test_until_2019_a_flexible_worker_chooses_from_six_to_ten_tenths_of_the_average_wage(
    base: int, year: int
) -> None:
    # Corrections no. 6: notices of 2016 (3105 to 5175) and 2018 (3664 to 6106).
    day = first_day((year - 1970) * 12)
    wage, floor, highest = POLICY.compile(("average_wage_annual", "contribution_floor", "flexible_ceiling"))(
        day
    )
    assert 0 <= highest * 12 - wage < 12 * 100
    assert 0 <= floor * 120 - wage * 6 < 120 * 100
    chosen = POLICY.compile(("flexible_base",), ("chosen_base",))
    if floor <= base <= highest:
        assert chosen(day, chosen_base=base) == (base,)
    else:
        with pytest.raises(simcore.InvalidInput, match="chosen_base is"):
            chosen(day, chosen_base=base)


def test_there_is_no_disability_allowance_before_2025() -> None:
    with pytest.raises(simcore.InvalidInput, match="2025-01-01 or later"):
        simcore.calculate("disability_months_earned", "2024-12-31", contribution_months=100)


@given(wages=st.lists(money, min_size=1, max_size=30), account=money)
def test_what_moves_is_the_whole_account_and_twelve_per_cent_of_the_wages(
    wages: list[int], account: int
) -> None:
    rules = POLICY.compile(("pension_transfer_amount",), ("contribution_wages", "account_balance"))
    (moved,) = rules(_DAY, contribution_wages=sum(wages), account_balance=account)
    assert account <= moved <= account + sum(wages)
    assert abs((moved - account) * 100 - sum(wages) * 12) <= 50


@given(here=st.integers(0, 500), there=st.integers(0, 500))
def test_somebody_pays_the_pension_and_a_place_only_after_ten_years(here: int, there: int) -> None:
    place = simcore.calculate(
        "pension_place",
        "2025-06",
        relation_at_household_place=False,
        months_at_relation_place=here,
        most_months_at_former_place=there,
    )
    assert place == (
        "relation_place" if here >= 120 else "former_place" if there >= 120 else "household_place"
    )


@st.composite
def pensioners(draw: st.DrawFn) -> list[tuple[int, int]]:
    return draw(
        st.lists(st.tuples(st.integers(100_000, 1_000_000), st.integers(180, 500)), min_size=1, max_size=20)
    )


@given(people=pensioners(), year=st.sampled_from([*range(2008, 2023), 2025, 2026]))
def test_the_increase_by_parts_brings_all_together_the_national_mean(
    people: list[tuple[int, int]], year: int
) -> None:
    mean_pension = sum(pension for pension, _ in people) // len(people)
    mean_months = sum(months for _, months in people) // len(people)
    rules = POLICY.compile(
        ("increased_pension_by_parts",),
        ("pension_before_increase", "contribution_months", "average_pension", "average_contribution_months"),
    )
    view = POLICY.on(f"{year}-01")
    raised = sum(
        rules(
            view.day,
            pension_before_increase=pension,
            contribution_months=months,
            average_pension=mean_pension,
            average_contribution_months=mean_months,
        )[0]
        for pension, months in people
    )
    before = sum(pension for pension, _ in people)
    # The means are whole fen and whole months, the rates whole millionths.
    assert abs(raised / before - 1 - float(view["employee_pension.pension_increase"])) < 0.0005


@given(
    pension=st.integers(0, 2_000_000),
    months=st.integers(0, 600),
    age=st.integers(0, 110),
    year=st.sampled_from((2023, 2024)),
)
def test_by_the_citys_formula_nobody_needs_to_know_what_others_get(
    pension: int, months: int, age: int, year: int
) -> None:
    rules = POLICY.compile(
        ("increased_pension_by_parts", "high_age_addition"),
        ("pension_before_increase", "contribution_months", "pensioner_age"),
    )
    day = first_day((year - 1970) * 12)
    raised, addition = rules(
        day, pension_before_increase=pension, contribution_months=months, pensioner_age=age
    )
    fixed, a_year, rate = {2023: (3500, 200, 0.0067), 2024: (2800, 160, 0.006)}[year]
    years = -(-months // 12)
    assert addition == {70: 5000, 75: 10000, 80: 10000, 85: 10000, 90: 10000}.get(age, 0)
    assert abs(raised - pension - fixed - a_year * years - addition - pension * rate) <= 0.5 + 1e-6


@given(months=st.integers(0, 600), drawn=st.integers(0, 400))
def test_a_month_of_contribution_more_never_leaves_the_survivors_less(months: int, drawn: int) -> None:
    for date in ("2021-08-31", "2021-09-01", "2025-06-01"):
        rules = POLICY.compile(
            ("pension_survivor_grant",), ("contribution_months", "months_drawn", "average_index")
        )
        fewer, more = (
            rules(day_number(date, "date"), contribution_months=m, months_drawn=drawn, average_index=8_000)[0]
            for m in (months, months + 1)
        )
        assert fewer <= more


@given(pension=st.integers(100_000, 900_000), months=st.integers(180, 500), age=st.integers(50, 100))
def test_the_increase_by_parts_is_in_per_cent_larger_for_the_smaller_pension(
    pension: int, months: int, age: int
) -> None:
    rules = POLICY.compile(
        ("increased_pension_by_parts",),
        (
            "pension_before_increase",
            "contribution_months",
            "average_pension",
            "average_contribution_months",
            "pensioner_age",
        ),
    )
    same = {
        "contribution_months": months,
        "average_pension": 360_000,
        "average_contribution_months": 300,
        "pensioner_age": age,
    }
    (small,) = rules(_DAY, pension_before_increase=pension, **same)
    (large,) = rules(_DAY, pension_before_increase=2 * pension, **same)
    assert small > pension
    assert small * 2 > large


@pytest.mark.parametrize(
    ("age", "shown"), [(479, "479"), (841, "841"), ([720, 479], "479"), ([841, 600], "841")]
)
def test_there_is_no_divisor_for_ages_outside_forty_to_seventy_years(
    age: int | list[int], shown: str
) -> None:
    with pytest.raises(
        simcore.InvalidInput, match=f"retirement_age_months is {shown}; allowed are 480 to 840"
    ):
        simcore.calculate("payout_divisor", "2025-06", retirement_age_months=age)

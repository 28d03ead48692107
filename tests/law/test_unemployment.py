"""Claims about unemployment insurance that hold for everybody."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simcore
from simcore.calendar import day_text, first_day
from simcore.errors import InvalidInput
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.policy import Policy
from tests.law.people import money

LAW = Policy.load()
POLICY = LAW.projected({}, 1100)
days = st.integers(first_day(480), first_day(1090))
sizes = st.integers(0, 3)
_REFUND = (
    "unemployment_paid_last_year",
    "employer_size",
    "employer_paid_months",
    "layoff_rate",
    "staff",
)


@given(day=days, paid=st.integers(0, 600), unused=st.integers(0, 24))
def test_a_longer_minimum_never_gives_more_months(day: int, paid: int, unused: int) -> None:
    names = ("paid_months", "unused_benefit_months", "minimum_paid_months")
    rules = POLICY.compile(("unemployment_benefit_months",), names)
    given_months = [
        rules(day, paid_months=paid, unused_benefit_months=unused, minimum_paid_months=minimum)[0]
        for minimum in (12, 24, 36)
    ]
    assert given_months == sorted(given_months, reverse=True)
    assert given_months[-1] >= min(unused, 24)


@given(day=days, paid=money, size=sizes, months=st.integers(0, 60), rate=st.integers(0, 10**6), staff=money)
def test_a_refund_is_never_more_than_was_paid_and_lay_offs_never_raise_it(
    day: int, paid: int, size: int, months: int, rate: int, staff: int
) -> None:
    rules = POLICY.compile(("job_stabilisation_refund",), _REFUND)
    case: dict[str, Any] = dict(zip(_REFUND, (paid, size, months, rate, staff), strict=True))
    (refund,) = rules(day, **case)
    (with_more_lay_offs,) = rules(day, **case | {"layoff_rate": min(rate + 1000, 10**6)})
    (with_more_months,) = rules(day, **case | {"employer_paid_months": months + 1})
    assert 0 <= with_more_lay_offs <= refund <= with_more_months <= paid


@given(day=days, months=st.integers(0, 24))
def test_who_moves_takes_one_and_a_half_times_what_was_left(day: int, months: int) -> None:
    rules = POLICY.compile(("unemployment_transfer", "unemployment_benefit"), ("unused_benefit_months",))
    moved, benefit = rules(day, unused_benefit_months=months)
    assert 0 <= 2 * moved - 3 * benefit * months <= 1


@given(day=days)
def test_dependants_get_ten_months_and_the_funeral_six(day: int) -> None:
    rules = POLICY.compile(
        ("unemployment_benefit", "unemployment_funeral_grant", "unemployment_survivor_grant"),
        ("has_dependants",),
    )
    benefit, funeral, survivors = rules(day, has_dependants=True)
    assert (funeral, survivors) == (6 * benefit, 10 * benefit)
    assert rules(day, has_dependants=False)[2] == 0


@given(level=st.integers(3, 5), months=st.integers(0, 600), drawn=st.integers(0, 3))
def test_a_skill_subsidy_is_drawn_once_a_year_at_most(level: int, months: int, drawn: int) -> None:
    subsidy = simcore.calculate(
        "skill_improvement_subsidy",
        "2025-05",
        skill_level=level,
        months_insured_in_all=months,
        skill_subsidies_this_year=drawn,
    )
    assert (subsidy > 0) == (months >= 12 and drawn == 0)


@given(start=st.integers(15_000, 22_000))
def test_ten_working_days_are_two_weeks_from_a_working_day(start: int) -> None:
    deadline = simcore.calculate("unemployment_decision_deadline", "2025-06", claimed_on=day_text(start))
    first = datetime.date.fromisoformat(day_text(start))
    last = datetime.date.fromisoformat(deadline)
    assert last.weekday() < 5
    weekdays = [first + datetime.timedelta(days=days) for days in range(1, (last - first).days + 1)]
    assert sum(day.weekday() < 5 for day in weekdays) == 10


def test_support_is_unknown_before_its_first_year_and_says_so() -> None:
    with pytest.raises(InvalidInput, match="2022-01-01 or later"):
        simcore.calculate("skill_improvement_subsidy", "2021-12", skill_level=5, months_insured_in_all=12)
    with pytest.raises(InvalidInput, match="2025-07-01 or later"):
        simcore.calculate(
            "hiring_subsidy", "2025-06", age_when_hired=20, jobless_when_hired=True, months_paid_for_hire=3
        )


def test_the_raised_refund_of_some_regions_is_within_reach() -> None:
    raised = {"micro": 0.9, "small": 0.9, "medium": 0.9, "large": 0.5}
    reformed = LAW.reform({"unemployment.refund_share": {"2025-07": raised}})
    firm = {"unemployment_paid_last_year": 1000, "employer_paid_months": 12, "layoff_rate": 0, "staff": 40}
    refunds = [
        str(reformed.calculate("job_stabilisation_refund", day, employer_size=size, **firm))
        for day in ("2025-06", "2025-07")
        for size in ("small", "large")
    ]
    assert refunds == ["600.00", "300.00", "900.00", "500.00"]


def test_a_level_without_a_subsidy_is_refused() -> None:
    with pytest.raises(InvalidInput, match="from 3 to 5"):
        simcore.calculate("skill_improvement_subsidy", "2025-05", skill_level=2, months_insured_in_all=12)


def test_an_employer_of_unknown_size_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidInput, match="medium"):
        simcore.calculate(
            "employee_pension_employer_after_relief", "2020-03", contribution_base=1, employer_size="mediun"
        )


def test_the_months_that_count_are_called_the_same_in_both_languages() -> None:
    """Since the last grant, if there was one: the law counts anew after it (Social Insurance Law art. 46)."""
    one = INPUTS["paid_months"]
    assert "before this unemployment" in one.label_en and "本次失业前" in one.label_zh
    assert "since any earlier grant" in one.label_en and "上次领取后" in one.label_zh
    facts = {"left_voluntarily": False, "registered_unemployed": True, one.label_zh: 30}
    assert simcore.calculate("unemployment_benefit_is_due", "2026-03", **facts)

"""Claims about maternity that hold for every birth, base and date."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import simcore
from simcore.calendar import first_day
from simcore.law.contributions.choices import SCHEME
from simcore.rulebook.policy import Policy
from tests.law.people import money

POLICY = Policy.load().projected({}, 1100)
LAW = Policy.load()
days = st.integers(first_day(480), first_day(1092) - 1)
_BIRTH = ("children", "difficult_birth", "lost_after_weeks")


def _leave(day: int, children: int = 1, difficult: bool = False, lost: int = 0) -> int:
    rules = POLICY.compile(("maternity_leave_days",), _BIRTH)
    leave: int = rules(day, children=children, difficult_birth=difficult, lost_after_weeks=lost)[0]
    return leave


@given(day=days, children=st.integers(1, 9), difficult=st.booleans())
def test_each_further_child_adds_fifteen_days_and_so_does_a_difficult_birth(
    day: int, children: int, difficult: bool
) -> None:
    assert _leave(day, children + 1, difficult) == _leave(day, children, difficult) + 15
    assert _leave(day, children, True) == _leave(day, children, False) + 15


@given(day=days, children=st.integers(1, 10), difficult=st.booleans())
def test_the_leave_for_a_birth_never_became_shorter(day: int, children: int, difficult: bool) -> None:
    assert 90 <= _leave(day, children, difficult) <= _leave(day + 1, children, difficult)


@given(day=days, weeks=st.integers(1, 44), children=st.integers(1, 10), difficult=st.booleans())
def test_a_later_loss_never_gives_a_shorter_leave_and_a_birth_always_a_longer_one(
    day: int, weeks: int, children: int, difficult: bool
) -> None:
    early, late = _leave(day, lost=weeks), _leave(day, lost=weeks + 1)
    assert 0 < early <= late < _leave(day)
    assert _leave(day, children, difficult, weeks) == early


@given(base=money, more=st.integers(0, 1000), paid=st.integers(0, 300))
def test_the_allowance_is_a_thirtieth_of_the_base_for_each_day_rounded_once(
    base: int, more: int, paid: int
) -> None:
    rules = POLICY.compile(("maternity_allowance",), ("allowance_monthly_base", "maternity_paid_days"))
    day = first_day(665)
    (allowance,) = rules(day, allowance_monthly_base=base, maternity_paid_days=paid)
    assert abs(allowance - Fraction(base * paid, 30)) <= Fraction(1, 2)
    assert allowance <= rules(day, allowance_monthly_base=base + more, maternity_paid_days=paid)[0]
    assert allowance <= rules(day, allowance_monthly_base=base, maternity_paid_days=paid + 1)[0]


@given(base=money, wage=money, day=days, children=st.integers(1, 4), lost=st.integers(0, 45))
def test_allowance_and_top_up_together_are_the_higher_of_allowance_and_wage(
    base: int, wage: int, day: int, children: int, lost: int
) -> None:
    names = ("allowance_monthly_base", "monthly_wage", "children", "lost_after_weeks")
    rules = POLICY.compile(("maternity_allowance", "maternity_top_up", "maternity_leave_wages"), names)
    values = (base, wage, children, lost)
    allowance, top_up, wages = rules(day, **dict(zip(names, values, strict=True)))
    assert top_up >= 0
    assert allowance + top_up == max(allowance, wages)


@given(
    rule=st.sampled_from((98, 128, 178)),
    children=st.integers(1, 4),
    difficult=st.booleans(),
    lost=st.integers(0, 45),
)
def test_the_fund_never_pays_more_days_than_the_leave_has_and_all_of_those_after_a_loss(
    rule: int, children: int, difficult: bool, lost: int
) -> None:
    names = ("paid_days_rule", "children", "difficult_birth", "lost_after_weeks")
    rules = POLICY.compile(("maternity_paid_days", "maternity_leave_days"), names)
    paid, leave = rules(first_day(665), **dict(zip(names, (rule, children, difficult, lost), strict=True)))
    assert 0 < paid <= leave
    assert leave - paid == (0 if lost else 178 - rule)


@given(months=st.integers(0, 600), day=days)
def test_more_months_never_end_the_right_and_arrears_always_do(months: int, day: int) -> None:
    rules = POLICY.compile(("maternity_is_eligible",), ("consecutive_paid_months", "employer_in_arrears"))
    (entitled,) = rules(day, consecutive_paid_months=months, employer_in_arrears=False)
    (later,) = rules(day, consecutive_paid_months=months + 1, employer_in_arrears=False)
    assert later >= entitled
    assert rules(day, consecutive_paid_months=months, employer_in_arrears=True) == (False,)


@given(base=money, day=days)
def test_there_is_a_premium_of_its_own_exactly_as_long_as_the_fund_pays(base: int, day: int) -> None:
    rules = POLICY.compile(("maternity_employer", "maternity_paying_scheme"), ("contribution_base",))
    premium, scheme = rules(day, contribution_base=base + 10_000)
    merged = day >= first_day(572)
    assert (premium == 0) == merged
    assert SCHEME.face(scheme) == ("employee_medical" if merged else "maternity")


def test_births_and_losses_may_stand_in_one_column() -> None:
    weeks = [None, 15, 16, "none"]
    for given_weeks in (weeks, np.array(weeks, dtype=object)):
        leave = simcore.calculate(
            "maternity_leave_days", "2025-06", children=[1, 1, 1, 2], lost_after_weeks=given_weeks
        )
        assert leave.tolist() == [178, 15, 42, 193]
    assert simcore.calculate("maternity_leave_days", "2025-06", lost_after_weeks=None) == 178


def test_a_scenario_may_let_the_fund_pay_98_days_and_the_leave_stays() -> None:
    reformed = LAW.reform({"maternity.paid_days_rule": {"2021-11-25": 98}})
    birth = {"allowance_monthly_base": 8000}
    # 8000 ÷ 30 × 98
    assert str(reformed.calculate("maternity_allowance", "2025-06", **birth)) == "26133.33"
    assert reformed.calculate("maternity_leave_days", "2025-06") == 178
    lost = reformed.calculate("maternity_allowance", "2025-06", lost_after_weeks=20, **birth)
    assert lost == LAW.calculate("maternity_allowance", "2025-06", lost_after_weeks=20, **birth)


def test_days_of_leave_that_are_given_with_the_allowance_are_the_days_that_the_fund_pays() -> None:
    """Facts, other-insurances.md section 10."""
    assert str(simcore.calculate("maternity_allowance", "2025-06", allowance_monthly_base=3000)) == "12800.00"
    for name in ("maternity_leave_days", "maternity_paid_days"):
        given_days = {"allowance_monthly_base": 3000, name: 98}
        assert str(simcore.calculate("maternity_allowance", "2025-06", **given_days)) == "9800.00"
    twice = {"allowance_monthly_base": 3000, "maternity_leave_days": 98, "maternity_paid_days": 98}
    with pytest.raises(simcore.InvalidInput, match="given twice"):
        simcore.calculate("maternity_allowance", "2025-06", **twice)


def test_that_all_days_were_paid_before_the_extension_of_2021_is_shown_as_a_model_default() -> None:
    for date, is_default in (("2020-06", True), ("2025-06", False)):
        explanation = simcore.explain("maternity_allowance", date, allowance_monthly_base=8000)
        steps = {step.name: step for step in explanation.steps()}
        assert steps["maternity.paid_days_rule"].model_default is is_default
        assert steps["lost_after_weeks"].shown == ("none", "无")


@pytest.mark.parametrize(
    ("target", "inputs", "words"),
    [
        ("maternity_leave_days", {"children": 0}, ["children is 0", "1 to 10"]),
        ("maternity_leave_days", {"children": 1.5}, ["children is 1.5", "whole"]),
        ("maternity_leave_days", {"difficult_birth": 2}, ["difficult_birth is 2", "true or false"]),
        ("maternity_leave_days", {"lost_after_weeks": 0}, ["lost_after_weeks is 0", "1 to 45", "or none"]),
        ("maternity_leave_days", {"lost_after_weeks": [12, 46]}, ["46", "1 to 45"]),
        ("maternity_allowance", {}, ["allowance_monthly_base", "missing"]),
        (
            "maternity_allowance",
            {"allowance_monthly_base": 1, "maternity_leave_days": 98, "children": 2},
            ["children", "leave one out"],
        ),
    ],
)
def test_what_no_birth_can_be_is_refused(target: str, inputs: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(simcore.InvalidInput) as refused:
        simcore.calculate(target, "2025-06", **inputs)
    for word in words:
        assert word in refused.value.english, refused.value.english


def test_parents_leave_is_unknown_before_the_regulation_of_2021() -> None:
    with pytest.raises(simcore.InvalidInput, match="2021-11-25 or later"):
        simcore.calculate("father_care_leave_days", "2021-11-24")

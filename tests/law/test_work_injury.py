"""Claims about work injury that hold for every wage, grade, family and date."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simcore
from simcore.calendar import first_day
from simcore.rulebook.policy import Policy
from tests.law.people import money

POLICY = Policy.load().projected({}, 1100)
LAW = Policy.load()
# From 2016-01, the first year whose work-death grant is known, to 2060-12.
days = st.integers(first_day(552), first_day(1092) - 1)
grades = st.integers(1, 10)
dependants = st.tuples(st.integers(0, 1), st.integers(0, 6), st.integers(0, 6))


def _on(day: int, target: str, **inputs: Any) -> int:
    value: int = POLICY.compile((target,), tuple(inputs))(day, **inputs)[0]
    return value


@given(wage=money, day=days)
def test_the_own_wage_lies_between_60_and_300_percent_of_the_average(wage: int, day: int) -> None:
    (average,) = POLICY.compile(("injury_average_wage",))(day)
    own = _on(day, "injury_wage", injury_monthly_wage=wage)
    floor, ceiling = Fraction(average * 60, 1200), Fraction(average * 300, 1200)
    half = Fraction(1, 2)
    assert floor - half < own <= ceiling + half
    assert own == wage or not floor + half < wage < ceiling - half


@given(wage=money, grade=st.integers(1, 9), day=days)
def test_a_graver_grade_never_gets_less(wage: int, grade: int, day: int) -> None:
    for target in ("injury_grant", "injury_pension"):
        graver = _on(day, target, disability_grade=grade, injury_monthly_wage=wage)
        lighter = _on(day, target, disability_grade=grade + 1, injury_monthly_wage=wage)
        assert graver >= lighter >= 0


@given(wage=money, more=st.integers(0, 100_000), grade=grades, day=days)
def test_a_higher_wage_never_gives_a_smaller_grant_or_pension(
    wage: int, more: int, grade: int, day: int
) -> None:
    for target in ("injury_grant", "injury_pension"):
        lower = _on(day, target, disability_grade=grade, injury_monthly_wage=wage)
        higher = _on(day, target, disability_grade=grade, injury_monthly_wage=wage + more)
        assert lower <= higher


@given(wage=money, grade=grades, day=days)
def test_one_fen_of_wage_never_makes_a_leap(wage: int, grade: int, day: int) -> None:
    """At both ends of the own wage too: the limits bend the curve and do not break it."""
    for target, most in (("injury_grant", 27), ("injury_pension", 1)):
        here = _on(day, target, disability_grade=grade, injury_monthly_wage=wage)
        beside = _on(day, target, disability_grade=grade, injury_monthly_wage=wage + 1)
        assert beside - here <= most


@given(wage=money, grade=st.integers(1, 6), day=days, minimum=money)
def test_no_injury_pension_lies_below_the_minimum_wage(wage: int, grade: int, day: int, minimum: int) -> None:
    given_values = {"disability_grade": grade, "injury_monthly_wage": wage, "minimum_wage": minimum}
    pension = _on(day, "injury_pension", **given_values)
    assert pension >= minimum
    assert pension == max(minimum, _on(day, "injury_pension", **(given_values | {"minimum_wage": 0})))


@given(wage=money, grade=grades, day=days)
def test_fund_or_employer_pays_the_pension_and_never_both(wage: int, grade: int, day: int) -> None:
    person = {"disability_grade": grade, "injury_monthly_wage": wage}
    pension, fund, employer = (
        _on(day, target, **person)
        for target in ("injury_pension", "injury_pension_from_fund", "injury_pension_from_employer")
    )
    assert fund + employer == pension
    assert (fund > 0) == (grade <= 4)
    assert (employer > 0) == (grade in (5, 6))


@given(wage=money, grade=st.integers(1, 4), old_age=money, day=days)
def test_nobody_of_grades_1_to_4_loses_by_the_change_to_an_old_age_pension(
    wage: int, grade: int, old_age: int, day: int
) -> None:
    person = {"disability_grade": grade, "injury_monthly_wage": wage}
    supplement = _on(day, "injury_pension_supplement", monthly_pension=old_age, **person)
    assert supplement >= 0
    assert old_age + supplement == max(old_age, _on(day, "injury_pension", **person))


@given(day=days)
def test_more_dependence_gives_a_larger_nursing_allowance(day: int) -> None:
    full, large, partial = (_on(day, "nursing_allowance", care_level=level) for level in range(3))
    (average,) = POLICY.compile(("injury_average_wage",))(day)
    assert full > large > partial > 0
    for allowance, per_cent in ((full, 50), (large, 40), (partial, 30)):
        assert abs(allowance - Fraction(average * per_cent, 1200)) <= Fraction(1, 2)


@given(wage=money, family=dependants, lone=st.booleans(), day=days)
def test_dependants_together_never_get_more_than_the_own_wage(
    wage: int, family: tuple[int, int, int], lone: bool, day: int
) -> None:
    inputs = dict(zip(("spouse", "others", "orphans"), family, strict=True))
    pension = _on(day, "dependants_pension", injury_monthly_wage=wage, spouse_is_lone_elder=lone, **inputs)
    assert 0 <= pension <= _on(day, "injury_wage", injury_monthly_wage=wage)
    assert (pension > 0) == (sum(family) > 0)


@given(wage=money, family=dependants, day=days, who=st.sampled_from(("others", "orphans")))
def test_one_more_dependant_never_lessens_the_pension(
    wage: int, family: tuple[int, int, int], day: int, who: str
) -> None:
    inputs = dict(zip(("spouse", "others", "orphans"), family, strict=True))
    before = _on(day, "dependants_pension", injury_monthly_wage=wage, **inputs)
    after = _on(day, "dependants_pension", injury_monthly_wage=wage, **(inputs | {who: inputs[who] + 1}))
    assert before <= after


@given(wage=money, day=days)
def test_an_orphan_gets_more_than_another_dependant(wage: int, day: int) -> None:
    orphan = _on(day, "dependants_pension", injury_monthly_wage=wage, spouse=0, others=0, orphans=1)
    other = _on(day, "dependants_pension", injury_monthly_wage=wage, spouse=0, others=1, orphans=0)
    spouse = _on(day, "dependants_pension", injury_monthly_wage=wage, spouse=1, others=0, orphans=0)
    assert orphan == spouse > other


@given(grade=grades, months=st.integers(0, 400), day=days)
def test_who_leaves_earlier_never_gets_a_smaller_employment_subsidy(
    grade: int, months: int, day: int
) -> None:
    """Corrections no. 9: it tapers and is nil at retirement age."""
    nearer, farther, in_full = (
        _on(day, "injury_employment_subsidy", disability_grade=grade, months_left_on_leaving=left)
        for left in (months, months + 1, 120)
    )
    assert nearer <= farther <= in_full
    # Half a fen of the rounding of each of the two.
    assert months == 0 or 10 * nearer >= in_full - 5
    assert (nearer > 0) == (grade >= 5 and months > 0)


@given(grade=grades, months=st.integers(0, 400), day=days)
def test_the_medical_subsidy_does_not_ask_how_near_retirement_is(grade: int, months: int, day: int) -> None:
    """Corrections no. 9: it is whole, even at retirement age."""
    here, far = (
        _on(day, "injury_medical_subsidy", disability_grade=grade, months_left_on_leaving=left)
        for left in (months, 400)
    )
    assert here == far
    assert (here > 0) == (grade >= 5)


@given(month=st.integers(552, 1090))
def test_the_work_death_grant_changes_only_in_january(month: int) -> None:
    this, next_one = (_on(first_day(one), "work_death_grant") for one in (month, month + 1))
    assert this <= next_one
    assert this == next_one or (month + 1) % 12 == 0


@given(amount=st.integers(0, 40), extended=st.booleans())
def test_paid_leave_lasts_a_year_or_at_most_two(amount: int, extended: bool) -> None:
    pay = _on(
        first_day(665),
        "injury_leave_pay",
        monthly_wage=600_000,
        off_work_months=amount,
        leave_extension_confirmed=extended,
    )
    assert pay == 600_000 * min(amount, 24 if extended else 12)


def test_the_city_may_taper_only_inside_five_years_instead() -> None:
    """Another reading of the later rule: a fifth less for each year under five."""
    shares = {0: 0.1, 1: 0.2, 2: 0.4, 3: 0.6, 4: 0.8} | dict.fromkeys(range(5, 11), 1)
    other = LAW.reform({"work_injury.taper": {"2012-01": shares}})
    leaving = {"disability_grade": 7, "months_left_on_leaving": 71}
    # 15 months of 7339 yuan are 110085; with five completed years left nothing is taken off.
    assert str(other.calculate("injury_employment_subsidy", "2025-06", **leaving)) == "110085.00"
    leaving["months_left_on_leaving"] = 36
    assert str(other.calculate("injury_employment_subsidy", "2025-06", **leaving)) == "66051.00"


def test_premium_benefits_and_death_grant_begin_when_their_law_is_known() -> None:
    grant = {"disability_grade": 7, "injury_monthly_wage": 6000}
    with pytest.raises(simcore.InvalidInput, match="2011-01-01 or later"):
        simcore.calculate("injury_grant", "2010-12-31", **grant)
    with pytest.raises(simcore.InvalidInput, match="2014-09-01 or later"):
        simcore.calculate("injury_pension", "2014-08-31", **grant)
    with pytest.raises(simcore.InvalidInput, match="2016-01-01 or later"):
        simcore.calculate("work_death_grant", "2015-12-31")


@pytest.mark.parametrize(
    ("target", "inputs", "words"),
    [
        (
            "injury_grant",
            {"disability_grade": 0, "injury_monthly_wage": 1},
            ["disability_grade is 0", "1 to 10"],
        ),
        ("injury_grant", {"disability_grade": [1, 11], "injury_monthly_wage": 1}, ["11", "1 to 10"]),
        ("injury_grant", {"disability_grade": 7}, ["injury_monthly_wage", "missing", "injury_wage instead"]),
        ("injury_grant", {"injury_monthly_wage": 1}, ["disability_grade", "missing"]),
        ("nursing_allowance", {"care_level": "total"}, ["care_level", "total", "full"]),
        ("nursing_allowance", {"care_level": 1}, ["care_level is 1", "full, large, partial"]),
        (
            "dependants_pension",
            {"injury_monthly_wage": 6000, "spouse": 2, "others": 0, "orphans": 0},
            ["spouse is 2", "0, 1"],
        ),
        (
            "dependants_pension",
            {"injury_monthly_wage": 6000, "spouse": 0, "others": -1, "orphans": 0},
            ["others is -1", "0 to 100"],
        ),
        (
            "dependants_pension",
            {"injury_monthly_wage": 6000, "spouse": 0, "others": 0},
            ["orphans", "missing"],
        ),
        ("work_death_grant", {"disability_grade": 1}, ["does not take disability_grade"]),
        ("injury_report_deadline", {"injured_on": "2025-02-30"}, ["injured_on", "2025-02-30"]),
    ],
)
def test_what_no_injury_can_be_is_refused(target: str, inputs: dict[str, Any], words: list[str]) -> None:
    with pytest.raises(simcore.InvalidInput) as refused:
        simcore.calculate(target, "2025-06", **inputs)
    for word in words:
        assert word in refused.value.english, refused.value.english


def test_only_the_steps_of_the_taper_are_a_model_default_on_leaving() -> None:
    leaving = {"disability_grade": 7, "months_left_on_leaving": 200}
    explanation = simcore.explain("injury_employment_subsidy", "2025-06", **leaving)
    steps = {step.name: step for step in explanation.steps()}
    assert steps["work_injury.taper"].model_default
    # Corrections no. 9: 重庆市工伤保险实施办法 art. 36 gives the months.
    assert not steps["work_injury.leaving_employment_months"].model_default
    official = simcore.explain("injury_grant", "2025-06", disability_grade=7, injury_monthly_wage=6000)
    assert not official.tree.model_default


def test_a_switch_brings_back_the_taper_of_the_medical_subsidy() -> None:
    other = LAW.reform({"work_injury.medical_subsidy_tapers": {"2025-01": True}})
    leaving = {"disability_grade": 7, "months_left_on_leaving": 36, "average_wage_annual": 84000}
    # 8 months of 7000 are 56000; with three years left the steps of 2003 pay 30 % of it.
    assert str(LAW.calculate("injury_medical_subsidy", "2025-06", **leaving)) == "56000.00"
    assert str(other.calculate("injury_medical_subsidy", "2025-06", **leaving)) == "16800.00"


def test_a_floating_factor_that_the_class_does_not_know_is_refused() -> None:
    """人社部发〔2015〕71号: class 1 cannot float down, the others to half at most."""
    with pytest.raises(simcore.InvalidInput, match=r"floating_factor is 0.8; allowed are 1 to 1.5"):
        simcore.calculate(
            "work_injury_employer", "2025-06", contribution_base=5000, risk_class=1, floating_factor=0.8
        )

"""Claims about formulas: every rule is told as a teacher would, in words and with the numbers of a case."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

import simcore
from simcore.calendar import day_number
from simcore.rulebook.formula import Argument, formula
from simcore.rulebook.policy import Policy
from simcore.rulebook.reasons import Step
from simcore.rulebook.units import UNITS
from tests.law.samples import CONTRACT, inputs_for, questions

LAW = Policy.load("chongqing")
DATES = ("2026-03-15", "2024-06-15")


@cache
def told() -> tuple[Step, ...]:
    """Every rule that can be asked on one of the dates, as it is explained in an ordinary case."""
    return tuple(_told())


def _told() -> Iterator[Step]:
    for date in DATES:
        day, seen = day_number(date, "date"), set()
        for target, scheme, _ in questions((*CONTRACT, *sorted(LAW.graph.rules))):
            try:
                explanation = LAW.explain(target, date, **inputs_for(LAW, target, day, scheme))
            except simcore.InvalidInput:
                continue
            for step in explanation.steps():
                if step.kind == "rule" and not step.repeated and step.formula[0] and step.name not in seen:
                    seen.add(step.name)
                    yield step


def test_all_rules_of_today_are_among_them() -> None:
    assert {step.name for step in told()} >= LAW.graph.rules.keys() - {"id_number_is_valid"}


def test_no_formula_speaks_of_names_in_the_program() -> None:
    words = r"choose\(|at_least|at_most|look_up|half_up|share_of|True|False|None|_"
    for step in told():
        for text in (*step.formula, *step.numbers):
            assert not re.search(rf"{words}|\?|\*|//", text), (step.name, text)


def test_brackets_are_few_and_belong_together() -> None:
    for step in told():
        for text in (*step.formula, *step.numbers):
            assert not re.search(r"\(\(|\)\)\)|（（|\[\(\(|\[\[\[", text), (step.name, text)
            depth = 0
            for sign in text:
                depth += (sign in "([（") - (sign in ")]）")
                assert depth >= 0, (step.name, text)
            assert depth == 0, (step.name, text)


def test_each_language_stands_alone() -> None:
    for step in told():
        for text in (step.formula[0], step.numbers[0], step.label[0], step.shown[0]):
            assert not re.search("[\u3007-\u9fff]", text), (step.name, text)
        for text in (step.formula[1], step.numbers[1], step.label[1], step.shown[1]):
            assert not re.search("[a-z]{3,}", text), (step.name, text)


def test_with_numbers_a_look_up_is_filled_in_and_a_condition_has_been_decided() -> None:
    for step in told():
        assert not re.search("^if |; otherwise|\\(by |^若|；否则", step.numbers[0] + step.numbers[1]), step


def test_the_delay_of_a_retirement_is_told_with_its_months() -> None:
    # 国务院关于渐进式延迟法定退休年龄的办法: men from 1965-01 on, a month for four of birth, 36 at most.
    step = simcore.explain(
        "retirement_delay_months", "2025-07", birth_month="1966-03", retirement_category="male_60"
    ).tree
    assert step.numbers[0] == (
        "[(1966-03 − 1965-01) ÷ 4, rounded down to a whole number] + 1, but at least 0 and at most 36"
    )
    assert step.numbers[1] == "[（1966-03 − 1965-01） ÷ 4，向下取整] + 1，但不低于 0、不高于 36"
    assert step.value == 4


def test_a_condition_is_told_by_the_side_that_holds() -> None:
    floor = simcore.explain("contribution_floor", "2026-03").tree
    assert floor.numbers[0] == (
        "since floor kept by decree (0 = none) (0.00) ≤ 0: 91059.00 × 60 % ÷ 12, rounded up to the whole yuan"
    )
    one_child = simcore.explain(
        "one_child_supplement",
        "2026-03",
        basic_pension=1000,
        account_pension=500,
        transitional_pension=0,
        one_child_certificate=True,
    ).tree
    assert one_child.numbers == (
        "since one-child certificate (yes): (1000.00 + 500.00 + 0.00) × 3 %, rounded half-up to the fen",
        "因独生子女父母光荣证（是）：（1000.00 + 500.00 + 0.00） × 3 %，四舍五入到分",
    )


def test_what_is_given_in_place_of_the_law_is_told_with_the_law() -> None:
    given = simcore.explain(
        "employee_pension_employer",
        "2025-02",
        contribution_base=10000,
        **{"employee_pension.employer_rate": 0.14},
    )
    (rate,) = (step for step in given.steps() if step.name == "employee_pension.employer_rate")
    assert rate.lawful == ("0.16 (16 %)", "0.16（16 %）")
    assert "given for this case · the law itself has 0.16 (16 %)" in str(given)


def test_a_reformed_value_is_told_with_what_the_law_has_that_day() -> None:
    reformed = LAW.reform({"employee_pension.employer_rate": {"2027-01": 0.14}})
    explanation = reformed.explain("employee_pension_employer", "2027-02", contribution_base=10000)
    (rate,) = (step for step in explanation.steps() if step.name == "employee_pension.employer_rate")
    assert (rate.status, rate.lawful[0]) == ("reform", "0.16 (16 %)")
    before = reformed.explain("employee_pension_employer", "2026-12", contribution_base=10000)
    assert not any(any(step.lawful) for step in before.steps())


# What the numbers come to.

_ROUNDED = {
    "rounded half-up to the fen": 2,
    "the amount rounded half-up to the fen and the sign kept": 2,
    "rounded half-up to four decimals": 4,
    "rounded half-up to one decimal": 1,
    "rounded half-up to 0.0001 %": 6,
    "rounded half-up to a whole number": 0,
}
_BRACKETS = re.compile(r"[\[(]([^()\[\]]*)[\])]")


def reckoned(text: str) -> Fraction | None:
    """What a formula with numbers comes to; None if it speaks of more than numbers."""
    text = re.sub(r"^since .*?: (?=[^:]*$)", "", text)
    if re.search(r"\d{4}-\d", text):
        return None
    while inner := _BRACKETS.search(text):
        value = _flat(inner[1])
        if value is None:
            return None
        text = f"{text[: inner.start()]}<{value}>{text[inner.end() :]}"
    return _flat(text)


def _flat(text: str) -> Fraction | None:
    text, _, limits = text.partition(", but ")
    text, _, rounding = text.partition(", ")
    number = r"<-?\d+(?:/\d+)?>|\d+(?:\.\d+)?(?: %)?"
    if not re.fullmatch(rf"−?(?:{number})(?: [+−×÷] (?:{number}))*", text):
        return None
    python = re.sub(number, lambda found: _number(found[0]), text)
    value = eval(python.replace("−", "-").replace("×", "*").replace("÷", "/"), {"Fraction": Fraction})
    if rounding == "rounded up to the whole yuan":
        value = Fraction(math.ceil(value))
    elif rounding == "rounded down to a whole number":
        value = Fraction(math.floor(value))
    elif rounding:
        if rounding not in _ROUNDED:
            return None
        unit = 10 ** _ROUNDED[rounding]
        size = Fraction(math.floor(abs(value) * unit + Fraction(1, 2)), unit)
        value = size if value >= 0 else -size
    for limit in filter(None, limits.split(" and ")):
        edge = _flat(re.sub("^at (least|most) ", "", limit))
        if edge is None:
            return None
        value = max(value, edge) if "least" in limit else min(value, edge)
    return value


def _number(text: str) -> str:
    if text.startswith("<"):
        return f"Fraction('{text[1:-1]}')"
    return f"Fraction('{text[:-2]}')/100" if text.endswith(" %") else f"Fraction('{text}')"


def test_the_numbers_of_a_formula_come_to_the_value() -> None:
    checked = set()
    for step in told():
        value = reckoned(step.numbers[0])
        if value is None or not isinstance(step.value, Decimal | int) or isinstance(step.value, bool):
            continue
        checked.add(step.name)
        places = max(0, -Decimal(str(step.value)).as_tuple().exponent)  # type: ignore[operator]
        assert abs(value - Fraction(str(step.value))) <= Fraction(1, 2 * 10**places), (
            step.name,
            step.numbers[0],
        )
    assert len(checked) >= 200, len(checked)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5000.00 × 8 %, rounded half-up to the fen", "400"),
        ("[(17 − 1) ÷ 3, rounded down to a whole number] + 1, but at least 0 and at most 5", "5"),
        ("since one-child certificate (no): 0", "0"),
    ],
)
def test_the_reckoner_itself(text: str, value: str) -> None:
    assert reckoned(text) == Fraction(value)


def test_a_table_that_is_asked_for_one_tier_whatever_was_chosen_names_the_tier() -> None:
    """Medical assistance pays by the first tier's premium, also for whoever chose the second."""
    facts = {"medical_aid_group": "minimum_allowance"}
    english, chinese = LAW.explain("resident_premium_aid", "2025-01", **facts).tree.formula
    assert english.startswith("resident medical premium by tier (for 1) × ")
    assert chinese.startswith("居民医保个人缴费标准（按档）（取1） × 一档资助参保比例")


def test_an_entry_of_a_closed_list_is_told_by_its_label() -> None:
    english, chinese = LAW.explain(
        "employee_outpatient_cap", "2025-01", medical_membership="through_employer", retired=False
    ).tree.formula
    assert "how the member is insured = individual member, first tier" in english
    assert "职工医保参保方式 = 个人参保一档" in chinese


def test_an_operator_without_a_sign_is_refused() -> None:
    def years_of(months: int) -> int:
        """A rule for the test."""
        return months // 12

    with pytest.raises(TypeError, match="no sign for FloorDiv"):
        formula(years_of, {"months": Argument("months", UNITS["months"], None)}, UNITS["years"], False)

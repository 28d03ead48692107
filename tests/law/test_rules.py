"""Claims about the rules that hold for everybody."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simcore
from simcore.calendar import first_day
from simcore.rulebook import branches, words
from simcore.rulebook.compiled import SHORT
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.parameters import STATUSES
from simcore.rulebook.policy import Policy
from simcore.rulebook.rule import rule as stated
from simcore.rulebook.texts import Text
from simcore.rulebook.units import UNITS
from tests.law.people import FOR_EVERY_RULE, TARGETS, money, someone, someone_asking

POLICY = Policy.load().projected({}, 1100)
FACE = Policy.load()
days = st.integers(first_day(480), first_day(1090))


def _inputs_of(target: str) -> tuple[str, ...]:
    return tuple(node for node in POLICY.graph.reach_ever([target]) if node in INPUTS)


def _columns(people: list[dict[str, Any]]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in people[0]:
        values = [person[name] for person in people]
        if isinstance(values[0], tuple):
            columns[name] = tuple(np.array(month, np.int64) for month in zip(*values, strict=True))
        else:
            columns[name] = np.array(values, bool if isinstance(values[0], bool) else np.int64)
    return columns


@pytest.mark.parametrize("target", TARGETS)
@settings(FOR_EVERY_RULE, max_examples=12)
@given(data=st.data())
def test_a_column_of_people_gets_what_each_of_them_gets_alone(target: str, data: st.DataObject) -> None:
    names = _inputs_of(target)
    day = data.draw(days)
    # Short columns are evaluated row by row: only longer ones reach the arithmetic of arrays.
    people = data.draw(st.lists(someone(names, POLICY, day), min_size=SHORT + 1, max_size=SHORT + 3))
    rules = POLICY.compile((target,), names)
    alone = [rules(day, **person)[0] for person in people]
    assert all(type(value) in (int, bool) for value in alone)
    for rows in (len(people), SHORT):
        together = rules(day, **_columns(people[:rows]))[0]
        assert np.broadcast_to(together, rows).tolist() == alone[:rows]


@pytest.mark.parametrize("target", TARGETS)
@settings(FOR_EVERY_RULE, max_examples=8)
@given(data=st.data())
def test_an_explanation_says_what_the_calculation_says(target: str, data: st.DataObject) -> None:
    person = data.draw(someone_asking(FACE, target, first_day(671)))
    given_values = {name: UNITS[INPUTS[name].unit].face(value) for name, value in person.items()}
    explanation = simcore.explain(target, "2025-12", **given_values)
    assert explanation.value == simcore.calculate(target, "2025-12", **given_values)
    assert explanation.to_dict()["name"] == target


@settings(FOR_EVERY_RULE, max_examples=50)
@given(order=st.permutations(TARGETS), data=st.data())
def test_results_do_not_depend_on_the_order_in_which_they_are_asked_for(
    order: list[str], data: st.DataObject
) -> None:
    names = tuple(dict.fromkeys(name for target in TARGETS for name in _inputs_of(target)))
    day = first_day(665)
    person = data.draw(someone(names, POLICY, day))
    expected = dict(zip(TARGETS, POLICY.compile(TARGETS, names)(day, **person), strict=True))
    shuffled = dict(reversed(person.items()))
    assert dict(zip(order, POLICY.compile(tuple(order), names)(day, **shuffled), strict=True)) == expected


@given(base=money, risk_class=st.integers(1, 8), day=days)
def test_the_lines_of_a_payslip_add_up_to_its_totals(base: int, risk_class: int, day: int) -> None:
    worker = (
        "employee_pension_worker",
        "employee_medical_worker",
        "large_medical_worker",
        "unemployment_worker",
    )
    employer = (
        "employee_pension_employer",
        "employee_medical_employer",
        "large_medical_employer",
        "unemployment_employer",
        "work_injury_employer",
        "maternity_employer",
    )
    rules = POLICY.compile(
        (*worker, *employer, "worker_contributions", "employer_contributions"),
        ("contribution_base", "risk_class"),
    )
    *lines, of_worker, of_employer = rules(day, contribution_base=base, risk_class=risk_class)
    assert of_worker == sum(lines[:4])
    assert of_employer == sum(lines[4:])


@given(wage=money, day=days)
def test_a_contribution_base_lies_between_floor_and_ceiling(wage: int, day: int) -> None:
    rules = POLICY.compile(
        ("contribution_floor", "contribution_base", "contribution_ceiling"), ("monthly_wage",)
    )
    floor, base, ceiling = rules(day, monthly_wage=wage)
    assert floor <= base <= ceiling
    assert base == wage or base in (floor, ceiling)


@given(months=st.integers(0, 590), unused=st.integers(0, 24))
def test_benefit_months_never_fall_as_paid_months_grow(months: int, unused: int) -> None:
    rules = POLICY.compile(("unemployment_benefit_months",), ("paid_months", "unused_benefit_months"))
    (fewer,) = rules(first_day(665), paid_months=months, unused_benefit_months=unused)
    (more,) = rules(first_day(665), paid_months=months + 1, unused_benefit_months=unused)
    assert fewer <= more <= 24


@given(data=st.data())
def test_more_months_of_contribution_never_make_a_smaller_pension(data: st.DataObject) -> None:
    names = (
        "average_index",
        "contribution_months",
        "months_before_accounts",
        "account_balance",
        "payout_divisor",
        "one_child_certificate",
    )
    person = {
        "average_index": data.draw(st.integers(0, 30_000)),
        "contribution_months": data.draw(st.integers(0, 590)),
        "months_before_accounts": data.draw(st.integers(0, 300)),
        "account_balance": data.draw(money),
        "payout_divisor": data.draw(st.integers(560, 2330)),
        "one_child_certificate": data.draw(st.booleans()),
    }
    rules = POLICY.compile(("monthly_pension",), names)
    later = person | {"contribution_months": person["contribution_months"] + 1}
    assert rules(first_day(665), **person)[0] <= rules(first_day(665), **later)[0]


@given(unpaid=st.integers(0, 10**9), days_late=st.integers(0, 5_000), scheme=st.integers(0, 6))
def test_the_surcharge_grows_by_a_two_thousandth_a_day_up_to_the_principal(
    unpaid: int, days_late: int, scheme: int
) -> None:
    rules = POLICY.compile(("late_surcharge",), ("unpaid", "due_on", "paid_on", "scheme"))
    due = first_day(665)
    (surcharge,) = rules(due, unpaid=unpaid, due_on=due, paid_on=due + days_late, scheme=scheme)
    exact = min(Fraction(unpaid * days_late, 2000), Fraction(unpaid))
    assert exact - Fraction(1, 2) < surcharge <= exact + Fraction(1, 2)


@given(unpaid=money, early=st.integers(0, 400))
def test_paying_before_the_due_day_costs_nothing(unpaid: int, early: int) -> None:
    rules = POLICY.compile(("late_surcharge",), ("unpaid", "due_on", "paid_on", "scheme"))
    assert rules(first_day(665), unpaid=unpaid, due_on=20_000, paid_on=20_000 - early, scheme=0) == (0,)


def test_only_unemployment_keeps_its_cap_when_the_others_lose_it() -> None:
    uncapped = FACE.reform({"enforcement.surcharge_cap": {"2025-01": False}})
    late = {"unpaid": 1000, "due_on": "2018-03-25", "paid_on": "2025-01-27"}
    # 2,500 days at 0.05 % are 125 % of the principal.
    assert (
        str(uncapped.calculate("late_surcharge", "2025-01-27", scheme="employee_pension", **late))
        == "1250.00"
    )
    assert str(uncapped.calculate("late_surcharge", "2025-01-27", scheme="unemployment", **late)) == "1000.00"


@given(data=st.data())
def test_closing_balance_is_opening_and_credits_and_both_interests(data: st.DataObject) -> None:
    credits = data.draw(st.tuples(*[money] * 12))
    opening = data.draw(money)
    rules = POLICY.compile(
        ("account_balance_after_year", "account_interest_on_opening", "account_interest_on_credits"),
        ("opening_balance", "monthly_credits"),
    )
    closing, on_opening, on_credits = rules(first_day(671), opening_balance=opening, monthly_credits=credits)
    assert closing == opening + sum(credits) + on_opening + on_credits


@given(product=st.integers(0, 10**10))
def test_interest_on_draws_mirrors_interest_on_credits(product: int) -> None:
    rules = POLICY.compile(("account_interest_on_credits",), ("credit_product",))
    (earned,) = rules(first_day(671), credit_product=product)
    (lost,) = rules(first_day(671), credit_product=-product)
    assert lost == -earned


@given(own=money, months=st.integers(0, 59))
def test_survivors_of_people_with_under_five_years_get_no_more_than_was_paid(own: int, months: int) -> None:
    rules = POLICY.compile(
        ("pension_funeral_grant", "pension_survivor_grant"),
        ("contribution_months", "months_drawn", "own_contributions"),
    )
    grants = rules(first_day(665), contribution_months=months, months_drawn=0, own_contributions=own)
    assert min(grants) >= 0
    assert sum(grants) <= own


def test_half_fens_round_up_at_every_rate() -> None:
    # 45.03 yuan × 8.5 % is 3.82755 yuan; 3.10 yuan × 0.5 % is 1.55 fen.
    assert str(simcore.calculate("employee_medical_employer", "2025-06", contribution_base="45.03")) == "3.83"
    assert str(simcore.calculate("unemployment_worker", "2025-06", contribution_base="3.00")) == "0.02"
    assert str(simcore.calculate("unemployment_worker", "2025-06", contribution_base="2.99")) == "0.01"


def test_before_2025_nobody_is_delayed_and_nobody_may_choose() -> None:
    person = {"birth_month": "1970-06", "retirement_category": "male_60"}
    assert simcore.calculate("retirement_delay_months", "2024-12-31", **person) == 0
    assert simcore.calculate("earliest_retirement_month", "2024-12-31", **person) == "2030-06"
    assert simcore.calculate("latest_retirement_month", "2024-12-31", **person) == "2030-06"
    assert simcore.calculate("retirement_delay_months", "2025-01-01", **person) == 17


def test_no_rule_is_without_label_article_and_known_unit() -> None:
    for rule in branches.rules().values():
        assert rule.label_en and rule.label_zh and rule.article, rule.name
        assert rule.status in STATUSES, rule.name
        assert rule.unit in UNITS, rule.name
        assert rule.function.__doc__, rule.name


@pytest.mark.parametrize(
    ("article", "english", "chinese"),
    [
        ("失业保险条例 art. 6", "has English words and no Chinese; write article=Text", "含英文而没有中文"),
        (Text("art. 6", "第6条 of the law"), "the English word 'the'", "请改用中文"),
        (Text("", ""), "which is no text; name the document", "请写明文件名称"),
        ("", "which is no text; name the document", "请写明文件名称"),
    ],
)
def test_an_article_that_not_every_reader_can_read_is_refused(
    article: Text | str, english: str, chinese: str
) -> None:
    with pytest.raises(simcore.InvalidInput, match=f"article of free_of_charge.*{english}") as refused:

        @stated(en="free", zh="免费", unit="yuan", article=article)
        def free_of_charge() -> int:
            """Nothing."""
            return 0

    assert chinese in refused.value.chinese


def test_texts_add_up_in_each_language() -> None:
    base, more = Text("the law", "法律"), Text(" art. 6", "第6条")
    assert base + more == Text("the law art. 6", "法律第6条")
    assert base + "; 国发〔2005〕38号, 〔2006〕1号" == Text(
        "the law; 国发〔2005〕38号, 〔2006〕1号", "法律；国发〔2005〕38号，〔2006〕1号"
    )
    assert "国发〔2005〕38号" + more == Text("国发〔2005〕38号 art. 6", "国发〔2005〕38号第6条")


def test_no_rule_file_holds_a_float_or_a_true_division() -> None:
    files = [file for branch in branches.names() for file in (branches.folder() / branch).glob("*.py")]
    assert files
    for file in [*files, Path(words.__file__)]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Div), (file.name, node)
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), (file.name, node)


def test_very_large_amounts_in_a_column_are_as_exact_as_alone() -> None:
    balances = [10**12, 10**11 + 7, 5]
    alone = [
        simcore.calculate("account_pension", "2025-06", account_balance=b, payout_divisor=139)
        for b in balances
    ]
    together = simcore.calculate("account_pension", "2025-06", account_balance=balances, payout_divisor=139)
    # Such indices and bases do not occur, but the product of three of them leaves 64 bits.
    extreme = {"benefit_base": 10**9, "average_index": 99, "contribution_months": 600}
    columns = {name: [value, 1] for name, value in extreme.items()}
    (highest, _) = simcore.calculate("basic_pension", "2025-06", **columns)
    assert f"{highest:.2f}" == str(simcore.calculate("basic_pension", "2025-06", **extreme))
    assert [f"{value:.2f}" for value in together] == [str(value) for value in alone]

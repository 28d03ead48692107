"""Claims about registration, due days, fines and relief that hold for everybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import simcore
from simcore.calendar import day_text, first_day, month_text
from simcore.errors import InvalidInput
from simcore.law.enforcement.choices import BREACH
from simcore.rulebook.policy import Policy
from tests.law.people import money

LAW = Policy.load()
POLICY = LAW.projected({}, 1100)
days = st.integers(first_day(480), first_day(684))
multiples = st.integers(100, 300)


@given(due=money, multiple=multiples, day=st.integers(first_day(498), first_day(684)))
def test_a_fine_lies_between_once_and_three_times_the_amount(due: int, multiple: int, day: int) -> None:
    names = ("contributions_due", "unpaid", "hidden_wages", "imposed_multiple")
    rules = POLICY.compile(("non_registration_fine", "non_payment_fine", "hidden_wages_fine"), names)
    fines = rules(day, contributions_due=due, unpaid=due, hidden_wages=due, imposed_multiple=multiple)
    assert len(set(fines)) == 1
    assert due <= fines[0] <= 3 * due


@given(amount=money, multiple=st.integers(200, 500))
def test_fraud_is_fined_two_to_five_times(amount: int, multiple: int) -> None:
    rules = POLICY.compile(("benefit_fraud_fine",), ("fraud_amount", "fraud_imposed_multiple"))
    (fine,) = rules(first_day(665), fraud_amount=amount, fraud_imposed_multiple=multiple)
    assert 2 * amount <= fine <= 5 * amount


@pytest.mark.parametrize("multiple", [0.99, 3.01, 0, 4])
def test_a_fine_outside_the_law_is_refused_in_times(multiple: float) -> None:
    with pytest.raises(InvalidInput, match=rf"imposed_multiple is {multiple}; allowed are 1 to 3"):
        simcore.calculate(
            "non_registration_fine", "2025-06", contributions_due=100, imposed_multiple=multiple
        )


@pytest.mark.parametrize("multiple", [1.99, 5.01])
def test_a_fine_for_fraud_outside_the_law_is_refused_in_times(multiple: float) -> None:
    with pytest.raises(InvalidInput, match=rf"fraud_imposed_multiple is {multiple}; allowed are 2 to 5"):
        simcore.calculate("benefit_fraud_fine", "2025-06", fraud_amount=100, fraud_imposed_multiple=multiple)


def test_a_column_with_one_fine_outside_the_law_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"imposed_multiple is 3.5"):
        simcore.calculate("non_payment_fine", "2025-06", unpaid=[100, 100], imposed_multiple=[2, 3.5])


@given(breach=st.sampled_from(BREACH.choices), persons=st.integers(0, 100))
def test_the_least_is_never_more_than_the_most(breach: str, persons: int) -> None:
    least, most = (
        simcore.calculate(target, "2025-06", breach=breach, responsible_persons=persons)
        for target in ("least_personal_fines", "most_personal_fines")
    )
    assert least <= most
    assert least >= 500 * persons


@given(start=days, lag=st.integers(0, 60), month=st.integers(480, 684))
def test_a_month_is_due_on_the_declaration_day_of_some_month(start: int, lag: int, month: int) -> None:
    names = ("contribution_month", "hired_on", "registered_on")
    rules = POLICY.compile(("contribution_due_on", "declaration_deadline"), names)
    due, own = rules(first_day(665), contribution_month=month, hired_on=start, registered_on=start + lag)
    assert day_text(due).endswith("-25")
    assert due >= own
    if lag > 30:
        assert due == own
    elif due > own:
        # Registered in time: never due before the registration, and within a month of it.
        assert 0 <= due - (start + lag) <= 30


@given(unpaid=money, due=days, late=st.integers(0, 400), scheme=st.integers(0, 6))
def test_the_other_way_of_counting_never_asks_for_more(unpaid: int, due: int, late: int, scheme: int) -> None:
    names = ("unpaid", "due_on", "paid_on", "scheme", "surcharge_from_second_month")
    rules = POLICY.compile(("late_surcharge",), names)
    case = {"unpaid": unpaid, "due_on": due, "paid_on": due + late, "scheme": scheme}
    (usual,) = rules(first_day(665), **case, surcharge_from_second_month=False)
    (other,) = rules(first_day(665), **case, surcharge_from_second_month=True)
    assert 0 <= other <= usual


@given(start=days)
def test_the_inspection_acts_for_two_calendar_years(start: int) -> None:
    end = simcore.calculate("inspection_limit", "2025-06", breach_ended_on=day_text(start))
    year, rest = int(day_text(start)[:4]), day_text(start)[4:]
    assert end == f"{year + 2}{'-02-28' if rest == '-02-29' else rest}"


def test_no_day_of_december_after_the_nineteenth_is_open_to_flexible_workers() -> None:
    year = [day_text(day) for day in range(first_day(660), first_day(672))]
    is_open = simcore.calculate("flexible_payment_is_open", "2025-06", paid_on=year)
    closed = [day for day, answer in zip(year, is_open.tolist(), strict=True) if not answer]
    of_each_month = [f"2025-{month:02d}-20" for month in range(1, 12)]
    assert closed == of_each_month + [f"2025-12-{day}" for day in range(20, 32)]


# Relief.

_LINES = (
    "employee_pension_employer",
    "employee_medical_employer",
    "unemployment_employer",
    "work_injury_employer",
)
_ALL = (
    *_LINES,
    *(f"{line}_after_relief" for line in _LINES),
    "large_medical_employer",
    "maternity_employer",
    "employer_contributions",
    "employer_contributions_after_relief",
    "employer_contributions_waived",
)


@given(base=money, risk_class=st.integers(1, 8), size=st.integers(0, 3), day=days)
def test_what_is_waived_and_what_remains_are_the_contributions(
    base: int, risk_class: int, size: int, day: int
) -> None:
    rules = POLICY.compile(_ALL, ("contribution_base", "risk_class", "employer_size"))
    values = dict(
        zip(_ALL, rules(day, contribution_base=base, risk_class=risk_class, employer_size=size), strict=True)
    )
    for line in _LINES:
        assert 0 <= values[f"{line}_after_relief"] <= values[line]
    untouched = values["large_medical_employer"] + values["maternity_employer"]
    remaining = untouched + sum(values[f"{line}_after_relief"] for line in _LINES)
    assert values["employer_contributions_after_relief"] == remaining
    assert remaining + values["employer_contributions_waived"] == values["employer_contributions"]
    if not first_day(601) <= day < first_day(612):
        assert values["employer_contributions_waived"] == 0


@given(base=money, day=days)
def test_a_smaller_firm_never_pays_more_than_a_larger_one(base: int, day: int) -> None:
    rules = POLICY.compile(
        ("employer_contributions_after_relief",), ("contribution_base", "risk_class", "employer_size")
    )
    paid = [rules(day, contribution_base=base, risk_class=3, employer_size=size)[0] for size in range(4)]
    assert paid == sorted(paid)


@given(month=st.integers(480, 684), scheme=st.integers(0, 6), group=st.integers(0, 3), size=st.integers(0, 3))
def test_a_deferral_never_brings_the_due_day_forward(month: int, scheme: int, group: int, size: int) -> None:
    names = ("contribution_month", "scheme", "relief_group", "employer_size")
    rules = POLICY.compile(("employer_part_due_on", "declaration_deadline"), names)
    case = {"contribution_month": month, "scheme": scheme, "relief_group": group, "employer_size": size}
    due, own = rules(first_day(month), **case)
    assert due >= own
    is_an_episode = "2022-04" <= month_text(month) <= "2023-03" or month_text(month) >= "2025-07"
    assert due == own or is_an_episode


def test_paying_on_ends_where_the_table_of_divisors_ends() -> None:
    table = LAW.parameter("employee_pension.divisor_table").values[-1].value
    last = LAW.on("2025-06")["employee_pension.last_paying_on_age"]
    assert last == 12 * table.last

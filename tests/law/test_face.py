"""Claims about what goes in at the face and what comes out."""

from __future__ import annotations

import datetime
import subprocess
import sys
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

import simcore
from simcore.law.identity.rules import check_character, check_codes


@pytest.mark.parametrize(
    "wage", [5000, "5000", "5000.00", 5000.0, Decimal(5000), np.int64(5000), np.float64(5000)]
)
def test_money_may_be_given_in_any_exact_form(wage: Any) -> None:
    base = simcore.calculate("contribution_base", "2025-02", monthly_wage=wage)
    assert isinstance(base, Decimal)
    assert str(base) == "5000.00"


@pytest.mark.parametrize(
    "day",
    [
        "2025-02",
        "2025-02-01",
        datetime.date(2025, 2, 1),
        pd.Timestamp("2025-02-01"),
        pd.Period("2025-02", "M"),
        np.datetime64("2025-02-01"),
    ],
)
def test_a_date_may_be_given_in_any_form(day: Any) -> None:
    assert str(simcore.calculate("contribution_floor", day)) == "4404.00"


def test_floats_are_taken_at_their_shortest_decimal_form() -> None:
    # In binary 1.005 lies below 1.005; 0.615 yuan is no whole fen and refused, 10.1 is 1010 fen.
    assert str(simcore.calculate("assessed_contribution", "2025-06", last_month_contribution=10.1)) == "11.11"


def test_a_column_of_narrow_floats_is_taken_at_its_shortest_decimal_form_too() -> None:
    balances = np.array([85790.01, 0.1], np.float32)
    paid = simcore.calculate("account_pension", "2025-06", account_balance=balances, payout_divisor=139)
    assert paid.tolist() == [617.19, 0.0]


def test_arrays_lists_and_series_come_out_as_float_yuan_exact_to_the_fen() -> None:
    wages = [3000, 5000.55, 100000]
    for given in (wages, np.array(wages), pd.Series(wages, index=[7, 8, 9])):
        bases = simcore.calculate("contribution_base", "2025-02", monthly_wage=given)
        assert bases.dtype == np.float64
        assert bases.tolist() == [4404.0, 5000.55, 22017.0]


def test_arrays_of_months_come_out_as_text() -> None:
    births = pd.period_range("1965-01", periods=3, freq="M")
    for given in (
        births,
        births.to_timestamp(),
        births.astype(str),
        list(births.astype(str)),
        births.to_timestamp().values,
    ):
        months = simcore.calculate(
            "statutory_retirement_month", "2025-02", birth_month=given, retirement_category="male_60"
        )
        assert months.tolist() == ["2025-02", "2025-03", "2025-04"]


def test_a_column_of_accounts_takes_a_table_of_twelve_months() -> None:
    credits = np.array([[500, 500, 500] + [0] * 9, [0] * 12])
    after = simcore.calculate(
        "account_balance_after_year", "2025-12", opening_balance=[1000, 0], monthly_credits=credits
    )
    assert after.tolist() == [2535.63, 0.0]


def test_a_column_of_facts_may_hold_them_as_words_like_one_fact() -> None:
    leave = simcore.calculate("maternity_leave_days", "2025-06", difficult_birth=["true", "False"])
    assert leave.tolist() == [193, 178]
    mixed = np.array([True, False], dtype=object)
    assert simcore.calculate("maternity_leave_days", "2025-06", difficult_birth=mixed).tolist() == [193, 178]


def test_what_no_array_touches_is_repeated_to_the_length_of_the_others() -> None:
    amounts = simcore.calculate("maternity_employer", "2025-02", contribution_base=[4404, 5000])
    assert amounts.tolist() == [0.0, 0.0]
    floors = simcore.calculate("benefit_base", "2025-02")
    assert floors == Decimal("8240.00")


def test_a_given_ancestor_stands() -> None:
    by_last_years_base = simcore.calculate(
        "basic_pension", "2025-02", benefit_base=8160, average_index=1, contribution_months=180
    )
    assert str(by_last_years_base) == "1224.00"
    named_fully = simcore.calculate(
        "employee_pension_employer", "2025-02", contribution_base=10000, employer_rate=0.2
    )
    assert str(named_fully) == "2000.00"


def test_one_step_of_the_index_is_four_decimals() -> None:
    assert simcore.calculate("contribution_index", "2025-02", contribution_base=7339) == Decimal("1.0000")
    assert (
        str(simcore.calculate("average_index", "2025-02", index_sum="200.0001", contribution_months=300))
        == "0.6667"
    )


def test_the_medical_premium_of_the_unemployed_is_both_shares_on_the_floor() -> None:
    # On 4404: 2 % = 88.08, 5.00, 8.5 % = 374.34, 1.5 % = 66.06.
    assert str(simcore.calculate("unemployment_medical_premium", "2025-02")) == "533.48"


def test_a_pension_of_the_year_before_is_raised_by_the_years_percentage() -> None:
    assert (
        str(simcore.calculate("pension_raised_by_mean", "2024-01", pension_before_increase="3000.50"))
        == "3090.52"
    )


def test_the_face_is_what_it_says_it_is() -> None:
    for name in simcore.__all__:
        assert getattr(simcore, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        simcore.no_such_name  # noqa: B018


def test_the_law_for_one_person_needs_neither_numpy_nor_pandas() -> None:
    program = (
        "import sys, simcore\n"
        "assert not {'numpy', 'pandas', 'yaml', 'rich'} & set(sys.modules)\n"
        "simcore.calculate('employer_contributions', '2025-02', monthly_wage=5000, risk_class=1)\n"
        "str(simcore.explain('employer_contributions', '2025-02', monthly_wage=5000, risk_class=1))\n"
        "projected = simcore.Policy.load().projected({}, 1200)\n"
        "projected.reform({'employee_pension.employer_rate': {'2027-01': 0.14}}).digest\n"
        "assert not {'numpy', 'pandas', 'rich'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_column_of_id_numbers_is_checked_as_each_of_them() -> None:
    numbers = ["990000199001010017", "990000199001010018", "99000019900615006X", "", "９９0000199001010017"]
    assert simcore.calculate("id_number_is_valid", "2025-06", id_number=numbers).tolist() == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_check_codes_of_columns_are_the_check_characters_of_each() -> None:
    births = np.array([19900101, 20000229, 19900615, 19751231])
    sequences = np.array([1, 1, 6, 999])
    codes = check_codes(990000, births, sequences).tolist()
    characters = [
        check_character(f"990000{birth}{sequence:03d}")
        for birth, sequence in zip(births.tolist(), sequences.tolist(), strict=True)
    ]
    assert ["X" if code == 10 else str(code) for code in codes] == characters
    assert "X" in characters

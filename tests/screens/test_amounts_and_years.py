"""What the screens do with figures before they show them."""

from __future__ import annotations

import pandas as pd
import pytest

from simcore.inquiry.run import Run
from simcore.screens.amounts import HUNDRED_MILLIONS, TEN_THOUSANDS, YUAN, unit_for, yuan_text
from simcore.screens.balances import Balances, balances, years_to_show
from simcore.screens.fund_years import FundYear, fund_years


def test_half_a_yuan_is_rounded_up_and_a_debt_of_half_a_yuan_away_from_zero() -> None:
    assert [YUAN.show(fen) for fen in (149, 150, 151, -150)] == ["1", "2", "2", "-2"]


def test_long_amounts_are_shown_in_larger_units() -> None:
    assert unit_for([100]) is YUAN
    assert unit_for([99_999_999_999]) is TEN_THOUSANDS  # rounds to a thousand million yuan
    assert unit_for([10**18]) is HUNDRED_MILLIONS
    assert unit_for([99_999_949], digits=6) is YUAN
    assert unit_for([99_999_950], digits=6) is TEN_THOUSANDS
    assert unit_for([]) is YUAN


def test_an_amount_to_the_fen_keeps_its_sign_and_both_places() -> None:
    assert [yuan_text(fen) for fen in (0, 5, -5, 123_456_789)] == ["0.00", "0.05", "-0.05", "1,234,567.89"]


def test_a_fund_year_closes_with_what_it_opened_with_and_what_came_and_went(run: Run) -> None:
    years = fund_years(run.funds)
    assert len(years) == 4 * 8
    for row in years:
        came = row.contributions + row.subsidy + row.deficit_cover + row.other_in
        assert row.opening + came - row.benefits - row.other_out == row.closing, row


def test_a_fund_opens_each_year_with_what_the_last_one_left(run: Run) -> None:
    by_fund: dict[str, list[FundYear]] = {}
    for row in fund_years(run.funds):
        by_fund.setdefault(row.fund, []).append(row)
    for rows in by_fund.values():
        assert [row.year for row in rows] == list(range(2020, 2028))
        assert [row.opening for row in rows[1:]] == [row.closing for row in rows[:-1]]


def test_the_reserve_is_used_up_in_the_first_year_of_deficit_cover() -> None:
    months = tuple(range(600, 624))
    cover = tuple(700 if month == 613 else 0 for month in months)
    fund = Balances("employee_pension", months, tuple(range(24)), cover)
    assert fund.used_up_in() == 2021
    assert fund.covered_by_year() == {2020: 0, 2021: 700}
    assert fund.at_year_ends() == {2020: 11, 2021: 23}
    assert Balances("employee_pension", months, cover, (0,) * 24).used_up_in() is None


def test_the_sum_of_the_yearly_covers_is_the_whole_cover(run: Run) -> None:
    funds = run.funds
    for name, fund in balances(funds).items():
        whole = funds.loc[funds["fund"] == name, "deficit_cover"]
        assert sum(fund.covered_by_year().values()) == fund.covered_in_all() == round(whole.sum() * 100)


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (2020, 2059, [2020, 2025, 2030, 2035, 2040, 2045, 2050, 2055, 2059]),
        (2020, 2022, [2020, 2021, 2022]),
        (2020, 2020, [2020]),
    ],
)
def test_a_table_shows_round_years_and_both_ends(first: int, last: int, shown: list[int]) -> None:
    assert years_to_show(first, last) == shown


def test_months_of_another_fund_never_slip_in() -> None:
    funds = pd.DataFrame(
        {
            "month": ["2020-01", "2020-01", "2020-02", "2020-02"],
            "fund": ["a", "b", "a", "b"],
            "closing": [1.0, 2.0, 3.01, 4.0],
            "deficit_cover": [0.0, 0.0, 0.0, 5.0],
        }
    )
    found = balances(funds)
    assert found["a"].closing == (100, 301)
    assert found["b"].deficit_cover == (0, 500)

"""The past of accounts and pensions: yearly account rows, awards of those who retired since 2010, and
what they have drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day, january, last_day, month_of, number_in_year
from simcore.society.lawful_dates import LawfulDates
from simcore.society.people import People, Status
from simcore.vocabulary import Scheme

if TYPE_CHECKING:
    from simcore.books.books import Books
    from simcore.rulebook.policy import Policy

Ints = NDArray[np.int64]

_AWARD = (
    "average_index",
    "payout_divisor",
    "benefit_base",
    "basic_pension",
    "account_pension",
    "transitional_pension",
    "monthly_pension",
)
_AWARD_INPUTS = (
    "birth_month",
    "retirement_month",
    "index_sum",
    "contribution_months",
    "months_before_accounts",
    "account_balance",
)
_INTEREST = ("account_interest_on_opening", "account_interest_on_credits")
_INTEREST_INPUTS = ("opening_balance", "months_elapsed", "credit_product")
_PENSION_SCHEME, _PENSION_KIND = 0, 0
_REGULAR = -1
_MONTHS_A_YEAR = 12


class PastPensions:
    """Takes a block of people through one year after another. Between years `account_balance` is the
    year's opening; the year's credits and draws stand in the columns beside it, and are left there if
    the past ends inside the year."""

    def __init__(
        self, people: People, policy: Policy, books: Books | None, end: int, dates: LawfulDates
    ) -> None:
        self._people = people
        self._books = books
        self._end, self._dates = end, dates
        self._product_to_date = policy.compile(
            ("product_to_date",), inputs=("product_to_december", "net_credits", "months_elapsed")
        )
        self._raise = policy.compile(("pension_raised_by_mean",), inputs=("pension_before_increase",))
        self._award = policy.compile(_AWARD, inputs=_AWARD_INPUTS)
        self._interest = policy.compile(_INTEREST, inputs=_INTEREST_INPUTS)

    def open_year(self, rows: Ints, year: int) -> None:
        """Raise the pensions awarded before this year."""
        people = self._people
        drawing = rows[(people.status[rows] == Status.PENSIONER) & (people.award_month[rows] < january(year))]
        if len(drawing):
            (raised,) = self._raise(
                first_day(january(year)), pension_before_increase=people.monthly_pension[drawing]
            )
            people.monthly_pension[drawing] = raised

    def close_year(self, rows: Ints, year: int) -> None:
        """Award the pensions of the year, pay the year's pensions, draw them from the accounts, close
        the accounts' year."""
        people = self._people
        first, last = january(year), min(january(year + 1) - 1, self._end)
        pensioners = rows[people.status[rows] == Status.PENSIONER]
        retired = people.award_month[pensioners]
        for month in range(first, last + 1):
            retiring = pensioners[retired == month]
            if len(retiring):
                self._award_pensions(retiring, month)
        drawing = pensioners[retired < last]
        if len(drawing):
            self._pay(drawing, np.maximum(people.award_month[drawing] + 1, first).astype(np.int64), last)
        if last == january(year + 1) - 1:
            self._close_accounts(rows, year)

    def _award_pensions(self, rows: Ints, month: int) -> None:
        people, elapsed = self._people, number_in_year(month) - 1
        credited = people.account_credited[rows]
        (product,) = self._product_to_date(
            first_day(month),
            product_to_december=people.account_credit_product[rows],
            net_credits=credited,
            months_elapsed=elapsed,
        )
        opening = people.account_balance[rows]
        interests = self._interest(
            last_day(month), opening_balance=opening, months_elapsed=elapsed, credit_product=product
        )
        balance = opening + credited + interests[0] + interests[1]
        months = people.months_paid[rows].astype(np.int64)
        before = people.months_before_accounts[rows].astype(np.int64)
        index, divisor, benefit_base, basic, part, transitional, monthly = self._award(
            first_day(month),
            birth_month=month_of(people.birth_day[rows].astype(np.int64)),
            retirement_month=month,
            index_sum=people.index_sum[rows],
            contribution_months=months,
            months_before_accounts=before,
            account_balance=balance,
        )
        people.monthly_pension[rows] = monthly
        people.account_part[rows] = part
        if self._books is not None:
            self._books.awards.append(
                person_id=rows,
                decided_on=last_day(month),
                retirement_month=month,
                contribution_months=months,
                months_before_accounts=before,
                average_index=index,
                account_balance_fen=balance,
                divisor=divisor,
                benefit_base_fen=benefit_base,
                basic_fen=basic,
                account_part_fen=part,
                transitional_fen=transitional,
                monthly_fen=monthly,
            )

    def _pay(self, rows: Ints, first: Ints, last: int) -> None:
        """Pensions of the months from `first` to `last`, and the account part of each while the account
        lasts."""
        people = self._people
        part = people.account_part[rows]
        if self._books is not None:
            self._books.benefit_spells.append(
                person_id=rows,
                scheme=_PENSION_SCHEME,
                kind=_PENSION_KIND,
                first_month=first,
                last_month=last,
                amount_fen=people.monthly_pension[rows],
                account_part_fen=part,
                due_on=_REGULAR,
            )
        available = people.account_balance[rows] + people.account_credited[rows]
        months = last - first + 1
        whole = np.minimum(months, available // np.maximum(part, 1))
        rest = np.where((whole < months) & (part > 0), available - whole * part, 0)
        # Whole draws run from the first month on, the rest follows in the next.
        after = first + whole
        product = part * self._dates.interest_months_from_to(first, after - 1)
        product += rest * self._dates.interest_months_from_to(after, after)
        people.account_drawn[rows] = np.where(part > 0, part * whole + rest, 0)
        people.account_draw_product[rows] = np.where(part > 0, product, 0)

    def _close_accounts(self, rows: Ints, year: int) -> None:
        people = self._people
        opening, credited, drawn = (
            people.account_balance[rows],
            people.account_credited[rows],
            people.account_drawn[rows],
        )
        values: tuple[Any, ...] = self._interest(
            last_day(january(year + 1) - 1),
            opening_balance=opening,
            months_elapsed=_MONTHS_A_YEAR,
            credit_product=people.account_credit_product[rows] - people.account_draw_product[rows],
        )
        on_opening, on_credits = values
        closing = opening + credited - drawn + on_opening + on_credits
        people.account_balance[rows] = closing
        for name in ("account_credited", "account_credit_product", "account_drawn", "account_draw_product"):
            getattr(people, name)[rows] = 0
        kept = np.flatnonzero((opening != 0) | (credited != 0) | (drawn != 0) | (closing != 0))
        if self._books is not None and len(kept):
            self._books.accounts.append(
                person_id=rows[kept],
                year=year,
                scheme=int(Scheme.EMPLOYEE_PENSION),
                opening_fen=opening[kept],
                credited_fen=credited[kept],
                interest_on_opening_fen=on_opening[kept],
                interest_on_credits_fen=on_credits[kept],
                drawn_fen=drawn[kept],
                closing_fen=closing[kept],
            )

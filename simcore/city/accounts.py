"""The personal pension accounts (个人账户): credited when a contribution arrives, drawn by the pension,
closed at death or refund.

Interest follows the month-product method: a credit counts the months from its own to December, a draw
likewise with the opposite sign. Article 14 of the Social Insurance Law; 劳办发〔1997〕116号.
"""

from __future__ import annotations

import numpy as np

from simcore.books.books import Books
from simcore.calendar import first_day, number_in_year, year_of
from simcore.city.keeping import Keeper
from simcore.city.lives import Rows
from simcore.rulebook.policy import Policy
from simcore.society.lawful_dates import LawfulDates
from simcore.society.people import People
from simcore.vocabulary import Scheme

MONTHS_A_YEAR = 12
EMPLOYEES_INTEREST = ("account_interest_on_opening", "account_interest_on_credits")


class Accounts(Keeper):
    """Columns (int64 fen, one row a person): the year's opening balance, credits, draws, and both weighted
    by their months.
    """

    keeps = (
        "opening",
        "credited",
        "credit_product",
        "drawn",
        "draw_product",
        "liability",
        "_closed",
        "_used_up",
        "_closing_interest",
    )

    def __init__(
        self,
        scheme: Scheme,
        interest_rules: tuple[str, str],
        n: int,
        policy: Policy,
        books: Books,
        dates: LawfulDates,
    ) -> None:
        """Empty accounts of `n` people. `interest_rules` are those of the interest on the opening balance
        and on the year's credits.
        """
        self._scheme, self._books, self._dates = scheme, books, dates
        self._product_to_date = policy.compile(
            ("product_to_date",), inputs=("product_to_december", "net_credits", "months_elapsed")
        )
        self._interest = policy.compile(
            interest_rules, inputs=("opening_balance", "months_elapsed", "credit_product")
        )
        self.opening = np.zeros(n, np.int64)
        self.credited = np.zeros(n, np.int64)
        self.credit_product = np.zeros(n, np.int64)
        self.drawn = np.zeros(n, np.int64)
        self.draw_product = np.zeros(n, np.int64)
        self._closed = np.zeros(n, bool)
        self._used_up = np.zeros(n, bool)
        self._closing_interest = np.zeros((2, n), np.int64)
        self.liability = 0

    @classmethod
    def of_employees(cls, people: People, policy: Policy, books: Books, dates: LawfulDates) -> Accounts:
        """The accounts of the employees' pension, with what the past has left in them."""
        accounts = cls(Scheme.EMPLOYEE_PENSION, EMPLOYEES_INTEREST, people.size, policy, books, dates)
        accounts.opening[:] = people.account_balance
        accounts.credited[:] = people.account_credited
        accounts.credit_product[:] = people.account_credit_product
        accounts.drawn[:] = people.account_drawn
        accounts.draw_product[:] = people.account_draw_product
        accounts.liability = int((accounts.opening + accounts.credited - accounts.drawn).sum())
        return accounts

    def available(self, rows: Rows) -> np.ndarray:
        """What may still be drawn (fen): interest of the running year comes at its end."""
        return self.opening[rows] + self.credited[rows] - self.drawn[rows]

    def interest(self, rows: Rows, month: int) -> tuple[np.ndarray, np.ndarray]:
        """Interest on the opening balance and on the year's credits less draws, up to the beginning of
        `month` (fen).
        """
        elapsed, day = number_in_year(month) - 1, first_day(month)
        (product,) = self._product_to_date(
            day,
            product_to_december=self.credit_product[rows] - self.draw_product[rows],
            net_credits=self.credited[rows] - self.drawn[rows],
            months_elapsed=elapsed,
        )
        opening, credits = self._interest(
            day,
            opening_balance=self.opening[rows],
            months_elapsed=elapsed,
            credit_product=product,
        )
        return opening, credits

    def balance(self, rows: Rows, month: int) -> np.ndarray:
        """What the account is worth (fen) on a day of `month`: everything that came in, less draws, with
        interest so far.
        """
        opening, credits = self.interest(rows, month)
        return self.available(rows) + opening + credits

    def credit(self, rows: Rows, amounts: np.ndarray, month: int, day: int) -> None:
        """Money of these people (fen; somebody may stand there twice) arrives on a day of `month`."""
        np.add.at(self.credited, rows, amounts)
        np.add.at(self.credit_product, rows, amounts * self._dates.interest_months(month))
        self.note_credits(int(amounts.sum()), day)

    def note_credits(self, amount: int, day: int) -> None:
        """So much (fen) has come in on a day, whoever it belongs to."""
        self.liability += amount
        self._books.ledger.credit_accounts(day, self._scheme, amount)

    def not_used_up(self, rows: Rows) -> np.ndarray:
        """Those of the rows from whose accounts something can still be drawn this year."""
        return rows[~self._used_up[rows]]

    def draw(self, rows: Rows, amounts: np.ndarray, month: int) -> np.ndarray:
        """Take `amounts` (fen) from the accounts, or what is left of them; gives what was taken."""
        available = self.available(rows)
        taken = np.minimum(amounts, available)
        self._used_up[rows[taken == available]] = True
        self.drawn[rows] += taken
        self.draw_product[rows] += taken * self._dates.interest_months(month)
        self.liability -= int(taken.sum())
        return taken

    def close(self, rows: Rows, month: int, day: int) -> np.ndarray:
        """Close the accounts and give their balances (fen), which are then owed to the person or the
        heirs; 0 for an account that is closed already.
        """
        balance = np.zeros(len(rows), np.int64)
        still_open = ~self._closed[rows]
        rows = rows[still_open]
        interest = np.array(self.interest(rows, month))
        earned_each = interest.sum(axis=0)
        balances = self.available(rows) + earned_each
        balance[still_open] = balances
        self._closing_interest[:, rows] = interest
        self._closed[rows] = True
        self.drawn[rows] += balances
        earned = int(earned_each.sum())
        self._books.ledger.credit_interest(day, self._scheme, earned)
        self.liability += earned - int(balances.sum())
        return balance

    def close_year(self, month: int, day: int) -> None:
        """Credit the year's interest and open the next year (`month` is December)."""
        rows = np.flatnonzero((self.opening != 0) | (self.credited != 0) | (self.drawn != 0))
        opening = self.opening[rows]
        interest = np.stack(
            self._interest(
                first_day(month),
                opening_balance=opening,
                months_elapsed=MONTHS_A_YEAR,
                credit_product=self.credit_product[rows] - self.draw_product[rows],
            )
        )
        closed = self._closed[rows]
        earned = int(interest[:, ~closed].sum())
        interest[:, closed] = self._closing_interest[:, rows[closed]]
        closing = opening + self.credited[rows] + interest[0] + interest[1] - self.drawn[rows]
        self._books.accounts.append(
            person_id=rows,
            year=year_of(month),
            scheme=int(self._scheme),
            opening_fen=opening,
            credited_fen=self.credited[rows],
            interest_on_opening_fen=interest[0],
            interest_on_credits_fen=interest[1],
            drawn_fen=self.drawn[rows],
            closing_fen=closing,
        )
        self._books.ledger.credit_interest(day, self._scheme, earned)
        self.liability += earned
        self.opening[rows] = closing
        self._used_up[:] = False
        for column in (self.credited, self.credit_product, self.drawn, self.draw_product):
            column[rows] = 0

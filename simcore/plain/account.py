"""The personal account of the pension: credits, draws, and the interest by the month-product method."""

from __future__ import annotations

from dataclasses import dataclass

from simcore.calendar import month_of, number_in_year, year_of
from simcore.plain.lawbook import Lawbook
from simcore.plain.records import AccountYear
from simcore.society.lawful_dates import LawfulDates
from simcore.vocabulary import Scheme


@dataclass(slots=True)
class PensionAccount:
    """One person's account in the current calendar year; amounts in fen.

    A product is a credit or draw times the months for which it earns interest to the end of the year, the
    month of its arrival counted as a whole one.
    """

    person_id: int
    law: Lawbook
    dates: LawfulDates
    scheme: Scheme = Scheme.EMPLOYEE_PENSION
    interest_rules: tuple[str, str] = ("account_interest_on_opening", "account_interest_on_credits")
    opening: int = 0
    credited: int = 0
    credit_product: int = 0
    drawn: int = 0
    draw_product: int = 0
    closed: AccountYear | None = None

    @property
    def without_interest(self) -> int:
        """What lies in it before this year's interest."""
        return 0 if self.closed else self.opening + self.credited - self.drawn

    def credit(self, amount: int, month: int) -> None:
        """Money arrives in a month."""
        self.credited += amount
        self.credit_product += amount * self.dates.interest_months(month)

    def draw(self, amount: int, month: int) -> None:
        """A benefit that is due in a month takes the amount, or what is left."""
        taken = max(0, min(amount, self.without_interest))
        self.drawn += taken
        self.draw_product += taken * self.dates.interest_months(month)

    def interest(self, day: int, months_elapsed: int) -> tuple[int, int]:
        """Interest of the first months of the year, by the law of a day: on the opening, on the rest."""
        product = self.law(
            day,
            "product_to_date",
            product_to_december=self.credit_product - self.draw_product,
            net_credits=self.credited - self.drawn,
            months_elapsed=months_elapsed,
        )
        opening = {"opening_balance": self.opening, "months_elapsed": months_elapsed}
        on_opening, on_credits = self.interest_rules
        return self.law(day, on_opening, **opening), self.law(day, on_credits, credit_product=product)

    def interest_to(self, today: int) -> tuple[int, int]:
        """Interest of the whole months of the year that have passed."""
        return self.interest(today, number_in_year(month_of(today)) - 1)

    def balance(self, today: int) -> int:
        """What it is worth on a day, with the interest so far."""
        return self.without_interest + sum(self.interest_to(today))

    def close(self, today: int) -> int:
        """Pays the whole account out and closes it; returns the amount."""
        if self.closed:
            return 0
        amount = self.balance(today)
        self.closed = self.year(today, self.interest_to(today), drawn=self.drawn + amount)
        return amount

    def end_year(self, today: int) -> AccountYear:
        """On 31 December: adds the interest and opens the next year."""
        row = self.closed or self.year(today, self.interest(today, months_elapsed=12), self.drawn)
        self.opening, self.closed = row.closing, None
        self.credited = self.credit_product = self.drawn = self.draw_product = 0
        return row

    def year(self, today: int, interest: tuple[int, int], drawn: int) -> AccountYear:
        """The year so far as a record."""
        closing = self.opening + self.credited + sum(interest) - drawn
        year = year_of(month_of(today))
        scheme = self.scheme.name.lower()
        return AccountYear(
            self.person_id, year, scheme, self.opening, self.credited, *interest, drawn, closing
        )

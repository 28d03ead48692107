"""The personal account of the pension: credits, draws, and the interest by the month-product method."""

from __future__ import annotations

from dataclasses import dataclass

from simcore import calendar
from simcore.plain.lawbook import Lawbook
from simcore.plain.records import AccountYear


@dataclass(slots=True)
class PensionAccount:
    """One person's account in the current calendar year; amounts in fen.

    A product is a credit or draw times the months for which it earns interest to the end of the year, the
    month of its arrival counted as a whole one.
    """

    person_id: int
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

    def credit(self, law: Lawbook, amount: int, month: int) -> None:
        """Money arrives in a month."""
        self.credited += amount
        self.credit_product += amount * law.interest_months(month)

    def draw(self, law: Lawbook, amount: int, month: int) -> int:
        """Takes the amount, or what is left, for benefits due in a month; returns what was taken."""
        taken = max(0, min(amount, self.without_interest))
        self.drawn += taken
        self.draw_product += taken * law.interest_months(month)
        return taken

    def interest(self, law: Lawbook, day: int, months_elapsed: int) -> tuple[int, int]:
        """Interest of the first months of the year, by the law of a day: on the opening, on the rest."""
        product = law(
            day,
            "product_to_date",
            product_to_december=self.credit_product - self.draw_product,
            net_credits=self.credited - self.drawn,
            months_elapsed=months_elapsed,
        )
        return (
            law(
                day,
                "account_interest_on_opening",
                opening_balance=self.opening,
                months_elapsed=months_elapsed,
            ),
            law(day, "account_interest_on_credits", credit_product=product),
        )

    def balance(self, law: Lawbook, today: int) -> int:
        """What it is worth on a day, with the interest of the whole months of the year that have passed."""
        months_elapsed = calendar.number_in_year(calendar.month_of(today)) - 1
        return self.without_interest + sum(self.interest(law, today, months_elapsed))

    def close(self, law: Lawbook, today: int) -> int:
        """Pays the whole account out and closes it; returns the amount."""
        if self.closed:
            return 0
        months_elapsed = calendar.number_in_year(calendar.month_of(today)) - 1
        on_opening, on_credits = self.interest(law, today, months_elapsed)
        amount = self.balance(law, today)
        drawn = self.drawn + amount
        year = calendar.year_of(calendar.month_of(today))
        self.closed = AccountYear(
            self.person_id, year, self.opening, self.credited, on_opening, on_credits, drawn, closing=0
        )
        return amount

    def end_year(self, law: Lawbook, today: int) -> AccountYear | None:
        """On 31 December: adds the interest and opens the next year. None if there is nothing to tell."""
        row = self.closed or self._year_with_interest(law, today)
        self.opening, self.closed = row.closing, None
        self.credited = self.credit_product = self.drawn = self.draw_product = 0
        amounts = (row.opening, row.credited, row.interest_on_opening, row.interest_on_credits, row.drawn)
        return row if any((*amounts, row.closing)) else None

    def _year_with_interest(self, law: Lawbook, today: int) -> AccountYear:
        on_opening, on_credits = self.interest(law, today, months_elapsed=12)
        closing = self.opening + self.credited - self.drawn + on_opening + on_credits
        year = calendar.year_of(calendar.month_of(today))
        return AccountYear(
            self.person_id, year, self.opening, self.credited, on_opening, on_credits, self.drawn, closing
        )

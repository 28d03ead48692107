"""The funds, their cash a Container and their debts a queue, and the treasury behind them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import simpy

from simcore.clock import Phase
from simcore.plain.ground import Ground
from simcore.plain.records import BenefitLine, FundMonth
from simcore.rulebook.words import half_up
from simcore.vocabulary import BenefitKind, Scheme

WhenPaid = Callable[[BenefitLine, int], None]
"""Is told of a line that has been paid, and on which day."""


@dataclass(order=True, slots=True)
class Owed:
    """An entry of a fund's queue: everything of one kind that is due to one person on one day."""

    due_on: int
    person_id: int
    kind: BenefitKind | int
    lines: list[BenefitLine] = field(compare=False)
    when_paid: WhenPaid | None = field(compare=False)

    @property
    def amount(self) -> int:
        """The sum of its months."""
        return sum(line.amount for line in self.lines)


class Fund:
    """One fund: its cash, its queue and its book of the month."""

    def __init__(self, ground: Ground, scheme: Scheme, reserve: int) -> None:
        self.ground, self.scheme = ground, scheme
        self.cash = simpy.Container(ground.env, init=reserve)
        self.queue = simpy.PriorityStore(ground.env)
        self.interest_rate = Fraction(str(ground.scenario["funds.interest_rate"]))
        self.book = FundMonth(ground.months[0], scheme.name.lower(), opening=reserve)
        self.paid_last_month = 0

    def receive(self, column: str, amount: int) -> None:
        """Money comes in, for a column of the fund's book."""
        if amount > 0:
            self.cash.put(amount)
            setattr(self.book, column, getattr(self.book, column) + amount)

    def owe(
        self,
        person_id: int,
        kind: BenefitKind | int,
        due_on: int,
        amounts: Mapping[int, int],
        when_paid: WhenPaid | None = None,
    ) -> None:
        """An entry joins the queue; amounts by month."""
        lines = [
            BenefitLine(person_id, month, self.scheme, kind, amount, due_on)
            for month, amount in amounts.items()
        ]
        self.ground.benefits.extend(lines)
        self.queue.put(Owed(due_on, person_id, kind, lines, when_paid))

    def overdue(self, day: int) -> int:
        """What has been due since that day or longer."""
        return sum(owed.amount for owed in self.queue.items if owed.due_on <= day)

    def pay(self, today: int) -> Generator[simpy.Event, Any, None]:
        """Pays the queue in order as far as the cash goes; nobody overtakes."""
        while self.queue.items and self.queue.items[0].amount <= self.cash.level:
            owed: Owed = yield self.queue.get()
            if owed.amount > 0:
                yield self.cash.get(owed.amount)
            self.book.benefits += owed.amount
            for line in owed.lines:
                line.paid_on = today
                if owed.when_paid:
                    owed.when_paid(line, today)

    def close_month(self, month: int, account_liability: int) -> None:
        """The month's interest on its opening cash, rounded half-up, is added and the book closed."""
        rate = self.interest_rate
        interest = half_up(self.book.opening * rate.numerator, rate.denominator * 12)
        self.receive("interest", int(interest))
        self.book.account_liability, self.book.closing = account_liability, int(self.cash.level)
        self.ground.fund_months.append(self.book)
        self.paid_last_month = self.book.benefits
        self.book = FundMonth(month + 1, self.book.fund, opening=self.book.closing)


class Treasury:
    """The government stands behind the funds: what has waited too long is covered."""

    def __init__(self, ground: Ground, funds: Mapping[Scheme, Fund]) -> None:
        self.ground, self.funds = ground, funds
        self.patience = ground.scenario["treasury.cover_delay_days"]
        self.subsidy_share = Fraction(str(ground.scenario["treasury.pension_subsidy_share"]))

    def cover_shortfalls(self) -> Generator[simpy.Event, None, None]:
        """The process: before each pay day; on the month's first, the pension fund's subsidy too."""
        for place, today in self.ground.working_days("funds.pay_days"):
            yield self.ground.wait(today, Phase.TREASURY)
            if place == 0:
                pensions, share = self.funds[Scheme.EMPLOYEE_PENSION], self.subsidy_share
                subsidy = half_up(pensions.paid_last_month * share.numerator, share.denominator)
                pensions.receive("subsidy", int(subsidy))
            for fund in self.funds.values():
                fund.receive("deficit_cover", fund.overdue(today - self.patience) - int(fund.cash.level))

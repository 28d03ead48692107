"""The four funds, their cash a Container and their debts a queue, and the treasury behind them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import simpy

from simcore import calendar
from simcore.plain.clock import Phase
from simcore.plain.records import BenefitLine, FundMonth
from simcore.rulebook.words import half_up
from simcore.vocabulary import BenefitKind, Scheme

if TYPE_CHECKING:
    from simcore.plain.world import World


@dataclass(order=True, slots=True)
class Owed:
    """An entry of a fund's queue: everything of one kind that is due to one person on one day."""

    due_on: int
    person_id: int
    kind: BenefitKind
    lines: list[BenefitLine] = field(compare=False)

    @property
    def amount(self) -> int:
        """The sum of its months."""
        return sum(line.amount for line in self.lines)


class Fund:
    """One fund: its cash, its queue and its book of the month."""

    def __init__(self, world: World, scheme: Scheme, reserve: int) -> None:
        self.world, self.clock, self.scheme = world, world.clock, scheme
        self.cash = simpy.Container(world.clock.env, init=reserve)
        self.queue = simpy.PriorityStore(world.clock.env)
        self.interest_rate = Fraction(str(world.scenario["funds.interest_rate"]))
        self.book = FundMonth(self.clock.first_month, scheme.name.lower(), opening=reserve)

    def interest(self, opening: int) -> int:
        """A month's interest on its opening cash, by the exact rate of the scenario, rounded half-up."""
        return int(half_up(opening * self.interest_rate.numerator, self.interest_rate.denominator * 12))

    def receive(self, column: str, amount: int) -> None:
        """Money comes in, for a column of the fund's book."""
        if amount > 0:
            self.cash.put(amount)
            setattr(self.book, column, getattr(self.book, column) + amount)

    def owe(self, person_id: int, kind: BenefitKind, due_on: int, amounts: dict[int, int]) -> None:
        """An entry joins the queue; amounts by month."""
        lines = [
            BenefitLine(person_id, month, self.scheme, kind, amount, due_on)
            for month, amount in amounts.items()
        ]
        self.world.benefits.extend(lines)
        self.queue.put(Owed(due_on, person_id, kind, lines))

    def overdue(self, day: int) -> int:
        """What has been due since that day or longer."""
        return sum(owed.amount for owed in self.queue.items if owed.due_on <= day)

    def pay_benefits(self) -> Generator[simpy.Event]:
        """A process: on each pay day the queue is paid in order as far as the cash goes."""
        pay_days = self.world.scenario["funds.pay_days"]
        for today in self.clock.days(pay_days):
            yield self.clock.wait(today, Phase.PAYMENTS)
            self.take_regular_benefits(today, is_first=calendar.number_in_month(today) == pay_days[0])
            while self.queue.items and self.queue.items[0].amount <= self.cash.level:
                owed = cast(Owed, (yield self.queue.get()))
                if owed.amount > 0:
                    yield self.cash.get(owed.amount)
                self.book.benefits += owed.amount
                for line in owed.lines:
                    line.paid_on = today
                    if line.kind == BenefitKind.MEDICAL_PREMIUM:
                        self.world.pay_medical_premium(line, today)

    def take_regular_benefits(self, today: int, is_first: bool) -> None:
        """Pensions are due on the first pay day of the month, unemployment benefits on the second."""
        month = calendar.month_of(today)
        for worker in self.world.workers:
            if self.scheme == Scheme.EMPLOYEE_PENSION and is_first and worker.pension:
                worker.pension.fall_due(today, month)
            if self.scheme == Scheme.UNEMPLOYMENT and not is_first and worker.benefit:
                worker.benefit.fall_due(today, month)

    def keep_book(self) -> Generator[simpy.Event]:
        """A process: on the last evening of each month interest is added and the month closed."""
        for month in self.clock.months():
            yield self.clock.wait(calendar.last_day(month), Phase.CLOSING)
            self.receive("interest", self.interest(self.book.opening))
            if self.scheme == Scheme.EMPLOYEE_PENSION:
                self.book.account_liability = self.world.close_accounts(self.clock.today)
            self.book.closing = int(self.cash.level)
            self.world.fund_months.append(self.book)
            self.book = FundMonth(month + 1, self.scheme.name.lower(), opening=self.book.closing)


class Treasury:
    """The government stands behind the funds: what has waited too long is covered."""

    def __init__(self, world: World) -> None:
        self.world, self.fines = world, 0
        self.cover_delay_days = world.scenario["treasury.cover_delay_days"]
        self.subsidy_share = Fraction(str(world.scenario["treasury.pension_subsidy_share"]))

    def cover_shortfalls(self) -> Generator[simpy.Event]:
        """The process: before each pay day."""
        for today in self.world.clock.days(self.world.scenario["funds.pay_days"]):
            yield self.world.clock.wait(today, Phase.TREASURY)
            if calendar.number_in_month(today) == self.world.scenario["funds.pay_days"][0]:
                self.subsidise()
            for fund in self.world.funds.values():
                missing = fund.overdue(today - self.cover_delay_days) - int(fund.cash.level)
                fund.receive("deficit_cover", missing)

    def subsidise(self) -> None:
        """Once a month the pension fund is given a share of the benefits that it paid in the month before."""
        pension = [row for row in self.world.fund_months if row.fund == "employee_pension"]
        if pension:
            share = self.subsidy_share
            subsidy = half_up(pension[-1].benefits * share.numerator, share.denominator)
            self.world.funds[Scheme.EMPLOYEE_PENSION].receive("subsidy", int(subsidy))

"""An employer: one SimPy process from founding to closing. Declares every month, pays when it can."""

from __future__ import annotations

from collections.abc import Generator
from enum import IntEnum
from typing import TYPE_CHECKING

import simpy

from simcore import calendar
from simcore.calendar import NEVER
from simcore.plain.clock import Phase
from simcore.plain.records import NONE, Bill, Contribution, Event, Line
from simcore.plain.spells import Job
from simcore.vocabulary import PaymentKind

if TYPE_CHECKING:
    from simcore.plain.world import World


class Conduct(IntEnum):
    """How an employer keeps the law."""

    PUNCTUAL = 0
    LATE = 1
    UNDER_DECLARING = 2
    NOT_REGISTERING = 3


class Employer:
    """What an employer is, owes and does."""

    def __init__(self, world: World, employer_id: int) -> None:
        employers = world.society.employers
        self.world, self.law, self.employer_id = world, world.law, employer_id
        self.risk_class = int(employers.risk_class[employer_id])
        self.founded_month = int(employers.founded_month[employer_id])
        self.closing_month = int(employers.closing_month[employer_id])
        self.conduct = Conduct(int(employers.conduct[employer_id]))
        self.hides_wages = self.conduct == Conduct.UNDER_DECLARING
        self.jobs: list[Job] = []
        self.last_declared: list[Job] = []
        self.bills: list[Bill] = []
        self.fines_owed = 0
        self.ordered_on: int | None = None
        self.fined_for_order = False

    def run(self) -> Generator[simpy.Event]:
        """The process: a declaration every month, and in the last one the closing of the doors."""
        clock = self.world.clock
        if self.founded_month > clock.first_month:
            yield clock.wait(calendar.first_day(self.founded_month), Phase.CHANGES)
            self.tell(clock.today, "founded")
        was_in_trouble = False
        first = max(self.founded_month, clock.first_month)
        for month in range(first, min(self.closing_month, clock.last_month) + 1):
            yield clock.wait(self.law.declaration_day(month), Phase.ARRIVALS)
            in_trouble = self.is_in_trouble(month)
            if in_trouble != was_in_trouble:
                self.tell(clock.today, "fell_behind" if in_trouble else "recovered")
            was_in_trouble = in_trouble
            self.settle(self.declare(month), month, in_trouble)
        if self.closing_month <= clock.last_month:
            yield clock.wait(calendar.last_day(self.closing_month), Phase.CHANGES)
            self.close(in_trouble)

    def is_open_in(self, month: int) -> bool:
        """Whether it works in a month."""
        return self.founded_month <= month <= self.closing_month

    def is_inspected(self, month: int) -> bool:
        """Whether the inspectors' lot falls on it."""
        return self.world.fate_of_employers.is_inspected(self.employer_id, month)

    def is_in_trouble(self, month: int) -> bool:
        """Whether it has no money for contributions this month."""
        return self.world.fate_of_employers.is_in_trouble(self.employer_id, month)

    def declared(self, wage: int) -> int:
        """What it tells the tax bureau of a wage."""
        return self.world.fate_of_employers.declared(wage) if self.hides_wages else wage

    # Declaring

    def declare(self, month: int) -> list[Bill]:
        """This month's bills: for the month itself, and for earlier months of new workers."""
        first, today = calendar.first_day(month), self.world.clock.today
        if calendar.number_in_year(month) == 1:
            self.set_wages(first)
        registered = [job for job in self.jobs if job.declaration_month <= month]
        newly = [job for job in registered if job.declaration_month == month]
        earlier: dict[tuple[int, PaymentKind], Bill] = {}
        for job in newly:
            if job.registers_on >= self.world.clock.first_day:
                delay = job.registers_on - job.start
                job.worker.tell(job.registers_on, "registered", detail=delay, employer_id=self.employer_id)
            self.declare_earlier_months(job, month, earlier)
        ordinary = Bill(self.employer_id, month, month, PaymentKind.NORMAL, due_on=today)
        self.last_declared = [job for job in registered if job.covers(month)]
        for job in self.last_declared:
            contribution = self.law.contribution(first, job.declared_wage, self.risk_class)
            self.add_line(ordinary, job, contribution)
            job.worker.last_line = contribution
        self.jobs = [job for job in self.jobs if job.end >= calendar.first_day(month + 1)]
        return [bill for bill in (ordinary, *earlier.values()) if bill.lines]

    def set_wages(self, new_year: int) -> None:
        """On the declaration of January everybody who was there before gets the wage of the year gone by."""
        year = calendar.year_of(calendar.month_of(new_year)) - 1
        for job in self.jobs:
            if job.start < new_year:
                job.wage = job.worker.fate.wage(self.employer_id, year)

    def declare_earlier_months(
        self, job: Job, month: int, bills: dict[tuple[int, PaymentKind], Bill]
    ) -> None:
        """The months before the first declaration: in time, late, or assessed after an inspection."""
        kind, in_time = PaymentKind.BACK_PAYMENT, job.registered_in_time
        if in_time:
            kind = PaymentKind.NORMAL
        elif job.found_by_inspection:
            kind = PaymentKind.ASSESSED
        for earlier in range(max(job.first_line_month, self.world.clock.first_month), month):
            due_on = self.law.declaration_day(month if in_time else earlier)
            if (earlier, kind) not in bills:
                bills[earlier, kind] = Bill(self.employer_id, earlier, month, kind, due_on)
            contribution = self.contribution_for_earlier(job, calendar.first_day(earlier), kind)
            self.add_line(bills[earlier, kind], job, contribution)

    def contribution_for_earlier(self, job: Job, day: int, kind: PaymentKind) -> Contribution:
        """By the law of that month; assessed months go by the worker's last line, wherever that was."""
        if kind != PaymentKind.ASSESSED:
            return self.law.contribution(day, job.declared_wage, self.risk_class)
        if job.worker.last_line is None:
            return self.law.contribution_on_floor(day, self.risk_class)
        return self.law.assessed(day, job.worker.last_line)

    def add_line(self, bill: Bill, job: Job, contribution: Contribution) -> None:
        """One person's month on a bill."""
        line = Line(job.worker.person_id, bill.month, bill.kind, contribution, bill)
        bill.lines.append(line)
        job.worker.lines.append(line)

    # Paying

    def settle(self, new_bills: list[Bill], month: int, in_trouble: bool) -> None:
        """In trouble nothing is paid; otherwise all arrears, and the new bills on time or some days late."""
        arrears = [bill for bill in self.bills if bill.is_open and bill.settled_on == NONE]
        self.bills = [bill for bill in self.bills if bill.is_open] + new_bills
        self.world.tax_bureau.bills.extend(new_bills)
        if in_trouble:
            return
        today = self.world.clock.today
        delay = self.world.fate_of_employers.payment_delay(self.employer_id, month)
        for bill in new_bills:
            bill.settled_on = today + delay
        for bill in arrears:
            bill.settled_on = today
        self.pay_fines()

    def pay_fines(self) -> None:
        """The fines owed go to the treasury."""
        self.world.treasury.fines += self.fines_owed
        self.fines_owed = 0

    # Closing

    def close(self, in_trouble: bool) -> None:
        """Everybody who is still there loses the job; debts are paid on the last day, or written off."""
        today = self.world.clock.today
        self.tell(today, "closed")
        for job in self.jobs:
            if job.end == NEVER:
                job.worker.lose_job(today, calendar.month_of(today), "closed")
        for bill in self.bills:
            if not bill.is_open:
                continue
            if in_trouble:
                bill.settled_on, bill.written_off_on = NONE, today
            elif bill.settled_on == NONE or bill.settled_on > today:
                bill.settled_on = today
        if not in_trouble:
            self.pay_fines()
        self.fines_owed = 0

    def tell(self, day: int, kind: str, detail: int = 0) -> None:
        """Notes an event of this employer."""
        self.world.events.append(Event(day, NONE, self.employer_id, kind, detail=detail))

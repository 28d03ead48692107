"""An employer: one SimPy process from founding to closing. Declares every month, pays when it can."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import simpy

from simcore.calendar import NEVER, first_day, last_day, number_in_year, year_of
from simcore.clock import Phase
from simcore.plain.contributions import Bill, Contribution, Line
from simcore.plain.fate import Fate, one
from simcore.plain.ground import Ground, News
from simcore.plain.records import NONE
from simcore.plain.spells import Job
from simcore.society.employers import Conduct
from simcore.vocabulary import PaymentKind


class Employer:
    """What an employer is, owes and does."""

    def __init__(self, ground: Ground, employer_id: int) -> None:
        employers = ground.society.employers
        self.ground, self.law, self.employer_id = ground, ground.law, employer_id
        self.risk_class = int(employers.risk_class[employer_id])
        self.founded_month = int(employers.founded_month[employer_id])
        self.closing_month = int(employers.closing_month[employer_id])
        self.hides_wages = employers.conduct[employer_id] == Conduct.UNDER_DECLARING
        self.jobs: list[Job] = []
        self.last_declared: list[Job] = []
        self.bills: list[Bill] = []
        self.fines_owed = self.fines_paid = 0
        self.ordered_on: int | None = None
        self.fined_for_order = False

    def run(self) -> Generator[simpy.Event, None, None]:
        """The process: a declaration every month, and in the last one the closing of the doors."""
        ground, first = self.ground, self.ground.months[0]
        if self.founded_month > first:
            yield ground.wait(first_day(self.founded_month), Phase.CHANGES)
            self.tell(ground.today, "founded")
        was_in_trouble = in_trouble = False
        for month in ground.months:
            if not self.is_open_in(month):
                continue
            yield ground.wait(ground.dates.declaration_day(month), Phase.ARRIVALS)
            in_trouble = self.is_in_trouble(month)
            if in_trouble != was_in_trouble:
                self.tell(ground.today, "fell_behind" if in_trouble else "recovered")
            was_in_trouble = in_trouble
            arrears = [bill for bill in self.bills if bill.is_open]
            new = self.declare(month)
            self.bills = arrears + new
            ground.unbooked += new
            if not in_trouble:
                self.settle(arrears, new, month)
        if self.closing_month in ground.months:
            yield ground.wait(last_day(self.closing_month), Phase.CHANGES)
            self.close(in_trouble)

    def is_open_in(self, month: int) -> bool:
        """Whether it works in a month."""
        return self.founded_month <= month <= self.closing_month

    def is_in_trouble(self, month: int) -> bool:
        """Whether it has no money for contributions this month."""
        return bool(self.ground.employers_draw("in_trouble", month)[self.employer_id])

    def is_inspected(self, month: int) -> bool:
        """Whether the inspectors' lot falls on it."""
        return self.is_open_in(month) and bool(
            self.ground.employers_draw("inspected", month)[self.employer_id]
        )

    # Workers

    def hire(self, job: Job) -> None:
        """Somebody begins to work here."""
        self.jobs.append(job)

    def declared(self, job: Job) -> int:
        """What it tells the tax bureau of a wage."""
        if not self.hides_wages:
            return job.wage
        return int(self.ground.society.wages.declared(one(job.wage), one(1) == 1)[0])

    def raise_wages(self, new_year: int, year: int) -> None:
        """On the declaration of January everybody who was there before gets the wage of the year gone by."""
        for job in self.jobs:
            if job.start < new_year:
                job.wage = Fate(self.ground.society, job.record.person_id).wage(self.employer_id, year)

    # Declaring

    def declare(self, month: int) -> list[Bill]:
        """This month's bills: for the month itself, and for earlier months of new workers."""
        first = first_day(month)
        if number_in_year(month) == 1:
            self.raise_wages(first, year_of(month) - 1)
        earlier: dict[tuple[int, PaymentKind], Bill] = {}
        for job in self.jobs:
            if job.declaration_month == month:
                self.tell_registration(job)
                for line_month, kind, due_on in self.earlier_months(job, month):
                    bill = Bill(self.employer_id, line_month, month, kind, due_on)
                    bill = earlier.setdefault((line_month, kind), bill)
                    self.add_line(bill, job, self.for_earlier_month(job, first_day(line_month), kind))
        ordinary = Bill(self.employer_id, month, month, PaymentKind.NORMAL, due_on=self.ground.today)
        self.last_declared = [
            job for job in self.jobs if job.declaration_month <= month and job.covers(month)
        ]
        for job in self.last_declared:
            contribution = self.law.on_wage(first, self.declared(job), self.risk_class)
            self.add_line(ordinary, job, contribution)
            job.record.last_line = contribution
        self.jobs = [job for job in self.jobs if job.end >= first_day(month + 1)]
        return [bill for bill in (ordinary, *earlier.values()) if bill.lines]

    def tell_registration(self, job: Job) -> None:
        """The registration is an event, unless it lies before the run."""
        if job.registers_on >= self.ground.first_day:
            days, person_id = job.registers_on - job.start, job.record.person_id
            self.ground.tell(job.registers_on, "registered", person_id, self.employer_id, detail=days)

    def earlier_months(self, job: Job, month: int) -> Iterator[tuple[int, PaymentKind, int]]:
        """The months before the first declaration, each with its kind (in time, late, or assessed after an
        inspection) and the day on which it was due.
        """
        in_time, dates = job.registered_in_time, self.ground.dates
        late = PaymentKind.ASSESSED if job.found_by_inspection else PaymentKind.BACK_PAYMENT
        for earlier in range(max(job.first_line_month, self.ground.months[0]), month):
            kind = PaymentKind.NORMAL if in_time else late
            yield earlier, kind, dates.declaration_day(month if in_time else earlier)

    def for_earlier_month(self, job: Job, day: int, kind: PaymentKind) -> Contribution:
        """By the law of that month; assessed months go by the worker's last line, wherever that was."""
        if kind == PaymentKind.ASSESSED:
            return self.law.assessed(day, job.record.last_line, self.risk_class)
        return self.law.on_wage(day, self.declared(job), self.risk_class)

    def add_line(self, bill: Bill, job: Job, contribution: Contribution) -> None:
        """One person's month on a bill."""
        line = Line(job.record.person_id, bill.month, bill.kind, contribution, bill)
        bill.lines.append(line)
        job.record.lines.append(line)
        self.ground.lines.append(line)

    # Paying

    def settle(self, arrears: list[Bill], new: list[Bill], month: int) -> None:
        """What waited for better times today, the new bills on time or some days late, and the fines."""
        today, draw = self.ground.today, self.ground.society.employers.payment_delay
        for bill in arrears:
            if bill.settled_on == NONE:
                bill.settled_on = today
        for bill in new:
            bill.settled_on = today + int(draw(one(self.employer_id), month)[0])
        self.pay_fines()

    def pay_fines(self) -> None:
        """Fines go to the treasury, not to a fund."""
        self.fines_paid += self.fines_owed
        self.fines_owed = 0

    # Closing

    def close(self, in_trouble: bool) -> None:
        """Everybody who is still there loses the job; debts are paid on the last day, or written off."""
        today = self.ground.today
        self.tell(today, "closed")
        for job in self.jobs:
            if job.end == NEVER:
                self.ground.announce(News.EMPLOYER_CLOSED, job.record.person_id, today)
        for bill in self.bills:
            if bill.is_open and in_trouble:
                bill.settled_on, bill.written_off_on = NONE, today
            elif bill.is_open and (bill.settled_on == NONE or bill.settled_on > today):
                bill.settled_on = today
        if not in_trouble:
            self.pay_fines()
        self.fines_owed = 0

    def tell(self, day: int, kind: str, detail: int = 0) -> None:
        """Notes an event of this employer."""
        self.ground.tell(day, kind, employer_id=self.employer_id, detail=detail)

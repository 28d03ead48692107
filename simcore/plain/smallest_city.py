"""The smallest city: one insurance, one fund and the treasury, on a page. Nobody changes jobs and
nobody dies.

Everybody works until the law lets them retire; every month a contribution goes to the pension fund, and every
month pensions leave it. A pension is a request for cash that waits until there is enough: what has waited too
long the treasury brings, and that wait is the government's ultimate responsibility (article 65).
"""

from __future__ import annotations

from collections.abc import Generator
from fractions import Fraction
from typing import Any

import simpy

from simcore.calendar import day_in, first_day, january, last_day, month_of, number_in_year, year_of
from simcore.clock import Phase, moment, today
from simcore.plain.contributions import Line
from simcore.plain.fate import Fate
from simcore.plain.insurance_record import InsuranceRecord
from simcore.plain.lawbook import Lawbook
from simcore.plain.records import FundMonth
from simcore.rulebook.words import half_up
from simcore.scenarios import Scenario
from simcore.society.creation import create_society
from simcore.society.lawful_dates import lawful_dates
from simcore.society.luck import Luck
from simcore.society.people import Status
from simcore.vocabulary import PaymentKind, Scheme

Steps = Generator[simpy.Event, Any, None]
FUND, FIRST_PAY_DAY, SECOND_PAY_DAY, SITTING_DAY = "employee_pension", 10, 20, 5


class SmallestCity:
    """A fund with `reserve` fen, and everybody of the scenario who is at work or draws a pension."""

    def __init__(self, scenario: Scenario, reserve: int) -> None:
        policy = scenario.load_policy()
        self.society = create_society(scenario, policy, Luck(scenario.seed))
        self.law, self.dates, self.scenario = Lawbook(policy), lawful_dates(policy), scenario
        self.months = range(scenario.start, scenario.start + scenario.months)
        self.env = simpy.Environment(initial_time=moment(first_day(scenario.start), Phase.RECEIPTS))
        self.cash = simpy.Container(self.env, init=reserve)
        self.waiting = 0
        self.book, self.books = FundMonth(scenario.start, FUND, reserve), list[FundMonth]()
        people = self.society.people
        everybody = range(people.initial)
        self.records = [InsuranceRecord(people, row, self.law, self.dates) for row in everybody]
        for row in everybody:
            self.env.process(self.draw(row) if people.status[row] == Status.PENSIONER else self.work(row))
        self.env.process(self.govern())
        self.env.run(until=moment(last_day(self.months[-1]) + 1, Phase.RECEIPTS))

    def wait(self, day: int, phase: Phase) -> simpy.Event:
        """An event that comes on that day in that phase."""
        return self.env.timeout(moment(day, phase) - self.env.now)

    def work(self, row: int) -> Steps:
        """A working life: a contribution on the last day of every month, then the pension."""
        people, fate, record = self.society.people, Fate(self.society, row), self.records[row]
        employer, hired_on = int(people.employer[row]), int(people.job_start[row])
        facts = {
            "birth_month": month_of(int(people.birth_day[row])),
            "retirement_category": int(people.retirement_category[row]),
        }
        unpaid = max(int(self.dates.first_contribution_month(hired_on)), self.months[0])
        registered = int(self.dates.declared_in(int(people.registered_on[row])))
        for month in self.months:
            # Wages follow the year before, except in the year of hiring.
            year = max(year_of(month) - 1, year_of(month_of(hired_on)))
            yield self.wait(last_day(month), Phase.RECEIPTS)
            while month >= registered and unpaid <= month:
                self.contribute(record, unpaid, fate.wage(employer, year))
                unpaid += 1
            if self.law(first_day(month), "statutory_retirement_month", **facts) <= month:
                yield from self.retire(row, month, facts["birth_month"])
                return

    def contribute(self, record: InsuranceRecord, month: int, wage: int) -> None:
        """Worker and employer pay for a month; the worker's part goes to the personal account as well."""
        contribution = self.law.on_wage(first_day(month), wage, risk_class=1)
        worker = contribution.worker[Scheme.EMPLOYEE_PENSION]
        employer = contribution.employer[Scheme.EMPLOYEE_PENSION]
        self.book.contributions_worker += worker
        self.book.contributions_employer += employer
        self.cash.put(worker + employer)
        record.book(Line(record.person_id, month, PaymentKind.NORMAL, contribution), today(self.env))

    def retire(self, row: int, month: int, birth_month: int) -> Steps:
        """The agency decides on its next sitting day, by what has been paid."""
        yield self.wait(day_in(month + 1, SITTING_DAY), Phase.DECISIONS)
        record = self.records[row]
        account_part, monthly = self.law.several(
            first_day(month),
            ("account_pension", "monthly_pension"),
            birth_month=birth_month,
            retirement_month=month,
            index_sum=record.index_sum,
            contribution_months=record.months_paid,
            months_before_accounts=record.months_before_accounts,
            account_balance=record.account.balance(day_in(month + 1, SITTING_DAY)),
        )
        yield from self.pension(row, int(monthly), int(account_part), year_of(month))

    def draw(self, row: int) -> Steps:
        """Somebody who was retired before."""
        people, before = self.society.people, year_of(self.months[0] - 1)
        yield from self.pension(row, int(people.monthly_pension[row]), int(people.account_part[row]), before)

    def pension(self, row: int, monthly: int, account_part: int, raised_to: int) -> Steps:
        """Every month on the first pay day, raised in January; it waits until the fund has the money."""
        for month in range(month_of(today(self.env)), self.months.stop):
            if year_of(month) > raised_to:
                raised_to, day = year_of(month), first_day(january(year_of(month)))
                monthly = self.law(day, "pension_raised_by_mean", pension_before_increase=monthly)
            yield self.wait(day_in(month, FIRST_PAY_DAY), Phase.PAYMENTS)
            self.records[row].account.draw(account_part, month)
            self.waiting += monthly
            yield self.cash.get(monthly)
            self.waiting -= monthly
            self.book.benefits += monthly

    def govern(self) -> Steps:
        """The treasury's subsidy and cover, the fund's interest, the accounts' year."""
        share = Fraction(str(self.scenario["treasury.pension_subsidy_share"]))
        rate = Fraction(str(self.scenario["funds.interest_rate"]))
        for month in self.months:
            yield self.wait(day_in(month, FIRST_PAY_DAY), Phase.TREASURY)
            paid = self.books[-1].benefits if self.books else 0
            self.book.subsidy = self.bring(int(half_up(paid * share.numerator, share.denominator)))
            yield self.wait(day_in(month, SECOND_PAY_DAY), Phase.TREASURY)
            self.book.deficit_cover = self.bring(self.waiting - int(self.cash.level))
            yield self.wait(last_day(month), Phase.CLOSING)
            self.book.interest = self.bring(
                int(half_up(self.book.opening * rate.numerator, rate.denominator * 12))
            )
            if number_in_year(month) == 12:
                for record in self.records:
                    record.account.end_year(last_day(month))
            self.book.closing = int(self.cash.level)
            self.books.append(self.book)
            self.book = FundMonth(month + 1, FUND, opening=self.book.closing)

    def bring(self, amount: int) -> int:
        """Money comes in, if any."""
        if amount > 0:
            self.cash.put(amount)
        return max(0, amount)

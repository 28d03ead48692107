"""The plain model as a whole: everybody who acts in it, put together and run."""

from __future__ import annotations

from collections.abc import Sequence

from simcore import calendar
from simcore.calendar import NEVER
from simcore.plain.agency import Agency
from simcore.plain.clock import Clock
from simcore.plain.employer import Employer
from simcore.plain.fate import EmployersFate, Fate, channel_name
from simcore.plain.funds import Fund, Treasury
from simcore.plain.lawbook import Lawbook
from simcore.plain.pension import Pension
from simcore.plain.records import (
    FUNDS,
    NONE,
    AccountYear,
    Award,
    BenefitLine,
    Contribution,
    Decision,
    Event,
    FundMonth,
    Line,
)
from simcore.plain.spells import FlexibleSpell, Job, Unemployment
from simcore.plain.tax_bureau import TaxBureau
from simcore.plain.worker import Worker
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.society.creation import create_society
from simcore.society.luck import Luck
from simcore.society.people import LINE_AMOUNTS, Status
from simcore.society.society import Society
from simcore.vocabulary import PaymentKind, Scheme


class World:
    """The people and offices of one run, and what they have written down so far."""

    def __init__(self, scenario: Scenario, policy: Policy, society: Society, reserves: Sequence[int]) -> None:
        self.scenario, self.society = scenario, society
        self.law = Lawbook(policy)
        self.clock = Clock(scenario.start, scenario.months)
        self.fate_of_employers = EmployersFate(society)
        self.retirement_changes = frozenset(
            policy.change_months(
                ("statutory_retirement_month",), self.clock.first_month + 1, self.clock.last_month
            )
        )
        self.paid_by_fund: list[Line] = []
        self.benefits: list[BenefitLine] = []
        self.account_years: list[AccountYear] = []
        self.fund_months: list[FundMonth] = []
        self.awards: list[Award] = []
        self.decisions: list[Decision] = []
        self.events: list[Event] = []

        self.funds = {
            scheme: Fund(self, scheme, int(cash)) for scheme, cash in zip(FUNDS, reserves, strict=True)
        }
        self.treasury = Treasury(self)
        self.tax_bureau = TaxBureau(self)
        self.agency = Agency(self)
        self.employers = [Employer(self, row) for row in range(society.employers.count)]
        self.workers = [Worker(self, row) for row in range(society.people.size)]
        for worker in self.workers:
            self.begin(worker)

    def run(self) -> None:
        """Starts a process for everybody and lets the days pass."""
        env = self.clock.env
        for worker in self.workers:
            env.process(worker.live())
        for employer in self.employers:
            if employer.employer_id > 0:
                env.process(employer.run())
        for fund in self.funds.values():
            env.process(fund.pay_benefits())
            env.process(fund.keep_book())
        env.process(self.treasury.cover_shortfalls())
        env.process(self.tax_bureau.book_receipts())
        env.process(self.agency.sit())
        self.clock.run()

    def forget_the_future(self) -> None:
        """A day of settlement that lies after the run has not come."""
        for employer in self.employers:
            for bill in employer.bills:
                if bill.settled_on > self.clock.last_day:
                    bill.settled_on = NONE

    def fate_of(self, row: int) -> Fate:
        """The luck of one person."""
        return Fate(self.society, row)

    def employer_of_slot(self, slot: int, month: int) -> Employer:
        """Who hires in a slot in a month."""
        return self.employers[self.fate_of_employers.employer_of_slot(slot, month)]

    def begin(self, worker: Worker) -> None:
        """Puts a worker where the run finds him: what he is doing, and what he brings with him."""
        people, row = self.society.people, worker.person_id
        account = worker.account
        account.opening = int(people.account_balance[row])
        account.credited = int(people.account_credited[row])
        account.credit_product = int(people.account_credit_product[row])
        account.drawn = int(people.account_drawn[row])
        account.draw_product = int(people.account_draw_product[row])
        worker.last_line = self.last_line_of_the_past(row)
        if worker.status == Status.EMPLOYED:
            employer = self.employers[int(people.employer[row])]
            worker.job = self.job_of_the_past(worker, employer)
            employer.jobs.append(worker.job)
        elif worker.status == Status.UNEMPLOYED:
            worker.unemployment = Unemployment(int(people.unemployed_since[row]))
        elif worker.status == Status.FLEXIBLE and people.flexible_pays[row]:
            channel = channel_name(int(people.channel[row]))
            first_month = self.clock.first_month
            worker.flexible = FlexibleSpell(first_month, int(people.pay_day[row]), channel, NEVER)
        elif worker.status == Status.PENSIONER:
            monthly, part = int(people.monthly_pension[row]), int(people.account_part[row])
            raised_to = calendar.year_of(self.clock.first_month - 1)
            worker.pension = Pension(worker, int(people.award_month[row]), monthly, part, raised_to)
            worker.pension.next_month = self.clock.first_month

    def job_of_the_past(self, worker: Worker, employer: Employer) -> Job:
        """A job that goes on; its wage is that of the last January, or of the hiring if that was later."""
        people, row = self.society.people, worker.person_id
        start, year = int(people.job_start[row]), calendar.year_of(self.clock.first_month)
        if start < calendar.first_day(calendar.january(year)):
            year -= 1
        wage = worker.fate.wage(employer.employer_id, year)
        return Job(worker, employer, start, wage, int(people.registered_on[row]))

    def last_line_of_the_past(self, row: int) -> Contribution | None:
        """The last month that somebody paid for as an employee before the run."""
        people = self.society.people
        if people.last_line_base[row] == 0:
            return None
        amounts = dict(zip(LINE_AMOUNTS, people.last_line_amounts[row].tolist(), strict=True))
        return Contribution(
            int(people.last_line_base[row]),
            worker={
                Scheme.EMPLOYEE_PENSION: amounts["pension_worker"],
                Scheme.EMPLOYEE_MEDICAL: amounts["medical_worker"],
                Scheme.UNEMPLOYMENT: amounts["unemployment_worker"],
            },
            employer={
                Scheme.EMPLOYEE_PENSION: amounts["pension_employer"],
                Scheme.EMPLOYEE_MEDICAL: amounts["medical_employer"],
                Scheme.UNEMPLOYMENT: amounts["unemployment_employer"],
                Scheme.WORK_INJURY: amounts["injury_employer"],
            },
            to_account=amounts["pension_worker"],
        )

    def pay_medical_premium(self, benefit: BenefitLine, today: int) -> None:
        """The unemployment fund keeps somebody without work in the medical insurance."""
        floor = self.law(calendar.first_day(benefit.month), "contribution_floor")
        premium = Contribution(
            floor, worker={}, employer={Scheme.EMPLOYEE_MEDICAL: benefit.amount}, to_account=0
        )
        line = Line(
            benefit.person_id, benefit.month, PaymentKind.PAID_BY_FUND, premium, None, today, today, "fund"
        )
        self.paid_by_fund.append(line)
        self.funds[Scheme.EMPLOYEE_MEDICAL].receive("contributions_employer", benefit.amount)

    def close_accounts(self, today: int) -> int:
        """In December the interest of the year is added; in every month the sum of all accounts is told."""
        if calendar.number_in_year(calendar.month_of(today)) == 12:
            rows = [worker.account.end_year(self.law, today) for worker in self.workers]
            self.account_years.extend(row for row in rows if row is not None)
        return sum(worker.account.without_interest for worker in self.workers)


def society_of(scenario: Scenario) -> Society:
    """The people and employers of a scenario, before anything has happened and whatever is reformed."""
    return create_society(scenario, scenario.without_reforms().load_policy(), Luck(scenario.seed))

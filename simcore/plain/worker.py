"""A worker: one SimPy process from the start of the run, or from entering it, to death."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from simcore import calendar
from simcore.calendar import NEVER
from simcore.plain.claims import Claim
from simcore.plain.clock import Phase
from simcore.plain.pension_account import PensionAccount
from simcore.plain.records import Contribution, Event, Line
from simcore.plain.spells import FlexibleSpell, Job, Unemployment
from simcore.society.people import Category, Status
from simcore.vocabulary import BenefitKind, ClaimKind, PaymentKind, Scheme

if TYPE_CHECKING:
    from simcore.plain.employer import Employer
    from simcore.plain.pension import Pension
    from simcore.plain.unemployment import UnemploymentGrant
    from simcore.plain.world import World

DISMISSED, QUIT = 1, 2
CAN_RETIRE = (Status.EMPLOYED, Status.UNEMPLOYED, Status.FLEXIBLE)


class Worker:
    """What a worker is, has and does. On the 1st all changes dated inside the month are known."""

    def __init__(self, world: World, row: int) -> None:
        people = world.society.people
        self.world, self.law, self.person_id = world, world.law, row
        self.fate = world.fate_of(row)
        self.birth_month = calendar.month_of(int(people.birth_day[row]))
        self.entry_day = int(people.entry_day[row])
        self.death_day = int(people.death_day[row])
        self.category = Category(int(people.retirement_category[row]))
        self.status = Status(int(people.status[row]))
        self.plan_month = int(people.plan_month[row])
        self.retirement_month = self.look_up_retirement(world.clock.first_month)
        self.job: Job | None = None
        self.unemployment: Unemployment | None = None
        self.flexible: FlexibleSpell | None = None
        self.pension: Pension | None = None
        self.benefit: UnemploymentGrant | None = None

        self.lines: list[Line] = []
        self.last_line: Contribution | None = None
        self.account = PensionAccount(row)
        self.months_paid = int(people.months_paid[row])
        self.months_before_accounts = int(people.months_before_accounts[row])
        self.index_sum = int(people.index_sum[row])
        self.own_contributions = int(people.own_contributions[row])
        self.unemployment_months = int(people.unemployment_months[row])
        self.unused_benefit_months = 0

    def live(self) -> Generator[simpy.Event]:
        """The process: on the first of each month, death before retirement before a career change."""
        clock = self.world.clock
        for month in clock.months():
            yield clock.wait(calendar.first_day(month), Phase.CHANGES)
            if month in self.world.retirement_changes:
                self.retirement_month = self.look_up_retirement(month)
            if self.status != Status.NOT_ENTERED and calendar.month_of(self.death_day) == month:
                self.die(month)
                return
            if self.status in CAN_RETIRE and self.retirement_month <= month and not self.must_wait(month):
                self.retire(month)
            elif self.status == Status.NOT_ENTERED and calendar.month_of(self.entry_day) == month:
                self.enter(month)
            elif self.plan_month == month:
                self.change_career(month)

    # Death and retirement

    def die(self, month: int) -> None:
        """The heirs claim some weeks later; nobody does for somebody who left the insurance."""
        day = self.death_day
        self.tell(day, "died")
        self.end_everything(day, "died")
        if self.flexible and self.flexible.last_month >= month:
            self.flexible.last_month = self.law.last_contribution_month(day)
        had_left, self.status = self.status == Status.LEFT, Status.DEAD
        if not had_left:
            arrives = max(day + self.fate.death_lag(month), calendar.first_day(month + 1))
            self.send(Claim(arrives, self.person_id, ClaimKind.DEATH))

    def look_up_retirement(self, month: int) -> int:
        """The month of retirement by the law of the first day of a month, at the earliest that month."""
        by_law = self.law(
            calendar.first_day(month),
            "statutory_retirement_month",
            birth_month=self.birth_month,
            retirement_category=int(self.category),
        )
        return max(by_law, month)

    def must_wait(self, month: int) -> bool:
        """A flexible woman of the 50 track retires by the 55 track."""
        if self.category == Category.FEMALE_50 and self.status == Status.FLEXIBLE:
            self.category = Category.FEMALE_55
            self.retirement_month = self.look_up_retirement(month)
        return self.retirement_month > month

    def retire(self, month: int) -> None:
        """The month of retirement is the last of work; the pension is claimed on the first of the next."""
        last = calendar.last_day(month)
        self.tell(last, "retired")
        self.end_everything(last, "retired")
        if self.flexible:
            self.flexible.last_month = min(self.flexible.last_month, month)
        self.status = Status.RETIRING
        self.send(Claim(last + 1, self.person_id, ClaimKind.PENSION, about=month))

    def end_everything(self, day: int, reason: str) -> None:
        """Ends the job or the time without one, and drops all plans."""
        if self.job:
            self.leave(day, reason)
        if self.unemployment:
            self.unemployment.end = min(self.unemployment.end, day)
        self.plan_month = NEVER

    # Careers

    def enter(self, month: int) -> None:
        """The first day in the insurance, as an employee or a flexible worker."""
        self.tell(self.entry_day, "entered")
        if self.fate.enters_flexible(month):
            self.turn_flexible(self.entry_day, month)
        else:
            self.take_job(self.entry_day, month)

    def change_career(self, month: int) -> None:
        """What was planned: an employee leaves the job, the others find one or turn flexible."""
        if self.status == Status.EMPLOYED:
            self.leave_as_planned(month)
        elif self.status == Status.UNEMPLOYED:
            day = self.fate.find_day(month)
            if self.fate.turns_flexible(month):
                self.turn_flexible(day, month)
            else:
                self.take_job(day, month)
        elif self.status == Status.FLEXIBLE:
            self.take_job(self.fate.find_day(month), month)

    def leave_as_planned(self, month: int) -> None:
        """Another job the next day, or dismissed, or given notice."""
        day, outcome = self.fate.leave_day(month), self.fate.leave_outcome(month)
        if outcome in (DISMISSED, QUIT):
            self.lose_job(day, month, "quit" if outcome == QUIT else "dismissed")
        else:
            self.leave(day, "changed_job")
            self.take_job(day + 1, month)

    def leave(self, day: int, reason: str) -> None:
        """The job ends on that day."""
        assert self.job is not None
        self.job.end = day
        self.tell(day, "left_job", reason, employer_id=self.job.employer.employer_id)
        self.job = None

    def lose_job(self, day: int, month: int, reason: str) -> None:
        """The job ends and there is no other; whoever thinks of it claims the benefit some time later."""
        voluntary = reason == "quit"
        self.leave(day, reason)
        self.status = Status.UNEMPLOYED
        self.unemployment = Unemployment(day + 1, voluntary)
        self.plan_month = self.fate.unemployed_plan_month(month)
        if self.fate.claims(month, voluntary):
            arrives = max(day + self.fate.claim_lag(month), calendar.first_day(month + 1))
            claim = Claim(arrives, self.person_id, ClaimKind.UNEMPLOYMENT, about=self.unemployment)
            self.send(claim)

    def take_job(self, day: int, month: int) -> None:
        """Hired by the employer on whom the person's own draw falls."""
        start_month = calendar.month_of(day)
        employer = self.world.employer_of_slot(self.fate.slot(month), start_month)
        if self.flexible:
            last = self.law(day, "first_contribution_month", hired_on=day) - 1
            self.flexible.last_month = min(self.flexible.last_month, last)
        self.end_unemployment(day)
        self.start_job(employer, day, self.fate.registration_day(employer.employer_id, day, month))
        self.tell(day, "hired", employer_id=employer.employer_id)
        self.plan_month = self.fate.job_plan_month(start_month)

    def start_job(self, employer: Employer, day: int, registers_on: int) -> None:
        """The first day at an employer, at the wage of the year."""
        year = calendar.year_of(calendar.month_of(day))
        wage = self.fate.wage(employer.employer_id, year)
        self.job = Job(self, employer, day, wage, registers_on)
        employer.jobs.append(self.job)
        self.status = Status.EMPLOYED

    def turn_flexible(self, day: int, month: int) -> None:
        """Works on one's own account from that day; not everybody pays contributions."""
        self.end_unemployment(day)
        self.status = Status.FLEXIBLE
        self.flexible = None
        if self.fate.flexible_pays(month):
            self.flexible = FlexibleSpell(month + 1, self.fate.pay_day(month), self.fate.channel(month))
        self.plan_month = self.fate.flexible_plan_month(month)
        self.tell(day, "turned_flexible")

    def end_unemployment(self, day: int) -> None:
        """The time without work ends on the eve of that day."""
        if self.unemployment:
            self.unemployment.end = min(self.unemployment.end, day - 1)

    def pay_on(self, month: int, last: int) -> None:
        """Pays the months that are missing for a pension as a flexible worker, and then claims again."""
        if self.status != Status.DEAD:
            self.status = Status.PAYING_ON
        self.flexible = FlexibleSpell(month + 1, self.fate.pay_day(month), self.fate.channel(month), last)
        self.tell(self.world.clock.today, "paying_on", detail=last - month)
        self.send(Claim(calendar.first_day(last + 1), self.person_id, ClaimKind.PENSION, about=last))

    # Contributions and what they entitle to

    def is_dead(self) -> bool:
        """Whether the person has died, by today."""
        return self.death_day <= self.world.clock.today

    def owes(self) -> bool:
        """Whether months of this person are declared and neither paid nor written off."""
        return any(line.bill is not None and line.bill.is_open for line in self.lines)

    def flexible_line(self, month: int) -> Line | None:
        """The month's own contribution, if this is a paying flexible worker."""
        spell = self.flexible
        if spell is None or not spell.covers(month):
            return None
        if month > self.law.last_contribution_month(self.death_day):
            return None
        wage = self.fate.chosen_monthly_wage(month)
        contribution = self.law.flexible_contribution(calendar.first_day(month), wage)
        settled_on = calendar.day_in(month, spell.pay_day)
        line = Line(self.person_id, month, PaymentKind.FLEXIBLE, contribution, settled_on=settled_on)
        line.channel = spell.channel
        self.lines.append(line)
        return line

    def has_paid(self, line: Line, today: int) -> None:
        """The tax bureau has booked a month: it counts from now on."""
        line.paid_on = today
        contribution = line.contribution
        day = calendar.first_day(line.month)
        self.months_paid += 1
        self.index_sum += self.law(day, "contribution_index", contribution_base=contribution.base)
        self.own_contributions += contribution.worker[Scheme.EMPLOYEE_PENSION]
        self.account.credit(self.law, contribution.to_account, calendar.month_of(today))
        if line.bill is not None:
            self.unemployment_months += 1

    def claim_once(self, kind: BenefitKind, amount: int) -> None:
        """A benefit of the pension fund that is paid once, due today."""
        if amount > 0:
            month, today = self.world.clock.month, self.world.clock.today
            self.world.funds[Scheme.EMPLOYEE_PENSION].owe(self.person_id, kind, today, {month: amount})

    # Talking to the world

    def send(self, claim: Claim) -> None:
        """The claim reaches the agency on its day of arrival."""
        self.world.clock.env.process(self.world.agency.deliver(claim))

    def tell(self, day: int, kind: str, reason: str = "", detail: int = 0, employer_id: int = -1) -> None:
        """Notes an event of this life."""
        self.world.events.append(Event(day, self.person_id, employer_id, kind, reason, detail))

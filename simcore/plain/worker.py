"""A worker: one SimPy process, from the start of the run or from entering it, to death."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import simpy

from simcore.calendar import NEVER, first_day, january, last_day, month_of, year_of
from simcore.clock import Phase
from simcore.plain.claims import Claim
from simcore.plain.employer import Employer
from simcore.plain.fate import Fate, one
from simcore.plain.ground import Ground, News
from simcore.plain.insurance_record import InsuranceRecord
from simcore.plain.spells import FlexibleWork, Job, Unemployment
from simcore.society.careers import Outcome
from simcore.society.people import Category, Status
from simcore.vocabulary import Channel, ClaimKind


class Worker:
    """What a worker is, has and does. On the 1st all changes dated inside the month are known."""

    def __init__(self, ground: Ground, employers: Sequence[Employer], person_id: int) -> None:
        people = ground.society.people
        self.ground, self.law, self.dates, self.employers = ground, ground.law, ground.dates, employers
        self.person_id, self.fate = person_id, Fate(ground.society, person_id)
        self.record = InsuranceRecord(people, person_id, ground.law, ground.dates)
        self.birth_month = month_of(int(people.birth_day[person_id]))
        self.entry_day = int(people.entry_day[person_id])
        self.death_day = int(people.death_day[person_id])
        self.category = Category(int(people.retirement_category[person_id]))
        self.status = Status(int(people.status[person_id]))
        self.plan_month = int(people.plan_month[person_id])
        self.retirement_month = self.month_of_retirement(ground.months[0])
        self.retired_in = int(people.award_month[person_id]) if self.status == Status.PENSIONER else None
        """The month of retirement of who draws a pension."""
        self.job: Job | None = None
        self.unemployment: Unemployment | None = None
        self.flexible: FlexibleWork | None = None
        self.go_on_with_the_past()

    def go_on_with_the_past(self) -> None:
        """Stands where the run finds the person: in a job, without one, or working flexibly."""
        people, row, first_month = self.ground.society.people, self.person_id, self.ground.months[0]
        if self.status == Status.EMPLOYED:
            employer, start = self.employers[int(people.employer[row])], int(people.job_start[row])
            # The wage is that of the last January, or of the hiring if that was later.
            year = year_of(first_month) - (start < first_day(january(year_of(first_month))))
            wage = self.fate.wage(employer.employer_id, year)
            self.begin_job(employer, start, wage, int(people.registered_on[row]))
        elif self.status == Status.UNEMPLOYED:
            self.unemployment = Unemployment(int(people.unemployed_since[row]))
        elif self.status == Status.FLEXIBLE and people.flexible_pays[row]:
            pay_day, channel = int(people.pay_day[row]), int(people.channel[row])
            self.flexible = FlexibleWork(first_month, pay_day, Channel(channel).name.lower())

    def live(self) -> Generator[simpy.Event, None, None]:
        """The process: on the first of each month, death before retirement before a career change."""
        for month in self.ground.months:
            yield self.ground.wait(first_day(month), Phase.CHANGES)
            if month in self.ground.retirement_changes:
                self.retirement_month = self.month_of_retirement(month)
            if self.status == Status.NOT_ENTERED:
                if month_of(self.entry_day) == month:
                    self.enter(month)
            elif month_of(self.death_day) == month:
                self.die(month)
                return
            elif (
                self.may_retire()
                and self.retirement_month <= month
                and not self.goes_to_the_later_track(month)
            ):
                self.retire(month)
            elif self.plan_month == month:
                self.change_career(month)
            self.give_birth(month)

    # Families

    def give_birth(self, month: int) -> None:
        """A child, if this is the month for it."""
        day = self.ground.mothers(month).get(self.person_id)
        if day is not None and self.status != Status.NOT_ENTERED:
            self.tell(day, "gave_birth")
            self.ground.announce(News.GAVE_BIRTH, self.person_id, day)

    # Death and retirement

    def is_dead(self) -> bool:
        """Whether the person has died, by today."""
        return self.death_day <= self.ground.today

    def die(self, month: int) -> None:
        """The heirs claim some weeks later; nobody does for somebody who left the insurance."""
        day, had_left = self.death_day, self.status == Status.LEFT
        self.tell(day, "died")
        self.end_everything(day, "died", last_flexible_month=int(self.dates.last_contribution_month(day)))
        self.status = Status.DEAD
        if not had_left:
            self.claim(ClaimKind.DEATH, max(day + self.fate.death_lag(month), first_day(month + 1)), month)

    def month_of_retirement(self, month: int) -> int:
        """By the law of the first day of a month, at the earliest that month."""
        facts = {"birth_month": self.birth_month, "retirement_category": int(self.category)}
        return max(self.law(first_day(month), "statutory_retirement_month", **facts), month)

    def may_retire(self) -> bool:
        """Whether the person is of working life."""
        return self.status in (Status.EMPLOYED, Status.UNEMPLOYED, Status.FLEXIBLE)

    def goes_to_the_later_track(self, month: int) -> bool:
        """A flexible woman of the 50 track retires by the 55 track, and may have to wait."""
        if self.category == Category.FEMALE_50 and self.status == Status.FLEXIBLE:
            self.category = Category.FEMALE_55
            self.retirement_month = self.month_of_retirement(month)
        return self.retirement_month > month

    def retire(self, month: int) -> None:
        """The month of retirement is the last of work; the pension is claimed on the first of the next."""
        last = last_day(month)
        self.tell(last, "retired")
        self.end_everything(last, "retired", last_flexible_month=month)
        self.status = Status.RETIRING
        self.claim(ClaimKind.PENSION, last + 1, about=month)

    def end_everything(self, day: int, reason: str, last_flexible_month: int) -> None:
        """Ends the job, the time without one or flexible work, and drops all plans."""
        if self.job:
            self.leave(day, reason)
        if self.unemployment:
            self.unemployment.end = min(self.unemployment.end, day)
        if self.flexible:
            self.flexible.last_month = min(self.flexible.last_month, last_flexible_month)
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
        elif self.status == Status.UNEMPLOYED and self.fate.turns_flexible(month):
            self.turn_flexible(self.fate.find_day(month), month)
        elif self.status in (Status.UNEMPLOYED, Status.FLEXIBLE):
            self.take_job(self.fate.find_day(month), month)

    def leave_as_planned(self, month: int) -> None:
        """Another job the next day, or dismissed, or given notice."""
        day, outcome = self.fate.leave_day(month), self.fate.leave_outcome(month)
        if outcome == Outcome.JOB_TO_JOB:
            self.leave(day, "changed_job")
            self.take_job(day + 1, month)
        else:
            self.lose_job(day, month, "quit" if outcome == Outcome.QUIT else "dismissed")

    def leave(self, day: int, reason: str) -> None:
        """The job ends on that day."""
        assert self.job is not None
        self.job.end = day
        self.tell(day, "left_job", reason=reason, employer_id=self.job.employer_id)
        self.job = None

    def lose_job(self, day: int, month: int, reason: str) -> None:
        """The job ends and there is no other; whoever thinks of it claims the benefit some time later."""
        voluntary = reason == "quit"
        self.leave(day, reason)
        self.status = Status.UNEMPLOYED
        self.unemployment = Unemployment(day + 1, voluntary)
        self.plan_month = self.fate.unemployed_plan_month(month)
        if self.fate.claims(month, voluntary):
            arrives = max(day + self.fate.claim_lag(month), first_day(month + 1))
            self.claim(ClaimKind.UNEMPLOYMENT, arrives, about=self.unemployment)

    def take_job(self, day: int, month: int) -> None:
        """Hired by the employer on whom the person's own draw falls."""
        start_month = month_of(day)
        slots = self.ground.society.employers.employer_of_slot(one(self.fate.slot(month)), start_month)
        employer = self.employers[int(slots[0])]
        if self.flexible:
            last = int(self.dates.first_contribution_month(day)) - 1
            self.flexible.last_month = min(self.flexible.last_month, last)
        self.end_unemployment(day)
        wage = self.fate.wage(employer.employer_id, year_of(start_month))
        register_by = int(self.dates.register_by(day))
        registers_on = self.fate.registration_day(employer.employer_id, day, month, register_by)
        self.begin_job(employer, day, wage, registers_on)
        self.tell(day, "hired", employer_id=employer.employer_id)
        self.status, self.plan_month = Status.EMPLOYED, self.fate.job_plan_month(start_month)

    def begin_job(self, employer: Employer, day: int, wage: int, registers_on: int) -> None:
        """The first day at an employer."""
        self.job = Job(self.record, employer.employer_id, self.dates, day, wage, registers_on)
        employer.hire(self.job)

    def turn_flexible(self, day: int, month: int) -> None:
        """Works on one's own account from that day; not everybody pays contributions."""
        self.end_unemployment(day)
        self.status, self.plan_month = Status.FLEXIBLE, self.fate.flexible_plan_month(month)
        self.flexible = self.paying_flexibly(month) if self.fate.flexible_pays(month) else None
        self.tell(day, "turned_flexible")

    def paying_flexibly(self, month: int, last: int = NEVER) -> FlexibleWork:
        """Contributions of one's own from the month after to a last one."""
        channel = Channel(self.fate.channel(month)).name.lower()
        return FlexibleWork(month + 1, self.fate.pay_day(month), channel, last)

    def end_unemployment(self, day: int) -> None:
        """The time without work ends on the eve of that day."""
        if self.unemployment:
            self.unemployment.end = min(self.unemployment.end, day - 1)

    # Talking to others

    def claim(self, kind: ClaimKind | int, arrives_on: int, about: object) -> None:
        """The claim reaches the agency on its day of arrival."""
        self.ground.send(Claim(arrives_on, self.person_id, kind, about))

    def tell(self, day: int, kind: str, *, employer_id: int = -1, reason: str = "", detail: int = 0) -> None:
        """Notes an event of this life."""
        self.ground.tell(day, kind, self.person_id, employer_id, reason, detail)

"""Stretches of a working life: a job, a time without one, flexible work. Ends are inclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simcore import calendar
from simcore.calendar import NEVER

if TYPE_CHECKING:
    from simcore.plain.employer import Employer
    from simcore.plain.worker import Worker


@dataclass(slots=True, eq=False)
class Job:
    """An employment. Which months belong to it, the law says."""

    worker: Worker
    employer: Employer
    start: int
    wage: int
    registers_on: int
    """The day on which the employer means to register the worker, or had to; NEVER if not at all."""
    found_by_inspection: bool = False
    end: int = NEVER

    @property
    def first_line_month(self) -> int:
        """The first month of contributions that the job owes."""
        return self.worker.law(self.start, "first_contribution_month", hired_on=self.start)

    def covers(self, month: int) -> bool:
        """Whether a month's contribution belongs to this job."""
        return self.first_line_month <= month <= self.worker.law.last_contribution_month(self.end)

    @property
    def declared_wage(self) -> int:
        """The wage that the employer tells the tax bureau."""
        return self.employer.declared(self.wage)

    @property
    def declaration_month(self) -> int:
        """The month in whose declaration the worker first stands; NEVER if the job ends before."""
        if self.registers_on > self.end or self.registers_on == NEVER:
            return NEVER
        law, day = self.worker.law, self.registers_on
        month = calendar.month_of(law(day, "declaration_after_registration", registered_on=day))
        return month if self.end >= calendar.first_day(month) else NEVER

    @property
    def registration_deadline(self) -> int:
        """The last day on which the employer can still register the worker in time."""
        return self.worker.law(self.start, "registration_deadline", hired_on=self.start)

    @property
    def registered_in_time(self) -> bool:
        """By the deadline, and not only because an inspector came."""
        return not self.found_by_inspection and self.registers_on <= self.registration_deadline


@dataclass(slots=True, eq=False)
class Unemployment:
    """A time without work that followed a job."""

    start: int
    voluntary: bool = False
    end: int = NEVER

    def lasts_on(self, day: int) -> bool:
        """Whether the person is without work on that day."""
        return self.start <= day <= self.end


@dataclass(slots=True, eq=False)
class FlexibleSpell:
    """Months of paying the pension contribution oneself, on a day of one's own choice."""

    first_month: int
    pay_day: int
    channel: str
    last_month: int = NEVER

    def covers(self, month: int) -> bool:
        """Whether a month is paid for."""
        return self.first_month <= month <= self.last_month

"""Stretches of a working life: a job, a time without one, flexible work. Ends are inclusive."""

from __future__ import annotations

from dataclasses import dataclass

from simcore.calendar import NEVER, first_day
from simcore.plain.insurance_record import InsuranceRecord
from simcore.society.lawful_dates import LawfulDates


@dataclass(slots=True, eq=False)
class Job:
    """An employment. Which months belong to it, the law says."""

    record: InsuranceRecord
    employer_id: int
    dates: LawfulDates
    start: int
    wage: int
    registers_on: int
    """The day on which the employer means to register the worker, or had to; NEVER if not at all."""
    found_by_inspection: bool = False
    end: int = NEVER

    @property
    def first_line_month(self) -> int:
        """The first month of contributions that the job owes."""
        return int(self.dates.first_contribution_month(self.start))

    def covers(self, month: int) -> bool:
        """Whether a month's contribution belongs to this job."""
        return self.first_line_month <= month <= int(self.dates.last_contribution_month(self.end))

    @property
    def declaration_month(self) -> int:
        """The month in whose declaration the worker first stands; NEVER if the job ends before."""
        if self.registers_on > self.end or self.registers_on == NEVER:
            return NEVER
        month = int(self.dates.declared_in(self.registers_on))
        return month if self.end >= first_day(month) else NEVER

    @property
    def registered_in_time(self) -> bool:
        """By the deadline, and not only because an inspector came."""
        return not self.found_by_inspection and self.registers_on <= int(self.dates.register_by(self.start))


@dataclass(slots=True, eq=False)
class Unemployment:
    """A time without work that followed a job."""

    start: int
    voluntary: bool = False
    end: int = NEVER


@dataclass(slots=True, eq=False)
class FlexibleWork:
    """Months of paying the pension contribution oneself, on a day of one's own choice."""

    first_month: int
    pay_day: int
    channel: str
    last_month: int = NEVER

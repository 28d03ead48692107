"""The clock of the model: whole days, each with seven phases. SimPy's time is day × 8 + phase."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

import simpy

from simcore import calendar


class Phase(IntEnum):
    """What happens when on a day, so that nobody's turn depends on the order of the program."""

    RECEIPTS = 0
    ARRIVALS = 1
    DECISIONS = 2
    TREASURY = 3
    PAYMENTS = 4
    CHANGES = 5
    CLOSING = 6


class Clock:
    """SimPy's environment with a calendar: the months of the run and the way to wait for a day."""

    def __init__(self, first_month: int, months: int) -> None:
        self.first_month = first_month
        self.last_month = first_month + months - 1
        self.first_day = calendar.first_day(first_month)
        self.last_day = calendar.last_day(self.last_month)
        self.env = simpy.Environment(initial_time=self.first_day * 8)

    @property
    def today(self) -> int:
        """The day it is."""
        return int(self.env.now) // 8

    @property
    def month(self) -> int:
        """The month it is."""
        return calendar.month_of(self.today)

    def months(self) -> range:
        """All months of the run."""
        return range(self.first_month, self.last_month + 1)

    def days(self, days_of_month: tuple[int | str, ...]) -> Iterator[int]:
        """The working days of an office, in order, through the whole run; "last" is a month's last day."""
        for month in self.months():
            for number in days_of_month:
                yield self.day_of(month, number)

    def day_of(self, month: int, number: int | str) -> int:
        """That day of a month."""
        return calendar.last_day(month) if number == "last" else calendar.day_in(month, int(number))

    def wait(self, day: int, phase: Phase) -> simpy.Event:
        """An event that comes on that day in that phase."""
        return self.env.timeout(day * 8 + phase - self.env.now)

    def run(self) -> None:
        """Runs everything up to the evening of the last day."""
        self.env.run(until=self.last_day * 8 + 7)

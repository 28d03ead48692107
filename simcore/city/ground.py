"""What everybody in the city stands on: one clock, the months of the run, people's lives, the days of law and
scenario, the books.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import simpy

from simcore.calendar import first_day, working_days
from simcore.city.lives import Lives
from simcore.clock import Phase, moment
from simcore.society.lawful_dates import lawful_dates

if TYPE_CHECKING:
    from simcore.books.books import Books
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario
    from simcore.society.society import Society


class Ground:
    """Shared by all actors; it knows none of them. `months` are those of the run, `ahead` those still
    to come.
    """

    def __init__(
        self,
        scenario: Scenario,
        society: Society,
        policy: Policy,
        books: Books,
        since: int | None = None,
    ) -> None:
        """`since` is the month with which a run goes on that others began."""
        self.scenario, self.society, self.books = scenario, society, books
        self.months = range(scenario.start, scenario.start + 12 * scenario.years)
        self.ahead = range(self.months.start if since is None else since, self.months.stop)
        self.env = simpy.Environment(initial_time=moment(first_day(self.ahead.start), Phase.RECEIPTS))
        self.lives = Lives(society.people)
        self.dates = lawful_dates(policy)
        self.pay_days = _days_by_month(scenario["funds.pay_days"])
        """The days of a month on which the funds pay."""
        self.receipts_days = _days_by_month(scenario["tax_bureau.receipts_days"])
        """The days of a month on which the tax bureau books money that has come in."""
        self.sitting_days = _days_by_month(scenario["agency.sitting_days"])
        """The days of a month on which the agency sits."""


def _days_by_month(numbers: Sequence[int | str]) -> Callable[[int], list[int]]:
    """The working days of each month, worked out when they are first asked for."""
    return cache(lambda month: working_days(month, numbers))

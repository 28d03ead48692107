"""What everybody in the plain model stands on: one clock, the law, who lives here, news, and the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Iterator
from enum import Enum, auto
from functools import cache
from typing import Any

import numpy as np
import simpy

from simcore.calendar import first_day, last_day, month_of, working_days
from simcore.clock import Phase, moment, today
from simcore.plain.claims import Claim
from simcore.plain.contributions import Bill, Line
from simcore.plain.lawbook import Lawbook
from simcore.plain.records import NONE, AccountYear, Award, BenefitLine, Decision, Event, FundMonth
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.society.lawful_dates import lawful_dates
from simcore.society.society import Society
from simcore.vocabulary import keys


class News(Enum):
    """What happened to somebody that others want to know."""

    EMPLOYER_CLOSED = auto()
    """A person who worked there, on the last day."""
    GAVE_BIRTH = auto()
    """A woman, on that day."""


class Ground:
    """Shared by all; it knows none of them. SimPy's time is day × 8 + phase."""

    def __init__(self, scenario: Scenario, society: Society, policy: Policy) -> None:
        self.scenario, self.society = scenario, society
        self.law, self.dates = Lawbook(policy), lawful_dates(policy)
        self.months = range(scenario.start, scenario.start + scenario.months)
        self.first_day, self.last_day = first_day(self.months[0]), last_day(self.months[-1])
        self.env = simpy.Environment(initial_time=moment(self.first_day, Phase.RECEIPTS))
        self.claims = simpy.PriorityStore(self.env)
        self.mothers = cache(
            lambda month: dict(zip(*map(np.ndarray.tolist, society.births.in_month(month)), strict=True))
        )
        """Who has a child in a month, and on which day."""
        self.employers_draw = cache(lambda name, month: getattr(society.employers, name)(month))
        rules = ("statutory_retirement_month",)
        self.retirement_changes = policy.change_months(rules, self.months[0] + 1, self.months[-1])
        self._listeners: dict[News, list[Callable[[int, int], None]]] = defaultdict(list)
        self.lines: list[Line] = []
        self.unbooked: list[Bill] = []
        """Bills that are declared and not yet booked or written off."""
        self.benefits: list[BenefitLine] = []
        self.account_years: list[AccountYear] = []
        self.fund_months: list[FundMonth] = []
        self.awards: list[Award] = []
        self.decisions: list[Decision] = []
        self.events: list[Event] = []

    @property
    def today(self) -> int:
        """The day it is."""
        return today(self.env)

    @property
    def month(self) -> int:
        """The month it is."""
        return month_of(self.today)

    def wait(self, day: int, phase: Phase) -> simpy.Event:
        """An event that comes on that day in that phase."""
        return self.env.timeout(moment(day, phase) - self.env.now)

    def working_days(self, key: str) -> Iterator[tuple[int, int]]:
        """The working days of an office through the whole run, each with its place in the month."""
        for month in self.months:
            yield from enumerate(working_days(month, self.scenario[key]))

    def send(self, claim: Claim) -> None:
        """The claim reaches the agency on the morning of its day."""
        self.env.process(self._deliver(claim))

    def _deliver(self, claim: Claim) -> Generator[simpy.Event, Any, None]:
        yield self.wait(claim.arrives_on, Phase.ARRIVALS)
        yield self.claims.put(claim)
        self.tell(claim.arrives_on, "claimed", claim.person_id, detail=int(claim.kind))

    def listen(self, news: News, listener: Callable[[int, int], None]) -> None:
        """From now on this one is told: person and day."""
        self._listeners[news].append(listener)

    def announce(self, news: News, person_id: int, day: int) -> None:
        """It has happened."""
        for listener in self._listeners[news]:
            listener(person_id, day)

    def tell(
        self,
        day: int,
        kind: str,
        person_id: int = NONE,
        employer_id: int = NONE,
        reason: str = "",
        detail: int = 0,
    ) -> None:
        """Notes an event of a life, or of an employer."""
        self.events.append(Event(day, person_id, employer_id, kind, reason, detail))


CLAIM_KINDS = keys("claim_kinds")
"""The names of the kinds of claims, by code."""

"""The agency (社会保险经办机构): inspects employers, orders payment, fines, and decides claims with a
limited number of clerks.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import simpy

from simcore.calendar import first_day, working_days
from simcore.city.agenda import Agenda
from simcore.city.claims import Claims
from simcore.city.clock import Phase, until
from simcore.rulebook.policy import Policy
from simcore.vocabulary import ClaimKind, EventKind

if TYPE_CHECKING:
    from simcore.city.city import City


class Agency:
    """Sits on a few days of the month (phase 2): orders payment on the first, inspects on the middle one,
    decides claims on each.
    """

    def __init__(self, city: City, policy: Policy, claims: Agenda, sitting_days: Sequence[int | str]) -> None:
        self._city = city
        self._fine_on_unpaid = policy.compile(("non_payment_fine",), inputs=("unpaid",))
        self._claims = claims
        self._sitting_days = sitting_days
        scenario = city.scenario
        clerks = -(-scenario.people // int(scenario["agency.people_per_clerk"]))
        self._cases_a_day = clerks * int(scenario["agency.cases_per_clerk_day"])
        self._last_sitting = first_day(city.months[0])
        self._noted_until = self._last_sitting - 1
        self._queue = Claims.none()
        employers = city.employers.count
        self._ordered_on = np.full(employers, -1, np.int64)
        self._fined = np.zeros(employers, bool)

    def sit(self) -> Generator[simpy.Event, list[Claims], None]:
        for month in self._city.months:
            days = working_days(month, self._sitting_days)
            for day in days:
                yield until(self._city.env, day, Phase.DECISIONS)
                if day == days[0]:
                    self._order(day)
                if day == days[len(days) // 2]:
                    self._inspect(month, day)
                arrived = yield self._claims.get()
                if arrived:
                    self._queue = Claims.queue([self._queue, *arrived])
                self.note_arrivals(day)
                self._decide(month, day)

    # Employers.

    def _order(self, day: int) -> None:
        """Article 63 and 86: order overdue employers to pay; fine those who do not obey."""
        city = self._city
        count = city.employers.count
        receivables, scenario = city.tax_bureau.receivables, city.scenario
        overdue = receivables.older_than(int(scenario["enforcement.order_after_days"]), day, count)
        self._ordered_on[~overdue] = -1
        self._fined[~overdue] = False
        if not overdue.any():
            return
        new = overdue & (self._ordered_on < 0)
        self._ordered_on[new] = day
        city.employer_events(day, np.flatnonzero(new), EventKind.ORDERED)
        patience = int(scenario["enforcement.fine_after_days"])
        stubborn = np.flatnonzero(overdue & ~self._fined & (day - self._ordered_on > patience))
        if len(stubborn):
            owed = receivables.unbooked_principal(count)[stubborn]
            self._fined[stubborn] = True
            (fines,) = self._fine_on_unpaid(day, unpaid=owed)
            city.employers.fine(stubborn, fines, day)

    def _inspect(self, month: int, day: int) -> None:
        """Article 58 and 62: whoever should be registered and is not is registered now; the months before
        are assessed.
        """
        city = self._city
        inspected = city.society.employers.inspected(month) & city.society.employers.open_in(month)
        employers = np.flatnonzero(inspected)
        if not len(employers):
            return
        city.employer_events(day, employers, EventKind.INSPECTED)
        for job, rows in city.employers.unregistered(inspected, day):
            job.registered_on[rows] = day
            job.found[rows] = True
            city.employers.plan_registration(rows, job)
            city.events(day, rows, EventKind.FOUND_UNREGISTERED, employer_id=job.employer[rows])
        city.employers.correct(employers, day)

    # Claims.

    def note_arrivals(self, day: int, *, also_unseen: bool = False) -> None:
        """Record the claims that have come in up to `day`; `also_unseen`, those since the last sitting
        too.
        """
        unseen = (batch for _, _, batch in self._claims.items) if also_unseen else ()
        for claims in (self._queue, *unseen):
            new = (claims.arrived_on > self._noted_until) & (claims.arrived_on <= day)
            self._city.events(
                claims.arrived_on[new], claims.person[new], EventKind.CLAIMED, detail=claims.kind[new]
            )
        self._noted_until = day

    def _decide(self, month: int, day: int) -> None:
        capacity = self._cases_a_day * (day - self._last_sitting)
        self._last_sitting = day
        queue = self._queue
        ready = (queue.arrived_on <= day) & ~self._held(queue, month, day)
        chosen = np.flatnonzero(ready)[:capacity]
        if not len(chosen):
            return
        rest = np.ones(len(queue), bool)
        rest[chosen] = False
        self._queue = queue.take(rest)
        decided = queue.take(chosen)
        for kind, decide in (
            (ClaimKind.PENSION, self._city.pensions.decide),
            (ClaimKind.DEATH, self._city.survivors.decide),
            (ClaimKind.UNEMPLOYMENT, self._city.unemployment.decide),
        ):
            of_kind = decided.take(decided.kind == kind)
            if len(of_kind):
                decide(of_kind, month, day)

    def _held(self, queue: Claims, month: int, day: int) -> np.ndarray:
        """A claim waits while an employer still owes months of the claimant that it has declared."""
        held = self._city.lives.owed[queue.person] > 0
        if day >= self._city.dates.declaration_day(month):
            held |= self._city.lines.on[queue.person]
        return held

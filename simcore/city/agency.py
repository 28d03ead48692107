"""The agency (社会保险经办机构): inspects employers, orders payment, fines, and decides claims with a
limited number of clerks.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping

import numpy as np
import simpy

from simcore.calendar import first_day
from simcore.city.agenda import Agenda
from simcore.city.bills import Receivables
from simcore.city.claims import Claims
from simcore.city.columns import groups
from simcore.city.employers import Employers
from simcore.city.ground import Ground
from simcore.city.insured.employee import EmployeeLines
from simcore.city.keeping import Keeper
from simcore.city.pens import Pens
from simcore.clock import Phase, until
from simcore.rulebook.policy import Policy
from simcore.vocabulary import EventKind

Desk = Callable[[Claims, int, int], None]
"""Decides the claims of a kind: claims, month, day."""


class Agency(Keeper):
    """Sits on a few days of the month (phase 2): orders payment on the first, inspects on the middle one,
    decides claims on each.
    """

    keeps = ("_last_sitting", "_noted_until", "_queue", "_ordered_on", "_fined")

    def __init__(
        self,
        ground: Ground,
        pens: Pens,
        policy: Policy,
        employers: Employers,
        lines: EmployeeLines,
        receivables: Receivables,
        claims: Agenda,
        desks: Mapping[int, Desk],
    ) -> None:
        self._ground, self._pens, self._employers = ground, pens, employers
        self._lines, self._receivables, self._desks = lines, receivables, desks
        self._fine_on_unpaid = policy.compile(("non_payment_fine",), inputs=("unpaid",))
        self._claims = claims
        scenario = ground.scenario
        clerks = -(-scenario.people // int(scenario["agency.people_per_clerk"]))
        self._cases_a_day = clerks * int(scenario["agency.cases_per_clerk_day"])
        self._last_sitting = first_day(self._ground.months[0])
        self._noted_until = self._last_sitting - 1
        self._queue = Claims.none()
        count = employers.count
        self._ordered_on = np.full(count, -1, np.int64)
        self._fined = np.zeros(count, bool)

    def sit(self) -> Generator[simpy.Event, None, None]:
        for month in self._ground.ahead:
            days = self._ground.sitting_days(month)
            for day in days:
                yield until(self._ground.env, day, Phase.DECISIONS)
                if day == days[0]:
                    self._order(day)
                if day == days[len(days) // 2]:
                    self._inspect(month, day)
                if arrived := self._claims.due(day):
                    self._queue = Claims.queue([self._queue, *arrived])
                self.note_arrivals(day)
                self._decide(month, day)

    # Employers.

    def _order(self, day: int) -> None:
        """Article 63 and 86: order overdue employers to pay; fine those who do not obey."""
        count = self._employers.count
        receivables, scenario = self._receivables, self._ground.scenario
        overdue = receivables.older_than(int(scenario["enforcement.order_after_days"]), day, count)
        self._ordered_on[~overdue] = -1
        self._fined[~overdue] = False
        overdue = overdue.nonzero()[0]
        if not len(overdue):
            return
        new = overdue[self._ordered_on[overdue] < 0]
        self._ordered_on[new] = day
        self._pens.employer_events(day, new, EventKind.ORDERED)
        patience = int(scenario["enforcement.fine_after_days"])
        stubborn = overdue[~self._fined[overdue] & (day - self._ordered_on[overdue] > patience)]
        if len(stubborn):
            owed = receivables.unbooked_principal(count)[stubborn]
            self._fined[stubborn] = True
            (fines,) = self._fine_on_unpaid(day, unpaid=owed)
            self._employers.fine(stubborn, fines, day)

    def _inspect(self, month: int, day: int) -> None:
        """Article 58 and 62: whoever should be registered and is not is registered now; the months before
        are assessed.
        """
        columns = self._ground.society.employers
        inspected = columns.inspected(month) & columns.open_in(month)
        employers = inspected.nonzero()[0]
        if not len(employers):
            return
        self._pens.employer_events(day, employers, EventKind.INSPECTED)
        for job, rows in self._employers.unregistered(inspected, day):
            job.registered_on[rows] = day
            job.found[rows] = True
            self._employers.plan_registration(rows, job)
            self._pens.events(day, rows, EventKind.FOUND_UNREGISTERED, employer_id=job.employer[rows])
        self._employers.correct(employers, day)

    # Claims.

    def note_arrivals(self, day: int, *, also_unseen: bool = False) -> None:
        """Record the claims that have come in up to `day`; `also_unseen`, those since the last sitting
        too.
        """
        unseen = (batch for _, _, batch in self._claims.items) if also_unseen else ()
        for claims in (self._queue, *unseen):
            if not len(claims):
                continue
            new = claims.take((claims.arrived_on > self._noted_until) & (claims.arrived_on <= day))
            self._pens.events(new.arrived_on, new.person, EventKind.CLAIMED, detail=new.kind)
        self._noted_until = day

    def _decide(self, month: int, day: int) -> None:
        capacity = self._cases_a_day * (day - self._last_sitting)
        self._last_sitting = day
        queue = self._queue
        if not len(queue):
            return
        ready = (queue.arrived_on <= day) & ~self._held(queue, month, day)
        ready[ready.nonzero()[0][capacity:]] = False
        decided, self._queue = queue.divided(ready)
        for kind, alike in groups(decided.kind):
            self._desks[kind](decided.take(alike), month, day)

    def _held(self, queue: Claims, month: int, day: int) -> np.ndarray:
        """A claim waits while an employer still owes months of the claimant that it has declared."""
        held = self._ground.lives.owed[queue.person] > 0
        if day >= self._ground.dates.declaration_day(month):
            held |= self._lines.on[queue.person]
        return held

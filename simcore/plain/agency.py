"""The social insurance agency: decides claims with few clerks, orders payment, inspects, fines."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any

import simpy

from simcore.clock import Phase
from simcore.plain.benefit import Benefit
from simcore.plain.claims import Claim
from simcore.plain.employer import Employer
from simcore.plain.ground import CLAIM_KINDS, Ground
from simcore.plain.records import Decision
from simcore.plain.worker import Worker

A_SITTING = 0.5
"""How long the clerks sit, in the clock's phases: they are done before the treasury and the funds act."""


class Agency:
    """One process, awake on its sitting days, of which the month has several: orders to pay go out on the
    first of them, inspections are made on the middle one, claims are heard on each.
    """

    def __init__(
        self,
        ground: Ground,
        employers: Sequence[Employer],
        workers: Sequence[Worker],
        desks: Mapping[int, Benefit],
    ) -> None:
        self.ground, self.employers, self.workers, self.desks = ground, employers, workers, desks
        self.scenario = ground.scenario
        count = -(-self.scenario.people // self.scenario["agency.people_per_clerk"])
        self.clerks = simpy.Resource(ground.env, capacity=count)

    def sit(self) -> Generator[simpy.Event, Any, None]:
        """The process: what the agency does on each of its sitting days."""
        last_sitting, days_a_month = self.ground.first_day, len(self.scenario["agency.sitting_days"])
        for place, today in self.ground.working_days("agency.sitting_days"):
            yield self.ground.wait(today, Phase.DECISIONS)
            if place == 0:
                self.order_payment(today)
            if place == days_a_month // 2:
                self.inspect(today)
            yield from self.hear_claims(days=today - last_sitting)
            last_sitting = today

    # Claims

    def hear_claims(self, days: int) -> Generator[simpy.Event, Any, None]:
        """Whoever has waited longest comes first. A clerk studies so many cases a day, all the days since the
        last sitting; who has found no clerk by the end, or has months that are not booked yet, waits for the
        next one.
        """
        cases = self.scenario["agency.cases_per_clerk_day"] * days
        if not cases:
            return
        a_case = A_SITTING / cases
        closing = self.ground.env.timeout(A_SITTING - a_case / 2)
        while self.ground.claims.items:
            claim: Claim = yield self.ground.claims.get()
            self.ground.env.process(self.hear(claim, a_case, closing))
        yield closing

    def hear(self, claim: Claim, a_case: float, closing: simpy.Event) -> Generator[simpy.Event, Any, None]:
        """A claim waits for a clerk, who is busy with it as long as a case takes."""
        if self.workers[claim.person_id].record.has_unbooked_months():
            yield closing
        else:
            with self.clerks.request() as clerk:
                yield clerk | closing
                if clerk.triggered:
                    self.decide(claim)
                    yield self.ground.env.timeout(a_case)
                    return
        yield self.ground.claims.put(claim)

    def decide(self, claim: Claim) -> None:
        """Grants or refuses."""
        desk, today = self.desks[claim.kind], self.ground.today
        answer, person_id = desk.decide(claim, today), claim.person_id
        self.ground.decisions.append(
            Decision(
                person_id,
                CLAIM_KINDS[claim.kind],
                claim.arrives_on,
                today,
                not answer.reason,
                answer.reason,
                answer.months,
                answer.entitlement,
            )
        )
        if answer.reason:
            self.ground.tell(today, "refused", person_id, reason=answer.reason, detail=int(claim.kind))
        else:
            self.ground.tell(today, desk.granted, person_id, detail=answer.granted)

    # Orders, fines, inspections

    def order_payment(self, today: int) -> None:
        """Orders whoever owes for long to pay; fines whoever does not obey."""
        order_after = self.scenario["enforcement.order_after_days"]
        fine_after = self.scenario["enforcement.fine_after_days"]
        for employer in self.employers:
            unpaid = [bill for bill in employer.bills if bill.is_open]
            if not any(today - bill.due_on > order_after for bill in unpaid):
                employer.ordered_on, employer.fined_for_order = None, False
            elif employer.ordered_on is None:
                employer.ordered_on = today
                employer.tell(today, "ordered")
            elif today - employer.ordered_on > fine_after and not employer.fined_for_order:
                employer.fined_for_order = True
                lines = [line.contribution for bill in unpaid for line in bill.lines]
                principal = sum(sum(c.worker.values()) + sum(c.employer.values()) for c in lines)
                self.fine(employer, self.ground.law(today, "non_payment_fine", unpaid=principal))

    def inspect(self, today: int) -> None:
        """Visits some employers: unregistered workers are registered, hidden wages come to light."""
        for employer in self.employers:
            if not employer.is_inspected(self.ground.month):
                continue
            employer.tell(today, "inspected")
            for job in employer.jobs:
                overdue = self.ground.dates.register_by(job.start) < today
                if overdue and today <= job.end and job.registers_on > today:
                    job.registers_on, job.found_by_inspection = today, True
                    person_id = job.record.person_id
                    self.ground.tell(today, "found_unregistered", person_id, employer.employer_id)
            if employer.hides_wages:
                hidden = sum(job.wage - employer.declared(job) for job in employer.last_declared)
                employer.hides_wages = False
                if hidden > 0:
                    self.fine(employer, self.ground.law(today, "hidden_wages_fine", hidden_wages=hidden))

    def fine(self, employer: Employer, amount: int) -> None:
        """A fine goes to the treasury, not to a fund."""
        if amount:
            employer.fines_owed += amount
            employer.tell(self.ground.today, "fined", detail=amount)

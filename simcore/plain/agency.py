"""The social insurance agency: decides claims with few clerks, orders payment, inspects, fines."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, cast

import simpy

from simcore import calendar
from simcore.plain import death, pension, unemployment
from simcore.plain.claims import Claim
from simcore.plain.clock import Phase
from simcore.plain.records import Decision, Event
from simcore.vocabulary import ClaimKind

if TYPE_CHECKING:
    from simcore.plain.employer import Employer
    from simcore.plain.world import World

DECIDE = {
    ClaimKind.PENSION: pension.decide,
    ClaimKind.DEATH: death.decide,
    ClaimKind.UNEMPLOYMENT: unemployment.decide,
}


class Agency:
    """One process, awake on its sitting days: orders on the first of the month, inspections on the second."""

    def __init__(self, world: World) -> None:
        scenario = world.scenario
        self.world, self.clock = world, world.clock
        self.claims = simpy.PriorityStore(world.clock.env)
        self.clerks = -(-scenario.people // scenario["agency.people_per_clerk"])
        self.cases_per_clerk_day = scenario["agency.cases_per_clerk_day"]
        self.sitting_days = scenario["agency.sitting_days"]
        self.order_after_days = scenario["enforcement.order_after_days"]
        self.fine_after_days = scenario["enforcement.fine_after_days"]

    def deliver(self, claim: Claim) -> Generator[simpy.Event]:
        """A claim travels until the morning of its day of arrival."""
        yield self.clock.wait(claim.arrives_on, Phase.ARRIVALS)
        yield self.claims.put(claim)
        detail = int(claim.kind)
        self.world.events.append(Event(claim.arrives_on, claim.person_id, -1, "claimed", detail=detail))

    def sit(self) -> Generator[simpy.Event]:
        """The process: what the agency does on each of its sitting days."""
        last_sitting = self.clock.first_day
        for today in self.clock.days(self.sitting_days):
            yield self.clock.wait(today, Phase.DECISIONS)
            number = calendar.number_in_month(today)
            if number == self.sitting_days[0]:
                self.order_payment(today)
            if number == self.sitting_days[1]:
                self.inspect(today)
            yield from self.hear_claims(today, days_worked=today - last_sitting)
            last_sitting = today

    # Claims

    def hear_claims(self, today: int, days_worked: int) -> Generator[simpy.Event]:
        """The clerks decide as many cases as they can study in the days since the last sitting."""
        cases = self.clerks * self.cases_per_clerk_day * days_worked
        desk = simpy.Resource(self.clock.env, capacity=cases)
        left_waiting = []
        while self.claims.items:
            claim = cast(Claim, (yield self.claims.get()))
            if self.world.workers[claim.person_id].owes():
                left_waiting.append(claim)
                continue
            turn = desk.request()
            if not turn.triggered:
                left_waiting.append(claim)
                break
            self.decide(claim, today)
        for claim in left_waiting:
            yield self.claims.put(claim)

    def decide(self, claim: Claim, today: int) -> None:
        """Grants or refuses."""
        worker = self.world.workers[claim.person_id]
        answer = DECIDE[claim.kind](worker, claim, today)
        self.world.decisions.append(
            Decision(
                worker.person_id,
                claim.kind.name.lower(),
                claim.arrives_on,
                today,
                not answer.reason,
                answer.reason,
                answer.months,
                answer.entitlement,
            )
        )
        if answer.reason:
            worker.tell(today, "refused", answer.reason, detail=int(claim.kind))
        else:
            kind = "awarded" if claim.kind == ClaimKind.PENSION else "granted"
            worker.tell(today, kind, detail=answer.granted)

    # Orders, fines, inspections

    def order_payment(self, today: int) -> None:
        """Orders whoever owes for long to pay; fines whoever does not obey."""
        for employer in self.world.employers:
            unpaid = [bill for bill in employer.bills if bill.is_open]
            overdue = any(today - bill.due_on > self.order_after_days for bill in unpaid)
            if not overdue:
                employer.ordered_on, employer.fined_for_order = None, False
            elif employer.ordered_on is None:
                employer.ordered_on = today
                employer.tell(today, "ordered")
            elif today - employer.ordered_on > self.fine_after_days and not employer.fined_for_order:
                employer.fined_for_order = True
                principal = sum(bill.principal(scheme) for bill in unpaid for scheme in self.world.funds)
                self.fine(employer, self.world.law(today, "non_payment_fine", unpaid=principal), today)

    def inspect(self, today: int) -> None:
        """Visits some employers: unregistered workers are registered, hidden wages come to light."""
        month = calendar.month_of(today)
        for employer in self.world.employers:
            if not (employer.is_open_in(month) and employer.is_inspected(month)):
                continue
            employer.tell(today, "inspected")
            for job in employer.jobs:
                if job.registration_deadline < today <= job.end and job.registers_on > today:
                    job.registers_on, job.found_by_inspection = today, True
                    job.worker.tell(today, "found_unregistered", employer_id=employer.employer_id)
            if employer.hides_wages:
                hidden = sum(job.wage - job.declared_wage for job in employer.last_declared)
                employer.hides_wages = False
                if hidden > 0:
                    self.fine(
                        employer, self.world.law(today, "hidden_wages_fine", hidden_wages=hidden), today
                    )

    def fine(self, employer: Employer, amount: int, today: int) -> None:
        """A fine goes to the treasury, not to a fund."""
        if amount:
            employer.fines_owed += amount
            employer.tell(today, "fined", detail=amount)

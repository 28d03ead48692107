"""Unemployment benefit: the decision, and the payments month by month while somebody is without work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simcore.calendar import first_day, month_of
from simcore.plain.benefit import Benefit
from simcore.plain.claims import Answer, Claim
from simcore.plain.contributions import Contribution, Line
from simcore.plain.funds import Fund
from simcore.plain.ground import Ground
from simcore.plain.records import BenefitLine
from simcore.plain.spells import Unemployment
from simcore.plain.worker import Worker
from simcore.vocabulary import BenefitKind, ClaimKind, PaymentKind, Scheme

RULES = {
    BenefitKind.UNEMPLOYMENT_BENEFIT: "unemployment_benefit",
    BenefitKind.MEDICAL_PREMIUM: "unemployment_medical_premium",
}
"""What is paid for each month."""


@dataclass(slots=True)
class Grant:
    """Benefit months that have been granted for one time without work."""

    spell: Unemployment
    next_month: int
    """The first month that has not fallen due."""
    last_month: int


class UnemploymentBenefit(Benefit):
    """With each month of benefit goes the premium that keeps the person in the medical insurance."""

    scheme, claim, pay_day = Scheme.UNEMPLOYMENT, ClaimKind.UNEMPLOYMENT, 1

    def __init__(self, ground: Ground, workers: Sequence[Worker], funds: Mapping[Scheme, Fund]) -> None:
        super().__init__(ground, workers, funds)
        self.grants: dict[int, Grant] = {}
        self.unused_months: Counter[int] = Counter()

    def decide(self, claim: Claim, today: int) -> Answer:
        """Only who is still without work, against his will, and has paid for a year or has months left."""
        worker, spell = self.workers[claim.person_id], claim.about
        record, months = worker.record, worker.record.unemployment_months
        if worker.is_dead() or not spell.start <= today <= spell.end:
            return Answer("no_longer_unemployed")
        if spell.voluntary:
            return Answer("left_voluntarily")
        unused = self.unused_months[worker.person_id]
        entitled = self.law(
            today, "unemployment_benefit_months", paid_months=months, unused_benefit_months=unused
        )
        newly_paid = self.law.policy.parameter("unemployment.minimum_paid_months").at(today).value
        if months < newly_paid and entitled == 0:
            return Answer("insufficient_months", months)
        if months >= newly_paid:
            record.unemployment_months = 0
        self.unused_months[worker.person_id] = entitled
        first = month_of(claim.arrives_on)
        self.grants[worker.person_id] = Grant(spell, first, first + entitled - 1)
        self.months_fall_due(worker, today, self.last_month_due(today))
        return Answer("", months, granted=entitled, entitlement=entitled)

    def fall_due(self, today: int, month: int) -> None:
        for person_id in self.grants:
            self.months_fall_due(self.workers[person_id], today, month)

    def months_fall_due(self, worker: Worker, today: int, last_month: int) -> None:
        """All months up to that one that have not been due before are due today, while the person was still
        without work when the month counted.
        """
        grant, person_id = self.grants[worker.person_id], worker.person_id
        without_work_until = min(grant.spell.end, worker.death_day)
        by_law = int(self.ground.dates.last_benefit_month(without_work_until))
        months = range(grant.next_month, min(last_month, grant.last_month, by_law) + 1)
        if not months:
            return
        grant.next_month = months[-1] + 1
        self.unused_months[person_id] -= len(months)
        for kind, rule in RULES.items():
            amounts = {month: self.law(first_day(month), rule) for month in months}
            when_paid = self.premium_paid if kind == BenefitKind.MEDICAL_PREMIUM else None
            self.funds[self.scheme].owe(person_id, kind, today, amounts, when_paid)
        if grant.next_month > grant.last_month:
            worker.tell(today, "benefit_exhausted")

    def premium_paid(self, premium: BenefitLine, today: int) -> None:
        """The medical fund has it now, as a contribution on the floor."""
        floor = self.law(first_day(premium.month), "contribution_floor")
        contribution = Contribution(floor, {}, {Scheme.EMPLOYEE_MEDICAL: premium.amount}, to_account=0)
        self.funds[Scheme.EMPLOYEE_MEDICAL].receive("contributions_employer", premium.amount)
        self.ground.lines.append(
            Line(
                premium.person_id,
                premium.month,
                PaymentKind.PAID_BY_FUND,
                contribution,
                settled_on=today,
                paid_on=today,
                payer="fund",
                channel="fund",
            )
        )

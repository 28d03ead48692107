"""Unemployment benefit: the decision, and the payments month by month while somebody is without work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simcore import calendar
from simcore.plain.answer import Answer
from simcore.plain.claims import Claim
from simcore.plain.spells import Unemployment
from simcore.vocabulary import BenefitKind, Scheme

if TYPE_CHECKING:
    from simcore.plain.worker import Worker


class UnemploymentGrant:
    """Benefit months that have been granted for one time without work."""

    def __init__(self, worker: Worker, spell: Unemployment, first_month: int, entitlement: int) -> None:
        self.worker, self.spell, self.entitlement = worker, spell, entitlement
        self.next_month = first_month
        """The first month that has not fallen due."""
        self.last_month = first_month + entitlement - 1

    def is_payable(self, month: int) -> bool:
        """Whether the person was still without work when the month counted."""
        return month <= self.worker.law.last_benefit_month(min(self.spell.end, self.worker.death_day))

    def fall_due(self, today: int, last_month: int) -> None:
        """All months up to that one that have not been due before are due today."""
        candidates = range(self.next_month, min(last_month, self.last_month) + 1)
        months = [month for month in candidates if self.is_payable(month)]
        if not months:
            return
        self.next_month = months[-1] + 1
        self.worker.unused_benefit_months -= len(months)
        person_id, law = self.worker.person_id, self.worker.law
        fund = self.worker.world.funds[Scheme.UNEMPLOYMENT]
        for kind, rule in (
            (BenefitKind.UNEMPLOYMENT_BENEFIT, "unemployment_benefit"),
            (BenefitKind.MEDICAL_PREMIUM, "unemployment_medical_premium"),
        ):
            fund.owe(
                person_id, kind, today, {month: law(calendar.first_day(month), rule) for month in months}
            )
        if self.next_month > self.last_month:
            self.worker.tell(today, "benefit_exhausted")


def decide(worker: Worker, claim: Claim, today: int) -> Answer:
    """Only who is still without work, against his will, and has paid for a year or has months left."""
    spell: Unemployment = claim.about
    months = worker.unemployment_months
    if worker.is_dead() or not spell.lasts_on(today):
        return Answer("no_longer_unemployed")
    if spell.voluntary:
        return Answer("left_voluntarily")
    entitlement = worker.law(
        today,
        "unemployment_benefit_months",
        paid_months=months,
        unused_benefit_months=worker.unused_benefit_months,
    )
    newly_paid = worker.law.parameter(today, "unemployment.minimum_paid_months")
    if months < newly_paid and entitlement == 0:
        return Answer("insufficient_months", months)
    if months >= newly_paid:
        worker.unemployment_months = 0
    worker.unused_benefit_months = entitlement
    worker.benefit = UnemploymentGrant(worker, spell, calendar.month_of(claim.arrives_on), entitlement)
    month = calendar.month_of(today)
    pay_day = worker.world.clock.day_of(month, worker.world.scenario["funds.pay_days"][1])
    worker.benefit.fall_due(today, month if today > pay_day else month - 1)
    return Answer("", months, granted=entitlement, entitlement=entitlement)

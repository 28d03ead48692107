"""What a death leaves to the family: funeral grant, survivors' grant and the personal account."""

from __future__ import annotations

from simcore.calendar import first_day, month_of
from simcore.plain.benefit import Benefit
from simcore.plain.claims import Answer, Claim
from simcore.vocabulary import BenefitKind, ClaimKind, Scheme


class Survivors(Benefit):
    """By the law of the month of death; the account is paid out as it stands today."""

    scheme, claim = Scheme.EMPLOYEE_PENSION, ClaimKind.DEATH

    def decide(self, claim: Claim, today: int) -> Answer:
        worker = self.workers[claim.person_id]
        record, month_of_death = worker.record, month_of(worker.death_day)
        funeral_grant, survivor_grant = self.law.several(
            first_day(month_of_death),
            ("pension_funeral_grant", "pension_survivor_grant"),
            contribution_months=record.months_paid,
            months_drawn=0 if worker.retired_in is None else month_of_death - worker.retired_in,
            own_contributions=record.own_contributions,
            index_sum=record.index_sum,
        )
        amounts = {
            BenefitKind.FUNERAL_GRANT: int(funeral_grant),
            BenefitKind.SURVIVOR_GRANT: int(survivor_grant),
            BenefitKind.ACCOUNT_INHERITANCE: record.account.close(today),
        }
        for kind, amount in amounts.items():
            self.pay_once(worker.person_id, kind, amount)
        total = sum(amounts.values())
        return Answer("" if total > 0 else "no_contributions", record.months_paid, granted=total)

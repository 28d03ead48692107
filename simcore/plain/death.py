"""What a death leaves to the family: funeral grant, survivors' grant and the personal account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simcore import calendar
from simcore.plain.answer import Answer
from simcore.plain.claims import Claim
from simcore.vocabulary import BenefitKind

if TYPE_CHECKING:
    from simcore.plain.worker import Worker


def decide(worker: Worker, claim: Claim, today: int) -> Answer:
    """By the law of the month of death; the account is paid out as it stands today."""
    months = worker.months_paid
    months_drawn = worker.pension.months_drawn() if worker.pension else 0
    funeral_grant, survivor_grant = worker.law.several(
        calendar.first_day(calendar.month_of(worker.death_day)),
        ("pension_funeral_grant", "pension_survivor_grant"),
        contribution_months=months,
        months_drawn=months_drawn,
        own_contributions=worker.own_contributions,
        index_sum=worker.index_sum,
    )
    inheritance = worker.account.close(worker.law, today)
    worker.claim_once(BenefitKind.FUNERAL_GRANT, int(funeral_grant))
    worker.claim_once(BenefitKind.SURVIVOR_GRANT, int(survivor_grant))
    worker.claim_once(BenefitKind.ACCOUNT_INHERITANCE, inheritance)
    total = int(funeral_grant) + int(survivor_grant) + inheritance
    return Answer("" if total > 0 else "no_contributions", months, granted=total)

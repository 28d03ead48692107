"""The agency's desk for deaths: funeral grant, survivors' grant and what is left of the account (articles
14 and 17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simcore.calendar import first_day
from simcore.city.claims import Claims
from simcore.city.columns import groups
from simcore.rulebook.policy import Policy
from simcore.vocabulary import BenefitKind, EventKind, RefusalReason, Scheme

if TYPE_CHECKING:
    from simcore.city.city import City

_GRANTS = ("pension_funeral_grant", "pension_survivor_grant")


class Survivors:
    """Decides the heirs' claims."""

    def __init__(self, city: City, policy: Policy) -> None:
        self._city = city
        self._law_changes = policy.change_months(_GRANTS, city.months[0], city.months[-1])
        self._grants = policy.compile(
            _GRANTS,
            inputs=("contribution_months", "months_drawn", "own_contributions", "index_sum"),
        )

    def decide(self, claims: Claims, month: int, day: int) -> None:
        city, lives, rows = self._city, self._city.lives, claims.person
        city.settle_up(rows)
        funeral, survivor = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
        period = np.searchsorted(self._law_changes, claims.month, side="right")
        for _, chosen in groups(period):
            funeral[chosen], survivor[chosen] = self._grants(
                first_day(int(claims.month[chosen][0])),
                contribution_months=lives.months_paid[rows[chosen]],
                months_drawn=city.pensions.months_received(rows[chosen]),
                own_contributions=lives.own_contributions[rows[chosen]],
                index_sum=lives.index_sum[rows[chosen]],
            )
        inheritance = city.accounts.close(rows, month, day)
        nothing = (funeral <= 0) & (survivor <= 0) & (inheritance <= 0)
        city.refuse(claims.take(nothing), day, RefusalReason.NO_CONTRIBUTIONS)
        granted = claims.take(~nothing)
        city.write_claims(granted, day, granted=True, months=lives.months_paid[granted.person])
        city.events(
            day, granted.person, EventKind.GRANTED, detail=(funeral + survivor + inheritance)[~nothing]
        )
        benefits = {
            BenefitKind.FUNERAL_GRANT: funeral,
            BenefitKind.SURVIVOR_GRANT: survivor,
            BenefitKind.ACCOUNT_INHERITANCE: inheritance,
        }
        city.pay_once(Scheme.EMPLOYEE_PENSION, benefits, rows, month, day)
        city.funds[Scheme.EMPLOYEE_PENSION].count_beneficiaries(month, len(granted))

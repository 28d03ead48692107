"""The agency's desk for deaths: funeral grant, survivors' grant and what is left of the account (articles
14 and 17).
"""

from __future__ import annotations

import numpy as np

from simcore.calendar import first_day
from simcore.city.benefit import Benefit, Means
from simcore.city.claims import Claims
from simcore.city.columns import groups
from simcore.vocabulary import BenefitKind, ClaimKind, EventKind, RefusalReason, Scheme

_GRANTS = ("pension_funeral_grant", "pension_survivor_grant")


class Survivors(Benefit):
    """Decides the heirs' claims."""

    scheme, claim = Scheme.EMPLOYEE_PENSION, ClaimKind.DEATH

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        policy, ground = means.policy, means.ground
        self._law_changes = policy.change_months(_GRANTS, ground.months[0], ground.months[-1])
        self._grants = policy.compile(
            _GRANTS,
            inputs=("contribution_months", "months_drawn", "own_contributions", "index_sum"),
        )

    def decide(self, claims: Claims, month: int, day: int) -> None:
        lives, rows = self._ground.lives, claims.person
        self._totals.settle_up(rows)
        funeral, survivor = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
        period = np.searchsorted(self._law_changes, claims.month, side="right")
        for _, chosen in groups(period):
            funeral[chosen], survivor[chosen] = self._grants(
                first_day(int(claims.month[chosen][0])),
                contribution_months=lives.months_paid[rows[chosen]],
                months_drawn=lives.months_of_pension(rows[chosen]),
                own_contributions=lives.own_contributions[rows[chosen]],
                index_sum=lives.index_sum[rows[chosen]],
            )
        inheritance = self._accounts.close(rows, month, day)
        nothing = (funeral <= 0) & (survivor <= 0) & (inheritance <= 0)
        self._pens.refuse(claims.take(nothing), day, RefusalReason.NO_CONTRIBUTIONS)
        granted = claims.take(~nothing)
        self._pens.write_claims(granted, day, granted=True, months=lives.months_paid[granted.person])
        self._pens.events(
            day, granted.person, EventKind.GRANTED, detail=(funeral + survivor + inheritance)[~nothing]
        )
        benefits: dict[int, np.ndarray] = {
            BenefitKind.FUNERAL_GRANT: funeral,
            BenefitKind.SURVIVOR_GRANT: survivor,
            BenefitKind.ACCOUNT_INHERITANCE: inheritance,
        }
        self._orders.pay_once(Scheme.EMPLOYEE_PENSION, benefits, rows, month, day)
        self._headcounts.count_beneficiaries(Scheme.EMPLOYEE_PENSION, month, len(granted))

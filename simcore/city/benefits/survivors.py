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
_BENEFITS = (BenefitKind.FUNERAL_GRANT, BenefitKind.SURVIVOR_GRANT, BenefitKind.ACCOUNT_INHERITANCE)


class Survivors(Benefit):
    """Decides the heirs' claims."""

    scheme, claim = Scheme.EMPLOYEE_PENSION, ClaimKind.DEATH

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        policy, ground = means.policy, means.ground
        self._law_changes = np.array(
            policy.change_months(_GRANTS, ground.months[0], ground.months[-1]), np.int64
        )
        self._grants = policy.compile(
            _GRANTS,
            inputs=("contribution_months", "months_drawn", "own_contributions", "index_sum"),
        )

    def decide(self, claims: Claims, month: int, day: int) -> None:
        lives, rows = self._ground.lives, claims.person
        self._totals.settle_up(rows)
        sums = np.zeros((3, len(rows)), np.int64)
        period = self._law_changes.searchsorted(claims.month, side="right")
        for _, chosen in groups(period):
            of_period = rows[chosen]
            sums[0, chosen], sums[1, chosen] = self._grants(
                first_day(int(claims.month[chosen][0])),
                contribution_months=lives.months_paid[of_period],
                months_drawn=lives.months_of_pension(of_period),
                own_contributions=lives.own_contributions[of_period],
                index_sum=lives.index_sum[of_period],
            )
        sums[2] = self._accounts.close(rows, month, day)
        something = np.asarray((sums > 0).any(axis=0))
        granted, refused = claims.divided(something)
        self._pens.refuse(refused, day, RefusalReason.NO_CONTRIBUTIONS)
        self._pens.write_claims(granted, day, granted=True, months=lives.months_paid[granted.person])
        self._pens.events(day, granted.person, EventKind.GRANTED, detail=sums.sum(axis=0)[something])
        benefits: dict[int, np.ndarray] = dict(zip(_BENEFITS, sums, strict=True))
        self._orders.pay_once(Scheme.EMPLOYEE_PENSION, benefits, rows, month, day)
        self._headcounts.count_beneficiaries(Scheme.EMPLOYEE_PENSION, month, len(granted))

"""The treasury (财政): bears the ultimate responsibility. What has waited too long in a fund's queue, it
covers (article 65).
"""

from __future__ import annotations

from collections.abc import Generator, Mapping

import simpy

from simcore.city.funds import Fund
from simcore.city.ground import Ground
from simcore.clock import Phase, until
from simcore.vocabulary import Scheme

MILLION = 1_000_000


class Treasury:
    """Acts on the funds' pay days (phase 3), before they pay.

    On the month's first it also brings the pension fund its regular subsidy, a share of what the fund paid in
    the month before.
    """

    def __init__(self, ground: Ground, funds: Mapping[Scheme, Fund]) -> None:
        self._ground, self._funds = ground, funds
        self._delay = int(ground.scenario["treasury.cover_delay_days"])
        self._share = round(ground.scenario["treasury.pension_subsidy_share"] * MILLION)

    def cover(self) -> Generator[simpy.Event, None, None]:
        for month in self._ground.ahead:
            days = self._ground.pay_days(month)
            for day in days:
                yield until(self._ground.env, day, Phase.TREASURY)
                if day == days[0] and (subsidy := self._subsidy()):
                    self._funds[Scheme.EMPLOYEE_PENSION].receive_subsidy(day, subsidy)
                for fund in self._funds.values():
                    missing = fund.waiting_since(day - self._delay) - fund.cash
                    if missing > 0:
                        fund.receive_cover(day, missing)

    def _subsidy(self) -> int:
        paid_before = self._funds[Scheme.EMPLOYEE_PENSION].paid_last_month
        return (paid_before * self._share * 2 + MILLION) // (2 * MILLION)

"""The treasury (财政): bears the ultimate responsibility. What has waited too long in a fund's queue, it
covers (article 65).
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

import simpy

from simcore.actors.clock import Phase, until, working_days

if TYPE_CHECKING:
    from simcore.actors.city import City


class Treasury:
    """Acts on the funds' pay days (phase 3), before they pay."""

    def __init__(self, city: City, pay_days: Sequence[int | str], cover_delay_days: int) -> None:
        self._city = city
        self._pay_days = pay_days
        self._delay = cover_delay_days

    def cover(self) -> Generator[simpy.Event, None, None]:
        for month in self._city.months:
            for day in working_days(month, self._pay_days):
                yield until(self._city.env, day, Phase.TREASURY)
                for fund in self._city.funds.values():
                    missing = fund.waiting_since(day - self._delay) - int(fund.cash.level)
                    if missing > 0:
                        yield fund.receive_cover(day, missing)

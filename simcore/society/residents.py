"""Residents: who of those that work for themselves and pay nowhere pays the residents' pension, and when in
the year.

One share of the people pays each year, in a month, on a day and at a tier of their own; drawn before any
policy acts. The share is 0 in every ready-made scenario: it stands in for the residents that come with the
whole city.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import number_in_year
from simcore.society.careers import Careers
from simcore.society.luck import Luck, Purpose, threshold
from simcore.society.people import People

if TYPE_CHECKING:
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]

_ALWAYS = 0
"""The month of draws that hold for life."""
_LATEST_PAY_DAY = 28


class Residents:
    """How residents pay for a year."""

    def __init__(self, scenario: Scenario, luck: Luck, people: People, careers: Careers) -> None:
        self._luck, self._careers = luck, careers
        share = threshold(scenario["population.resident_share"])
        everybody = np.arange(people.size if share else 0)
        self._paying = everybody[luck.chance(Purpose.RESIDENT_PAYS, _ALWAYS, everybody, share)]

    def paying_in(self, month: int) -> Ints:
        """Whose month of the year this is (row numbers, ascending), in the model or not."""
        january = month - number_in_year(month) + 1
        paid_in = self._luck.between(Purpose.RESIDENT_PAY_MONTH, january, self._paying, 1, 12)
        rows: Ints = self._paying[paid_in == number_in_year(month)]
        return rows

    def pay_day(self, rows: Ints, month: int) -> Ints:
        """The day of the month on which they pay, 1 to 28."""
        return self._luck.between(Purpose.RESIDENT_PAY_DAY, month, rows, 1, _LATEST_PAY_DAY)

    def channel(self, rows: Ints, month: int) -> Ints:
        """The channel by which they pay: the books' codes."""
        return self._careers.channel_of(self._luck.draw(Purpose.RESIDENT_CHANNEL, month, rows))

    def tier(self, rows: Ints, tiers: Sequence[int]) -> Ints:
        """The tier that they pay, of those in force (yuan a year, ascending)."""
        return np.array(tiers)[self._luck.between(Purpose.RESIDENT_TIER, _ALWAYS, rows, 0, len(tiers) - 1)]

"""Changes that concern others: "these, in this month, on this day: this happened". Whoever needs to know
subscribes; the order of subscription is the order of telling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

import numpy as np


class Change(Enum):
    """What happened, and to whom the rows refer."""

    DIED = auto()
    """People, in a month; each on a day of its own."""
    BECAME_UNEMPLOYED = auto()
    """People, in a month."""
    UNEMPLOYMENT_ENDS = auto()
    """People, unemployed or not, in a month; they are without work up to and including these days at most."""
    JOBS_CLOSED = auto()
    """People whose employer closes on a day, the last of a month."""
    GAVE_BIRTH = auto()
    """Women, in a month; each on a day of her own."""
    MONTHS_DECLARED = auto()
    """People whose employer declares them in a month: from a first month of each to a last one, or to
    NEVER if they stand on its ordinary declaration from now on."""
    DECLARATIONS_END = auto()
    """People whose last month on the ordinary declaration, one of each, lies behind."""
    MONTHS_WRITTEN_OFF = auto()
    """People (more than once if need be) whose declared months will never be paid."""
    DECLARED = auto()
    """Nobody in particular: all employers have declared a month."""
    EMPLOYERS_FAILED = auto()
    """Employers (bool, one an employer) that close on a day and cannot pay."""
    RECEIPTS_BOOKED = auto()
    """Nobody in particular: the tax bureau has booked what came in by a day."""


Subscriber = Callable[[np.ndarray, int, Any], None]
"""Rows, month, and the day of all or of each (of `MONTHS_DECLARED` the first and the last month)."""
NOBODY = np.zeros(0, np.int64)


class Changes:
    """Tells each change to its subscribers, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._subscribers: dict[Change, list[Subscriber]] = defaultdict(list)

    def subscribe(self, change: Change, subscriber: Subscriber) -> None:
        """From now on this one is told."""
        self._subscribers[change].append(subscriber)

    def tell(self, change: Change, rows: np.ndarray, month: int, day: Any) -> None:
        """It has happened."""
        for subscriber in self._subscribers[change]:
            subscriber(rows, month, day)

"""The one clock: an integer, day × 8 + phase, with days counted from 1970-01-01."""

from __future__ import annotations

from enum import IntEnum

import simpy

PHASES_A_DAY = 8


class Phase(IntEnum):
    """What happens within a day, in this order."""

    RECEIPTS = 0
    ARRIVALS = 1
    DECISIONS = 2
    TREASURY = 3
    PAYMENTS = 4
    CHANGES = 5
    CLOSING = 6


def moment(day: int, phase: Phase) -> int:
    """The clock's reading in `phase` of `day`."""
    return day * PHASES_A_DAY + phase


def today(env: simpy.Environment) -> int:
    """The day on which the simulation stands."""
    return int(env.now) // PHASES_A_DAY


def until(env: simpy.Environment, day: int, phase: Phase) -> simpy.Event:
    """An event that happens in `phase` of `day` (which must not lie in the past)."""
    return env.timeout(moment(day, phase) - int(env.now))

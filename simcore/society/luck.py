"""Everybody's luck: a draw depends on the seed, the purpose, the month and the row, and on nothing else.

The generator is counter-based: the finaliser of SplitMix64 (Steele, Lea and Flood, "Fast splittable
pseudorandom number generators", OOPSLA 2014; constants of Stafford's variant 13) mixes seed, purpose and
month into a key, and key and row into the draw. So the order in which rows are visited, their number and
the policy change no draw.
"""

from __future__ import annotations

from enum import IntEnum
from typing import overload

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_MASK = 2**64 - 1
_GOLDEN = 0x9E3779B97F4A7C15
_MIX_1 = 0xBF58476D1CE4E5B9
_MIX_2 = 0x94D049BB133111EB
_GOLDEN_WORD, _MIX_1_WORD, _MIX_2_WORD = np.uint64(_GOLDEN), np.uint64(_MIX_1), np.uint64(_MIX_2)
_27, _30, _31, _32 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(32)

LONGEST_WAIT = 600
_FEW = 4
"""So few rows are drawn one by one: NumPy would cost more than it saves."""


class Purpose(IntEnum):
    """What a draw decides. A number once given is never given to another purpose."""

    # people as they are born into the model
    IS_PENSIONER = 1
    BIRTH_CELL = 2
    BIRTH_DAY = 3
    DEATH = 4
    ENTRY_AGE = 5
    ENTRY_DAY = 6
    SEX = 7
    RETIREMENT_TRACK = 8
    RELATIVE_WAGE = 9
    FLEXIBLE_RATIO = 10
    # people as the run finds them
    OPENING_STATUS = 20
    OPENING_TENURE = 21
    OPENING_PLAN = 22
    OPENING_DAY = 23
    OPENING_SLOT = 24
    OPENING_REGISTRATION = 25
    OPENING_FLEXIBLE_PAYS = 26
    OPENING_PAY_DAY = 27
    OPENING_CHANNEL = 28
    PAST_ENTRY_AGE = 29
    PAST_DENSITY = 30
    PAST_GAP = 31
    PAST_GAP_PLACE = 32
    PAST_GAP_LENGTH = 33
    PAST_INDEX = 34
    PAST_PENSION = 35
    # careers
    JOB_PLAN = 40
    UNEMPLOYED_PLAN = 41
    FLEXIBLE_PLAN = 42
    LEAVE_DAY = 43
    LEAVE_OUTCOME = 44
    FIND_DAY = 45
    CLAIM = 46
    CLAIM_LAG = 47
    DEATH_LAG = 48
    TURNS_FLEXIBLE = 49
    ENTERS_FLEXIBLE = 50
    SLOT = 51
    FLEXIBLE_PAYS = 52
    PAY_DAY = 53
    CHANNEL = 54
    PAYS_ON = 55
    # families
    BIRTH = 60
    BIRTH_OF_CHILD_DAY = 61
    BIRTH_CLAIM_LAG = 62
    # residents
    RESIDENT_PAYS = 65
    RESIDENT_PAY_MONTH = 66
    RESIDENT_PAY_DAY = 67
    RESIDENT_CHANNEL = 68
    RESIDENT_TIER = 69
    # employers
    SLOT_SIZE = 70
    SLOT_RANK = 71
    INDUSTRY = 72
    CONDUCT = 73
    SECTOR = 74
    WAGE_FACTOR = 75
    FOUNDED = 76
    LIFETIME = 77
    TROUBLE_WAIT = 78
    TROUBLE_LENGTH = 79
    FINAL_TROUBLE = 80
    FINAL_TROUBLE_LENGTH = 81
    LATE_MONTH = 82
    PAYMENT_DELAY = 83
    INSPECTION = 84
    REGISTRATION = 85
    REGISTRATION_LAG = 86


def _mixed(z: int) -> int:
    z = ((z ^ (z >> 30)) * _MIX_1) & _MASK
    z = ((z ^ (z >> 27)) * _MIX_2) & _MASK
    return z ^ (z >> 31)


class Luck:
    """The luck of one run. `seed` is any whole number; draws are integers in [0, 2**32)."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._root = _mixed((seed * _GOLDEN + 1) & _MASK)

    def __repr__(self) -> str:
        return f"Luck({self.seed})"

    def _key(self, purpose: int, month: int) -> int:
        return _mixed((self._root ^ ((purpose << 32) + (month & 0xFFFFFFFF))) + _GOLDEN & _MASK)

    @overload
    def draw(self, purpose: int, month: int, rows: int) -> int: ...
    @overload
    def draw(self, purpose: int, month: int, rows: Ints) -> Ints: ...
    def draw(self, purpose: int, month: int, rows: int | Ints) -> int | Ints:
        """One draw in [0, 2**32) for each row; `rows` are row numbers >= 0, an int or an integer array."""
        key = self._key(purpose, month)
        if not isinstance(rows, np.ndarray):
            return _mixed((key + (int(rows) + 1) * _GOLDEN) & _MASK) >> 32
        if rows.ndim == 1 and len(rows) <= _FEW:
            one_by_one = [_mixed((key + (row + 1) * _GOLDEN) & _MASK) >> 32 for row in rows.tolist()]
            return np.array(one_by_one, np.int64)
        z = rows.astype(np.uint64)
        z *= _GOLDEN_WORD
        z += np.uint64((key + _GOLDEN) & _MASK)
        z ^= z >> _30
        z *= _MIX_1_WORD
        z ^= z >> _27
        z *= _MIX_2_WORD
        z ^= z >> _31
        z >>= _32
        return z.view(np.int64)

    @overload
    def chance(self, purpose: int, month: int, rows: int, threshold: int) -> bool: ...
    @overload
    def chance(self, purpose: int, month: int, rows: Ints, threshold: int | Ints) -> Bools: ...
    def chance(self, purpose: int, month: int, rows: int | Ints, threshold: int | Ints) -> bool | Bools:
        """Whether the draw lies below `threshold` (see `threshold`)."""
        return self.draw(purpose, month, rows) < threshold

    @overload
    def between(self, purpose: int, month: int, rows: int, lowest: int, highest: int) -> int: ...
    @overload
    def between(self, purpose: int, month: int, rows: Ints, lowest: int, highest: int) -> Ints: ...
    def between(self, purpose: int, month: int, rows: int | Ints, lowest: int, highest: int) -> int | Ints:
        """A whole number from `lowest` to `highest`, both included: lowest + draw mod their count."""
        return lowest + self.draw(purpose, month, rows) % (highest - lowest + 1)


def threshold(probability: float) -> int:
    """A probability as the integer that a draw is compared with: probability × 2**32, rounded once."""
    return round(probability * 2**32)


def cumulative_thresholds(weights: NDArray[np.float64] | list[float]) -> Ints:
    """The thresholds of a choice among len(weights) things: choose with `chosen`."""
    shares: NDArray[np.float64] = np.cumsum(np.asarray(weights, dtype=np.float64))
    table: Ints = np.rint(shares / shares[-1] * 2**32).astype(np.int64)
    table[-1] = 2**32
    return table


@overload
def chosen(draws: int, table: Ints) -> int: ...
@overload
def chosen(draws: Ints, table: Ints) -> Ints: ...
def chosen(draws: int | Ints, table: Ints) -> int | Ints:
    """The number of the thing chosen by each draw from a table of `cumulative_thresholds`."""
    places = table.searchsorted(draws, side="right")
    return places if isinstance(draws, np.ndarray) else int(places)


def wait_table(hazard: float) -> Ints:
    """The cumulative thresholds of geometric waiting months 1, 2, … at a monthly hazard, cut at 600
    months."""
    months = np.arange(1, LONGEST_WAIT, dtype=np.float64)
    return np.rint((1.0 - (1.0 - hazard) ** months) * 2**32).astype(np.int64)


@overload
def waits(draws: int, table: Ints) -> int: ...
@overload
def waits(draws: Ints, table: Ints) -> Ints: ...
def waits(draws: int | Ints, table: Ints) -> int | Ints:
    """Waiting months, 1 to 600, from draws and a `wait_table`."""
    return chosen(draws, table) + 1

"""ID numbers: valid by GB 11643, unique, and nobody's.

Region 990000 is assigned to no province, so no real number is produced. A birth date has 500 numbers a sex
in a region (17th digit odd for men, even for women); when they are used up the next regions 990001, 990002
… follow. A person's number depends on birth, sex and how many rows with the same birth and sex come before,
so it is given before policy acts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import month_of, number_in_month, number_in_year, year_of
from simcore.law.identity.rules import check_codes
from simcore.society.people import Sex

Ints = NDArray[np.int64]

FIRST_REGION = 990_000
NUMBERS_A_DAY = 500
_CODES = np.array([ord(character) for character in "0123456789X"], np.uint32)


class IdNumbers:
    """The ID numbers of all rows: `region` int32, `sequence` int16 (digits 15–17); text is formed when
    asked for."""

    def __init__(self, birth_day: NDArray[np.int32], sex: NDArray[np.int8]) -> None:
        self._birth_day = birth_day
        self._sex = sex
        rank = np.empty(len(birth_day), np.int32)
        for which in (Sex.MALE, Sex.FEMALE):
            rows = np.flatnonzero(sex == which)
            rank[rows] = _ranks(birth_day[rows])
        self.region = (FIRST_REGION + rank // NUMBERS_A_DAY).astype(np.int32)
        self.sequence = (rank % NUMBERS_A_DAY * 2 + (sex == Sex.MALE)).astype(np.int16)

    def __len__(self) -> int:
        return len(self._birth_day)

    def id_number(self, row: int) -> str:
        """The 18 characters of one row."""
        return str(self.id_numbers(np.array([row]))[0])

    def id_numbers(self, rows: Ints | None = None) -> NDArray[np.str_]:
        """The 18 characters of these rows (all if None), as an array of text."""
        chosen = slice(None) if rows is None else rows
        region, sequence = self.region[chosen].astype(np.int64), self.sequence[chosen].astype(np.int64)
        birth = _written_dates(self._birth_day[chosen])
        first17 = (region * 100_000_000 + birth) * 1000 + sequence
        characters = np.empty((len(first17), 18), np.uint32)
        characters[:, :17] = first17[:, None] // 10 ** np.arange(16, -1, -1, dtype=np.int64) % 10 + ord("0")
        characters[:, 17] = _CODES[check_codes(region, birth, sequence)]
        return characters.view("<U18").reshape(-1).astype(np.str_)


def _ranks(days: NDArray[np.int32]) -> NDArray[np.int32]:
    """How many earlier places hold the same day, for each place."""
    if not len(days):
        return np.zeros(0, np.int32)
    # Within 65,536 days the sort is a radix sort, which is what makes the whole city quick.
    span = int(days.max()) - int(days.min())
    keys = (days - days.min()).astype(np.uint16 if span < 65_536 else np.uint32)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    new = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    lengths = np.diff(np.append(new, len(days)))
    ranks = np.empty(len(days), np.int32)
    ranks[order] = np.arange(len(days), dtype=np.int32) - np.repeat(new.astype(np.int32), lengths)
    return ranks


def _written_dates(days: NDArray[np.int32]) -> Ints:
    """Days as the numbers yyyymmdd."""
    months = month_of(days.astype(np.int64))
    return (year_of(months) * 100 + number_in_year(months)) * 100 + number_in_month(days.astype(np.int64))

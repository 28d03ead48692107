"""Money as people read it: integer fen shown in whole units with thousands separators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in which money is shown: how many fen it holds, and its name in both languages."""

    fen: int
    english: str
    chinese: str

    def whole(self, fen: int) -> int:
        """The amount in whole units, rounded half-up (away from zero)."""
        units = (2 * abs(fen) + self.fen) // (2 * self.fen)
        return units if fen >= 0 else -units

    def show(self, fen: int) -> str:
        """The amount in whole units, as `12,345`."""
        return f"{self.whole(fen):,}"


YUAN = Unit(100, "yuan", "元")
TEN_THOUSANDS = Unit(100 * 10_000, "10,000 yuan", "万元")
HUNDRED_MILLIONS = Unit(100 * 100_000_000, "100 million yuan", "亿元")


def unit_for(amounts_fen: Iterable[int], *, digits: int = 9) -> Unit:
    """The smallest unit in which the largest of the amounts has at most so many digits."""
    largest = max((abs(amount) for amount in amounts_fen), default=0)
    for unit in (YUAN, TEN_THOUSANDS):
        if unit.whole(largest) < 10**digits:
            return unit
    return HUNDRED_MILLIONS


def yuan_text(fen: int) -> str:
    """An amount to the fen, as `-12,345.60`."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}"

"""What the agency answers to a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Granted if there is no reason against it."""

    reason: str
    months: int = 0
    """The months of contributions that were counted."""
    entitlement: int = 0
    """What was granted: fen a month (a pension), fen (after a death), months (unemployment)."""

"""What the agency answers to a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Granted if there is no reason against it."""

    reason: str
    months: int = 0
    """The months of contributions that were counted, where the answer turned on them."""
    granted: int = 0
    """Fen a month (a pension), fen (after a death), months (unemployment)."""
    entitlement: int = 0
    """The benefit months of unemployment."""

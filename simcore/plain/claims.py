"""A claim on its way to the agency, and the answer to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simcore.vocabulary import ClaimKind


@dataclass(order=True, slots=True)
class Claim:
    """Claims are heard in the order of their arrival; of one day, by person, then by kind."""

    arrives_on: int
    person_id: int
    kind: ClaimKind | int
    about: Any = field(default=None, compare=False)
    """A pension: the month of retirement. Unemployment: the spell without work that it is about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Granted if there is no reason against it."""

    reason: str
    months: int = 0
    """The months of contributions that were counted, where the answer turned on them."""
    granted: int = 0
    """Fen a month (a pension), fen (paid once), months (unemployment)."""
    entitlement: int = 0
    """The benefit months of unemployment."""

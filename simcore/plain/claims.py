"""A claim on its way to the agency."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simcore.vocabulary import ClaimKind


@dataclass(order=True, slots=True)
class Claim:
    """Claims are heard in the order of their arrival; of one day, by person, then by kind."""

    arrives_on: int
    person_id: int
    kind: ClaimKind
    about: Any = field(default=None, compare=False)
    """A pension: the month of retirement. Unemployment: the spell without work that it is about."""

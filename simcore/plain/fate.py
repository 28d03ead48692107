"""Luck, asked for one person: the society draws for everybody at once, and here one row of it is looked
up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simcore.society.society import Society


def one(number: int) -> Any:
    """A number as the society's draws take it."""
    return np.array([number], dtype=np.int64)


class Fate:
    """What luck has in store for one person.

    Any draw of `simcore.society.careers` may be asked by its name: `fate.leave_day(month)`.
    """

    def __init__(self, society: Society, person_id: int) -> None:
        self._society, self._row = society, one(person_id)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        draw = getattr(self._society.careers, name)
        return lambda *about: draw(self._row, *about)[0].item()

    def wage(self, employer_id: int, year: int) -> int:
        """The monthly wage there in a year, fen."""
        return int(self._society.wages.wage(self._row, one(employer_id), year)[0])

    def chosen_monthly_wage(self, month: int) -> int:
        """The wage that a flexible worker chooses to pay on, fen."""
        return int(self._society.wages.chosen_monthly_wage(self._row, month)[0])

    def registration_day(self, employer_id: int, start_day: int, month: int, register_by: int) -> int:
        """The day on which that employer means to register the new worker, NEVER if not at all."""
        draw = self._society.employers.registration_day
        return int(draw(self._row, one(employer_id), one(start_day), month, one(register_by))[0])

"""The law's answers to days: by when to register, which month counts first and last, worked out for all
days at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import NEVER, first_day, month_of

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy

Ints = NDArray[np.int64]

_AHEAD = 50 * 12


class LawOfDays:
    """A rule's answers to days, each by the law in force on the first of its month; NEVER stays NEVER."""

    def __init__(self, policy: Policy, target: str, asked: str) -> None:
        self._policy, self._target, self._asked = policy, target, asked
        self._rule = policy.compile((target,), inputs=(asked,))
        self._first = self._after = 0
        self._answers = np.empty(0, np.int64)

    def __call__(self, days: Ints) -> Ints:
        """The answer to each day."""
        known = days[days != NEVER]
        if not len(known):
            return np.full(len(days), NEVER, np.int64)
        lowest, highest = int(known.min()), int(known.max())
        if lowest < self._first or highest >= self._after:
            self._work_out(lowest, highest)
        inside = np.minimum(days, self._after - 1) - self._first
        return np.where(days == NEVER, NEVER, self._answers[inside])

    def _work_out(self, lowest: int, highest: int) -> None:
        if self._after:
            lowest, highest = min(lowest, self._first), max(highest, self._after - 1)
        # Some decades more at once, as days are asked for year after year.
        first, last = month_of(lowest), month_of(highest) + _AHEAD
        self._first, self._after = first_day(first), first_day(last + 1)
        days = np.arange(self._first, self._after)
        self._answers = np.empty(len(days), np.int64)
        begins = sorted({first, *self._policy.change_months((self._target,), first, last)})
        for month, after in zip(begins, [*begins[1:], last + 1], strict=True):
            part = slice(first_day(month) - self._first, first_day(after) - self._first)
            (self._answers[part],) = self._rule(first_day(month), **{self._asked: days[part]})


class LawsOfDays:
    """The rules of a policy that ask for one day, each worked out when first asked."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._laws: dict[tuple[str, str], LawOfDays] = {}

    def __call__(self, target: str, asked: str) -> LawOfDays:
        """What the rule `target` with the one input `asked`, a day, answers."""
        if (target, asked) not in self._laws:
            self._laws[target, asked] = LawOfDays(self._policy, target, asked)
        return self._laws[target, asked]

"""The days that the law sets for registering and declaring, worked out once and looked up by day or month."""

from __future__ import annotations

import numpy as np

from simcore.rulebook.policy import Policy
from simcore.society.dates import first_day, month_of

_MONTHS = np.arange(-1000, 3000)
_FIRST_DAY = first_day(int(_MONTHS[0]))
_DAYS = np.arange(_FIRST_DAY, first_day(int(_MONTHS[-1])))


class Deadlines:
    """The deadlines of a policy. The law in force in the month of the day that is asked about decides."""

    def __init__(self, policy: Policy) -> None:
        self._register_by = _worked_out(
            policy, "registration_deadline", "hired_on", _DAYS, first_day(_MONTHS)
        )
        self._declared_in = month_of(
            _worked_out(policy, "declaration_after_registration", "registered_on", _DAYS, first_day(_MONTHS))
        )
        self._declaration_day = _worked_out(
            policy, "declaration_deadline", "contribution_month", _MONTHS, _MONTHS
        )

    def register_by(self, hired_on: np.ndarray) -> np.ndarray:
        """The last day on which a worker hired on these days is registered in time (article 58)."""
        return self._register_by[hired_on - _FIRST_DAY]

    def declared_in(self, registered_on: np.ndarray) -> np.ndarray:
        """The month whose declaration first lists a worker registered on these days."""
        return self._declared_in[registered_on - _FIRST_DAY]

    def declaration_day(self, month: int) -> int:
        """The day on which a month is declared and due."""
        return int(self._declaration_day[month - _MONTHS[0]])

    def due_on(self, months: np.ndarray) -> np.ndarray:
        """The days on which these months are due."""
        return self._declaration_day[months - _MONTHS[0]]


def _worked_out(
    policy: Policy, target: str, asked: str, values: np.ndarray, begins: np.ndarray
) -> np.ndarray:
    """The rule's answer to each of the values; `begins` are those with which the months begin."""
    rule = policy.compile((target,), inputs=(asked,))
    changes = [int(_MONTHS[0]), *policy.change_months((target,), int(_MONTHS[0]), int(_MONTHS[-1]))]
    answers = np.empty(len(values), np.int64)
    for change, next_change in zip(changes, [*changes[1:], None], strict=True):
        first = begins[change - _MONTHS[0]] - values[0]
        last = len(values) if next_change is None else begins[next_change - _MONTHS[0]] - values[0]
        (answers[first:last],) = rule(first_day(change), **{asked: values[first:last]})
    return answers

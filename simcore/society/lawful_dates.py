"""The days and months that the law sets for registering, declaring, paying and drawing, worked out once and
looked up by day or month.
"""

from __future__ import annotations

from collections import deque
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import NEVER, first_day, month_of
from simcore.rulebook.policy import Policy

Ints = NDArray[np.int64]
Days: TypeAlias = Ints | int
"""Days of many, or of one (which then gets one answer, as an int of NumPy's)."""

Basis: TypeAlias = dict[str, Any]

_MONTHS = np.arange(-1000, 3000)
_FIRST_MONTH = int(_MONTHS[0])
_FIRST_DAY = first_day(_FIRST_MONTH)
_AFTER_ALL = first_day(int(_MONTHS[-1]))
_DAYS = np.arange(_FIRST_DAY, _AFTER_ALL)


_QUESTIONS = {
    "registration_deadline": "hired_on",
    "declaration_after_registration": "registered_on",
    "declaration_deadline": "contribution_month",
    "first_contribution_month": "hired_on",
    "last_contribution_month": "job_ended_on",
    "last_unemployment_benefit_month": "unemployed_until",
    "account_interest_months": "account_month",
}
"""Which rule says a date, and what it is asked about."""

_KNOWN: deque[tuple[Basis, LawfulDates]] = deque(maxlen=4)


def lawful_dates(policy: Policy) -> LawfulDates:
    """The dates of a policy. Policies that say the same of them, as most reforms do, share them."""
    basis = _basis(policy)
    for known, dates in _KNOWN:
        if known == basis:
            return dates
    dates = LawfulDates(policy)
    _KNOWN.appendleft((basis, dates))
    return dates


def _basis(policy: Policy) -> Basis:
    """Everything in a policy on which the dates rest."""
    graph = policy.graph
    for target, asked in _QUESTIONS.items():
        # Also a policy that shares the answers has asked: `Policy.reached` tells what a run rests on.
        policy.compile((target,), inputs=(asked,))
    nodes = graph.reach_ever(_QUESTIONS, frozenset(_QUESTIONS.values()))
    return {node: graph.rules.get(node) or graph.parameters.get(node) for node in nodes}


class LawfulDates:
    """The dates of a policy. The law in force in the month of the day that is asked about decides."""

    def __init__(self, policy: Policy) -> None:
        self._register_by = _of_days(policy, "registration_deadline")
        self._declared_in = month_of(_of_days(policy, "declaration_after_registration"))
        self._declaration_day = _of_months(policy, "declaration_deadline")
        self._first_contribution = _of_days(policy, "first_contribution_month")
        self._last_contribution = _and_never(_of_days(policy, "last_contribution_month"))
        self._last_benefit = _and_never(_of_days(policy, "last_unemployment_benefit_month"))
        self._interest_months = _of_months(policy, "account_interest_months")
        self._interest_months_before = np.concatenate(([0], np.cumsum(self._interest_months)))

    def register_by(self, hired_on: Days) -> Ints:
        """The last day on which a worker hired on these days is registered in time (article 58)."""
        return self._register_by[hired_on - _FIRST_DAY]

    def declared_in(self, registered_on: Days) -> Ints:
        """The month whose declaration first lists a worker registered on these days."""
        return self._declared_in[registered_on - _FIRST_DAY]

    def declaration_day(self, month: int) -> int:
        """The day on which a month is declared and due."""
        return int(self._declaration_day[month - _FIRST_MONTH])

    def due_on(self, months: Ints) -> Ints:
        """The days on which these months are due."""
        return self._declaration_day[months - _FIRST_MONTH]

    def first_contribution_month(self, hired_on: Days) -> Ints:
        """The first month that a job from these days on pays for."""
        return self._first_contribution[hired_on - _FIRST_DAY]

    def last_contribution_month(self, job_ended_on: Days) -> Ints:
        """The last month that work up to and including these days pays for (NEVER while it goes on)."""
        months: Ints = self._last_contribution[np.minimum(job_ended_on, _AFTER_ALL) - _FIRST_DAY]
        return months

    def last_benefit_month(self, unemployed_until: Days) -> Ints:
        """The last month of unemployment benefit of people without work up to and including these days
        (article 51; NEVER while that lasts).
        """
        months: Ints = self._last_benefit[np.minimum(unemployed_until, _AFTER_ALL) - _FIRST_DAY]
        return months

    def interest_months(self, month: int) -> int:
        """The months of its year for which money that moves in `month` earns interest."""
        return int(self._interest_months[month - _FIRST_MONTH])

    def interest_months_from_to(self, first: Ints, last: Ints) -> Ints:
        """The same, added up over the months from `first` to `last` (0 where there is none)."""
        before = self._interest_months_before
        months: Ints = before[np.maximum(last + 1, first) - _FIRST_MONTH] - before[first - _FIRST_MONTH]
        return months


def _of_days(policy: Policy, target: str) -> Ints:
    return _worked_out(policy, target, _DAYS, first_day(_MONTHS))


def _of_months(policy: Policy, target: str) -> Ints:
    return _worked_out(policy, target, _MONTHS, _MONTHS)


def _and_never(months: Ints) -> Ints:
    return np.append(months, NEVER)


def _worked_out(policy: Policy, target: str, values: Ints, begins: Ints) -> Ints:
    """The rule's answer to each of the values; `begins` are those with which the months begin."""
    asked = _QUESTIONS[target]
    rule = policy.compile((target,), inputs=(asked,))
    changes = [_FIRST_MONTH, *policy.change_months((target,), _FIRST_MONTH, int(_MONTHS[-1]))]
    answers = np.empty(len(values), np.int64)
    for change, next_change in zip(changes, [*changes[1:], None], strict=True):
        first = begins[change - _FIRST_MONTH] - values[0]
        last = len(values) if next_change is None else begins[next_change - _FIRST_MONTH] - values[0]
        (answers[first:last],) = rule(first_day(change), **{asked: values[first:last]})
    return answers

"""What the law asks for a month: the simulation's only door to the contribution rules, for whole columns at
once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simcore.calendar import first_day
from simcore.city.columns import Columns, column
from simcore.rulebook.policy import Policy
from simcore.society.people import LINE_AMOUNTS

SIDES = LINE_AMOUNTS
"""The amounts of one month's employee line, in the order of the rows of `Premiums.amounts`."""

_EMPLOYEE_RULES = (
    "contribution_base",
    "employee_pension_worker",
    "employee_pension_employer",
    "medical_with_mutual_aid_worker",
    "medical_with_mutual_aid_employer",
    "unemployment_worker",
    "unemployment_employer",
    "work_injury_employer",
    "employee_pension_to_account",
    "contribution_index",
)


class Premiums(Columns):
    """One month's lines: `month_index` (the index of one month, ten-thousandths), `credit` (fen to the
    personal account), `amounts` (sides × people, fen; of employees in the order of SIDES), `base` (fen).
    """

    __slots__ = ()
    month_index = column(0)
    credit = column(1)
    base = column(-1)

    @property
    def amounts(self) -> np.ndarray:
        """The amounts by side."""
        return self.data[2:-1]


class PremiumLaw:
    """The contribution rules of a policy, compiled once.

    `change_months` are the months of the run in which a premium on an unchanged wage may change.
    """

    def __init__(self, policy: Policy, first_month: int, last_month: int) -> None:
        self._base = policy.compile(("contribution_base",), inputs=("monthly_wage",))
        self._on_wage = policy.compile(_EMPLOYEE_RULES, inputs=("monthly_wage", "risk_class"))
        self._on_base = policy.compile(_EMPLOYEE_RULES, inputs=("contribution_base", "risk_class"))
        self._flexible = policy.compile(
            ("flexible_pension_contribution", "flexible_pension_to_account", "contribution_index"),
            inputs=("chosen_base", "contribution_base"),
        )
        self._floor = policy.compile(("contribution_floor",), inputs=())
        self._assessed = policy.compile(("assessed_contribution",), inputs=("last_month_contribution",))
        targets = (
            *_EMPLOYEE_RULES,
            "flexible_pension_contribution",
            "flexible_pension_to_account",
            "assessed_contribution",
        )
        self.change_months = np.array(policy.change_months(targets, first_month, last_month), np.int64)

    def floor(self, month: int) -> int:
        return int(self._floor(first_day(month))[0])

    def base(self, month: int, wage: np.ndarray) -> np.ndarray:
        """The contribution base (fen) of a monthly wage (fen)."""
        return np.asarray(self._base(first_day(month), monthly_wage=wage)[0], np.int64)

    def on_base(self, month: int, base: np.ndarray, risk_class: np.ndarray) -> Premiums:
        """Lines on a contribution base."""
        return _lines(self._on_base(first_day(month), contribution_base=base, risk_class=risk_class))

    def on_wage(self, month: int, wage: np.ndarray, risk_class: np.ndarray) -> Premiums:
        """Lines on a monthly wage (fen)."""
        return _lines(self._on_wage(first_day(month), monthly_wage=wage, risk_class=risk_class))

    def assessed(self, month: int, last: Premiums, risk_class: np.ndarray) -> Premiums:
        """An undeclared month: 110 % of each amount of the last line; without one, the floor at 100 %
        (article 62).
        """
        nothing_before = last.base == 0
        lines = self.on_base(month, np.where(nothing_before, self.floor(month), last.base), risk_class)
        raised = self._assessed(first_day(month), last_month_contribution=last.amounts)[0]
        lines.amounts[:] = np.where(nothing_before, lines.amounts, raised)
        lines.credit[:] = np.where(nothing_before, lines.credit, lines.amounts[0])
        return lines

    def flexible(self, month: int, wage: np.ndarray) -> Premiums:
        """A flexible worker's lines, which have one side, on the chosen monthly wage (fen)."""
        base = self.base(month, wage)
        amount, credit, index = self._flexible(first_day(month), chosen_base=base, contribution_base=base)
        return Premiums.of(index, credit, amount, base)


def _lines(values: Sequence[np.ndarray]) -> Premiums:
    """The values of the employee rules as lines."""
    base, *sides, credit, index = values
    return Premiums.of(index, credit, *sides, base)

"""Employees (职工): they stand on their employer's payroll declaration, which is one bill a month."""

from __future__ import annotations

from typing import Any

import numpy as np

from simcore.calendar import NEVER, month_of
from simcore.city.insured_kind import InsuredMeans
from simcore.city.lines import Lines
from simcore.city.lives import Rows
from simcore.city.premiums import SIDES, Premiums
from simcore.vocabulary import BILLED, Channel, PaymentKind


class EmployeeLines(Lines):
    """The payer is the employer; `job_start` tells which of a person's jobs a line is for."""

    keeps = (*Lines.keeps, "job_start")
    schemes = tuple(BILLED)
    kind, sides, counts_for_unemployment = PaymentKind.NORMAL, SIDES, True

    def __init__(self, means: InsuredMeans) -> None:
        ground = means.ground
        self._risk_class = ground.society.employers.risk_class
        super().__init__(means, len(self._risk_class))
        self.job_start = np.full(ground.lives.n, -1, np.int32)
        people = ground.lives.people
        self.base[:] = people.last_line_base
        self.amounts[:] = people.last_line_amounts.T

    def price(self, rows: Rows, wage: np.ndarray, month: int) -> Premiums:
        return self._law.on_wage(month, wage, self._risk_class[self.payer[rows]])

    def spell_columns(self, rows: Rows) -> dict[str, Any]:
        return {"employer_id": self.payer[rows], "channel": Channel.EMPLOYER, "pay_day": -1}

    def last_month_paid_for(self, day: int) -> int:
        """Months are declared on their day."""
        month = int(month_of(day))
        return month if day >= self._ground.dates.declaration_day(month) else month - 1

    def hire(
        self, rows: Rows, employer: np.ndarray, job_start: np.ndarray, wage: np.ndarray, month: int
    ) -> None:
        """From `month` on these people stand on their employer's ordinary declaration."""
        self.job_start[rows] = job_start
        self.join(rows, employer, wage, month)

    def leave(self, rows: Rows) -> None:
        super().leave(rows)
        self.last[rows] = NEVER

    def last_line(self, rows: Rows) -> Premiums:
        """The latest ordinary line of each person (base 0: none yet)."""
        return Premiums(self.line.take(rows, axis=1).astype(np.int64))

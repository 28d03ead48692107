"""Flexible workers: they pay the pension contribution themselves and owe nothing: who pays has paid."""

from __future__ import annotations

from simcore.calendar import day_in, first_day
from simcore.plain.contributions import Line
from simcore.plain.insured_kind import Insured
from simcore.plain.worker import Worker
from simcore.vocabulary import PaymentKind, Scheme


class FlexibleWorkers(Insured):
    """A month's payments are booked together, on its first receipts day."""

    schemes = (Scheme.EMPLOYEE_PENSION,)

    def book(self, month: int, today: int, is_first: bool) -> None:
        for worker in self.workers:
            if is_first and self.pays(worker, month):
                line = self.line_of(worker, month, today)
                worker.record.lines.append(line)
                self.ground.lines.append(line)
                whole = line.contribution.worker[Scheme.EMPLOYEE_PENSION]
                self.funds[Scheme.EMPLOYEE_PENSION].receive("contributions_self", whole)
                worker.record.book(line, today)

    def pays(self, worker: Worker, month: int) -> bool:
        """Whether somebody pays for a month: nobody does after death."""
        flexible = worker.flexible
        if flexible is None or not flexible.first_month <= month <= flexible.last_month:
            return False
        return month <= int(self.ground.dates.last_contribution_month(worker.death_day))

    def line_of(self, worker: Worker, month: int, today: int) -> Line:
        """The contribution of the month, on the wage that the person chooses."""
        assert worker.flexible is not None
        contribution = self.ground.law.flexible(first_day(month), worker.fate.chosen_monthly_wage(month))
        return Line(
            worker.person_id,
            month,
            PaymentKind.FLEXIBLE,
            contribution,
            settled_on=day_in(month, worker.flexible.pay_day),
            paid_on=today,
            payer="person",
            channel=worker.flexible.channel,
        )

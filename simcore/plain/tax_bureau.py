"""The tax bureau: books what was settled, and adds the surcharge to what came late."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from simcore import calendar
from simcore.plain.clock import Phase
from simcore.plain.records import NONE, Bill, Line
from simcore.vocabulary import Scheme

if TYPE_CHECKING:
    from simcore.plain.world import World


class TaxBureau:
    """One process, awake on the receipts days of each month."""

    def __init__(self, world: World) -> None:
        self.world, self.law = world, world.law
        self.receipts_days = world.scenario["tax_bureau.receipts_days"]
        self.bills: list[Bill] = []
        self.flexible_lines: list[Line] = []

    def book_receipts(self) -> Generator[simpy.Event]:
        """The process: each receipts day what was settled before; on the first, the flexible workers."""
        clock = self.world.clock
        for today in clock.days(self.receipts_days):
            yield clock.wait(today, Phase.RECEIPTS)
            settled = [bill for bill in self.bills if bill.is_open and NONE < bill.settled_on < today]
            for bill in settled:
                self.book_bill(bill, today)
            self.bills = [bill for bill in self.bills if bill.is_open]
            if calendar.number_in_month(today) == self.receipts_days[0]:
                self.book_flexible_workers(today)

    def book_bill(self, bill: Bill, today: int) -> None:
        """Each scheme's fund gets both sides and the surcharge, which is reckoned on the whole bill."""
        bill.paid_on = today
        for scheme, fund in self.world.funds.items():
            worker_sides = [line.contribution.worker.get(scheme, 0) for line in bill.lines]
            fund.receive("contributions_worker", sum(worker_sides))
            fund.receive("contributions_employer", bill.principal(scheme) - sum(worker_sides))
            surcharge = self.law.surcharge(bill.principal(scheme), bill.due_on, bill.settled_on, scheme)
            bill.surcharges[scheme] = surcharge
            fund.receive("surcharges", surcharge)
        for line in bill.lines:
            line.settled_on = bill.settled_on
            self.world.workers[line.person_id].has_paid(line, today)

    def book_flexible_workers(self, today: int) -> None:
        """Flexible workers owe nothing: who pays has paid."""
        month = calendar.month_of(today)
        for worker in self.world.workers:
            line = worker.flexible_line(month)
            if line is not None:
                self.flexible_lines.append(line)
                whole = line.contribution.worker[Scheme.EMPLOYEE_PENSION]
                self.world.funds[Scheme.EMPLOYEE_PENSION].receive("contributions_self", whole)
                worker.has_paid(line, today)

"""Employees: their contributions stand on their employer's bill, which is paid whole or not at all."""

from __future__ import annotations

from simcore.plain.contributions import Bill
from simcore.plain.insured_kind import Insured
from simcore.plain.records import NONE
from simcore.vocabulary import BILLED


class Employees(Insured):
    """What employers have settled is booked on the next receipts day, with the surcharge for what came
    late.
    """

    schemes = tuple(BILLED)

    def book(self, month: int, today: int, is_first: bool) -> None:
        for bill in self.ground.unbooked:
            if bill.is_open and NONE < bill.settled_on < today:
                self.book_bill(bill, today)
        self.ground.unbooked = [bill for bill in self.ground.unbooked if bill.is_open]

    def book_bill(self, bill: Bill, today: int) -> None:
        """Each scheme's fund gets both sides and the surcharge, which is reckoned on the whole bill."""
        bill.paid_on = today
        for scheme in self.schemes:
            fund = self.funds[scheme]
            worker, employer = bill.sides(scheme)
            fund.receive("contributions_worker", worker)
            fund.receive("contributions_employer", employer)
            late = self.ground.law.surcharge(worker + employer, bill.due_on, bill.settled_on, scheme)
            fund.receive("surcharges", late)
        for line in bill.lines:
            self.workers[line.person_id].record.book(line, today)

"""What has been paid for a person, and what it counts for."""

from __future__ import annotations

from simcore.calendar import first_day, month_of
from simcore.plain.account import PensionAccount
from simcore.plain.contributions import Contribution, Line
from simcore.plain.lawbook import EMPLOYER, WORKER, Lawbook
from simcore.society.lawful_dates import LawfulDates
from simcore.society.people import LINE_AMOUNTS, People
from simcore.vocabulary import Scheme


class InsuranceRecord:
    """The lines of one person, the totals that entitle to benefits, and the personal account."""

    def __init__(self, people: People, person_id: int, law: Lawbook, dates: LawfulDates) -> None:
        self.person_id, self.law = person_id, law
        self.lines: list[Line] = []
        self.last_line = last_line_of_the_past(people, person_id)
        self.months_paid = int(people.months_paid[person_id])
        self.months_before_accounts = int(people.months_before_accounts[person_id])
        self.index_sum = int(people.index_sum[person_id])
        self.own_contributions = int(people.own_contributions[person_id])
        self.unemployment_months = int(people.unemployment_months[person_id])
        self.account = PensionAccount(
            person_id,
            law,
            dates,
            opening=int(people.account_balance[person_id]),
            credited=int(people.account_credited[person_id]),
            credit_product=int(people.account_credit_product[person_id]),
            drawn=int(people.account_drawn[person_id]),
            draw_product=int(people.account_draw_product[person_id]),
        )

    def has_unbooked_months(self) -> bool:
        """Whether months of this person are declared and neither booked nor written off: their employer may
        have paid and the tax bureau not booked yet.
        """
        return any(line.bill is not None and line.bill.is_open for line in self.lines)

    def book(self, line: Line, today: int) -> None:
        """The tax bureau has booked a month: it counts from now on."""
        contribution, month = line.contribution, first_day(line.month)
        self.months_paid += 1
        self.index_sum += self.law(month, "contribution_index", contribution_base=contribution.base)
        self.own_contributions += contribution.worker[Scheme.EMPLOYEE_PENSION]
        self.unemployment_months += Scheme.UNEMPLOYMENT in contribution.worker
        self.account.credit(contribution.to_account, month_of(today))


def last_line_of_the_past(people: People, person_id: int) -> Contribution | None:
    """The last month that somebody paid for as an employee before the run."""
    base = int(people.last_line_base[person_id])
    if base == 0:
        return None
    paid = dict(zip(LINE_AMOUNTS, people.last_line_amounts[person_id].tolist(), strict=True))
    names = ("pension", "medical", "unemployment", "injury")
    employer = {scheme: paid[f"{name}_employer"] for scheme, name in zip(EMPLOYER, names, strict=True)}
    worker = {scheme: paid[f"{name}_worker"] for scheme, name in zip(WORKER, names, strict=False)}
    return Contribution(base, worker, employer, to_account=paid["pension_worker"])

"""Residents: who pays nowhere else may pay the residents' pension for a year; the government adds to it."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

import numpy as np
import simpy

from simcore.calendar import day_in, first_day, january, month_of, month_text, year_of
from simcore.clock import Phase
from simcore.law.resident_pension.tiers import tiers_open_to_all
from simcore.plain.account import PensionAccount
from simcore.plain.contributions import Contribution, Line
from simcore.plain.funds import Fund
from simcore.plain.ground import Ground
from simcore.plain.insured_kind import Insured
from simcore.plain.worker import Worker
from simcore.scenarios import Scenario
from simcore.society.people import Status
from simcore.vocabulary import Channel, PaymentKind, Scheme

SCHEME = Scheme.RESIDENT_PENSION
INTEREST = ("resident_account_interest_on_opening", "resident_account_interest_on_credits")


class Residents(Insured):
    """A payment is booked on the next day that is a month's first receipts day, with the government's
    part.
    """

    schemes = (SCHEME,)

    def __init__(self, ground: Ground, workers: Sequence[Worker], funds: Mapping[Scheme, Fund]) -> None:
        super().__init__(ground, workers, funds)
        self.made: list[tuple[Line, int]] = []
        """What is paid and not yet booked, each with the government's part."""
        self.accounts = [
            PensionAccount(worker.person_id, ground.law, ground.dates, SCHEME, INTEREST) for worker in workers
        ]

    @classmethod
    def occurs(cls, scenario: Scenario) -> bool:
        return bool(scenario["population.resident_share"])

    def live(self) -> Generator[simpy.Event, None, None]:
        """On the evening of the first all changes of the month are known: some decide to pay in it."""
        for month in self.ground.months:
            yield self.ground.wait(first_day(month), Phase.CLOSING)
            for person in self.ground.society.residents.paying_in(month).tolist():
                row = np.array([person])
                day = day_in(month, int(self.ground.society.residents.pay_day(row, month)[0]))
                if self.may_pay(self.workers[person], month, day):
                    self.made.append(self.payment(person, month, day))

    def may_pay(self, worker: Worker, month: int, day: int) -> bool:
        """Who works for himself or looks for work on the day and all the rest of the month, of the right
        age, and pays no other pension.
        """
        if worker.status not in (Status.UNEMPLOYED, Status.FLEXIBLE) or worker.entry_day > day:
            return False
        if worker.unemployment and worker.unemployment.start > day:
            return False
        if worker.flexible and worker.flexible.last_month >= month:
            return False
        age_months = month - worker.birth_month
        return bool(worker.law(first_day(month), "may_join_resident_pension", age_months=age_months))

    def payment(self, person: int, month: int, day: int) -> tuple[Line, int]:
        """The payment for the calendar year, and what the government adds."""
        residents, row = self.ground.society.residents, np.array([person])
        tier = int(residents.tier(row, tiers_open_to_all(self.ground.law.policy, month_text(month)))[0])
        rules = (
            "resident_pension_contribution",
            "resident_pension_own_payment",
            "resident_pension_subsidy",
            "resident_pension_to_account",
        )
        base, own, subsidy, credit = self.ground.law.several(first_day(month), rules, annual_tier=tier)
        first = january(year_of(month))
        line = Line(
            person,
            first,
            PaymentKind.RESIDENT,
            Contribution(int(base), {SCHEME: int(own)}, {}, to_account=int(credit)),
            settled_on=day,
            payer="person",
            channel=Channel(int(residents.channel(row, month)[0])).name.lower(),
            covers_to=first + 11,
        )
        return line, int(subsidy)

    def book(self, month: int, today: int, is_first: bool) -> None:
        """What has been paid by the eve of the month's first receipts day."""
        if not is_first:
            return
        arrived = [payment for payment in self.made if payment[0].settled_on < today]
        self.made = [payment for payment in self.made if payment[0].settled_on >= today]
        for line, subsidy in arrived:
            line.paid_on = today
            self.ground.lines.append(line)
            self.funds[SCHEME].receive("contributions_self", line.contribution.worker[SCHEME])
            self.funds[SCHEME].receive("subsidy", subsidy)
            self.accounts[line.person_id].credit(line.contribution.to_account, month_of(today))

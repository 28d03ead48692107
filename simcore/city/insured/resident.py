"""Residents (城乡居民): whoever works for himself or looks for work, and pays nowhere else, may pay the
residents' pension once a year, at a tier of his own choice; the government adds to it.

What the scheme pays comes with its benefits.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import cast

import numpy as np
import simpy

from simcore.calendar import first_day, january, month_of, month_text, year_of
from simcore.city.accounts import Accounts
from simcore.city.columns import Columns, column, groups
from simcore.city.funds import Fund
from simcore.city.insured.flexible import FlexibleLines
from simcore.city.insured_kind import Insured, InsuredMeans
from simcore.clock import Phase, until
from simcore.law.resident_pension.tiers import tiers_open_to_all
from simcore.scenarios import Scenario
from simcore.society.people import Status
from simcore.vocabulary import PaymentKind, Scheme

MONTHS_A_YEAR = 12
INTEREST = ("resident_account_interest_on_opening", "resident_account_interest_on_credits")
_AMOUNTS = (
    "resident_pension_contribution",
    "resident_pension_own_payment",
    "resident_pension_subsidy",
    "resident_pension_to_account",
)


class Payments(Columns):
    """Payments that are made and not yet booked: person, day, channel, and the amounts (fen) of tier, own
    payment, subsidy and credit to the account.
    """

    __slots__ = ()
    person = column(0)
    settled_on = column(1)
    channel = column(2)
    base = column(3)
    own = column(4)
    subsidy = column(5)
    credit = column(6)

    @classmethod
    def none(cls) -> Payments:
        return cls(np.zeros((7, 0), np.int64))


class Residents(Insured):
    """A year's payment is booked on the next day that is a month's first receipts day, with the
    government's part.
    """

    keeps = ("_made",)
    schemes = (Scheme.RESIDENT_PENSION,)

    def __init__(self, means: InsuredMeans) -> None:
        super().__init__(means)
        ground, policy = means.ground, means.policy
        self._flexible = cast(FlexibleLines, means.others[FlexibleLines])
        self._residents = ground.society.residents
        self._may_join = policy.compile(("may_join_resident_pension",), inputs=("age_months",))
        self._amounts = policy.compile(_AMOUNTS, inputs=("annual_tier",))
        self._own_accounts = Accounts(
            Scheme.RESIDENT_PENSION, INTEREST, ground.lives.n, policy, ground.books, ground.dates
        )
        self.accounts_of = {Scheme.RESIDENT_PENSION: self._own_accounts}
        self._made = Payments.none()

    @classmethod
    def occurs(cls, scenario: Scenario) -> bool:
        return bool(scenario["population.resident_share"])

    def live(self) -> Generator[simpy.Event, None, None]:
        """On the evening of the month's first day its changes are known, and whoever pays in it decides."""
        for month in self._ground.ahead:
            yield until(self._ground.env, first_day(month), Phase.CLOSING)
            self._pay(month)

    def _pay(self, month: int) -> None:
        rows = self._residents.paying_in(month)
        if not len(rows):
            return
        days = first_day(month) - 1 + self._residents.pay_day(rows, month)
        lives = self._ground.lives
        eligible = ~self._flexible.pays(rows, month)
        # Whoever takes a job within the month does not pay, and whoever loses one, not before.
        for status in (lives.status[rows], lives.status_on(days, rows)):
            eligible &= (status == Status.UNEMPLOYED) | (status == Status.FLEXIBLE)
        rows, days = rows[eligible], days[eligible]
        (allowed,) = self._may_join(first_day(month), age_months=month - lives.birth_month[rows])
        rows, days = rows[allowed], days[allowed]
        if not len(rows):
            return
        tiers = self._residents.tier(rows, tiers_open_to_all(self._policy, month_text(month)))
        amounts = self._amounts(first_day(month), annual_tier=tiers)
        channel = self._residents.channel(rows, month)
        self._made = self._made.followed_by(Payments.of(rows, days, channel, *amounts))

    def book(self, month: int, day: int, funds: Mapping[Scheme, Fund]) -> None:
        booked, self._made = self._made.divided(self._made.settled_on < day)
        if not len(booked):
            return
        fund, accounts = funds[Scheme.RESIDENT_PENSION], self._own_accounts
        fund.receive_contributions(day, own=int(booked.own.sum()))
        fund.receive_subsidy(day, int(booked.subsidy.sum()))
        accounts.credit(booked.person, booked.credit, month, day)
        for year, of_year in groups(year_of(month_of(booked.settled_on))):
            self._write(booked.take(of_year), january(year), day)

    def _write(self, payments: Payments, first: int, day: int) -> None:
        """Payments that cover the year from month `first` on."""
        last, months = first + MONTHS_A_YEAR - 1, self._ground.months
        for month in range(max(first, months[0]), min(last, months[-1]) + 1):
            self._headcounts.count_contributors(Scheme.RESIDENT_PENSION, month, len(payments))
        self._books.yearly_contributions.append(
            person_id=payments.person,
            scheme=int(Scheme.RESIDENT_PENSION),
            kind=int(PaymentKind.RESIDENT),
            first_month=first,
            last_month=last,
            base_fen=payments.base,
            own_fen=payments.own,
            subsidy_fen=payments.subsidy,
            account_fen=payments.credit,
            channel=payments.channel,
            settled_on=payments.settled_on,
            arrived_on=day,
        )

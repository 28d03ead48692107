"""The form of a benefit: what a fund pays on a claim, once or month by month.

A benefit is a file in `benefits/`, found by being there: its claims come to its desk, its regular payments
join the payroll of its fund.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from simcore.books.books import Books
from simcore.city.accounts import Accounts
from simcore.city.changes import Changes
from simcore.city.claims import Claims, Letters
from simcore.city.ground import Ground
from simcore.city.headcounts import Headcounts
from simcore.city.insured.employee import EmployeeLines
from simcore.city.insured.flexible import FlexibleLines
from simcore.city.keeping import Keeper
from simcore.city.lines import Totals
from simcore.city.orders import Dues, Orders
from simcore.city.pens import Pens
from simcore.discovery import all_in
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.vocabulary import Scheme


@dataclass(frozen=True, slots=True)
class Means:
    """What a benefit may use: the ground, the law, records, orders to the funds, and news of changes."""

    ground: Ground
    policy: Policy
    pens: Pens
    orders: Orders
    headcounts: Headcounts
    totals: Totals
    employees: EmployeeLines
    flexible: FlexibleLines
    accounts: Accounts
    letters: Letters
    changes: Changes


class Benefit(Keeper):
    """`scheme` pays it, claims of the kind `claim` are for it (None: nobody need claim it); `pay_day` is the
    place, among the month's pay days, of the one on which its regular payments fall due (None: it is paid
    once).
    """

    scheme: ClassVar[Scheme]
    claim: ClassVar[int | None] = None
    pay_day: ClassVar[int | None] = None

    def __init__(self, means: Means) -> None:
        self._ground, self._policy, self._pens = means.ground, means.policy, means.pens
        self._orders, self._headcounts, self._totals = means.orders, means.headcounts, means.totals
        self._accounts, self._letters = means.accounts, means.letters

    @classmethod
    def occurs(cls, scenario: Scenario) -> bool:
        """Whether anybody in the scenario can ever claim it; what cannot occur asks nothing of the law."""
        return True

    def decide(self, claims: Claims, month: int, day: int) -> None:
        """The agency decides these claims."""
        raise TypeError(f"{type(self).__name__} decides no claims")

    def regular(self, month: int, day: int) -> Dues:
        """What falls due regularly for a month, in the order of the fund's queue."""
        raise TypeError(f"{type(self).__name__} has no regular payments")

    def due_day(self, month: int) -> int:
        """The day on which a month's regular payments fall due."""
        if self.pay_day is None:
            raise TypeError(f"{type(self).__name__} has no regular payments")
        return self._ground.pay_days(month)[self.pay_day]

    def write_open_spells(self, books: Books, last_month: int) -> None:
        """The spells that are still running, as they stand after the payments of `last_month`."""

    def waiting_elsewhere(self, waiting: list[tuple[int, Dues]]) -> Mapping[Scheme, Counter[int]]:
        """By the scheme that will get it: how many of its contributions of each month still wait here."""
        return {}


def all_benefits(scenario: Scenario) -> list[type[Benefit]]:
    """Every benefit that can occur, in the order in which the agency takes up their claims."""
    found = [benefit for benefit in all_in("simcore.city.benefits", Benefit) if benefit.occurs(scenario)]
    return sorted(found, key=lambda benefit: (benefit.claim is None, benefit.claim or 0))

"""The form of a kind of insured people: who pays to which schemes, how it is booked, what its records are.

A kind is a file in `insured/`, found by being there; its schemes have funds where somebody of the kind can
live.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import ClassVar

import simpy

from simcore.books.books import Books
from simcore.city.accounts import Accounts
from simcore.city.funds import Fund
from simcore.city.ground import Ground
from simcore.city.headcounts import Headcounts
from simcore.city.keeping import Keeper
from simcore.city.lives import Rows
from simcore.city.premiums import PremiumLaw
from simcore.discovery import all_in
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.vocabulary import Scheme


@dataclass(frozen=True, slots=True)
class InsuredMeans:
    """What a kind of insured people may use: the ground, the law, the employees' accounts, the count of
    heads, and the kinds that stand before it.
    """

    ground: Ground
    policy: Policy
    accounts: Accounts
    law: PremiumLaw
    headcounts: Headcounts
    others: Mapping[type[Insured], Insured]


class Insured(Keeper):
    """`schemes` are those that the kind pays to, each with a fund."""

    schemes: ClassVar[tuple[Scheme, ...]]

    def __init__(self, means: InsuredMeans) -> None:
        self._ground, self._policy, self._books = means.ground, means.policy, means.ground.books
        self._accounts, self._headcounts = means.accounts, means.headcounts
        self.accounts_of: dict[Scheme, Accounts] = {}
        """The personal accounts of schemes that only this kind pays to."""

    @classmethod
    def occurs(cls, scenario: Scenario) -> bool:
        """Whether anybody of this kind can live in the scenario."""
        return True

    def live(self) -> Generator[simpy.Event, None, None]:
        """What people of the kind do of themselves: a process."""
        yield from ()

    def book(self, month: int, day: int, funds: Mapping[Scheme, Fund]) -> None:
        """On the month's first receipts day: what people have paid in person for the month has arrived."""

    def settle_up(self, rows: Rows) -> None:
        """Bring these persons' totals up to what has been booked for them."""

    def write_open_spells(self, books: Books, day: int) -> None:
        """The spells that are still running, as they stand at the end of `day`."""


def all_insured(scenario: Scenario) -> list[type[Insured]]:
    """Every kind that can live in the scenario, by the order of its schemes."""
    found = [kind for kind in all_in("simcore.city.insured", Insured) if kind.occurs(scenario)]
    return sorted(found, key=lambda kind: (kind.schemes[0], -len(kind.schemes)))

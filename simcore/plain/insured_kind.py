"""The form of a kind of insured people: to which schemes it pays, and how its contributions come in."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import ClassVar

import simpy

from simcore.plain.account import PensionAccount
from simcore.plain.funds import Fund
from simcore.plain.ground import Ground
from simcore.plain.worker import Worker
from simcore.scenarios import Scenario
from simcore.vocabulary import Scheme


class Insured:
    """`schemes` are those to which people of this kind pay."""

    schemes: ClassVar[tuple[Scheme, ...]]

    def __init__(self, ground: Ground, workers: Sequence[Worker], funds: Mapping[Scheme, Fund]) -> None:
        self.ground, self.workers, self.funds = ground, workers, funds
        self.accounts: list[PensionAccount] = []
        """Those that people have as this kind alone."""

    @classmethod
    def occurs(cls, scenario: Scenario) -> bool:
        """Whether anybody of this kind can live in the scenario."""
        return True

    def live(self) -> Generator[simpy.Event, None, None]:
        """What people of this kind do of themselves: a process."""
        yield from ()

    def book(self, month: int, today: int, is_first: bool) -> None:
        """Books what has arrived by a receipts day; `is_first` says whether it is the month's first."""
        raise NotImplementedError

"""The tax bureau: on the receipts days of each month it books what people have paid, kind by kind."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

import simpy

from simcore.clock import Phase
from simcore.plain.funds import Fund
from simcore.plain.ground import Ground
from simcore.plain.worker import Worker
from simcore.vocabulary import Scheme


class Insured:
    """A kind of insured people: how its contributions come in."""

    def __init__(self, ground: Ground, workers: Sequence[Worker], funds: Mapping[Scheme, Fund]) -> None:
        self.ground, self.workers, self.funds = ground, workers, funds

    def book(self, month: int, today: int, is_first: bool) -> None:
        """Books what has arrived by a receipts day; `is_first` says whether it is the month's first."""
        raise NotImplementedError


class TaxBureau:
    """One process, awake on the receipts days."""

    def __init__(self, ground: Ground, kinds: Sequence[Insured]) -> None:
        self.ground, self.kinds = ground, kinds

    def book_receipts(self) -> Generator[simpy.Event, None, None]:
        """The process."""
        for place, today in self.ground.working_days("tax_bureau.receipts_days"):
            yield self.ground.wait(today, Phase.RECEIPTS)
            for kind in self.kinds:
                kind.book(self.ground.month, today, is_first=place == 0)

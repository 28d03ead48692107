"""The tax bureau: on the receipts days of each month it books what people have paid, kind by kind."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import simpy

from simcore.clock import Phase
from simcore.plain.ground import Ground
from simcore.plain.insured_kind import Insured


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

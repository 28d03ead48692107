"""An agenda: what has been put down for a day comes out on it."""

from __future__ import annotations

import heapq
from itertools import count
from typing import Any

from simcore.city.keeping import Keeper, Kept, copied


class Agenda(Keeper):
    """Batches wait here until their day. Those of the same day come out in the order in which they were put.

    Nobody waits for a batch: who takes them has days of their own. So an agenda needs no event.
    """

    def __init__(self) -> None:
        self.items: list[tuple[int, int, Any]] = []
        self._order = count()

    def keep(self) -> Kept:
        return {"items": copied(sorted(self.items, key=lambda item: item[:2]))}

    def take_up(self, kept: Kept) -> None:
        self.items = copied(kept["items"])
        self._order = count(1 + max((item[1] for item in self.items), default=-1))

    def put(self, day: int, batch: Any) -> None:
        """The batch falls due on `day`."""
        heapq.heappush(self.items, (day, next(self._order), batch))

    def due(self, day: int) -> list[Any]:
        """Take out what has fallen due by `day`, which may be nothing."""
        due: list[Any] = []
        while self.items and self.items[0][0] <= day:
            due.append(heapq.heappop(self.items)[2])
        return due

"""An agenda: a SimPy store that delivers, on a day, every batch that has fallen due."""

from __future__ import annotations

import heapq
from itertools import count
from typing import Any

import simpy
from simpy.resources.store import StoreGet, StorePut

from simcore.city.keeping import Kept, copied
from simcore.clock import today


class Agenda(simpy.Store):
    """Batches wait here until their day. `yield agenda.get()` gives the list of those due by today, which
    may be empty.

    A batch is put as a pair `(day, batch)`. Batches of the same day come out in the order in which they
    were put.
    """

    def __init__(self, env: simpy.Environment) -> None:
        super().__init__(env)
        self._order = count()

    def keep(self) -> Kept:
        return {"items": copied(sorted(self.items, key=lambda item: item[:2]))}

    def take_up(self, kept: Kept) -> None:
        self.items = copied(kept["items"])
        self._order = count(1 + max((item[1] for item in self.items), default=-1))

    def _do_put(self, event: StorePut) -> bool | None:
        day, batch = event.item
        heapq.heappush(self.items, (day, next(self._order), batch))
        event.succeed()
        return True

    def _do_get(self, event: StoreGet) -> bool | None:
        due: list[Any] = []
        now = today(self._env)
        while self.items and self.items[0][0] <= now:
            due.append(heapq.heappop(self.items)[2])
        event.succeed(due)
        return True

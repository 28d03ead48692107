"""A claim for a benefit: what reaches the agency's queue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simcore.actors.lives import Rows
from simcore.vocabulary import ClaimKind


@dataclass(slots=True)
class Claims:
    """Columns of equal length. `month` is the retirement month or the month of death; `job_end` the last
    day of the lost job.
    """

    arrived_on: np.ndarray
    person: np.ndarray
    kind: np.ndarray
    month: np.ndarray
    job_end: np.ndarray
    voluntary: np.ndarray

    @classmethod
    def of(
        cls,
        kind: ClaimKind,
        rows: Rows,
        arrived_on: np.ndarray,
        *,
        month: int | np.ndarray = -1,
        job_end: int | np.ndarray = -1,
        voluntary: bool | np.ndarray = False,
    ) -> Claims:
        n = len(rows)
        return cls(
            arrived_on=np.asarray(arrived_on, np.int64),
            person=rows,
            kind=np.full(n, int(kind)),
            month=np.broadcast_to(month, n).astype(np.int64),
            job_end=np.broadcast_to(job_end, n).astype(np.int64),
            voluntary=np.broadcast_to(voluntary, n),
        )

    def __len__(self) -> int:
        return len(self.person)

    def take(self, chosen: np.ndarray) -> Claims:
        return Claims(*(column[chosen] for column in self.columns()))

    def columns(self) -> tuple[np.ndarray, ...]:
        return (self.arrived_on, self.person, self.kind, self.month, self.job_end, self.voluntary)

    @classmethod
    def joined(cls, parts: list[Claims]) -> Claims:
        """All of them as one queue, in order of arrival, person and kind."""
        queue = cls(*(np.concatenate(column) for column in zip(*(part.columns() for part in parts), strict=True)))
        return queue.take(np.lexsort((queue.kind, queue.person, queue.arrived_on)))

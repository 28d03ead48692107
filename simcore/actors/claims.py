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
        month: int | np.ndarray | None = None,
        job_end: np.ndarray | None = None,
        voluntary: np.ndarray | None = None,
    ) -> Claims:
        n = len(rows)
        nothing = np.full(n, -1)
        return cls(
            arrived_on=np.asarray(arrived_on, np.int64),
            person=rows,
            kind=np.full(n, int(kind)),
            month=nothing if month is None else np.full(n, month),
            job_end=nothing if job_end is None else job_end,
            voluntary=np.zeros(n, bool) if voluntary is None else voluntary,
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

"""A claim for a benefit: what reaches the agency's queue."""

from __future__ import annotations

import numpy as np

from simcore.city.columns import Columns, column
from simcore.city.keeping import Keeper
from simcore.city.lives import Rows
from simcore.vocabulary import ClaimKind


class Claims(Columns):
    """`month` is the retirement month or the month of death, `job_end` the last day of the lost job (−1:
    neither); `voluntary` is 0 or 1.
    """

    __slots__ = ()
    arrived_on = column(0)
    person = column(1)
    kind = column(2)
    month = column(3)
    job_end = column(4)
    voluntary = column(5)

    @classmethod
    def none(cls) -> Claims:
        return cls(np.zeros((6, 0), np.int64))

    @classmethod
    def of_pensions(cls, rows: Rows, arrived_on: np.ndarray | int, month: np.ndarray | int) -> Claims:
        return cls.of(arrived_on, rows, ClaimKind.PENSION, month, -1, 0)

    @classmethod
    def of_deaths(cls, rows: Rows, arrived_on: np.ndarray, month: int) -> Claims:
        return cls.of(arrived_on, rows, ClaimKind.DEATH, month, -1, 0)

    @classmethod
    def of_unemployment(
        cls, rows: Rows, arrived_on: np.ndarray, job_end: np.ndarray, voluntary: np.ndarray
    ) -> Claims:
        return cls.of(arrived_on, rows, ClaimKind.UNEMPLOYMENT, -1, job_end, voluntary)

    @classmethod
    def queue(cls, parts: list[Claims]) -> Claims:
        """All of them in order of arrival, person and kind."""
        claims = cls(np.concatenate([part.data for part in parts], axis=1))
        return claims.take(np.lexsort((claims.kind, claims.person, claims.arrived_on)))


class Letters(Keeper):
    """Claims that people have handed in and that are on their way to the agency."""

    keeps = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: list[Claims] = []

    def add(self, claims: Claims) -> None:
        """Hand claims in; they reach the agency on their day."""
        if len(claims):
            self._waiting.append(claims)

    def taken(self) -> list[Claims]:
        """Everything handed in since the last time."""
        waiting, self._waiting = self._waiting, []
        return waiting

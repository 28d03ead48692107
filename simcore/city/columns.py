"""Columns that travel together: the shape of every message about many bills, people or claims; and groups
of rows that are alike.
"""

from __future__ import annotations

from typing import Self

import numpy as np


class Columns:
    """Columns of int64 kept as the rows of one array, so that a choice of bills, lines or claims is one
    step.
    """

    __slots__ = ("data",)

    def __init__(self, data: np.ndarray) -> None:
        self.data = data

    def __len__(self) -> int:
        return self.data.shape[1]

    def take(self, chosen: np.ndarray | slice) -> Self:
        """The rows chosen by a mask, by their places or by a slice (which gives a view)."""
        if isinstance(chosen, slice):
            return type(self)(self.data[:, chosen])
        places = chosen.nonzero()[0] if chosen.dtype == bool else chosen
        return type(self)(self.data.take(places, axis=1))

    def divided(self, first: np.ndarray) -> tuple[Self, Self]:
        """Those marked in `first` (bool), and the others."""
        count = np.count_nonzero(first)
        if count == len(first):
            return self, self.take(slice(0))
        if not count:
            return self.take(slice(0)), self
        return self.take(first), self.take(~first)

    def followed_by(self, more: Self) -> Self:
        return type(self)(np.concatenate((self.data, more.data), axis=1))

    @classmethod
    def of(cls, *columns: np.ndarray | int) -> Self:
        """These columns, in order; a single number stands for a whole column."""
        first = next(column for column in columns if isinstance(column, np.ndarray))
        data = np.empty((len(columns), len(first)), np.int64)
        for place, column in enumerate(columns):
            data[place] = column
        return cls(data)


def groups(keys: np.ndarray) -> list[tuple[int, np.ndarray | slice]]:
    """Each key, ascending, with the rows that have it: an index into columns of the same length."""
    if not len(keys):
        return []
    first = int(keys[0])
    if not np.count_nonzero(keys != first):
        return [(first, slice(None))]
    return [(key, keys == key) for key in sorted(set(keys.tolist()))]


def begins_of_runs(keys: np.ndarray) -> np.ndarray:
    """Which rows (bool) have another key than the row before."""
    begins = np.ones(len(keys), bool)
    begins[1:] = keys[1:] != keys[:-1]
    return begins


def distinct(values: np.ndarray) -> np.ndarray:
    """Each of the values once, ascending."""
    values = np.sort(values)
    return values[begins_of_runs(values)]


def one_or_each(values: np.ndarray) -> np.ndarray | int:
    """A single number for a column whose values are all alike: what follows from it is then reckoned once."""
    first = int(values[0])
    return values if np.count_nonzero(values != first) else first


def column(place: int) -> property:
    """The column at this place of `Columns`: a view, which may be written into."""

    def view(columns: Columns) -> np.ndarray:
        return columns.data[place]

    return property(view)

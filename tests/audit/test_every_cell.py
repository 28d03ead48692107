"""One cell of a run falsified, anywhere, is noticed; and so are changes that keep every sum equal.

Every column counts: none is left out as a mere running number. `journal.entry`, which is one, ties the
sides of a batch together, so that a line of another number leaves two batches unbalanced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from multiprocessing import get_context

import numpy as np
import pytest

import simcore
from simcore import Scenario
from tests.audit.falsifications import (
    Falsification,
    Falsifier,
    begin,
    notices,
    notices_at_the_end,
    single_cells,
    sort_of,
    swaps,
)
from tests.audit.pairs import Pairs
from tests.simulation.test_plain_equals_fast import EVERY_CONDUCT

PEOPLE, YEARS = 100, 6
TO_BE_NOTICED = 0.99
ALWAYS_NOTICED = ("money", "day", "person")


CHANGES = {
    **EVERY_CONDUCT,
    "agency.inspection_rate": 0.05,
    "population.birth_rate": 0.1,
    "population.resident_share": 0.5,
    "seed": 3,
}
"""A city in which every conduct is common, with births and residents."""


@pytest.fixture(scope="module")
def falsifier() -> Falsifier:
    return Falsifier(simcore.simulate(Scenario.load().with_(CHANGES, people=PEOPLE, years=YEARS)))


def one_by_one(falsifier: Falsifier, falsifications: list[Falsification]) -> list[bool]:
    return [falsifier.is_noticed(each) for each in falsifications]


def side_by_side(
    falsifications: list[Falsification], ask: Callable[[Falsification], bool] = notices
) -> list[bool]:
    """The same on every core: each has the city and its audit for itself."""
    with get_context("spawn").Pool(initializer=begin, initargs=(CHANGES, PEOPLE, YEARS)) as pool:
        return pool.map(ask, falsifications, chunksize=10)


def tried(falsifications: list[Falsification], found_each: list[bool]) -> dict[str, list[bool]]:
    """Whether each was noticed, by column; prints the figures, and what was not."""
    noticed: dict[str, list[bool]] = defaultdict(list)
    for falsification, found in zip(falsifications, found_each, strict=True):
        noticed[falsification.column].append(found)
        if not found:
            print("not noticed:", falsification)
    for column, found in noticed.items():
        print(f"{column:45} {sort_of(column):8} {sum(found):4} of {len(found)}")
    return noticed


def assert_noticed(noticed: dict[str, list[bool]]) -> None:
    missed = sorted(column for column, found in noticed.items() if not all(found))
    assert [column for column in missed if sort_of(column) in ALWAYS_NOTICED] == []
    every = [found for column in noticed.values() for found in column]
    assert sum(every) >= TO_BE_NOTICED * len(every), missed


def test_the_honest_run_holds(falsifier: Falsifier) -> None:
    assert falsifier.is_honest()


def test_a_sample_of_falsified_cells_is_noticed(falsifier: Falsifier) -> None:
    rng = np.random.default_rng(1)
    columns = [*single_cells(falsifier.tables, rng, 1)]
    chosen = rng.choice(len(columns), 40, replace=False)
    sample = [columns[place] for place in chosen]
    assert_noticed(tried(sample, one_by_one(falsifier, sample)))


def test_a_sample_of_pairs_is_noticed(falsifier: Falsifier) -> None:
    pairs = [*Pairs(falsifier.run, falsifier.tables, np.random.default_rng(2)).some(20)]
    assert all(map(all, tried(pairs, one_by_one(falsifier, pairs)).values()))


@pytest.mark.thorough
def test_every_cell_is_noticed(falsifier: Falsifier) -> None:
    rng = np.random.default_rng(3)
    tables = falsifier.tables
    every = [*single_cells(tables, rng, 7), *swaps(tables, rng, 3)]
    assert_noticed(tried(every, side_by_side(every)))


@pytest.mark.thorough
def test_no_falsified_cell_keeps_the_audit_from_ending(falsifier: Falsifier) -> None:
    cells = [*single_cells(falsifier.tables, np.random.default_rng(5), 1)]
    assert all(side_by_side(cells, notices_at_the_end))


@pytest.mark.thorough
def test_a_thousand_pairs_that_keep_every_sum_are_noticed(falsifier: Falsifier) -> None:
    pairs = [*Pairs(falsifier.run, falsifier.tables, np.random.default_rng(4)).some(1000)]
    assert all(map(all, tried(pairs, side_by_side(pairs)).values()))

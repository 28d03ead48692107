"""One cell of a run falsified, anywhere, is noticed; and so are changes that keep every sum equal.

Every column counts: none is left out as a mere running number. `journal.entry`, which is one, ties the sides of a
batch together, so that a line of another number leaves two batches unbalanced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pytest

import simcore
from simcore import Scenario
from tests.audit.falsifications import Falsification, Falsifier, Pairs, single_cells, sort_of, swaps
from tests.simulation.test_plain_equals_fast import EVERY_CONDUCT

PEOPLE, YEARS = 100, 6
TO_BE_NOTICED = 0.99
ALWAYS_NOTICED = ("money", "day", "person")


@pytest.fixture(scope="module")
def falsifier() -> Falsifier:
    """A city in which every conduct is common, and its audit."""
    changes = {**EVERY_CONDUCT, "agency.inspection_rate": 0.05, "seed": 3}
    run = simcore.simulate(Scenario.load().with_(changes, people=PEOPLE, years=YEARS))
    return Falsifier(run)


def tried(falsifier: Falsifier, falsifications: Iterable[Falsification]) -> dict[str, list[bool]]:
    """Whether each was noticed, by column; prints the figures, and what was not."""
    noticed: dict[str, list[bool]] = defaultdict(list)
    for falsification in falsifications:
        found = falsifier.is_noticed(falsification)
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
    assert_noticed(tried(falsifier, [columns[place] for place in chosen]))


def test_a_sample_of_pairs_is_noticed(falsifier: Falsifier) -> None:
    pairs = Pairs(falsifier.run, falsifier.tables, np.random.default_rng(2))
    assert all(map(all, tried(falsifier, pairs.some(20)).values()))


@pytest.mark.thorough
def test_every_cell_is_noticed(falsifier: Falsifier) -> None:
    rng = np.random.default_rng(3)
    tables = falsifier.tables
    assert_noticed(tried(falsifier, [*single_cells(tables, rng, 7), *swaps(tables, rng, 3)]))


@pytest.mark.thorough
def test_a_thousand_pairs_that_keep_every_sum_are_noticed(falsifier: Falsifier) -> None:
    pairs = Pairs(falsifier.run, falsifier.tables, np.random.default_rng(4))
    assert all(map(all, tried(falsifier, pairs.some(1000)).values()))

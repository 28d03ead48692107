"""What has been handed to the books is never changed afterwards, and every value fits its column."""

from __future__ import annotations

from functools import partial

import pytest

from simcore import Scenario, Simulation
from simcore.books import books


@pytest.mark.parametrize(
    "scenario", ["baseline", "every_employer_late", "nobody_registers", "one_slow_clerk"]
)
def test_a_whole_run_with_checked_books_meets_no_array_that_somebody_still_writes_into(
    scenario: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Scenario.load(scenario).with_(people=250, years=6, seed=3)
    unchecked = Simulation(chosen).advance().run
    monkeypatch.setattr(books, "Books", partial(books.Books, checked=True))
    checked = Simulation(chosen).advance().run
    assert len(checked.books.columns("events")["day"]) == len(unchecked.books.columns("events")["day"]) > 0

"""A class and a town to make claims about: the baseline scenario under the real law."""

from __future__ import annotations

import pytest

from simcore.books.books import Books
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.society.creation import create_society
from simcore.society.luck import Luck
from simcore.society.society import Society


@pytest.fixture(scope="session")
def baseline() -> Scenario:
    return Scenario.load("baseline")


@pytest.fixture(scope="session")
def policy(baseline: Scenario) -> Policy:
    return baseline.load_policy()


@pytest.fixture(scope="session")
def books() -> Books:
    return Books(checked=True)


@pytest.fixture(scope="session")
def a_class(baseline: Scenario, policy: Policy, books: Books) -> Society:
    """2,000 people, with their past in `books`."""
    return create_society(baseline, policy, Luck(1), books)


@pytest.fixture(scope="session")
def town(baseline: Scenario, policy: Policy) -> Society:
    """40,000 people over ten years: enough for shares to show."""
    return create_society(baseline.with_(people=40_000, years=10), policy, Luck(7))

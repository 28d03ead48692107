"""A small class, run once for all tests of the screens."""

from __future__ import annotations

import pytest

from simcore.inquiry.run import Run
from simcore.simulation import simulate


@pytest.fixture(scope="session")
def run() -> Run:
    return simulate(people=400, years=8, seed=1)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCORE_LANGUAGE", "en")

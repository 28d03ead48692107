"""One default run for everybody who asks about it: the class of 2,000 people and 40 years."""

from __future__ import annotations

import pytest

import simcore
from simcore import Run


@pytest.fixture(scope="session")
def class_run() -> Run:
    """The default run, as every teacher first sees it."""
    return simcore.simulate()

"""Holds for every test and every notebook: no network but this machine, nothing of the person's."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from simcore.lab import private_environment

LOOPBACK_ONLY = Path(__file__).parent / "tests" / "loopback_only"
sys.path.insert(0, str(LOOPBACK_ONLY))
sys.modules.pop("sitecustomize", None)
import sitecustomize as loopback_only  # noqa: E402

PRIVATE = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough", action="store_true", help="also the tests marked thorough: the full matrix"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Settings, start-up files and the language of whoever runs the tests must not change what they see."""
    private = Path(tempfile.mkdtemp(prefix="simcore-tests-"))
    config.stash[PRIVATE] = private
    os.environ.update(private_environment(private))
    inherited = os.environ.get("PYTHONPATH")
    places = [str(LOOPBACK_ONLY), str(Path(__file__).parent), *([inherited] if inherited else [])]
    os.environ["PYTHONPATH"] = os.pathsep.join(places)
    os.environ["SIMCORE_LANGUAGE"] = "en"


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[PRIVATE], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the full matrix out of the ordinary run."""
    if config.getoption("--thorough"):
        return
    left_out = [item for item in items if item.get_closest_marker("thorough")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """A test that reaches for the network fails even if the code under test swallowed the refusal."""
    before = len(loopback_only.attempts)
    yield
    assert loopback_only.attempts[before:] == []

"""A run on disk, made by the command line itself, once for all tests of the commands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from simcore.cli import main


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "class"
    before = os.environ.get("SIMCORE_LANGUAGE", "en")
    os.environ["SIMCORE_LANGUAGE"] = "en"
    assert main(["run", "--people", "150", "--years", "4", "--seed", "3", "--out", str(folder)]) == 0
    os.environ["SIMCORE_LANGUAGE"] = before
    return folder

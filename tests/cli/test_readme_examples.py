"""The README's examples do, word by word and in a fresh program, what the README says of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(import simcore\n.*?)```", README, re.DOTALL)


def ran(code: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
        env={"PATH": "", "SIMCORE_LANGUAGE": "en", "COLUMNS": "80"},
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_the_example_of_a_run_prints_every_column_whole() -> None:
    (example,) = (block for block in BLOCKS if "simcore.simulate" in block)
    printed = ran(example)
    assert "..." not in printed and printed.endswith("True\n")
    for column in ("worker_amount", "paid_on", "label", "detail", "closing", "beneficiaries"):
        assert re.search(rf"\b{column}\b", printed)


def test_the_example_of_a_reform_prints_what_stands_below_it() -> None:
    (example,) = (block for block in BLOCKS if "today.reform" in block)
    said = "".join(f"{line[2:]}\n" for line in example.splitlines() if line.startswith("# "))
    assert said and ran(example) == said


@pytest.mark.parametrize("call", re.findall(r"`(simcore\.screens\.\w+\(.*?\))`", README))
def test_a_screen_named_in_the_readme_is_there_after_importing_simcore_alone(call: str) -> None:
    assert ran(f"import simcore\nprint(type({call}).__name__)").strip() not in ("", "NoneType")


def test_the_screens_are_loaded_only_when_they_are_asked_for() -> None:
    told = ran(
        "import sys, simcore\nprint('simcore.screens' in sys.modules)\nprint(simcore.screens.__name__)"
    )
    assert told == "False\nsimcore.screens\n"

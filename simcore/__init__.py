"""simcore: a city's social insurance, simulated day by day and fen by fen, for classrooms.

Names are loaded when first used, so that `import simcore` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from simcore.version import VERSION

__version__ = VERSION

_WHERE = {
    "calculate": "simcore.rulebook.face",
    "explain": "simcore.rulebook.face",
    "Policy": "simcore.rulebook.policy",
    "InvalidInput": "simcore.errors",
    "Scenario": "simcore.scenarios",
    "Run": "simcore.inquiry.run",
    "Simulation": "simcore.simulation",
    "open_run": "simcore.inquiry.run",
    "resume": "simcore.simulation",
    "simulate": "simcore.simulation",
    "vocabulary": "simcore.vocabulary",
}

__all__ = [*sorted(_WHERE), "__version__"]


_PACKAGES = ("screens", "study")
"""Named as they stand, for `simcore.study.ensemble` after `import simcore` alone."""


def __getattr__(name: str) -> Any:
    if name in _PACKAGES:
        return import_module(f"simcore.{name}")
    if name not in _WHERE:
        raise AttributeError(f"module 'simcore' has no attribute {name!r}")
    value = getattr(import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE, *_PACKAGES})

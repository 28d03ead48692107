"""What the audit asks of each benefit, a file each; a new one is found by being here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simcore.audit.case import Case
from simcore.discovery import modules_in


def brought_for_others(case: Case) -> list[list[Any]]:
    """The claims for benefits whose file here says who brings them: person, kind, day, month, −1 (arrays)."""
    return [module.brought(case) for module in modules_in(__name__) if hasattr(module, "brought")]


def all_examinations() -> list[Callable[[Case], None]]:
    """`examine` of every file here."""
    return [module.examine for module in modules_in(__name__)]

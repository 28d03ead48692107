"""What the audit asks of each benefit, a file each; a new one is found by being here."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from simcore.audit.case import Case


def all_examinations() -> list[Callable[[Case], None]]:
    """`examine` of every file here."""
    return [import_module(f"{__name__}.{module.name}").examine for module in pkgutil.iter_modules(__path__)]

"""What the audit asks of each kind of insured people who pay in person, a file each; a new one is found by
being here.
"""

from __future__ import annotations

from collections.abc import Callable

from simcore.audit.case import Case
from simcore.discovery import modules_in


def all_examinations() -> list[Callable[[Case], None]]:
    """`examine` of every file here."""
    return [module.examine for module in modules_in(__name__)]

"""The branches of the law, a folder each: their rules and parameters, found and loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from simcore.law.parameter_files import read_parameters
from simcore.law.parameters import Parameter
from simcore.law.rule import Rule

FOLDER = Path(__file__).parent
BRANCHES: Mapping[str, tuple[str, ...]] = {
    "contributions": ("rules",),
    "employee_pension": (
        "contributions",
        "retirement",
        "flexible_retirement",
        "award",
        "increases",
        "account",
        "shortfall",
        "paying_on",
        "disability",
        "survivors",
        "transfer",
    ),
    "employee_medical": (
        "rules",
        "account",
        "reimbursement",
        "retirement",
        "arrears",
        "subsidy",
    ),
    "resident_medical": ("premium", "waiting", "reimbursement", "major_illness"),
    "medical": ("rules",),
    "unemployment": ("rules", "claims", "grants"),
    "work_injury": ("rules", "wage", "disability", "death", "leaving", "procedure"),
    "maternity": ("rules", "leave", "benefits"),
    "resident_pension": ("contributions", "account", "pension", "conversion"),
    "relief": ("waiver", "deferral"),
    "enforcement": ("rules", "fines"),
    "registration": ("rules",),
    "identity": ("rules",),
}
"""Each branch with the files of its rules."""


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by name."""
    found: dict[str, Rule] = {}
    for branch, files in BRANCHES.items():
        for file in files:
            module = import_module(f"simcore.law.{branch}.{file}")
            for value in vars(module).values():
                stated = getattr(value, "rule", None)
                if isinstance(stated, Rule) and value.__module__ == module.__name__:
                    if stated.name in found:
                        raise KeyError(f"rule {stated.name!r} is stated twice")
                    found[stated.name] = stated
    return found


@cache
def parameters() -> Mapping[str, Parameter]:
    """All parameters by path. Errors: InvalidInput if a file is wrong."""
    found: dict[str, Parameter] = {}
    for branch in BRANCHES:
        file = FOLDER / branch / "parameters.yaml"
        if file.exists():
            found.update((parameter.path, parameter) for parameter in read_parameters(file, branch))
    return found

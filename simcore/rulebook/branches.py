"""The branches of a law, a folder each: closed lists, inputs, rules and parameters, found and loaded once.

In a folder `choices.py` states closed lists, `documents.py` since when the laws that it cites are in force,
`inputs.py` what people bring, `unknowns.py` what no figure is known of, `parameters.yaml` dated values;
every other file states rules. Nothing is listed anywhere: a new folder or file is found by being there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from simcore.rulebook.parameter_files import read_parameters
from simcore.rulebook.parameters import Parameter
from simcore.rulebook.rule import Rule

LAW = "simcore.law"
_STATED = ("choices", "documents", "inputs", "unknowns")


def folder() -> Path:
    """Where the branches lie."""
    spec = find_spec(LAW)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent


@cache
def names() -> tuple[str, ...]:
    """The names of all branches, with their closed lists and inputs known from here on."""
    found = tuple(sorted(file.parent.name for file in folder().glob("*/__init__.py")))
    for stated in _STATED:
        for branch in found:
            if (folder() / branch / f"{stated}.py").exists():
                import_module(f"{LAW}.{branch}.{stated}")
    return found


@cache
def rules() -> Mapping[str, Rule]:
    """All rules by name."""
    found: dict[str, Rule] = {}
    for branch in names():
        for file in sorted((folder() / branch).glob("*.py")):
            if file.stem in ("__init__", *_STATED):
                continue
            module = import_module(f"{LAW}.{branch}.{file.stem}")
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
    for branch in names():
        file = folder() / branch / "parameters.yaml"
        if file.exists():
            found.update((parameter.path, parameter) for parameter in read_parameters(file, branch))
    return found

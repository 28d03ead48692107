"""Finding what is a file each: benefits and kinds of insured people are found by being in their folder."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TypeVar

Form = TypeVar("Form")


@cache
def modules_in(package: str) -> tuple[ModuleType, ...]:
    """Every module of a package, by name."""
    folder = import_module(package)
    return tuple(import_module(f"{package}.{found.name}") for found in pkgutil.iter_modules(folder.__path__))


def all_in(package: str, form: type[Form]) -> list[type[Form]]:
    """Every subclass of the form that a module of the package defines, by the modules' names."""
    return [
        one
        for module in modules_in(package)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, form) and one.__module__ == module.__name__
    ]

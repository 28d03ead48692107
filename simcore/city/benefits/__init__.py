"""The benefits that the city pays, a file each; a new one is found by being here."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from simcore.city.benefit import Benefit


@cache
def all_benefits() -> tuple[type[Benefit], ...]:
    """Every benefit, in the order in which the agency takes up their claims."""
    found: list[type[Benefit]] = []
    for module in pkgutil.iter_modules(__path__):
        loaded = import_module(f"{__name__}.{module.name}")
        found += [
            one
            for one in vars(loaded).values()
            if isinstance(one, type) and issubclass(one, Benefit) and one.__module__ == loaded.__name__
        ]
    return tuple(sorted(found, key=lambda benefit: (benefit.claim is None, benefit.claim or 0)))

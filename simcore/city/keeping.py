"""What an actor must remember to go on: kept as it stands between two months, and taken up by another city.

What is kept are plain values: numbers, arrays, and lists, tuples and dicts of them. Columns, dues and
jobs keep their kind.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, ClassVar, TypeAlias

import numpy as np

from simcore.city.columns import Columns

Kept: TypeAlias = dict[str, Any]


class Keeper:
    """An actor, or what actors share. `keeps` names its attributes that change as the months go by; whatever
    else it has follows from scenario, society and law.
    """

    keeps: ClassVar[tuple[str, ...]] = ()

    def keep(self) -> Kept:
        """A copy of what must be remembered."""
        return {name: copied(getattr(self, name)) for name in self.keeps}

    def take_up(self, kept: Kept) -> None:
        """Go on from there; `kept` stays as it is."""
        for name in self.keeps:
            setattr(self, name, copied(kept[name]))


def copied(value: Any) -> Any:
    """The value with all its arrays copied."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, Columns):
        return type(value)(value.data.copy())
    if isinstance(value, list | tuple):
        return type(value)(copied(each) for each in value)
    if isinstance(value, dict):
        return {key: copied(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(*(copied(getattr(value, field.name)) for field in fields(value)))
    return value

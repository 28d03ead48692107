"""Closed lists: what may be chosen, its code (its place in the list), and how it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simcore.errors import listed, plain, unknown
from simcore.rulebook.text_columns import read_texts, texts_of
from simcore.rulebook.unit import Unit
from simcore.rulebook.units import UNITS

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class ChoiceUnit(Unit):
    """One of a closed list of texts, held as its code (its place in the list)."""

    choices: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    is_number = False

    def inside(self, value: Any, name: str) -> int:
        if not isinstance(value, str):
            raise self.refuse(value, name)
        if value in self.choices:
            return self.choices.index(value)
        called = self._called(plain(value))
        if len(called) == 1:
            return called[0]
        known = self.choices if value.isascii() else [chinese for _, chinese in self.labels]
        raise unknown((name, f"{name}选项"), value, known)

    def _called(self, text: str) -> list[int]:
        """The codes of the choices that are labelled so, or whose Chinese label begins so (男)."""
        whole = [code for code, both in enumerate(self.labels) if text in map(plain, both)]
        if whole or not text or text.isascii():
            return whole
        return [code for code, (_, chinese) in enumerate(self.labels) if plain(chinese).startswith(text)]

    def code(self, choice: str) -> int:
        """The value inside of a choice that a rule names."""
        return self.choices.index(choice)

    def inside_array(self, values: Any, name: str) -> NDArray[Any]:
        return read_texts(values, lambda value: self.inside(value, name))

    def face(self, inside: Any) -> str:
        return self.choices[int(inside)]

    def face_array(self, inside: NDArray[Any]) -> NDArray[Any]:
        return texts_of(inside, self.face)

    def shown(self, inside: Any, chinese: bool) -> str:
        return self.labels[int(inside)][chinese]

    def allowed(self) -> tuple[str, str]:
        chinese = listed((label for _, label in self.labels), True)
        return f"one of {', '.join(self.choices)}", f"以下之一：{chinese}"


def closed_list(name: str, **labels: tuple[str, str]) -> ChoiceUnit:
    """A list by its entries in their order, each with its label in English and Chinese; a unit from here on.

    Errors: KeyError for a name that another unit has.
    """
    if name in UNITS:
        raise KeyError(f"unit {name!r} is stated twice")
    unit = ChoiceUnit(name, "", "", choices=tuple(labels), labels=tuple(labels.values()))
    UNITS[name] = unit
    return unit

"""What the law has and no figure is known of: asked for, it is refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from simcore.errors import InvalidInput, plain
from simcore.rulebook.texts import Text


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part of the law that cannot be calculated, by name and label, and why."""

    name: str
    label_en: str
    label_zh: str
    reason: Text

    def refusal(self) -> InvalidInput:
        """The sentence for whoever asks for it."""
        return InvalidInput(
            f"{self.label_en} ({self.name}) cannot be calculated: {self.reason.en}",
            f"无法计算{self.label_zh}（{self.name}）：{self.reason.zh}",
        )


UNKNOWNS: dict[str, Unknown] = {}
"""All of them by name, once the branches of the law are loaded."""


def state_unknowns(*unknowns: Unknown) -> None:
    """Make them known. Errors: KeyError for a name that is stated twice."""
    for one in unknowns:
        if one.name in UNKNOWNS:
            raise KeyError(f"unknown {one.name!r} is stated twice")
        UNKNOWNS[one.name] = one


def unknown_called(name: str) -> Unknown | None:
    """The one of this name, or of this label in English or Chinese."""
    wanted = plain(name)
    for one in UNKNOWNS.values():
        if wanted in (plain(one.name), plain(one.label_en), plain(one.label_zh)):
            return one
    return None

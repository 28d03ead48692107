"""A tree of values with their reasons, as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from simcore.rulebook.parameters import MODEL_DEFAULTS
from simcore.rulebook.texts import NO_TEXT, Text
from simcore.rulebook.words import Table


@dataclass(frozen=True)
class Step:
    """One value of the evaluation.

    `kind` is rule, parameter, input, given (a value that stands in place of a rule or parameter), default (of
    an input) or record (from a person's record). `value` is as calculate gives it, `inside` the integer kept
    inside. `formula` says what a rule does, `numbers` the same with the values of this case. `legal_basis` is
    the law of a rule; `document`, `status`, `since` and `until` (days, or empty) are those of a parameter's
    value; `article` and `source` are the former two in the current language. `lawful` is what the law itself
    has on the day where something else stands in its place, `of_reform` marks what a reform has put there or
    lets go on from there. `law_of` is the day by whose law a rule was applied. A step met before has
    `repeated` set and no steps below it. What lies below a `folded` step is shown only where it can be folded
    away. `model_default` marks what may not be shown as an official figure.
    """

    name: str
    kind: str
    label: tuple[str, str]
    unit: str
    value: Any
    inside: Any
    shown: tuple[str, str]
    formula: tuple[str, str] = ("", "")
    numbers: tuple[str, str] = ("", "")
    meaning: str = ""
    legal_basis: Text = NO_TEXT
    status: str = ""
    document: Text = NO_TEXT
    since: str = ""
    until: str = ""
    lawful: tuple[str, str] = ("", "")
    repeated: bool = False
    steps: tuple[Step, ...] = field(default=())
    folded: bool = False
    law_of: str = ""
    of_reform: bool = False

    @property
    def model_default(self) -> bool:
        return self.status in MODEL_DEFAULTS

    @property
    def article(self) -> str:
        return str(self.legal_basis)

    @property
    def source(self) -> str:
        return str(self.document)

    def to_dict(self) -> dict[str, Any]:
        """The step and all below it as plain dicts, lists, texts and numbers."""
        return {
            "name": self.name,
            "kind": self.kind,
            "label": {"en": self.label[0], "zh": self.label[1]},
            "unit": self.unit,
            "value": _plain(self.value),
            "inside": dict(self.inside.items()) if isinstance(self.inside, Table) else _plain(self.inside),
            "shown": {"en": self.shown[0], "zh": self.shown[1]},
            "formula": {"en": self.formula[0], "zh": self.formula[1]},
            "numbers": {"en": self.numbers[0], "zh": self.numbers[1]},
            "meaning": self.meaning,
            "article": self.article,
            "status": self.status,
            "model_default": self.model_default,
            "source": self.source,
            "since": self.since,
            "until": self.until,
            "lawful": {"en": self.lawful[0], "zh": self.lawful[1]},
            "law_of": self.law_of,
            "of_reform": self.of_reform,
            "repeated": self.repeated,
            "steps": [step.to_dict() for step in self.steps],
        }

    def walk(self) -> Iterator[Step]:
        """This step and all below it, from above."""
        yield self
        for step in self.steps:
            yield from step.walk()


@dataclass(frozen=True)
class Reasons:
    """A target on a date with the tree of its reasons. `value` equals what calculate gives. `reform` is how
    the reforms are called that have changed the law, if any have.
    """

    target: str
    date: str
    tree: Step
    reform: Text = NO_TEXT

    @property
    def value(self) -> Any:
        return self.tree.value

    @property
    def basis(self) -> Text:
        """What all of it rests on: the law of a day."""
        return in_force_on(self.date)

    @property
    def days_of_law(self) -> list[str]:
        """The days by whose law the rules in the tree were applied, in order."""
        return sorted({step.law_of for step in self.steps() if step.law_of})

    def steps(self) -> Iterator[Step]:
        """Every step, from above."""
        return self.tree.walk()

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain data, for export."""
        return {"target": self.target, "date": self.date, **self.tree.to_dict()}


def in_force_on(day: str) -> Text:
    """Which law is meant, by a day on which it was in force."""
    return Text(f"by the law in force on {day}", f"按 {day} 有效的规定")


def _plain(value: Any) -> Any:
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value)

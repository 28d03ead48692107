"""What one policy changes against another, and when: for reading, and for checking that it is no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from simcore.calendar import AFTER_ALL_DAYS, FIRST_DAY_OF_ALL, day_text
from simcore.language import say
from simcore.rulebook.graph import Versions
from simcore.rulebook.parameters import DatedValue, Parameter

if TYPE_CHECKING:
    from simcore.rulebook.graph import Graph

_FEW = 3
_NOTHING = ("not in force", "未生效")


@dataclass(frozen=True, slots=True)
class Change:
    """One parameter or rule that differs from a day (`since`, "" from the beginning) to another (`until`,
    "" for good).

    `before` and `after` are the values as people get them (None where there is none), or for a rule what it
    rests on, in the language of the question; `shown` are the two as text, in English and 中文.
    """

    name: str
    kind: str
    label: tuple[str, str]
    since: str
    until: str
    before: Any
    after: Any
    shown: tuple[tuple[str, str], tuple[str, str]]

    def sentence(self) -> str:
        """The change as one line in the current language."""
        before, after = (say(*text) for text in self.shown)
        since = say(f"from {self.since}", f"自 {self.since}") if self.since else say("always", "始终")
        until = say(f" to {self.until}", f" 至 {self.until}") if self.until else ""
        label = say(*self.label)
        return say(
            f"{since}{until}: {label} ({self.name}) {before} → {after}",
            f"{since}{until}：{label}（{self.name}）{before} → {after}",
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain texts, numbers and dicts."""
        return {
            "name": self.name,
            "kind": self.kind,
            "label": {"en": self.label[0], "zh": self.label[1]},
            "since": self.since,
            "until": self.until,
            "before": _plain(self.before),
            "after": _plain(self.after),
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes between two policies, by day and then by name."""

    changes: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    @property
    def names(self) -> list[str]:
        """The parameters and rules that differ at any time."""
        return sorted({change.name for change in self.changes})

    @property
    def since(self) -> str:
        """The first day on which anything differs, or "" if nothing does or always did."""
        return self.changes[0].since if self.changes else ""

    def to_dict(self) -> list[dict[str, Any]]:
        """As plain data, for export."""
        return [change.to_dict() for change in self.changes]

    def to_markdown(self) -> str:
        """A list of sentences."""
        return "\n".join(f"- {line}" for line in self._lines())

    def _lines(self) -> list[str]:
        """A line a change; of a series that differs year after year only the first and the last one."""
        together: dict[str, list[Change]] = {}
        for change in self.changes:
            together.setdefault(change.name, []).append(change)
        lines: list[str] = []
        for changes in together.values():
            shown = changes if len(changes) <= _FEW else [changes[0], changes[-1]]
            lines += [change.sentence() for change in shown]
            if shown is not changes:
                between = len(changes) - 2
                lines.insert(-1, say(f"… ({between} changes more)", f"…（其间另有 {between} 次变化）"))
        return lines or [say("no difference", "没有差异")]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in self._lines()) + "</ul>"


def difference(old: Graph, new: Graph) -> Difference:
    """What changes if one law stands in place of another."""
    changes: list[Change] = []
    for path in {**old.parameters, **new.parameters}:
        one, other = old.parameters.get(path), new.parameters.get(path)
        if one is not other:
            changes += _of_parameter(path, one, other)
    for name in {**old.rules, **new.rules}:
        if old.rules.get(name) != new.rules.get(name):
            changes += _of_rule(name, old.rules.get(name, ()), new.rules.get(name, ()))
    return Difference(tuple(sorted(changes, key=lambda change: (change.since, change.name))))


def _of_parameter(path: str, old: Parameter | None, new: Parameter | None) -> Iterator[Change]:
    described = new or old
    assert described is not None

    def value(parameter: Parameter | None, day: int) -> DatedValue | None:
        values = parameter.values if parameter else ()
        return next((one for one in values if one.start <= day < one.end), None)

    def same(one: DatedValue | None, other: DatedValue | None) -> bool:
        return (one.value if one else None) == (other.value if other else None)

    def shown(dated: DatedValue | None) -> tuple[str, str]:
        if dated is None:
            return _NOTHING
        return described.shown(dated.value, False), described.shown(dated.value, True)

    days = {FIRST_DAY_OF_ALL}
    for parameter in (old, new):
        for dated in parameter.values if parameter else ():
            days.update((dated.start, dated.end))
    days.discard(AFTER_ALL_DAYS)
    pairs = [(day, value(old, day), value(new, day)) for day in sorted(days)]
    label = (described.label_en, described.label_zh)
    for since, until, one, other in _spans(pairs, same):
        if not same(one, other):
            faces = tuple(described.face(dated.value) if dated else None for dated in (one, other))
            yield Change(
                path, "parameter", label, since, until, faces[0], faces[1], (shown(one), shown(other))
            )


def _of_rule(name: str, old: Versions, new: Versions) -> Iterator[Change]:
    def version(versions: Versions, day: int) -> Any:
        return next((rule for start, rule in reversed(versions) if start <= day), None)

    def same(one: Any, other: Any) -> bool:
        return (one.function if one else None) is (other.function if other else None)

    def shown(rule: Any) -> tuple[str, str]:
        return (rule.article.en, rule.article.zh) if rule else _NOTHING

    described = (new or old)[0][1]
    days = sorted({start for start, _ in (*old, *new)})
    pairs = [(day, version(old, day), version(new, day)) for day in days]
    for since, until, one, other in _spans(pairs, same):
        if not same(one, other):
            yield Change(
                name,
                "rule",
                (described.label_en, described.label_zh),
                since,
                until,
                str(one.article) if one else None,
                str(other.article) if other else None,
                (shown(one), shown(other)),
            )


def _spans(pairs: list[tuple[int, Any, Any]], same: Any) -> Iterator[tuple[str, str, Any, Any]]:
    """Stretches of days in which both sides stay the same, with first and last day as text."""
    begun = 0
    for place in range(1, len(pairs) + 1):
        if place < len(pairs) and all(same(pairs[place][side], pairs[begun][side]) for side in (1, 2)):
            continue
        first, one, other = pairs[begun]
        since = "" if first == FIRST_DAY_OF_ALL else day_text(first)
        until = "" if place == len(pairs) else day_text(pairs[place][0] - 1)
        yield since, until, one, other
        begun = place


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if value is None or isinstance(value, bool | int | str) else str(value)

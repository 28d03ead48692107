"""What the program says when it is given something it cannot accept: one sentence, in the person's
language.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

from simcore.language import say


class InvalidInput(ValueError):
    """Bad input. The message names the field, the value given and what is allowed, in English and in
    Chinese.
    """

    def __init__(self, english: str, chinese: str) -> None:
        # A value that was given may be printed over several lines, as a pandas Series is.
        self.english, self.chinese = (re.sub(r"\s*\n\s*", " ", said) for said in (english, chinese))
        super().__init__(self.english, self.chinese)

    def __str__(self) -> str:
        return say(self.english, self.chinese)


class WithoutEffect(UserWarning):
    """What was asked for is done, but changes nothing. Speaks English or Chinese, as InvalidInput does."""

    def __init__(self, english: str, chinese: str) -> None:
        self.english, self.chinese = english, chinese
        super().__init__(english, chinese)

    def __str__(self) -> str:
        return say(self.english, self.chinese)


_SHOWN = 60
"""Characters of a value that are repeated to whoever gave it."""


def shown(value: object) -> str:
    """A value as it was given, for a sentence; a long one is cut."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def some_of(names: Iterable[str], separator: str = ", ", most: int = 8) -> str:
    """At most so many names, and a sign that there are more."""
    known = list(names)
    return separator.join(known[:most]) + (f"{separator}…" if len(known) > most else "")


def plain(text: str) -> str:
    """A name as it is compared: full-width signs narrow, capitals small, no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def suggest(name: str, known: Iterable[str]) -> list[str]:
    """At most three of the known names, nearest first; empty if none is near."""
    names = sorted(set(known))
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    if not near:
        endings = {path.rpartition(".")[2]: path for path in names}
        near = [endings[end] for end in difflib.get_close_matches(name, list(endings), n=3, cutoff=0.6)]
    return near


def unknown(what: tuple[str, str], name: str, known: Iterable[str]) -> InvalidInput:
    """The error for a name that does not exist; `what` is the kind of thing in English and in Chinese."""
    names = list(known)
    near = suggest(name, names)
    if near:
        cure = (f"did you mean {' or '.join(near)}?", f"是否指 {'、'.join(near)}？")
    else:
        some = sorted(set(names))[:12]
        cure = (
            (f"known are {', '.join(some)}", f"已知的有 {'、'.join(some)}")
            if some
            else ("none is known", "没有已知名称")
        )
    return InvalidInput(
        f"{what[0]} {shown(name)} is unknown; {cure[0]}", f"没有名为 {shown(name)} 的{what[1]}；{cure[1]}"
    )

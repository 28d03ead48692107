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


def some_of(names: Iterable[str], separator: str = ", ", room: int = 200) -> str:
    """The first names, as many as have room (characters), and a sign if there are more."""
    known, told, length = list(names), list[str](), 0
    for name in known:
        length += len(name) + len(separator)
        if told and length > room:
            return separator.join([*told, "…"])
        told.append(name)
    return separator.join(told)


def plain(text: str) -> str:
    """A name as it is compared: full-width signs narrow, capitals small, no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def listed(names: Iterable[str], chinese: bool) -> str:
    """Names one behind the other; a name that has the stop of a list in it is told from its neighbours."""
    known = list(names)
    stop, stronger = ("、", "；") if chinese else (", ", "; ")
    return (stronger if any(stop.strip() in name for name in known) else stop).join(known)


def suggest(name: str, known: Iterable[str]) -> list[str]:
    """The known names that may be meant, nearest first: all that have the name as their last part
    (`branch.name`), else at most three that are spelt like it or have it as a word; empty if none is near.
    """
    names = list(dict.fromkeys(known))
    endings: dict[str, list[str]] = {}
    for path in sorted(names):
        endings.setdefault(path.rpartition(".")[2], []).append(path)
    if name in endings:
        return endings[name]
    near = difflib.get_close_matches(name, sorted(names), n=3, cutoff=0.6)
    near = near or [
        path
        for end in difflib.get_close_matches(name, list(endings), n=3, cutoff=0.6)
        for path in endings[end]
    ]
    return (near or [path for path in names if name in re.split(r"[._]", path)])[:3]


_ALL_OF_A_LIST, _LONGEST_LIST = 20, 300
_SOME_OF_A_LIST = 8


def unknown(what: tuple[str, str], name: str, known: Iterable[str]) -> InvalidInput:
    """The error for a name that does not exist; `what` is the kind of thing in English and in Chinese. Of
    many known names the first ones are told, and how many there are.
    """
    names = list(dict.fromkeys(known))
    near = suggest(name, names)
    if near:
        cure = (f"did you mean {' or '.join(near)}?", f"是否指 {listed(near, True)}？")
    elif not names:
        cure = ("none is known", "没有已知名称")
    elif len(names) <= _ALL_OF_A_LIST and sum(map(len, names)) <= _LONGEST_LIST:
        cure = (f"known are {listed(names, False)}", f"已知的有 {listed(names, True)}")
    else:
        english, chinese = (listed(names[:_SOME_OF_A_LIST], in_chinese) for in_chinese in (False, True))
        count = len(names)
        cure = (
            f"known are {count} names, among them {english}",
            f"已知名称共 {count} 个，包括 {chinese} 等",
        )
    return InvalidInput(
        f"{what[0]} {shown(name)} is unknown; {cure[0]}", f"没有名为 {shown(name)} 的{what[1]}；{cure[1]}"
    )

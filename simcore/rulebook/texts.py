"""What a rule or a value rests on, as it is told: in English and 中文, or in one text that both can read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simcore.errors import InvalidInput
from simcore.language import say

_ENGLISH_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English and 中文; `str` gives the one in the current language."""

    en: str
    zh: str

    def __str__(self) -> str:
        return say(self.en, self.zh)

    def __bool__(self) -> bool:
        return bool(self.en)

    def __add__(self, more: Text | str) -> Text:
        """With a text behind it, in each language or the same in both."""
        other = in_both(more)
        return Text(self.en + other.en, self.zh + other.zh)

    def __radd__(self, before: str) -> Text:
        return in_both(before) + self


NO_TEXT = Text("", "")


def in_both(text: Text | str) -> Text:
    """A text as it is, or one that needs no translation, such as the numbers of documents, with the stops of
    each language.
    """
    return text if isinstance(text, Text) else Text(text, text.replace("; ", "；").replace(", ", "，"))


def read_text(given: Any, what: str, example: str) -> Text:
    """The text stated for `what`, which may be one for both languages, a pair, or a mapping of en and zh.

    Errors: InvalidInput if it is none of these, or who reads only Chinese could not read it; `example` is how
    a pair is written there.
    """
    if isinstance(given, str) and given.strip():
        if _ENGLISH_WORD.search(given):
            raise InvalidInput(
                f"{what} {given!r} has English words and no Chinese; write {example}",
                f"{what} {given!r} 含英文而没有中文；请写作 {example}",
            )
        return in_both(given)
    if isinstance(given, Mapping) and set(given) == {"en", "zh"}:
        given = Text(given["en"], given["zh"])
    if not isinstance(given, Text) or not all(isinstance(one, str) and one.strip() for one in _both(given)):
        raise InvalidInput(
            f"{what} is {given!r}, which is no text; name the document, in quotes, or write {example}",
            f"{what} 的值为 {given!r}，不是文本；请写明文件名称并加引号，或写作 {example}",
        )
    english = _ENGLISH_WORD.search(given.zh)
    if english:
        raise InvalidInput(
            f"the Chinese of {what} has the English word {english[0]!r}: {given.zh!r}; say it in Chinese",
            f"{what} 的中文含英文词 {english[0]!r}：{given.zh!r}；请改用中文",
        )
    return given


def _both(text: Text) -> tuple[Any, Any]:
    return text.en, text.zh

"""What a person means who types a part of a name or of a label."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from simcore.errors import plain
from simcore.vocabulary import terms

_SHORTEST_PART = 2
_MOST_PARTS = 3


def is_meant(given: str, texts: Iterable[str], branch: str = "") -> bool:
    """Whether something with these names and labels is meant: by a pattern with * or ? that fits one of them
    whole, or by words that all occur in them or in the label of the insurance whose branch it is of.
    """
    wanted, known = plain(given), [plain(text) for text in texts]
    if "*" in wanted or "?" in wanted:
        return any(fnmatchcase(text, wanted) for text in known)
    scheme = terms()["schemes"].get(branch)
    known += [plain(scheme[language]) for language in ("en", "zh")] if scheme else []
    return all(_occurs(word, known) for word in wanted.split())


def _occurs(word: str, texts: list[str], most: int = _MOST_PARTS) -> bool:
    """Whether the word stands in one of the texts; a Chinese one, which has no blanks, also in a few parts
    (养老保险费率 in 职工基本养老保险单位费率).
    """
    if any(word in text for text in texts):
        return True
    if word.isascii() or most == 1:
        return False
    places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return any(
        any(word[:place] in text for text in texts) and _occurs(word[place:], texts, most - 1)
        for place in places
    )

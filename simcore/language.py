"""The language in which people are addressed: SIMCORE_LANGUAGE=zh or en, else the locale's, else English."""

from __future__ import annotations

import os
from typing import Literal
from unicodedata import east_asian_width

Language = Literal["en", "zh"]


def language() -> Language:
    """The current language. It is looked up each time, so that a notebook may change it."""
    for variable in ("SIMCORE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def say(english: str, chinese: str) -> str:
    """The one of two texts that is in the current language."""
    return chinese if language() == "zh" else english


def width(text: str) -> int:
    """How many letters' room a text takes: a Chinese character takes that of two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)

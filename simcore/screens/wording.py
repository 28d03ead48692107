"""The texts of the screens, each in English and 中文, from `terms.yaml` beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("terms.yaml")


@cache
def _texts() -> dict[str, dict[str, str]]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    texts: dict[str, dict[str, str]] = yaml.load(_FILE.read_text("utf-8"), Loader=loader)
    return texts


def words(key: str, **figures: object) -> tuple[str, str]:
    """A text in English and 中文, its figures filled in. Errors: KeyError for a key not in the file."""
    text = _texts()[key]
    return text["en"].format(**figures), text["zh"].format(**figures)


def both(key: str, **figures: object) -> str:
    """A text in both languages side by side, as a label shows it."""
    return " ".join(words(key, **figures))

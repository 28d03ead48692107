"""The acceptance cases, read once: sentences about the law with their sources."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "cases"


@cache
def acceptance_cases() -> tuple[dict[str, Any], ...]:
    """All cases of all files, in the order of the files' names."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    texts = (file.read_text(encoding="utf-8") for file in sorted(_FOLDER.rglob("*.yaml")))
    return tuple(case for text in texts for case in yaml.load(text, loader))

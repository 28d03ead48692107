"""Brings the README up to date on how well the law is known: `python -m tests.law.readme_counts`."""

from __future__ import annotations

import re
from pathlib import Path

from simcore.cli.parameter_lists import status_counts

README = Path(__file__).parents[2] / "README.md"
_BLOCK = re.compile(r"(<!-- simcore parameters --counts -->\n).*?(\n<!-- end of the counts -->)", re.DOTALL)


def _in_both(english: str, chinese: str) -> str:
    """The README is read by people of both languages."""
    return f"{english} {chinese}"


def with_counts(text: str) -> str:
    """The README's text with the counts of today. Errors: ValueError if it has no place for them."""
    if not _BLOCK.search(text):
        raise ValueError("the README has lost the marks around the counts")
    return _BLOCK.sub(lambda found: found[1] + status_counts(_in_both) + found[2], text)


if __name__ == "__main__":
    README.write_text(with_counts(README.read_text(encoding="utf-8")), encoding="utf-8")

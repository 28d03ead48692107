"""The past of people who exist when the run begins: being written."""
from __future__ import annotations
from typing import Any


def write_past(society: Any, policy: Any, books: Any) -> None:
    """Not yet written."""

"""The tables from which people are drawn, as `tables.yaml` has them, each with its source and status."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from simcore.rulebook.parameters import STATUSES
from simcore.rulebook.strict_yaml import StrictLoader


@dataclass(frozen=True, slots=True)
class Table:
    """A series of numbers by age. `unit` says of what and for which ages; `status` how sure it is."""

    name: str
    label: tuple[str, str]
    unit: str
    source: tuple[str, str]
    status: str
    values: tuple[float, ...]


@cache
def tables() -> dict[str, Table]:
    """All tables by name. Errors: ValueError for one without a known status or without a source."""
    content = yaml.load((Path(__file__).parent / "tables.yaml").read_text("utf-8"), Loader=StrictLoader)
    return {name: _table(name, fields) for name, fields in content.items()}


def _table(name: str, fields: dict[str, Any]) -> Table:
    if fields["status"] not in STATUSES or not all(fields["source"].values()):
        raise ValueError(f"table {name} of tables.yaml has no known status, or no source")
    label, source = ((both["en"], both["zh"]) for both in (fields["label"], fields["source"]))
    return Table(name, label, fields["unit"], source, fields["status"], tuple(fields["values"]))

"""What a city keeps, as arrays and a text that says where each belongs: so it can lie in a file that holds no
program.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from simcore.city.bills import BillLines, Bills
from simcore.city.claims import Claims
from simcore.city.columns import Columns
from simcore.city.lives import Jobs
from simcore.city.orders import Dues

_COLUMNS = {kind.__name__: kind for kind in (Bills, BillLines, Claims)}
_RECORDS = {kind.__name__: kind for kind in (Dues, Jobs)}


def packed(value: Any, arrays: list[np.ndarray]) -> Any:
    """The value as JSON can write it; its arrays are added to `arrays`."""
    if isinstance(value, np.ndarray):
        arrays.append(value)
        return {"array": len(arrays) - 1}
    if isinstance(value, Columns):
        return {"kind": type(value).__name__, "of": packed(value.data, arrays)}
    if type(value).__name__ in _RECORDS:
        parts = [packed(getattr(value, field.name), arrays) for field in fields(value)]
        return {"kind": type(value).__name__, "of": parts}
    if isinstance(value, dict):
        return {"dict": [[_plain(key), packed(each, arrays)] for key, each in value.items()]}
    if isinstance(value, tuple):
        return {"tuple": [packed(each, arrays) for each in value]}
    if isinstance(value, list):
        return [packed(each, arrays) for each in value]
    return _plain(value)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | bool) else int(value)


def unpacked(text: Any, arrays: Sequence[np.ndarray]) -> Any:
    """The value that was packed. Errors: KeyError, TypeError or IndexError for a text that nobody packed."""
    if isinstance(text, list):
        return [unpacked(each, arrays) for each in text]
    if not isinstance(text, Mapping):
        return text
    if "array" in text:
        return arrays[text["array"]]
    if "dict" in text:
        return {key: unpacked(each, arrays) for key, each in text["dict"]}
    if "tuple" in text:
        return tuple(unpacked(each, arrays) for each in text["tuple"])
    parts = unpacked(text["of"], arrays)
    if text["kind"] in _COLUMNS:
        return _COLUMNS[text["kind"]](parts)
    return _RECORDS[text["kind"]](*parts)

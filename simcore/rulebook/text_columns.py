"""Columns of texts (dates, choices) and the integers they stand for; each different one is read once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def texts_of(inside: NDArray[Any], text: Callable[[int], str]) -> NDArray[np.str_]:
    """The text of every integer."""
    import numpy as np

    kinds, places = np.unique(inside, return_inverse=True)
    names = np.array([text(kind) for kind in kinds.tolist()], dtype=np.str_)
    return names[places].reshape(inside.shape)


def read_texts(values: Any, read: Callable[[Any], int]) -> NDArray[np.int64]:
    """The integer of every text (or date), in the array's shape. Errors: as `read`."""
    import numpy as np

    array = np.asarray(values)
    flat = (
        np.datetime_as_string(array, unit="D").ravel().tolist()
        if array.dtype.kind == "M"
        else array.ravel().tolist()
    )
    # Few different dates stand for many people: each is read once.
    known: dict[Any, int] = {}
    for value in flat:
        if not isinstance(value, Hashable) or value not in known:
            known[value] = read(value)
    return np.array([known[value] for value in flat], dtype=np.int64).reshape(array.shape)

"""A table takes rows in batches, keeps them as they came, and refuses what does not fit."""

from __future__ import annotations

import numpy as np
import pytest

from simcore.books import Books
from simcore.books import tables as tables_of_books

EVENT = {"day": 0, "person_id": 0, "employer_id": -1, "kind": 0, "reason": 0, "detail": 0}


def test_scalars_stand_for_every_row_of_the_batch() -> None:
    books = Books(checked=True)
    books.events.append(**EVENT | {"person_id": np.array([3, 1, 2]), "day": 18_262})
    rows = books.columns("events")
    assert rows["person_id"].tolist() == [3, 1, 2]
    assert rows["day"].tolist() == [18_262] * 3


def test_an_array_that_was_appended_can_no_longer_be_changed_when_checked() -> None:
    books, person = Books(checked=True), np.array([1, 2, 3])
    books.events.append(**EVENT | {"person_id": person})
    with pytest.raises(ValueError, match="read-only"):
        person[:] = 9


def test_columns_of_unequal_length_are_refused_at_once_when_checked_and_before_anybody_reads_them() -> None:
    unequal = EVENT | {"day": np.zeros(2, np.int64), "person_id": np.zeros(3, np.int64)}
    with pytest.raises(ValueError, match=r"events\.person_id has 3 rows"):
        Books(checked=True).events.append(**unequal)
    books = Books()
    books.events.append(**unequal)
    with pytest.raises(ValueError, match=r"events\.person_id has 3 rows"):
        books.columns("events")


def test_blocks_in_memory_give_back_the_widths_of_their_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_of_books, "_BLOCK_ROWS_HELD", 4)
    books = Books()
    details = np.array([0, -1, 127, 128, -129, 2**31, -(2**62), 5, 6])
    books.events.append(**EVENT | {"detail": details})
    rows = books.columns("events")
    assert rows["detail"].tolist() == details.tolist()
    assert {name: column.dtype for name, column in rows.items()} == {
        name: np.dtype(width) for name, width in books.events.spec.columns.items()
    }


def test_a_missing_and_an_unknown_column_are_named() -> None:
    columns = {name: value for name, value in EVENT.items() if name != "reason"}
    with pytest.raises(TypeError, match=r"missing columns \['reason'\], unknown columns \['cause'\]"):
        Books().events.append(**columns, cause=1)


def test_a_value_too_wide_for_its_column_is_refused_when_checked() -> None:
    with pytest.raises(OverflowError, match=r"events\.kind holds -128 to 127, not 300"):
        Books(checked=True).events.append(**EVENT | {"kind": 300})


def test_no_float_enters_the_books_when_checked() -> None:
    with pytest.raises(TypeError, match=r"events\.detail takes integers"):
        Books(checked=True).events.append(**EVENT | {"detail": np.array([0.5])})


def test_rows_keep_their_order_over_many_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_of_books, "_BLOCK_ROWS_HELD", 1 << 11)
    books = Books()
    for begin in range(0, 10_000, 700):
        books.events.append(**EVENT | {"detail": np.arange(begin, min(begin + 700, 10_000))})
    assert np.array_equal(books.columns("events")["detail"], np.arange(10_000))
    assert [len(block["detail"]) for block in books.events.blocks()] == [2048] * 4 + [10_000 - 4 * 2048]


def test_a_snapshot_and_its_books_go_their_own_ways() -> None:
    books = Books()
    books.events.append(**EVENT | {"detail": 1})
    books.ledger.open_fund(18_262, 0, 500)
    seen = books.snapshot()
    books.events.append(**EVENT | {"detail": 2})
    books.ledger.open_fund(18_262, 1, 700)
    seen.events.append(**EVENT | {"detail": 3})
    assert seen.columns("events")["detail"].tolist() == [1, 3]
    assert books.columns("events")["detail"].tolist() == [1, 2]
    assert seen.columns("journal")["amount_fen"].tolist() == [500, -500]
    assert len(books.columns("journal")["day"]) == 4

"""A person's records as rows of text, codes in words, for the command line and the screens alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from simcore.vocabulary import terms

if TYPE_CHECKING:
    import pandas as pd

Wording = Callable[[str, str], str]
"""How a term's English and 中文 become one text: `say` for one language, `one_over_the_other` for both."""

MONEY = ("base", "employer_amount", "worker_amount", "amount")
EARLIER = ("earlier employer", "以前单位")
"""How the employer with the number 0 is called, who stands for all before the run."""
_DAYS = ("settled_on", "paid_on", "day")
_LISTS = {"scheme": "schemes", "payer": "payers", "flag": "flags", "channel": "channels"}


def one_over_the_other(english: str, chinese: str) -> str:
    """A term in both languages, a line each: side by side, ten columns would not fit a page."""
    return f"{english}\n{chinese}".strip()


def headings(columns: list[str]) -> list[tuple[str, str]]:
    """Column names as people read them, in English and 中文."""
    known = terms()["columns"]
    return [(known[name]["en"], known[name]["zh"]) if name in known else (name, "") for name in columns]


def rows(frame: pd.DataFrame, columns: list[str], kinds: str, wording: Wording) -> list[list[str]]:
    """The cells of a record as text. `kinds` is the list of terms behind its column `kind`."""
    cells = [_cells(name, frame[name], {**_LISTS, "kind": kinds}, wording) for name in columns]
    return [list(row) for row in zip(*cells, strict=True)]


def worded(frame: pd.DataFrame, kinds: str, wording: Wording) -> pd.DataFrame:
    """A record for a spreadsheet: headings and codes in words, amounts and days as they are."""
    lists = {**_LISTS, "kind": kinds}
    words = {
        name: _cells(name, frame[name], lists, wording) for name in (*lists, "employer") if name in frame
    }
    names = {
        name: wording(*both) or name
        for name, both in zip(frame.columns, headings(list(frame.columns)), strict=True)
    }
    return frame.assign(**words).rename(columns=names)


def _cells(name: str, column: pd.Series[Any], lists: dict[str, str], wording: Wording) -> list[str]:
    values = [None if missing else value for value, missing in zip(column, column.isna(), strict=True)]
    if name in MONEY:
        return ["" if value is None else f"{value:,.2f}" for value in values]
    if name in _DAYS:
        return ["–" if value is None else str(value)[:10] for value in values]
    if name == "employer":
        return ["" if value is None else str(value) if value else wording(*EARLIER) for value in values]
    if name == "reason":
        known = {**terms()["leaving_reasons"], **terms()["refusal_reasons"]}
        return ["" if value is None else wording(known[value]["en"], known[value]["zh"]) for value in values]
    if name in lists:
        known = terms()[lists[name]]
        return ["" if value is None else wording(known[value]["en"], known[value]["zh"]) for value in values]
    return ["" if value is None else str(value) for value in values]


def filled_columns(frame: pd.DataFrame, wanted: list[str]) -> list[str]:
    """Those of the wanted columns in which anything stands."""
    return [name for name in wanted if name in frame.columns and frame[name].notna().any()]

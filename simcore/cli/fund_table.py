"""The fund table as text: one row per fund and year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from simcore.cli.text_table import text_table, wrapped
from simcore.language import say
from simcore.screens.amounts import YUAN, unit_for
from simcore.screens.fund_years import FundYear, fund_years
from simcore.screens.wording import words
from simcore.vocabulary import label

if TYPE_CHECKING:
    import pandas as pd


_WIDTH = 100


def fund_table(funds: pd.DataFrame) -> str:
    """The yearly table of all funds, from `run.funds`, in yuan or in larger units if the amounts are long."""
    years = fund_years(funds)
    unit = unit_for(getattr(row, figure) for row in years for figure in FundYear.FIGURES)
    counted_in, not_modelled = say(*words("all_amounts_in")), say(*words("not_modelled_yet"))
    # The unit stands behind a blank in English only.
    head = [f"{counted_in}{say(f' {unit.english}', unit.chinese)}", *wrapped(not_modelled, _WIDTH)]
    parts = ["\n".join(head)]
    headings = [say(*words(name)) for name in ("year", *FundYear.FIGURES)]
    for fund, rows in groupby(years, key=lambda row: row.fund):
        lines = [
            [str(row.year), *(unit.show(getattr(row, figure)) for figure in FundYear.FIGURES)] for row in rows
        ]
        table = text_table(headings, lines, right=range(1, len(headings)))
        parts.append(f"{say(*label('schemes', fund))}\n{table}")
    if unit is not YUAN:
        parts.append(say(*words("rounded")))
    return "\n\n".join(parts)

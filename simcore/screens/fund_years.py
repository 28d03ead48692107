"""The monthly fund table summed up to calendar years, in integer fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

CONTRIBUTIONS = ("contributions_employer", "contributions_worker", "contributions_self")
OTHER_IN = ("interest", "surcharges", "other_in")
OTHER_OUT = ("refunds", "other_out")


@dataclass(frozen=True, slots=True)
class FundYear:
    """One fund in one calendar year; amounts in fen. `opening` + all in − all out = `closing`."""

    fund: str
    year: int
    opening: int
    contributions: int
    subsidy: int
    deficit_cover: int
    other_in: int
    benefits: int
    other_out: int
    closing: int

    FIGURES = (
        "opening",
        "contributions",
        "subsidy",
        "deficit_cover",
        "other_in",
        "benefits",
        "other_out",
        "closing",
    )


def fund_years(funds: pd.DataFrame) -> list[FundYear]:
    """The years of each fund, from `run.funds` (yuan, one row a month and fund), in its order of funds."""
    money = [name for name in funds.columns if name in _SUMMED]
    fen = (funds[money] * 100).round().astype("int64")
    fen["fund"] = funds["fund"].astype(str)
    fen["year"] = funds["month"].str[:4].astype(int)
    months = fen.assign(opening=(funds["opening"] * 100).round(), closing=(funds["closing"] * 100).round())
    years = []
    for (fund, year), rows in months.groupby(["fund", "year"], sort=False):
        total = {name: int(rows[name].sum()) for name in money}
        years.append(
            FundYear(
                fund=str(fund),
                year=int(str(year)),
                opening=int(rows["opening"].iloc[0]),
                contributions=sum(total[name] for name in CONTRIBUTIONS),
                subsidy=total["subsidy"],
                deficit_cover=total["deficit_cover"],
                other_in=sum(total[name] for name in OTHER_IN),
                benefits=total["benefits"],
                other_out=sum(total[name] for name in OTHER_OUT),
                closing=int(rows["closing"].iloc[-1]),
            )
        )
    order = {str(fund): place for place, fund in enumerate(dict.fromkeys(funds["fund"].astype(str)))}
    return sorted(years, key=lambda row: (order[row.fund], row.year))


_SUMMED = (*CONTRIBUTIONS, "subsidy", "deficit_cover", *OTHER_IN, "benefits", *OTHER_OUT)


def first_deficit_year(years: list[FundYear], fund: str) -> int | None:
    """The first year in which the treasury had to put money into the fund, or None."""
    return min((row.year for row in years if row.fund == fund and row.deficit_cover > 0), default=None)

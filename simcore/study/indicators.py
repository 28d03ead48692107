"""Indicators of a run, year by year, from its fund table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from simcore.inquiry.run import Run

MONTHS_A_YEAR = 12


def indicators(run: Run) -> pd.DataFrame:
    """One row a whole calendar year of the run and fund, with the index `year, fund`.

    Columns: `income` and `spending` of the year without subsidy and cover, `subsidy`, `cover`, `reserve` at
    its end (all in yuan), `reserve_months` (how many of the year's months of spending the reserve would
    last), `contributors` and `beneficiaries` in December, and `support_ratio`, contributors for each
    beneficiary. What has no denominator is NaN.
    """
    funds = run.funds
    year = funds["month"].str[:4].astype(int)
    whole = year.map(funds.groupby(year)["month"].nunique()) == MONTHS_A_YEAR
    funds, year = funds[whole], year[whole]
    rows = funds.groupby([year.rename("year"), funds["fund"]])
    sums = rows.sum(numeric_only=True)
    ends = rows.last()
    income = ["contributions_employer", "contributions_worker", "contributions_self"]
    table = sums[[]].assign(
        income=sums[[*income, "interest", "surcharges", "other_in"]].sum(axis=1),
        spending=sums[["benefits", "refunds", "other_out"]].sum(axis=1),
        subsidy=sums["subsidy"],
        cover=sums["deficit_cover"],
        reserve=ends["closing"],
    )
    spending = table["spending"].where(table["spending"] > 0)
    beneficiaries = ends["beneficiaries"].where(ends["beneficiaries"] > 0)
    return table.assign(
        reserve_months=table["reserve"] / spending * MONTHS_A_YEAR,
        contributors=ends["contributors"],
        beneficiaries=ends["beneficiaries"],
        support_ratio=ends["contributors"] / beneficiaries,
    )

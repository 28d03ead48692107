"""What a chart of balances needs of a run: each fund's closing cash and deficit cover by month, in fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simcore.calendar import month_number, year_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Balances:
    """One fund over time. `months` are counted from 1970-01; all tuples have one entry a month."""

    fund: str
    months: tuple[int, ...]
    closing: tuple[int, ...]
    deficit_cover: tuple[int, ...]

    @property
    def years(self) -> tuple[float, ...]:
        """The ends of the months on an axis of years: the end of 2027-12 is 2028.0."""
        return tuple(1970 + (month + 1) / 12 for month in self.months)

    @property
    def last_year(self) -> int:
        """The calendar year in which the last month lies."""
        return year_of(self.months[-1])

    def used_up_in(self) -> int | None:
        """The first year in which the fund needed the treasury's deficit cover, or None."""
        covered = (month for month, amount in zip(self.months, self.deficit_cover, strict=True) if amount > 0)
        first = next(covered, None)
        return None if first is None else year_of(first)

    def covered_in_all(self) -> int:
        """All that the treasury put in, in fen."""
        return sum(self.deficit_cover)

    def covered_by_year(self) -> dict[int, int]:
        """Calendar year → what the treasury put in, in fen."""
        sums = dict.fromkeys((year_of(month) for month in self.months), 0)
        for month, amount in zip(self.months, self.deficit_cover, strict=True):
            sums[year_of(month)] += amount
        return sums

    def at_year_ends(self) -> dict[int, int]:
        """Calendar year → closing balance of its last simulated month, in fen."""
        return {year_of(month): amount for month, amount in zip(self.months, self.closing, strict=True)}


def balances(funds: pd.DataFrame) -> dict[str, Balances]:
    """Fund → its balances, from `run.funds` (yuan, one row a month and fund), in the order of the table."""
    return {
        str(fund): _of_one(str(fund), rows) for fund, rows in funds.groupby("fund", sort=False, observed=True)
    }


def _of_one(fund: str, rows: pd.DataFrame) -> Balances:
    def fen(column: str) -> tuple[int, ...]:
        return tuple((rows[column] * 100).round().astype("int64").tolist())

    months = tuple(month_number(text, "month") for text in rows["month"])
    return Balances(fund, months, fen("closing"), fen("deficit_cover"))


def years_to_show(first: int, last: int) -> list[int]:
    """About nine years between the first and the last, both among them, at round distances."""
    if first == last:
        return [first]
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step <= 9)
    inner = [year for year in range(first + 1, last) if year % step == 0]
    # A round year beside an end would only repeat it.
    return [first, *(year for year in inner if year - first >= step / 2 and last - year >= step / 2), last]

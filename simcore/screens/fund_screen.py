"""The balances of a run's funds over time: a chart per fund and the numbers behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets

from simcore.calendar import month_text
from simcore.screens.amounts import Unit, unit_for, yuan_text
from simcore.screens.balances import Balances, balances, years_to_show
from simcore.screens.html_table import STYLE, html_table
from simcore.screens.picture import Picture
from simcore.screens.stated import StatedBox
from simcore.screens.wording import both, words
from simcore.vocabulary import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

    from simcore.inquiry.run import Run

RESERVE, COVERED = "#1f5a94", "#b3261e"
CHART_DIGITS = 6


class FundScreen(StatedBox):
    """The reserve of every fund over time; months in which the treasury covered a deficit are marked.

    `run` is a finished or unfinished Run. `str(screen)` states the figures.
    """

    def __init__(self, run: Run) -> None:
        self.balances = balances(run.funds)
        amounts = (amount for fund in self.balances.values() for amount in fund.closing)
        self.unit = unit_for(amounts, digits=CHART_DIGITS)
        self.picture = _drawn(self.balances, self.unit)
        self.picture.draw()
        table = ipywidgets.HTML(STYLE + _table(self.balances, self.unit) + _note())
        super().__init__(children=[self.picture.image, table])

    def stated(self) -> str:
        """Each fund's first and last balance, when the treasury first paid and how much in all."""
        lines = [_statement(fund) for fund in self.balances.values()]
        return "\n".join(["FundScreen", *lines])


def _statement(fund: Balances) -> str:
    first = fund.used_up_in()
    covered = (
        f"deficit covered first in {first}, {yuan_text(fund.covered_in_all())} yuan in all"
        if first
        else "no deficit covered"
    )
    return (
        f"  {fund.fund}: {yuan_text(fund.closing[0])} yuan at the end of {month_text(fund.months[0])}, "
        f"{yuan_text(fund.closing[-1])} at the end of {month_text(fund.months[-1])}; {covered}"
    )


def _drawn(funds: dict[str, Balances], unit: Unit) -> Picture:
    rows = (len(funds) + 1) // 2
    picture = Picture(11, 2.9 * rows)
    grid = picture.figure.subplots(rows, 2, squeeze=False)
    for axes, fund in zip(grid.flat, funds.values(), strict=False):
        draw_reserve(axes, fund, unit)
    for axes in list(grid.flat)[len(funds) :]:
        axes.set_visible(False)
    picture.margins(left=0.7, right=0.25, top=0.65, bottom=0.3, gap=0.8)
    picture.figure.text(0.01, 0.985, f"{unit.english} {unit.chinese}", fontsize=9, va="top")
    handles, texts = grid.flat[0].get_legend_handles_labels()
    picture.figure.legend(handles, texts, loc="upper right", ncols=2, frameon=False, fontsize=9)
    return picture


def draw_reserve(axes: Axes, fund: Balances, unit: Unit) -> None:
    """One fund's reserve as a line, and as a bar a year what the treasury had to put in."""
    axes.set_title(" ".join(label("schemes", fund.fund)), fontsize=11, loc="left")
    reserve = [amount / unit.fen for amount in fund.closing]
    axes.fill_between(fund.years, reserve, color=RESERVE, alpha=0.12, linewidth=0)
    axes.plot(fund.years, reserve, color=RESERVE, linewidth=1.6, label=both("reserve"))
    draw_cover(axes, fund, unit)
    lay_out(axes)


def draw_cover(axes: Axes, fund: Balances, unit: Unit) -> BarContainer:
    """What the treasury put in, a bar a year."""
    covered = fund.covered_by_year()
    middles, heights = [year + 0.5 for year in covered], [amount / unit.fen for amount in covered.values()]
    return axes.bar(middles, heights, 0.8, color=COVERED, alpha=0.5, label=both("cover_a_year"))


def lay_out(axes: Axes) -> None:
    """What all balance charts share: thousands separators, years, a quiet frame."""
    axes.yaxis.set_major_formatter(lambda value, _place: f"{value:,.0f}")
    axes.tick_params(labelsize=9)
    axes.margins(x=0.01)
    axes.set_ylim(bottom=0)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)


def _table(funds: dict[str, Balances], unit: Unit) -> str:
    ends = {name: fund.at_year_ends() for name, fund in funds.items()}
    some = next(iter(ends.values()))
    years = years_to_show(min(some), max(some))
    headings = [words("fund"), *((str(year), "") for year in years), words("covered_in_all")]
    rows = [
        [
            " ".join(label("schemes", name)),
            *(unit.show(ends[name][year]) for year in years),
            unit.show(fund.covered_in_all()),
        ]
        for name, fund in funds.items()
    ]
    caption = both("balance_at_year_end", unit_en=unit.english, unit_zh=unit.chinese)
    return html_table(headings, rows, caption=caption, figures=range(1, len(headings)))


def _note() -> str:
    english, chinese = words("future_is_model_default")
    return f'<div class="simcore-note">{english}<br>{chinese}</div>'

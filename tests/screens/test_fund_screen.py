"""The funds' screen: what it draws, what it says, and that both are the run's figures."""

from __future__ import annotations

import re
import warnings

from simcore.inquiry.run import Run
from simcore.screens import FundScreen


def test_the_screen_states_the_first_and_last_balance_of_every_fund(run: Run) -> None:
    stated = repr(FundScreen(run))
    funds = run.funds
    for fund in funds["fund"].unique():
        closing = funds.loc[funds["fund"] == fund, "closing"]
        assert f"{fund}: {closing.iloc[0]:,.2f} yuan at the end of 2020-01" in stated
        assert f"{closing.iloc[-1]:,.2f} at the end of 2027-12" in stated


def test_the_line_in_the_picture_is_the_closing_balance_month_by_month(run: Run) -> None:
    screen = FundScreen(run)
    pension = screen.picture.figure.axes[0].lines[0]
    drawn = [round(height * screen.unit.fen) for height in pension.get_ydata()]
    closing = run.funds.query("fund == 'employee_pension'")["closing"]
    assert drawn == [round(amount * 100) for amount in closing]


def test_the_bars_are_what_the_treasury_put_in_each_year(run: Run) -> None:
    screen = FundScreen(run)
    funds = run.funds.assign(year=run.funds["month"].str[:4])
    for axes, fund in zip(screen.picture.figure.axes, screen.balances, strict=True):
        covered = funds[funds["fund"] == fund].groupby("year")["deficit_cover"].sum()
        heights = [round(bar.get_height() * screen.unit.fen) for bar in axes.patches]
        assert heights == [round(amount * 100) for amount in covered]


def test_the_same_run_gives_the_same_text_and_the_same_picture_to_the_byte(run: Run) -> None:
    first, second = FundScreen(run), FundScreen(run)
    assert repr(first) == repr(second)
    assert first.picture.png() == second.picture.png()


def test_every_label_is_there_in_both_languages_and_every_glyph_can_be_drawn(run: Run) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        screen = FundScreen(run)
    titles = [axes.get_title(loc="left") for axes in screen.picture.figure.axes]
    assert len(titles) == 4
    for title in titles:
        assert re.search("[a-z]", title)
        assert re.search("[一-鿿]", title)


def test_the_text_form_in_a_notebook_is_whole_and_comes_with_the_widget(run: Run) -> None:
    screen = FundScreen(run)
    bundle = screen._repr_mimebundle_()
    assert bundle["text/plain"] == screen.stated()
    assert "application/vnd.jupyter.widget-view+json" in bundle

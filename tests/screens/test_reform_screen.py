"""The slider: moving it runs the class again, and picture, sentence and numbers follow."""

from __future__ import annotations

import pytest

from simcore.inquiry.run import Run
from simcore.scenarios import Scenario
from simcore.screens import ReformScreen
from simcore.screens.balances import balances
from simcore.screens.reform_screen import COMPUTING
from simcore.simulation import simulate


@pytest.fixture
def screen(run: Run) -> ReformScreen:
    return ReformScreen(run, since="2020-01")


def test_the_slider_begins_at_the_rate_of_the_law_and_shows_the_run_itself(
    run: Run, screen: ReformScreen
) -> None:
    assert screen.rate.value == 16
    assert screen.shown == balances(run.funds)["employee_pension"]


def test_without_a_month_the_reform_begins_in_2027(run: Run) -> None:
    assert ReformScreen(run).since == "2027-01"


def test_a_lower_rate_empties_the_reserve_sooner_and_a_higher_one_later(screen: ReformScreen) -> None:
    years = {}
    for rate in (10, 24):
        screen.rate.value = rate
        years[rate] = screen.shown.used_up_in() or 9999
        assert f"At {rate} %" in screen._sentence.value
    assert years[10] < years[24]


def test_the_picture_the_sentence_and_the_table_follow_the_slider(screen: ReformScreen) -> None:
    before = (screen.picture.image.value, screen._sentence.value, screen._table.value, repr(screen))
    screen.rate.value = 20
    after = (screen.picture.image.value, screen._sentence.value, screen._table.value, repr(screen))
    assert all(old != new for old, new in zip(before, after, strict=True))
    screen.rate.value = 16
    assert (screen.picture.image.value, screen._sentence.value, screen._table.value, repr(screen)) == before


def test_the_screen_shows_what_simulate_gives_for_the_same_reform(screen: ReformScreen) -> None:
    screen.rate.value = 12
    reform = (
        Scenario.load("baseline")
        .with_(people=400, years=8)
        .reform({"employee_pension.employer_rate": {"2020-01": 0.12}})
    )
    assert screen.shown == balances(simulate(reform).funds)["employee_pension"]


def test_a_reform_from_a_later_month_leaves_the_months_before_it_alone(run: Run) -> None:
    screen = ReformScreen(run, since="2025-01")
    screen.rate.value = 24
    before = [month < (2025 - 1970) * 12 for month in screen.shown.months]
    for now, then, early in zip(screen.shown.closing, screen.as_it_is.closing, before, strict=True):
        assert now == then or not early
    assert screen.shown.closing != screen.as_it_is.closing


def test_while_it_computes_the_old_picture_is_grey_and_the_screen_says_so(
    screen: ReformScreen,
) -> None:
    seen = []

    def look(change: dict[str, str]) -> None:
        grey = COMPUTING in screen.picture.image._dom_classes
        seen.append((screen.state, grey, "computing" in change["new"], "计算中" in change["new"]))

    screen._sentence.observe(look, names="value")
    screen.rate.value = 11
    assert seen == [("computing", True, True, True), ("computing", True, False, False)]
    assert screen.state == "ready"
    assert COMPUTING not in screen.picture.image._dom_classes


def test_a_value_that_comes_while_it_computes_wins(screen: ReformScreen) -> None:
    def impatient(change: dict[str, str]) -> None:
        if "computing" in change["new"] and screen.rate.value == 18:
            screen.rate.value = 22

    screen._sentence.observe(impatient, names="value")
    screen.rate.value = 18
    assert screen.rate.value == 22
    assert "At 22 %" in screen._sentence.value
    assert "22 %" in repr(screen)


def test_the_number_field_moves_the_slider_and_the_other_way_round(screen: ReformScreen) -> None:
    screen.number.value = 14
    assert screen.rate.value == 14
    screen.rate.value = 17
    assert screen.number.value == 17
    assert "At 17 %" in screen._sentence.value

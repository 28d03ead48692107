"""The law as pictures: what is drawn is what the rules and parameters say, and what is no law looks so."""

from __future__ import annotations

import io
import re
import warnings
from itertools import combinations
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.text import Text

from simcore import InvalidInput, Policy
from simcore.calendar import first_day, january, month_of, year_of
from simcore.rulebook import branches
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.parameters import DatedValue
from simcore.screens import parameter_chart, rule_graph
from simcore.screens.chinese_text import CHINESE_FONT
from simcore.screens.layers import layout

POLICY = Policy.load()
DAY = POLICY.on("2026-06").day
TARGETS = ["monthly_pension", "employer_contributions", "late_surcharge", "unemployment_benefit"]
WAGE = "contributions.average_wage_annual"
PARAMETERS = [
    WAGE,
    "employee_pension.employer_rate",
    "employee_pension.account_rate",
    "employee_pension.divisor_table",
    "employee_pension.divisor_by_month",
    "employee_pension.first_delayed_birth_month",
    "employee_pension.longest_delay",
    "work_injury.class_rate",
]


def png(figure: Figure) -> bytes:
    """The figure as a picture; a glyph that is missing, or anything else that matplotlib warns of, fails."""
    picture = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(picture, format="png")
    return picture.getvalue()


def boxes(figure: Figure) -> dict[str, FancyBboxPatch]:
    return {str(box.get_gid()): box for box in figure.findobj(FancyBboxPatch) if box.get_gid()}


def arrows(figure: Figure) -> set[str]:
    return {str(arrow.get_gid()) for arrow in figure.findobj(FancyArrowPatch) if arrow.get_gid()}


def steps(figure: Figure) -> dict[str, Line2D]:
    """Day from which a value holds (and the entry of a table) → its line."""
    return {str(line.get_gid()): line for line in figure.findobj(Line2D) if line.get_gid()}


def texts(figure: Figure) -> str:
    return "\n".join(text.get_text() for text in figure.findobj(Text))


@pytest.mark.parametrize("target", TARGETS)
def test_the_boxes_are_the_rules_parameters_and_inputs_needed_and_the_arrows_their_needs(target: str) -> None:
    figure = rule_graph(target, "2026-06")
    needs = POLICY.graph.reach([target], DAY)
    assert set(boxes(figure)) == set(needs)
    assert arrows(figure) == {f"{need}>{node}" for node, below in needs.items() for need in below}


@pytest.mark.parametrize("target", TARGETS)
def test_no_box_covers_another_and_every_text_lies_within_its_box(target: str) -> None:
    figure = rule_graph(target, "2026-06")
    png(figure)
    drawn = {name: box.get_window_extent() for name, box in boxes(figure).items()}
    for (one, first), (other, second) in combinations(drawn.items(), 2):
        assert not first.overlaps(second), (one, other)
    centres = {(round(box.x0 + box.width / 2), round(box.y0 + box.height / 2)): box for box in drawn.values()}
    labelled = 0
    for text in figure.axes[0].texts:
        extent = text.get_window_extent()
        box = centres.get((round(extent.x0 + extent.width / 2), round(extent.y0 + extent.height / 2)))
        if box is not None:
            labelled += 1
            assert box.x0 < extent.x0 and extent.x1 < box.x1, text.get_text()
            assert box.y0 < extent.y0 and extent.y1 < box.y1, text.get_text()
    assert labelled >= len(drawn) * 0.9


def test_every_arrow_runs_from_left_to_right() -> None:
    needs = POLICY.graph.reach(["monthly_pension"], DAY)
    placed = layout(needs, dict.fromkeys(needs, 0.5))
    for bends in placed.arrows.values():
        columns = [column for column, _ in bends]
        assert columns == sorted(set(columns))
    assert placed.boxes["monthly_pension"][0] == placed.columns - 1


def test_the_same_graph_gives_the_same_picture() -> None:
    first, second = (png(rule_graph("employer_contributions", "2026-06")) for _ in range(2))
    assert first == second


def test_every_box_is_labelled_in_both_languages_and_a_parameter_with_its_value() -> None:
    told = texts(rule_graph("unemployment_benefit", "2025-06"))
    for name in POLICY.graph.reach(["unemployment_benefit"], POLICY.on("2025-06").day):
        known: Any = POLICY.graph.parameters.get(name) or branches.rules().get(name) or INPUTS[name]
        assert known.label_en.split()[0] in told and known.label_zh in told
    assert "2330.00 yuan a month 元/月" in told


def test_a_model_default_has_a_dashed_edge_and_a_published_parameter_a_whole_one() -> None:
    drawn = boxes(rule_graph("employee_pension_employer", "2018-06"))
    assert drawn["contributions.ceiling_factor"].get_linestyle() == "--"
    assert drawn["employee_pension.employer_rate"].get_linestyle() == "-"


def test_a_reformed_policy_is_drawn_as_reformed_from_its_day_on() -> None:
    def monthly_pension(basic_pension: Any, account_pension: Any) -> Any:
        """The basic and the account part alone."""
        return basic_pension + account_pension

    policy = POLICY.reform(
        {"monthly_pension": {"2030-01": monthly_pension}, "basic_rate": {"2030-01": 0.012}}
    )
    before, after = (
        rule_graph("monthly_pension", "2029-12", policy),
        rule_graph("monthly_pension", "2030-01", policy),
    )
    law = rule_graph("monthly_pension", "2029-12")
    assert set(boxes(before)) == set(boxes(law))
    assert set(boxes(law)) - set(boxes(after)) >= {"transitional_pension", "one_child_supplement"}
    assert arrows(after) >= {"basic_pension>monthly_pension", "account_pension>monthly_pension"}

    def ground(figure: Figure, name: str) -> Any:
        return boxes(figure)[name].get_facecolor()

    for name in ("monthly_pension", "employee_pension.basic_rate"):
        assert ground(before, name) == ground(law, name) != ground(after, name)
    assert ground(after, "basic_pension") == ground(law, "basic_pension")


def test_a_target_that_does_not_exist_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InvalidInput, match="did you mean monthly_pension"):
        rule_graph("monthly_pensio", "2025-01")


@pytest.mark.parametrize("path", PARAMETERS)
def test_a_chart_shows_every_value_of_its_years_with_the_source(path: str) -> None:
    figure = parameter_chart(path)
    assert png(figure).startswith(b"\x89PNG")
    told = re.sub(r"\s+", " ", texts(figure))
    without_breaks = re.sub(r"\s", "", told)
    days = {gid.split(" ")[0] for gid in steps(figure)}
    for value in POLICY.parameter(path).values:
        assert re.sub(r"\s", "", value.source.en) in without_breaks
    assert len(days) >= len(POLICY.parameter(path).values)
    assert POLICY.parameter(path).label_en in told and POLICY.parameter(path).label_zh in told


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PARAMETERS)
def test_the_sources_of_a_chart_are_in_the_language_asked_for_and_do_not_leave_it(
    path: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMCORE_LANGUAGE", language)
    figure = parameter_chart(path)
    assert png(figure)
    (block,) = [one for one in figure.findobj(Text) if one.get_text().startswith("Sources 来源")]
    assert block.get_window_extent().x1 <= figure.bbox.x1
    told = re.sub(r"\s", "", block.get_text())
    for value in POLICY.parameter(path).values:
        assert re.sub(r"\s", "", str(value.source)) in told
        assert value.source.en == value.source.zh or re.sub(r"\s", "", asked_not(value, language)) not in told


def asked_not(value: DatedValue, language: str) -> str:
    """The source in the other language."""
    return value.source.zh if language == "en" else value.source.en


def test_the_height_of_a_step_is_the_value_of_its_time() -> None:
    drawn = steps(parameter_chart(WAGE))
    for year in (2012, 2018, 2020, 2025):
        heights = list(drawn[f"{year}-01-01"].get_ydata())  # type: ignore[arg-type]
        assert heights == [float(POLICY.on(f"{year}-01")[WAGE])] * 2


@pytest.mark.parametrize("path", [p.path for p in POLICY.parameters() if p.yearly])
def test_the_dashed_part_begins_after_the_last_published_year(path: str) -> None:
    parameter = POLICY.parameter(path)
    for gid, line in steps(parameter_chart(path)).items():
        is_beyond = int(gid[:4]) > year_of(month_of(parameter.newest().start))
        assert (line.get_linestyle() == "--") is is_beyond, gid
    assert any(
        int(gid[:4]) > year_of(month_of(parameter.newest().start)) for gid in steps(parameter_chart(path))
    )


def test_an_uncertain_value_has_a_colour_of_its_own() -> None:
    drawn = steps(parameter_chart("employee_pension.account_rate"))
    by_status: dict[str, set[Any]] = {}
    for value in POLICY.parameter("employee_pension.account_rate").values:
        colour = drawn[f"{year_of(month_of(value.start))}-01-01"].get_color()
        by_status.setdefault(value.status, set()).add(colour)
    assert len(by_status["uncertain"]) == len(by_status["published"]) == 1
    assert by_status["uncertain"] != by_status["published"]


def test_what_a_reform_sets_is_no_law_either() -> None:
    path = "employee_pension.employer_rate"
    policy = POLICY.reform({path: {"2028-01": 0.14}})
    drawn = steps(parameter_chart(path, policy))
    assert list(drawn["2028-01-01"].get_ydata()) == [0.14, 0.14]  # type: ignore[arg-type]
    assert drawn["2028-01-01"].get_color() != drawn["2019-05-01"].get_color()


def test_only_the_years_that_were_asked_for_are_shown() -> None:
    figure = parameter_chart(WAGE, first=2015, last=2020)
    assert figure.axes[0].get_xlim() == (2015, 2021)
    assert min(steps(figure)) == "2015-01-01"
    assert max(steps(figure)) == "2020-01-01"


def test_a_long_table_is_drawn_over_its_entries() -> None:
    drawn = steps(parameter_chart("employee_pension.divisor_table"))
    (line,) = drawn.values()
    assert list(line.get_xdata()) == list(range(40, 71))  # type: ignore[arg-type]
    assert list(line.get_ydata())[20] == 139.0  # type: ignore[index]


def test_every_text_of_the_law_can_be_written_by_the_fonts() -> None:
    latin = font_manager.findfont("DejaVu Sans")
    known = {code for file in (latin, CHINESE_FONT) for code in TTFont(file).getBestCmap()}
    told = [f"{rule.label_en}{rule.label_zh}" for rule in branches.rules().values()]
    told += [f"{one.label_en}{one.label_zh}" for one in INPUTS.values()]
    for parameter in POLICY.parameters():
        told.append(parameter.label_en + parameter.label_zh)
        told += [value.source.en + value.source.zh for value in parameter.values]
    missing = {sign: text for text in told for sign in text if ord(sign) not in known}
    assert missing == {}


def test_the_years_of_a_chart_lie_where_they_belong() -> None:
    line = steps(parameter_chart("employee_pension.employer_rate"))["2019-05-01"]
    since = float(next(iter(line.get_xdata())))  # type: ignore[arg-type]
    assert since == pytest.approx(2019 + (POLICY.on("2019-05").day - first_day(january(2019))) / 365)

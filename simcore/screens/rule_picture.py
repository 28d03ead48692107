"""The law as a picture: what a target is made of, drawn from the rules themselves."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path

from simcore.calendar import day_text
from simcore.errors import InvalidInput
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.parameters import MODEL_DEFAULTS, Parameter
from simcore.rulebook.policy import Policy
from simcore.rulebook.units import UNITS
from simcore.screens import chinese_text
from simcore.screens.layers import Layout, Point, layout
from simcore.screens.wording import both, words

_WIDTH, _BETWEEN, _MARGIN, _HEAD, _FOOT = 2.25, 0.75, 0.3, 0.8, 0.45
"""Inches: of a box, between columns, around, above and below."""
_LINE, _PADDING, _POINTS = 0.152, 0.1, 7.8
_ENGLISH_LETTERS, _CHINESE_LETTERS, _LONGEST_VALUE = 32, 18, 34
_COLOURS = {
    "rule": ("#ffffff", "#33507a", "box_rule"),
    "parameter": ("#e6f0fa", "#33507a", "box_parameter"),
    "doubtful": ("#fff0d9", "#c77700", "box_doubtful"),
    "input": ("#eeeeee", "#777777", "box_input"),
    "reformed": ("#fde4e1", "#b3261e", "box_reformed"),
}
"""Kind of box → its ground, its edge, and what the key says. Doubtful: parameters that are model defaults."""


def rule_graph(target: str, date: Any, policy: Policy | None = None) -> Figure:
    """The rules, parameters and inputs under a target on a day, arrows from what is needed to what needs it.

    `policy` is the law as it is unless another one is given; what a reform changed is marked. Every box has
    the name of its node as `gid`, every arrow "need>node". Errors: InvalidInput for an unknown target.
    """
    chinese_text.register()
    policy = policy or Policy.load()
    day = policy.on(date).day
    node = policy.graph.known(target, ("target", "计算项"))
    needs = policy.graph.reach([node], day)
    told = {name: _lines(policy, name, day) for name in needs}
    heights = {name: len(lines) * _LINE + 2 * _PADDING for name, lines in told.items()}
    placed = layout(needs, heights)
    width = placed.columns * _WIDTH + (placed.columns - 1) * _BETWEEN + 2 * _MARGIN
    height = placed.height + 2 * _MARGIN + _HEAD + _FOOT
    figure = Figure(figsize=(max(width, 7.0), height), dpi=100)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0, figure.get_figwidth())
    axes.set_ylim(0, height)
    for (need, user), bends in placed.arrows.items():
        _draw_arrow(axes, f"{need}>{user}", [_inches(point) for point in bends])
    for name, point in placed.boxes.items():
        _draw_box(
            axes, name, _inches(point), heights[name], told[name], _kind(policy, name, day), name == node
        )
    label = _label(policy, node, day)
    english, chinese = words("rule_graph_title", date=day_text(day))
    axes.text(_MARGIN, height - _MARGIN, f"{label[0]} {label[1]}", fontsize=13, va="top")
    axes.text(
        _MARGIN,
        height - _MARGIN - 0.27,
        f"{english}\n{chinese}",
        fontsize=8.5,
        va="top",
        color="#555555",
        linespacing=1.4,
    )
    _draw_key(axes, placed)
    return figure


def _inches(point: Point) -> Point:
    column, height = point
    return _MARGIN + _WIDTH / 2 + column * (_WIDTH + _BETWEEN), _MARGIN + _FOOT + height


def _label(policy: Policy, name: str, day: int) -> tuple[str, str]:
    graph = policy.graph
    if name in graph.rules:
        rule = graph.rule_on(name, day)
        return rule.label_en, rule.label_zh
    if name in graph.parameters:
        return graph.parameters[name].label_en, graph.parameters[name].label_zh
    return INPUTS[name].label_en, INPUTS[name].label_zh


def _kind(policy: Policy, name: str, day: int) -> str:
    graph = policy.graph
    if name in graph.rules:
        return "reformed" if graph.rule_on(name, day).status == "reform" else "rule"
    if name not in graph.parameters:
        return "input"
    try:
        status = graph.parameters[name].status_on(day)
    except InvalidInput:
        return "doubtful"
    if status == "reform":
        return "reformed"
    return "doubtful" if status in MODEL_DEFAULTS else "parameter"


def _lines(policy: Policy, name: str, day: int) -> list[str]:
    """The label in both languages, and the value of a parameter on the day if it is short."""
    english, chinese = _label(policy, name, day)
    lines = [*textwrap.wrap(english, _ENGLISH_LETTERS), *_in_pieces(chinese, _CHINESE_LETTERS)]
    if name in policy.graph.parameters:
        parameter = policy.graph.parameters[name]
        try:
            shown = _value(parameter, parameter.at(day).value)
        except InvalidInput:
            shown = both("not_in_force")
        lines.append(shown if len(shown) <= _LONGEST_VALUE else both("a_table"))
    return lines


def _value(parameter: Parameter, inside: Any) -> str:
    english, chinese = parameter.shown(inside, False), parameter.shown(inside, True)
    unit = UNITS[parameter.unit]
    return english if english == chinese else f"{english} {unit.zh if unit.is_number else chinese}"


def _in_pieces(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(0, len(text), length)]


def _draw_box(
    axes: Axes, name: str, middle: Point, height: float, lines: Sequence[str], kind: str, is_target: bool
) -> None:
    ground, edge, _ = _COLOURS[kind]
    box = FancyBboxPatch(
        (middle[0] - _WIDTH / 2, middle[1] - height / 2),
        _WIDTH,
        height,
        boxstyle=f"round,pad=0,rounding_size={0.02 if kind == 'rule' else 0.1}",
        facecolor=ground,
        edgecolor=edge,
        linewidth=2.2 if is_target else 1.0,
        linestyle="--" if kind == "doubtful" else "-",
        zorder=2,
    )
    box.set_gid(name)
    axes.add_patch(box)
    axes.text(
        *middle, "\n".join(lines), ha="center", va="center", fontsize=_POINTS, linespacing=1.25, zorder=3
    )


def _draw_arrow(axes: Axes, name: str, bends: Sequence[Point]) -> None:
    points: list[Point] = [(bends[0][0] + _WIDTH / 2, bends[0][1])]
    for x, y in bends[1:-1]:
        points += [(x - _WIDTH / 2, y), (x + _WIDTH / 2, y)]
    points.append((bends[-1][0] - _WIDTH / 2, bends[-1][1]))
    corners, codes = [points[0]], [Path.MOVETO]
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (x + to_x) / 2
        corners += [(middle, y), (middle, to_y), (to_x, to_y)]
        codes += [Path.CURVE4] * 3
    arrow = FancyArrowPatch(
        path=Path(corners, codes),
        arrowstyle="-|>",
        mutation_scale=8,
        color="#9aa7b8",
        linewidth=0.9,
        zorder=1,
    )
    arrow.set_gid(name)
    axes.add_patch(arrow)


def _draw_key(axes: Axes, placed: Layout) -> None:
    marks = [
        Line2D([], [], marker="s", linestyle="none", markersize=9, label=both(says),
               markerfacecolor=ground, markeredgecolor=edge)
        for ground, edge, says in _COLOURS.values()
    ]  # fmt: skip
    axes.legend(
        handles=marks,
        loc="lower left",
        bbox_to_anchor=(0.0, 0.0),
        ncols=len(marks) if placed.columns > 3 else 3,
        frameon=False,
        fontsize=7.5,
        borderaxespad=0.6,
    )

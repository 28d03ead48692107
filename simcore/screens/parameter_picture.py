"""A parameter of the law over time, as steps with their sources; what is no law is drawn so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MaxNLocator

from simcore.calendar import AFTER_ALL_DAYS, day_text, first_day, january, month_of, year_of
from simcore.language import width
from simcore.rulebook.explanation_text import STATUS_LABELS
from simcore.rulebook.parameters import DatedValue, Parameter
from simcore.rulebook.policy import Policy
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import Table
from simcore.screens import chinese_text
from simcore.screens.wording import both, words

_COLOURS = {
    "known": ("#1f4e79", "steps_known"),
    "recalled": ("#7a9cc0", "steps_recalled"),
    "uncertain": ("#c77700", "steps_uncertain"),
    "reform": ("#b3261e", "steps_reform"),
}
_KIND = {"recalled": "recalled", "uncertain": "uncertain", "projected": "uncertain",
         "carried_back": "uncertain", "reform": "reform"}  # fmt: skip
_YEARS_BEYOND = 5
_MANY_KEYS = 8
_WIDTH, _CHART, _LINE, _LETTERS = 10.0, 3.4, 0.17, 150
_PIECES = re.compile(r"[^\s\u3000-\u9fff\uff00-\uffef]+\s*|.\s*")
"""A word, or a single Chinese character: what stays together when a line is broken."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Values on end that have one source and status: they share a number in the chart."""

    number: int
    first: DatedValue
    last: DatedValue
    dashed: bool


def parameter_chart(
    path: str, policy: Policy | None = None, *, first: int | None = None, last: int | None = None
) -> Figure:
    """The values of a parameter from one year to another as steps; numbers lead to the sources below.

    Values beyond the last one published, projected or only carried on, are dashed; model defaults have a
    colour of their own. `policy` is drawn as it is; without one, the law projected by the default
    assumptions. A table of many entries is drawn over its entries, a line for each time. Errors:
    InvalidInput for an unknown parameter.
    """
    chinese_text.register()
    law = policy or Policy.load()
    parameter = law.parameter(path)
    end = last or max(_year(one.newest().start) for one in law.parameters()) + _YEARS_BEYOND
    if policy is None:
        parameter = law.projected({}, (end - 1970) * 12).parameter(path)
    starts = [value.start for value in parameter.values if value.status != "carried_back"]
    days = first_day(january(first)) if first else starts[0], first_day(january(end + 1))
    values = [value for value in parameter.values if value.start < days[1] and value.end > days[0]]
    runs = list(_runs(parameter, values))
    told = [line for run in runs for line in _source_lines(run, days)]
    figure = Figure(figsize=(_WIDTH, _CHART + 1.3 + len(told) * _LINE), dpi=100)
    FigureCanvasAgg(figure)
    height = figure.get_figheight()
    low = (height - 0.75 - _CHART) / height
    axes = figure.add_axes((0.09, low, 0.76, _CHART / height))
    tables = [value.value for value in values if isinstance(value.value, Table)]
    if tables and max(len(list(table.items())) for table in tables) > _MANY_KEYS:
        _draw_over_entries(axes, parameter, runs, values)
    else:
        _draw_over_time(axes, parameter, runs, values, days)
    _name_axes(axes, parameter)
    figure.text(0.09, 1 - 0.12 / height, f"{parameter.label_en}  {parameter.label_zh}", fontsize=12, va="top")
    figure.text(0.09, 1 - 0.36 / height, parameter.path, fontsize=8, va="top", color="#555555")
    english, chinese = words("sources")
    figure.text(
        0.03, low - 0.42 / height, "\n".join([f"{english} {chinese}", *told]), fontsize=7.6, va="top",
        linespacing=1.45, parse_math=False,
    )  # fmt: skip
    return figure


def _runs(parameter: Parameter, values: list[DatedValue]) -> Iterator[_Run]:
    begun: list[DatedValue] = []
    number = 0
    for value in [*values, None]:
        same = (
            begun and value is not None and (value.source, value.status) == (begun[0].source, begun[0].status)
        )
        if begun and not same:
            number += 1
            yield _Run(number, begun[0], begun[-1], _is_dashed(parameter, begun[0]))
            begun = []
        if value is not None:
            begun.append(value)


def _is_dashed(parameter: Parameter, value: DatedValue) -> bool:
    """Whether it is no law of its time: projected, carried back, or a yearly value merely carried on."""
    if value.status in ("projected", "carried_back"):
        return True
    return parameter.yearly and value.status != "reform" and _year(value.start) > _known_until(parameter)


def _known_until(parameter: Parameter) -> int:
    law = tuple(value for value in parameter.values if value.status not in ("projected", "reform"))
    return _year(parameter.with_values(law).newest().start) if law else _year(parameter.values[0].start)


def _source_lines(run: _Run, days: tuple[int, int]) -> list[str]:
    since = day_text(max(run.first.start, days[0]))
    until = run.last.end - 1
    period = f"{since} – {day_text(until)}" if until < min(days[1], AFTER_ALL_DAYS) - 1 else f"{since} –"
    status = " ".join(STATUS_LABELS[run.first.status])
    return _wrapped(f"[{run.number}] {period}: {run.first.source} · {status}")


def _wrapped(text: str) -> list[str]:
    """Lines no longer than the chart is wide; a Chinese character takes the room of two letters."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if width((lines[-1] + piece).rstrip()) > _LETTERS:
            lines.append("      ")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _draw_over_time(
    axes: Axes, parameter: Parameter, runs: list[_Run], values: list[DatedValue], days: tuple[int, int]
) -> None:
    ends: dict[float, list[str]] = {}
    for key in _keys(values):
        before: float | None = None
        for value in values:
            since, until = (_on_axis(min(max(day, days[0]), days[1])) for day in (value.start, value.end))
            height = _height(parameter, value.value, key)
            colour, dashes = _look(parameter, value)
            (line,) = axes.plot([since, until], [height] * 2, color=colour, linestyle=dashes, linewidth=2.2)
            line.set_gid(f"{day_text(value.start)}{'' if key is None else f' {key}'}")
            if before is not None and before != height:
                axes.plot([since, since], [before, height], color="#b8c2cf", linewidth=0.8, zorder=1)
            before = height
        if key is not None and before is not None:
            ends.setdefault(before, []).append(str(_key_name(parameter, key)))
    for height, names in ends.items():
        axes.annotate(
            ", ".join(names), (1.01, height), xycoords=("axes fraction", "data"), fontsize=7.5, va="center"
        )
    for run in runs:
        top = max(_height(parameter, run.first.value, key) for key in _keys([run.first]))
        _number_run(axes, run, _on_axis(max(run.first.start, days[0])), top)
    axes.set_xlim(_on_axis(days[0]), _on_axis(days[1]))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    axes.margins(y=0.12)
    axes.set_xlabel(both("year"), fontsize=8.5)


def _number_run(axes: Axes, run: _Run, x: float, y: float) -> None:
    axes.annotate(f"[{run.number}]", (x, y), (2, 3), textcoords="offset points", fontsize=7, color="#444444")


def _draw_over_entries(axes: Axes, parameter: Parameter, runs: list[_Run], values: list[DatedValue]) -> None:
    for value in values:
        entries = list(value.value.items())
        colour, dashes = _look(parameter, value)
        codes, heights = zip(*((code, _number(parameter, inside)) for code, inside in entries), strict=True)
        (line,) = axes.step(codes, heights, where="mid", color=colour, linestyle=dashes, marker="o", ms=2.5)
        line.set_gid(day_text(value.start))
    for run in runs:
        code, inside = list(run.first.value.items())[-1]
        _number_run(axes, run, code, _number(parameter, inside))
    axes.set_xlabel(both("entry_of_table") + f" ({parameter.keyed_by})", fontsize=8.5)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))


def _look(parameter: Parameter, value: DatedValue) -> tuple[str, str]:
    colour, _ = _COLOURS[_KIND.get(value.status, "known")]
    return colour, "--" if _is_dashed(parameter, value) else "-"


def _keys(values: list[DatedValue]) -> list[int | None]:
    if not isinstance(values[0].value, Table):
        return [None]
    return sorted({code for value in values for code, _ in value.value.items()})


def _key_name(parameter: Parameter, code: int) -> Any:
    faces = list(parameter.face(parameter.values[-1].value))
    codes = [known for known, _ in parameter.values[-1].value.items()]
    return faces[codes.index(code)] if code in codes else code


def _height(parameter: Parameter, inside: Any, key: int | None) -> float:
    if key is not None:
        inside = dict(inside.items()).get(key, 0)
    return _number(parameter, inside)


def _number(parameter: Parameter, inside: Any) -> float:
    return float(inside) / UNITS[parameter.unit].scale


def _on_axis(day: int) -> float:
    year = _year(day)
    begins, ends = first_day(january(year)), first_day(january(year + 1))
    return year + (day - begins) / (ends - begins)


def _name_axes(axes: Axes, parameter: Parameter) -> None:
    unit = UNITS[parameter.unit]
    if parameter.unit == "share":
        axes.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share * 100:.4g} %"))
    elif not unit.is_number:
        _name_heights(axes, parameter)
    else:
        axes.yaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,.10g}"))
    axes.set_ylabel(f"{unit.en} {unit.zh}".strip(), fontsize=8.5)
    axes.tick_params(labelsize=8)
    axes.grid(axis="y", color="#e3e7ec", linewidth=0.7)
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    marks = [
        Line2D([], [], color=colour, linewidth=2.2, label=both(says)) for colour, says in _COLOURS.values()
    ]
    marks.append(Line2D([], [], color="#555555", linewidth=2.2, linestyle="--", label=both("steps_dashed")))
    axes.legend(
        handles=marks, loc="lower right", bbox_to_anchor=(1.12, 1.0), ncols=len(marks), frameon=False,
        fontsize=7.5, columnspacing=1.2, handlelength=2.2,
    )  # fmt: skip


def _name_heights(axes: Axes, parameter: Parameter) -> None:
    """Choices, facts and months are no numbers: each height that occurs has its name."""
    unit = UNITS[parameter.unit]
    lines = (line for line in axes.get_lines() if line.get_gid())
    codes = sorted({int(height) for line in lines for height in np.asarray(line.get_ydata()).tolist()})
    names = [dict.fromkeys(unit.shown(code, chinese) for chinese in (False, True)) for code in codes]
    axes.set_yticks(codes, [" ".join(name) for name in names])
    room = max(codes[-1] - codes[0], 1) * 0.2
    axes.set_ylim(codes[0] - room, codes[-1] + room)


def _year(day: int) -> int:
    return year_of(month_of(day))

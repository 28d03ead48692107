"""Tables and lines of plain text, for terminals in which a Chinese character takes two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simcore.language import width


def text_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """Lines of a table: headings, a rule, rows. Columns with places in `right` are set flush right."""
    lines = [headings, *rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(lines[0]))]

    def line(cells: Sequence[str]) -> str:
        set_cells = []
        for place, (cell, room) in enumerate(zip(cells, widths, strict=True)):
            gap = " " * (room - width(cell))
            set_cells.append(gap + cell if place in right else cell + gap)
        return "  ".join(set_cells).rstrip()

    rule = "  ".join("─" * room for room in widths)
    return "\n".join([line(headings), rule, *map(line, rows)])


_STOPS = "，。；：、）》”？！"
_UNBROKEN = re.compile(rf"(?:[!-~]+|[^!-~ ])[{_STOPS}]* *| +")
"""What stays on one line: a word or a single Chinese character, with the stops and blanks behind it."""


def wrapped(text: str, room: int, first: str = "", later: str = "") -> list[str]:
    """The text in lines of at most `room` columns, the first and the later ones with these blanks before
    them; broken between words or Chinese characters, and never before a stop.
    """
    lines, line = [], first
    for part in _UNBROKEN.findall(" ".join(text.split())):
        if width(line) + width(part.rstrip()) > room and line.strip():
            lines.append(line.rstrip())
            line = later
        line += part
    return [*lines, line.rstrip()]

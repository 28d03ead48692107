"""Tables of plain text, aligned also where Chinese characters take two columns of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from simcore.language import width


def text_table(
    headings: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()
) -> str:
    """Lines of a table: heading lines, a rule, rows. Columns with places in `right` are set flush right."""
    lines = [*headings, *rows]
    widths = [max(width(line[place]) for line in lines) for place in range(len(lines[0]))]

    def line(cells: Sequence[str]) -> str:
        set_cells = []
        for place, (cell, room) in enumerate(zip(cells, widths, strict=True)):
            gap = " " * (room - width(cell))
            set_cells.append(gap + cell if place in right else cell + gap)
        return "  ".join(set_cells).rstrip()

    rule = "  ".join("─" * room for room in widths)
    return "\n".join([*map(line, headings), rule, *map(line, rows)])

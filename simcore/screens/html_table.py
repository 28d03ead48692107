"""Small tables as HTML: what stands under a chart or beside a person, readable without any script."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape

# The class names keep the look inside the screens; a notebook's own tables are left alone.
STYLE = """<style>
.simcore-table{border-collapse:collapse;font-size:13px;margin:4px 0 10px}
.simcore-table caption{text-align:left;font-weight:600;padding:2px 0}
.simcore-table th{font-weight:600;text-align:left;border-bottom:1px solid #888}
.simcore-table th{line-height:1.25;vertical-align:bottom}
.simcore-table th,.simcore-table td{padding:2px 10px 2px 0;line-height:1.25;vertical-align:top}
.simcore-table th,.simcore-table td{white-space:nowrap}
.simcore-table .simcore-words{white-space:normal;max-width:11em}
.simcore-table .simcore-figure{text-align:right;font-variant-numeric:tabular-nums}
.simcore-sentence{font-size:16px;line-height:1.4;margin:4px 0}
.simcore-note{font-size:13px;opacity:.75;line-height:1.4;max-width:72em;white-space:normal}
.simcore-wrong{color:#b3261e;font-weight:600}
img.simcore-computing{opacity:.35;filter:grayscale(1)}
</style>"""


def html_table(
    headings: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    figures: Collection[int] = (),
) -> str:
    """A table with headings in English over 中文; the columns with places in `figures` are set flush right.

    Every text is escaped, so that no name in a record can become markup; a line break stays one.
    """

    def cell(tag: str, place: int, text: str) -> str:
        # Dates and figures stay whole; a term in two lines may be broken further to make a wide table fit.
        kind = "simcore-figure" if place in figures else "simcore-words" if "\n" in text else ""
        look = f' class="{kind}"' if kind else ""
        text = text.replace("\n", "<br>")
        return f"<{tag}{look}>{text}</{tag}>"

    head = "".join(cell("th", n, f"{escape(en)}<br>{escape(zh)}") for n, (en, zh) in enumerate(headings))
    body = "".join(
        "<tr>" + "".join(cell("td", n, escape(text)) for n, text in enumerate(row)) + "</tr>" for row in rows
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<table class="simcore-table">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'

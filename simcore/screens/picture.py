"""A matplotlib figure inside a widget: its artists are changed in place, and one PNG goes to the page."""

from __future__ import annotations

from io import BytesIO

import ipywidgets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from simcore.screens import chinese_text

# Twice as fine as it is shown, so that text stays sharp on the screens of today.
_SHOWN_DPI, _FINENESS = 80, 2


class Picture:
    """A figure of a fixed size and `image`, the widget that shows it. `draw()` brings the page up to date."""

    def __init__(self, width_inches: float, height_inches: float) -> None:
        chinese_text.register()
        # Automatic layouts measure every text anew at each drawing; the margins are set by hand instead.
        self.figure = Figure(figsize=(width_inches, height_inches), dpi=_SHOWN_DPI * _FINENESS)
        FigureCanvasAgg(self.figure)
        self.image = ipywidgets.Image(format="png")
        self.image.layout.width = f"{width_inches * _SHOWN_DPI:.0f}px"
        self.image.layout.max_width = "100%"

    def margins(self, *, left: float, right: float, top: float, bottom: float, gap: float = 0.0) -> None:
        """Inches left free around the axes, and between two rows or columns of them."""
        width, height = self.figure.get_size_inches()
        self.figure.subplots_adjust(
            left=left / width, right=1 - right / width, top=1 - top / height, bottom=bottom / height
        )
        if gap:
            columns = rows = 2
            self.figure.subplots_adjust(
                wspace=gap / ((width - left - right - gap) / columns),
                hspace=gap / ((height - top - bottom - gap) / rows),
            )

    def png(self) -> bytes:
        """The figure as a PNG file, without dates or versions, so that equal figures are equal bytes."""
        content = BytesIO()
        self.figure.savefig(content, format="png", dpi="figure", metadata={"Software": None})
        return content.getvalue()

    def draw(self) -> None:
        """Send the figure as it stands to the page; the old picture stays until the new one is there."""
        self.image.value = self.png()

"""Lets matplotlib write Chinese, on every machine alike, with the font that lies in `fonts/`.

Importing this module is enough: every `matplotlib.figure.Figure` made afterwards finds Latin letters and
figures in DejaVu Sans, which matplotlib brings, and whatever that lacks in the shipped font, glyph by glyph.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager

CHINESE_FONT = Path(__file__).with_name("fonts") / "SimcoreSansSC-Regular.otf"
CHINESE_FAMILY = "Simcore Sans SC"
FAMILIES = ["DejaVu Sans", CHINESE_FAMILY]


def register() -> None:
    """Make the shipped font known to matplotlib, as its second choice for each glyph; twice is harmless.

    Raises:
        FileNotFoundError: if the font is missing from the installation.
    """
    if CHINESE_FAMILY not in font_manager.fontManager.get_font_names():
        font_manager.fontManager.addfont(str(CHINESE_FONT))
    mpl.rcParams["font.family"] = FAMILIES
    # DejaVu Sans has the real minus sign, and the axes read better with it than with a hyphen.
    mpl.rcParams["axes.unicode_minus"] = True


register()

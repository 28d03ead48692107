"""Charts write Chinese on every machine, with the font that simcore ships."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
import warnings

import pytest
from matplotlib.figure import Figure

from simcore.screens import chinese_text

LABELS = [
    *("职工基本养老保险", "职工基本医疗保险", "失业保险", "工伤保险", "生育保险", "城乡居民养老保险"),
    *("城乡居民医疗保险", "缴费基数", "计发基数", "计发月数", "平均缴费指数", "记账利率"),
    *("缴费查询", "个人权益记录单", "参保缴费证明"),
    *("渝快办", "单位缴费率 16 % → 14 %", "结余(亿元)", "−3.5 · ≥ 15 年", "①②③“养老金”", "Pension fund 基金"),
]


def draw(text: str) -> bytes:
    """The text drawn as a title, an axis label and a legend entry; the picture's bytes."""
    figure = Figure(figsize=(6, 2))
    axes = figure.add_subplot()
    axes.plot([0, -1], label=text)
    axes.set_title(text)
    axes.set_xlabel(text)
    axes.legend()
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_drawn_without_a_missing_glyph(label: str, caplog: pytest.LogCaptureFixture) -> None:
    with warnings.catch_warnings(), caplog.at_level(logging.WARNING):
        warnings.simplefilter("error")
        draw(label)
    assert caplog.messages == []


def test_a_character_that_the_font_lacks_is_reported() -> None:
    with pytest.warns(UserWarning, match="Glyph"):
        draw("𠮷")


def test_different_characters_give_different_pictures_and_not_two_equal_boxes() -> None:
    assert draw("养老") != draw("医疗")


def test_the_font_stays_small_enough_to_ship() -> None:
    assert chinese_text.CHINESE_FONT.stat().st_size <= 1.8 * 2**20


def test_the_font_comes_with_its_licence() -> None:
    licence = (chinese_text.CHINESE_FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert chinese_text.CHINESE_FONT.name in licence


def test_importing_simcore_leaves_matplotlib_alone() -> None:
    program = "import simcore, sys; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

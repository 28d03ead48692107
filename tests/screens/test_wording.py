"""The screens' texts: whole in both languages, and nothing that the fonts cannot write."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest
import yaml

from simcore.inquiry.run import Run
from simcore.screens import ReformScreen
from simcore.screens.html_table import html_table
from simcore.screens.picture import Picture

SCREENS = Path(__file__).parents[2] / "simcore" / "screens"
TERMS: dict[str, dict[str, str]] = yaml.safe_load((SCREENS / "terms.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("key", TERMS)
def test_a_text_says_the_same_figures_in_both_languages(key: str) -> None:
    english, chinese = TERMS[key]["en"], TERMS[key]["zh"]
    figures = {name.removesuffix("_en") for name in re.findall(r"{(\w+)}", english)}
    assert figures >= {name.removesuffix("_zh") for name in re.findall(r"{(\w+)}", chinese)}
    assert key == "choose" or re.search("[一-鿿]", chinese)


def test_every_text_is_used_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SCREENS.glob("*.py"))
    code += "".join(path.read_text(encoding="utf-8") for path in (SCREENS.parent / "cli").glob("*.py"))
    unused = [key for key in TERMS if f'"{key}"' not in code]
    assert unused == []


def test_every_text_can_be_drawn() -> None:
    picture = Picture(4, 4)
    for place, text in enumerate(TERMS.values()):
        picture.figure.text(0, place / len(TERMS), f"{text['en']} {text['zh']}", parse_math=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert picture.png().startswith(b"\x89PNG")


def test_the_sliders_picture_is_drawn_without_a_warning(run: Run) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        screen = ReformScreen(run, since="2020-01")
        screen.rate.value = 24
    assert bytes(screen.picture.image.value).startswith(b"\x89PNG")


def test_a_name_in_a_record_never_becomes_markup() -> None:
    table = html_table([("name", "名称")], [["<script>alert(1)</script>"]])
    assert "<script>" not in table
    assert "&lt;script&gt;" in table

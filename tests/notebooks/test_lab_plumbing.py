"""JupyterLab, Chromium and the kernel work together as the lessons' tests need them to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

SLIDER = """\
import ipywidgets
months = ipywidgets.IntSlider(value=180, min=0, max=480, description="months")
years = ipywidgets.Label()
years.add_class("figure")
def show(_=None):
    years.value = f"{months.value // 12} years {months.value % 12} months"
months.observe(show, "value")
show()
ipywidgets.VBox([months, years])
"""


@pytest.fixture
def slider_notebook(tmp_path: Path) -> Path:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=[new_code_cell(SLIDER)], metadata=metadata), folder / "slider.ipynb")
    return folder / "slider.ipynb"


def test_a_slider_set_in_a_live_kernel_changes_the_sentence_under_it(
    slider_notebook: Path, live_notebook: Callable[[Path], Any]
) -> None:
    notebook = live_notebook(slider_notebook)
    assert notebook.value("years.value") == "15 years 0 months"
    notebook.run("months.value = 245")
    assert notebook.value("years.value") == "20 years 5 months"


@pytest.mark.browser
def test_a_slider_moved_by_keyboard_in_jupyterlab_changes_the_sentence_under_it(
    slider_notebook: Path, lab_page: Callable[[Path], Any]
) -> None:
    page = lab_page(slider_notebook.parent)
    page.open(slider_notebook.name)
    page.run_all()
    assert page.text(".figure") == "15 years 0 months"
    page.press_on_slider("ArrowRight")
    assert page.wait_for_other_text(".figure", "15 years 0 months") == "15 years 1 months"

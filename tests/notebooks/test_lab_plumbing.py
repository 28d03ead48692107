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


@pytest.mark.browser
def test_a_slider_moved_by_keyboard_in_jupyterlab_changes_the_sentence_under_it(
    tmp_path: Path, lab_page: Callable[[Path], Any]
) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=[new_code_cell(SLIDER)], metadata=metadata), folder / "slider.ipynb")
    page = lab_page(folder)
    page.open("slider.ipynb")
    page.run_all()
    assert page.text(".figure") == "15 years 0 months"
    page.press_on_slider("ArrowRight")
    assert page.wait_for_other_text(".figure", "15 years 0 months") == "15 years 1 months"

"""The first lesson: what its file holds, and that its slider really moves, in a kernel and in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

NAME = "01_a_class_lives_forty_years.ipynb"
LESSON = Path(__file__).parents[2] / "notebooks" / NAME
HEADINGS = [
    "What is it",
    "How it works",
    "How to use it",
    "Things to notice",
    "Things to try",
    "Going further",
]
SENTENCE = ".simcore-sentence[role=status]"


def lesson() -> nbformat.NotebookNode:
    return nbformat.read(LESSON, as_version=4)


def smaller_lesson() -> nbformat.NotebookNode:
    """The lesson with a tenth of its class: what moves is the same, and the tests wait less."""
    notebook = lesson()
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.source = cell.source.replace("people=2000, years=40", "people=200, years=15")
    assert sum("people=200, years=15" in cell.source for cell in notebook.cells) == 1
    return notebook


def test_the_lesson_has_the_fixed_headings_in_both_languages() -> None:
    found = [
        line.removeprefix("## ")
        for cell in lesson().cells
        if cell.cell_type == "markdown"
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    assert [line.rstrip("一二三四五六七八九") for line in found] == found
    assert [re.sub(r" [一-鿿]+$", "", line) for line in found] == HEADINGS
    assert all(re.search("[一-鿿]", line) for line in found)


def test_every_paragraph_of_the_lesson_has_chinese_beside_it() -> None:
    for cell in lesson().cells:
        if cell.cell_type == "markdown":
            assert re.search("[一-鿿]", cell.source), cell.id


def test_hardly_a_cell_is_ignored_and_none_is_skipped() -> None:
    for path in sorted(LESSON.parent.glob("*.ipynb")):
        cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        marked = [f"{cell.source}\n{cell.metadata.get('tags', [])}".lower() for cell in cells]
        ignored = sum("nbval_ignore_output" in text or "nbval-ignore-output" in text for text in marked)
        assert ignored <= len(cells) / 10, path.name
        assert not any(re.search("nbval[-_]skip", text) for text in marked), path.name


def test_the_lesson_is_committed_as_it_was_run_with_the_state_of_its_widgets() -> None:
    notebook = lesson()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    state = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    assert sorted(state) == [f"{place:032x}" for place in range(1, len(state) + 1)]
    shown = [
        output.data["application/vnd.jupyter.widget-view+json"]["model_id"]
        for cell in code
        for output in cell.outputs
        if "application/vnd.jupyter.widget-view+json" in output.get("data", {})
    ]
    assert len(shown) == 3
    named = re.findall(r"IPY_MODEL_(\w+)", json.dumps(state))
    assert len(named) > 20
    assert {*shown, *named} <= set(state)


def test_the_award_form_at_the_end_is_reproduced_to_the_fen() -> None:
    shown = lesson().cells[-1].outputs[0].data["text/plain"]
    assert "'monthly_pension': ('4586.92', True)" in shown
    assert shown.count("True") == 4


def test_in_a_kernel_the_slider_changes_the_number_the_sentence_and_the_picture(
    tmp_path: Path, live_notebook: Callable[[Path], Any]
) -> None:
    notebook = smaller_lesson()
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("simulate", "reform")]
    nbformat.write(notebook, tmp_path / NAME)
    live = live_notebook(tmp_path / NAME)
    look = "(slider.state, slider.shown.closing[-1], slider.sentence[0], hash(slider.picture.image.value))"
    before = live.value(look)
    live.run("slider.rate.value = 22")
    after = live.value(look)
    assert before[0] == after[0] == "ready"
    assert after[1] > before[1]
    assert after[2] != before[2]
    assert after[3] != before[3]
    live.run("slider.rate.value = 16")
    assert live.value(look) == before


@pytest.mark.browser
def test_in_jupyterlab_the_slider_changes_the_sentence(
    lab_page: Callable[[Path], Any], tmp_path: Path
) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    nbformat.write(smaller_lesson(), folder / NAME)
    page = lab_page(folder)
    page.open(NAME)
    page.run_all()
    before = page.text(SENTENCE)
    assert before.startswith("At 16 %")
    page.press_on_slider("ArrowRight", times=3)
    page.page.wait_for_function(
        "selector => document.querySelector(selector)?.innerText.startsWith('At 19 %')",
        arg=SENTENCE,
        timeout=60_000,
    )
    after = page.text(SENTENCE)
    assert before.removeprefix("At 16 %") != after.removeprefix("At 19 %")

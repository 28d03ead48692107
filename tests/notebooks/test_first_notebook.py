"""The first lesson: what its file holds, and that its slider really moves, in a kernel and in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

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
    assert set(shown) <= set(state)


def test_the_award_form_at_the_end_is_reproduced_to_the_fen() -> None:
    shown = lesson().cells[-1].outputs[0].data["text/plain"]
    assert "'monthly_pension': ('4586.92', True)" in shown
    assert shown.count("True") == 4


def test_in_a_kernel_the_slider_changes_the_number_and_the_picture() -> None:
    notebook = smaller_lesson()
    look = (
        "print(slider.rate.value, slider.state, slider.shown.closing[-1], hash(slider.picture.image.value))"
    )
    notebook.cells = [cell for cell in notebook.cells if cell.id in ("simulate", "reform")]
    for source in (look, "slider.rate.value = 22", look, "slider.rate.value = 16", look):
        notebook.cells.append(nbformat.v4.new_code_cell(source))
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    before, after, back = (cell.outputs[0].text.split() for cell in notebook.cells if cell.source == look)
    assert [before[0], after[0], back[0]] == ["16", "22", "16"]
    assert before[1] == after[1] == back[1] == "ready"
    assert int(after[2]) > int(before[2])
    assert after[3] != before[3]
    assert back == before


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

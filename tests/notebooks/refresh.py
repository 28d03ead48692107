"""For developers: run the lessons anew and store their outputs, which then show before anything is run.

`python tests/notebooks/refresh.py` does all of them. Look at the differences before committing: strict nbval
compares these outputs with what every later run gives. CI never calls this.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

LESSONS = Path(__file__).parents[2] / "notebooks"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"


def refresh(path: Path) -> None:
    """Execute a notebook in its folder and write it back with outputs, widget state and steady ids."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.pop("widgets", None)
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place).execute()
    for cell in notebook.cells:
        # When a cell was run, and how its source was typed, says nothing about the model.
        cell.metadata.pop("execution", None)
    notebook.metadata["language_info"] = {"name": "python"}
    path.write_text(renumbered(notebook), encoding="utf-8")


def renumbered(notebook: nbformat.NotebookNode) -> str:
    """The notebook's text with widgets numbered as they were made: their own ids differ in each run."""
    made = notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    steady = {widget: f"{place:032x}" for place, widget in enumerate(made, start=1)}
    # Not \b at the ends: one widget names another as IPY_MODEL_ and its id, and "_" counts as a letter there.
    ids = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
    text = ids.sub(lambda found: steady.get(found[0], found[0]), nbformat.writes(notebook))
    # Once more, because the text is sorted by these ids.
    return str(nbformat.writes(nbformat.reads(text, as_version=4))) + "\n"


if __name__ == "__main__":
    os.environ["SIMCORE_LANGUAGE"] = "en"
    os.environ["PYTHONPATH"] = os.pathsep.join([str(LESSONS.parent), os.environ.get("PYTHONPATH", "")])
    for lesson in sorted(LESSONS.glob("[0-9]*.ipynb")):
        print(lesson.name, flush=True)
        refresh(lesson)
    sys.exit(0)

"""A real JupyterLab and a real Chromium for the notebooks: what a learner sees and moves, with no network.

A test asks for `lab_page(folder)`, opens a notebook, runs it, moves a slider, waits until a text differs:

    page = lab_page(notebooks)
    page.open("01_a_class_lives_forty_years.ipynb")
    page.run_all()
    before = page.text(".jp-OutputArea-output p.figure")
    page.press_on_slider("ArrowRight", times=3)
    after = page.wait_for_other_text(".jp-OutputArea-output p.figure", before)

Without a browser, and in a third of the time, `live_notebook(path)` runs it in a kernel and looks into that:

    notebook = live_notebook(notebooks / "01_a_class_lives_forty_years.ipynb")
    notebook.run("slider.value = 0.14")
    assert notebook.value("screen.sentence") != before
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from simcore.lab import SETTINGS, private_environment, running_server, server_command, write_settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET_CHROMIUM = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    # What the page asks for is recorded below; what the browser itself asks for finds no name at all.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# Cells outside the view are otherwise taken out of the page, and a test would look for a slider in vain.
WHOLE_NOTEBOOK = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
SLOWEST = 60_000

KERNEL_IS_READY = """() => {
    const context = window.jupyterapp?.shell?.currentWidget?.context?.sessionContext;
    const kernel = context?.session?.kernel;
    return Boolean(context?.isReady && kernel?.status === 'idle' && kernel?.connectionStatus === 'connected');
}"""


@dataclass
class LabPage:
    """One notebook in JupyterLab, in one Chromium page.

    `tried` lists what was asked of any other machine; all of it was refused.
    """

    page: Any
    url: str
    token: str
    tried: list[str] = field(default_factory=list)

    def open(self, notebook: str) -> None:
        """Open `notebook` (a path inside the served folder) and wait until its kernel can work."""
        self.page.goto(f"{self.url}lab/tree/{notebook}?token={self.token}", timeout=SLOWEST)
        self.page.wait_for_function(KERNEL_IS_READY, timeout=SLOWEST)

    def run_all(self) -> None:
        """Run every cell and wait until the kernel has nothing more to do."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('runmenu:run-all')")
        self.page.wait_for_function(KERNEL_IS_READY, timeout=SLOWEST)

    def text(self, selector: str) -> str:
        """The text that the first element of `selector` shows, as soon as it is there."""
        shown = self.page.locator(selector).first
        shown.wait_for(timeout=SLOWEST)
        return str(shown.inner_text()).strip()

    def press_on_slider(self, key: str, *, name: str | None = None, times: int = 1) -> None:
        """Press `key` on the slider called `name`, or on the first one if sliders have no name."""
        slider = self.page.get_by_role("slider", name=name).first
        slider.wait_for(timeout=SLOWEST)
        slider.focus()
        for _ in range(times):
            slider.press(key)

    def wait_for_other_text(self, selector: str, before: str) -> str:
        """Wait until `selector` shows something other than `before`; returns it."""
        self.page.wait_for_function(
            "([selector, before]) => document.querySelector(selector)?.innerText.trim() !== before",
            arg=[selector, before],
            timeout=SLOWEST,
        )
        return self.text(selector)


class LiveNotebook:
    """A notebook that has been run in a kernel of its own, which goes on living until the test ends."""

    def __init__(self, client: NotebookClient) -> None:
        self._client = client

    def run(self, code: str) -> list[Any]:
        """Run `code` after the notebook's cells, as its reader might; returns the outputs.

        Raises:
            nbclient.exceptions.CellExecutionError: if the code raises.
        """
        cells = self._client.nb.cells
        cells.append(new_code_cell(code))
        return list(self._client.execute_cell(cells[-1], len(cells) - 1).outputs)

    def value(self, expression: str) -> Any:
        """The value of `expression` in the kernel, for values that Python writes as literals."""
        printed = self.run(f"print(repr({expression}))")
        return ast.literal_eval("".join(output.text for output in printed if output.name == "stdout"))


@pytest.fixture
def live_notebook() -> Iterator[Callable[[Path], LiveNotebook]]:
    """Runs a notebook's cells in a real kernel; the kernel stops when the test ends."""
    with ExitStack() as kernels:

        def run(path: Path) -> LiveNotebook:
            notebook = nbformat.read(path, as_version=4)
            resources = {"metadata": {"path": str(path.parent)}}
            client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources)
            kernels.enter_context(client.setup_kernel())
            for number, cell in enumerate(list(notebook.cells)):
                client.execute_cell(cell, number)
            return LiveNotebook(client)

        yield run


@dataclass(frozen=True)
class LabServer:
    """A JupyterLab on 127.0.0.1 that serves one folder."""

    url: str
    token: str


@pytest.fixture
def lab_server(tmp_path: Path) -> Iterator[Callable[[Path], LabServer]]:
    """Starts JupyterLab on a folder; stopped, with its kernels, when the test ends."""
    started: list[subprocess.Popen[bytes]] = []

    def start(folder: Path) -> LabServer:
        private = tmp_path / "lab"
        environment = {**os.environ, **private_environment(private)}
        settings = write_settings(private, {**SETTINGS, **WHOLE_NOTEBOOK})
        options = ["--no-browser", "--ServerApp.port=0", "--LabApp.expose_app_in_browser=True"]
        command = server_command(folder, settings, *options)
        with (private / "server.log").open("wb") as log:
            process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        started.append(process)
        server = running_server(private / "runtime", process, SLOWEST / 1000)
        return LabServer(server["url"], server["token"])

    yield start
    for process in started:
        process.terminate()
        process.wait(20)


@pytest.fixture
def lab_page(lab_server: Callable[[Path], LabServer]) -> Iterator[Callable[[Path], LabPage]]:
    """Opens Chromium on a JupyterLab that serves a folder; fails if any other machine was asked."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    pages: list[LabPage] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET_CHROMIUM)

        def open_page(folder: Path) -> LabPage:
            server = lab_server(folder)
            context = browser.new_context(viewport={"width": 1400, "height": 1000})
            lab = LabPage(context.new_page(), server.url, server.token)
            here = server.url, server.url.replace("http:", "ws:"), "data:", "blob:"

            def refuse_others(route: Any) -> None:
                if route.request.url.startswith(here):
                    route.continue_()
                else:
                    lab.tried.append(route.request.url)
                    route.abort()

            def note_others(socket: Any) -> None:
                if not socket.url.startswith(here):
                    lab.tried.append(socket.url)

            context.route("**/*", refuse_others)
            lab.page.on("websocket", note_others)
            pages.append(lab)
            return lab

        yield open_page
        browser.close()
    assert [address for lab in pages for address in lab.tried] == []

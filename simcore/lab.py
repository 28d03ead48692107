"""Opens the lessons in JupyterLab: on this machine only, no pop-ups, apart from the person's own Jupyter.

`python -m simcore.lab` and `simcore lab` come here; `--zh` gives Chinese menus, `--check` only tries it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
PRIVATE = Path(sys.prefix) / "share" / "simcore-lab"
READY_WITHIN = 90.0
# A proxy of the person's must not be asked for a page of this very machine.
LOOPBACK = urllib.request.build_opener(urllib.request.ProxyHandler({}))

# The news question and the update check would be the first thing a class sees, and both ask the network.
SETTINGS: dict[str, dict[str, Any]] = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}
CHINESE_MENUS: dict[str, dict[str, Any]] = {"@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"}}


def private_environment(folder: Path) -> dict[str, str]:
    """Environment variables that keep every Jupyter, IPython and matplotlib file inside `folder`.

    The person's own settings, start-up scripts and kernels neither disturb a lesson nor are touched by it.
    """
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
        "MPLCONFIGDIR": "matplotlib",
    }
    for place in places.values():
        (folder / place).mkdir(parents=True, exist_ok=True)
    return {
        **{variable: str(folder / place) for variable, place in places.items()},
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def write_settings(folder: Path, settings: Mapping[str, Mapping[str, Any]]) -> Path:
    """Write JupyterLab's starting settings; returns the folder for `--LabApp.app_settings_dir`."""
    place = folder / "app_settings"
    place.mkdir(parents=True, exist_ok=True)
    (place / "overrides.json").write_text(json.dumps(settings, indent=2), encoding="utf-8")
    return place


def server_command(notebooks: Path, settings: Path, *options: str) -> list[str]:
    """The command that serves `notebooks` by JupyterLab on 127.0.0.1; token and XSRF check stay on."""
    command = [
        *(sys.executable, "-m", "jupyterlab"),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.root_dir={notebooks}",
        f"--LabApp.app_settings_dir={settings}",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        # Looking for language servers calls npm where there is one, for something no lesson uses.
        "--LanguageServerManager.autodetect=False",
        *options,
    ]
    # In a container one is root, and JupyterLab then refuses to start; nobody else is given that right.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def lessons() -> list[Path]:
    """The lessons in their order; empty while there are none."""
    return sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb"))


def trust(notebooks: Sequence[Path]) -> None:
    """Sign the shipped lessons, so that their saved pictures and sliders show before anything is run."""
    from nbformat import read, sign

    notary = sign.NotebookNotary(data_dir=os.environ.get("JUPYTER_DATA_DIR", ""))
    for path in notebooks:
        notary.sign(read(path, as_version=4))


def running_server(runtime: Path, process: subprocess.Popen[bytes], within: float) -> dict[str, Any]:
    """Wait until the server that `process` started answers; returns its own notes (`url`, `token`, `port`).

    Raises:
        RuntimeError: if it ends, or does not answer `within` the given seconds.
    """
    until = time.monotonic() + within
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"JupyterLab ended with status {process.returncode} instead of starting")
        for notes in runtime.glob("jpserver-*.json"):
            try:
                server: dict[str, Any] = json.loads(notes.read_text(encoding="utf-8"))
                request = urllib.request.Request(f"{server['url']}api/status?token={server['token']}")
                with LOOPBACK.open(request, timeout=5):
                    return server
            except (OSError, ValueError, urllib.error.URLError):
                continue
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not answer within {within:.0f} seconds")


def check(command: Sequence[str], runtime: Path) -> int:
    """Start the server, see its page, stop it again; 0 if that went well, else 1."""
    for stale in runtime.glob("jpserver-*"):
        stale.unlink(missing_ok=True)
    log = runtime / "check.log"
    with log.open("wb") as output:
        options = ["--no-browser", "--ServerApp.port=0"]
        process = subprocess.Popen(
            [*command, *options], stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        server = running_server(runtime, process, READY_WITHIN)
        with LOOPBACK.open(f"{server['url']}lab?token={server['token']}", timeout=30) as page:
            served = page.status == 200 and b"jupyter-config-data" in page.read()
    except (RuntimeError, OSError) as error:
        print(error, log.read_text(encoding="utf-8", errors="replace"), sep="\n", file=sys.stderr)
        return 1
    finally:
        process.terminate()
        process.wait(20)
    print("JupyterLab started, served its page and stopped." if served else "JupyterLab served no page.")
    return 0 if served else 1


def open_lessons(*, chinese: bool = False, only_check: bool = False, options: Sequence[str] = ()) -> int:
    """Open JupyterLab on the first lesson and stay until it is closed; returns the exit status.

    Args:
        chinese: Chinese menus.
        only_check: start it without a browser, see that it answers, stop it.
        options: further options for JupyterLab itself.
    """
    os.environ.update(private_environment(PRIVATE))
    if chinese:
        os.environ["SIMCORE_LANGUAGE"] = "zh"
    settings = write_settings(PRIVATE, {**SETTINGS, **(CHINESE_MENUS if chinese else {})})
    found = lessons()
    trust(found)
    folder = PROJECT / "notebooks" if found else PROJECT
    first = [f"--LabApp.default_url=/lab/tree/{found[0].name}"] if found else []
    command = server_command(folder, settings, *first, *options)
    if only_check:
        return check(command, PRIVATE / "runtime")
    print("Opening the lessons; stop with Ctrl-C. 正在打开课程;按 Ctrl-C 结束。", flush=True)
    if os.name != "nt":
        os.execv(command[0], command)
    return subprocess.call(command)


def main(words: Sequence[str] | None = None) -> int:
    """The command line of this module; unknown options go to JupyterLab."""
    parser = argparse.ArgumentParser(
        prog="simcore lab", description="Open the lessons in JupyterLab. 打开课程。"
    )
    parser.add_argument("--zh", action="store_true", help="Chinese menus 中文界面")
    parser.add_argument(
        "--check", action="store_true", help="start, see that it answers, stop 只检查能否启动"
    )
    known, options = parser.parse_known_args(words)
    return open_lessons(chinese=known.zh, only_check=known.check, options=options)


if __name__ == "__main__":
    sys.exit(main())

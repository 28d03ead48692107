"""The set-up: one command on a fresh machine, nothing but what the lock names, no network afterwards."""

from __future__ import annotations

import ast
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import sitecustomize as loopback_only

HERE = Path(__file__).resolve().parent.parent
LOCK = (HERE / "requirements.lock").read_text(encoding="utf-8")
README = (HERE / "README.md").read_text(encoding="utf-8")
# Written in pieces, so that this file does not itself hold what it looks for.
MACHINE_PATHS = [f"/{folder}/" for folder in ("work", "root", "home/runner", "tmp/venv", "tmp/spec")]
TEXT_FILES = {".py", ".md", ".toml", ".yaml", ".yml", ".cfg", ".lock", ".ipynb", ".txt", ".css", ".js", ""}


def tracked_files() -> list[Path]:
    """What git keeps; a copy without git has nothing to say here."""
    if not (HERE / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HERE, capture_output=True, check=True, text=True)
    files = [HERE / name for name in listed.stdout.split("\0") if name]
    return [path for path in files if path.is_file() and path.suffix in TEXT_FILES]


def requirements() -> list[str]:
    """One text per locked package: its line and its hashes."""
    joined = re.sub(r"^\s*#.*\n", "", LOCK, flags=re.MULTILINE).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip()]


def test_run_py_can_still_be_read_by_python_3_6() -> None:
    ast.parse((HERE / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_run_py_tells_an_old_python_kindly_in_both_languages_before_anything_else() -> None:
    text = (HERE / "run.py").read_text(encoding="utf-8")
    program = "import sys; sys.version_info = (3, 10, 13); exec(compile(sys.stdin.read(), 'run.py', 'exec'))"
    answer = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 1
    assert "simcore needs Python 3.11 or newer; this is Python 3.10" in answer.stderr
    assert "当前是 Python 3.10" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_run_py_answers_an_unknown_word_with_its_usage_and_status_2() -> None:
    command = [sys.executable, str(HERE / "run.py"), "lba"]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == 2
    assert "python3 run.py lab" in answer.stdout


def test_every_locked_package_has_one_version_and_its_hashes() -> None:
    locked = requirements()
    assert len(locked) > 100
    for line in locked:
        assert re.match(r"[a-z0-9._-]+==[\w.]+( ; .+?)?\s+--hash=sha256:[0-9a-f]{64}", line), line[:80]


def test_the_lock_holds_what_the_project_file_asks_for() -> None:
    import tomllib

    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[><=\[; ]", line)[0].lower().replace("_", "-") for line in asked}
    assert names - {line.partition("==")[0] for line in requirements()} == set()


def test_no_registry_address_stands_in_the_lock() -> None:
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


def test_the_continuous_integration_runs_the_tests_as_the_readme_tells_people_to() -> None:
    script = (HERE / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    tests = [line for line in script if line.startswith("python3 ")]
    assert tests == ["python3 run.py test || status=1"]
    assert "python3 run.py test" in README
    assert "python3 run.py lab" in README


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(HERE)}: {place}"
        for path in tracked_files()
        for place in MACHINE_PATHS
        if place in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []


def test_importing_simcore_loads_no_heavy_library_and_opens_no_socket() -> None:
    program = """
import sys
opened = []
sys.addaudithook(lambda event, _: opened.append(event) if event.startswith("socket.") else None)
import simcore
heavy = {"numpy", "pandas", "pyarrow", "duckdb", "matplotlib", "simpy", "rich"} & set(sys.modules)
sys.exit(f"loaded {heavy}, {opened}" if heavy or opened else 0)
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_test_cannot_reach_another_machine() -> None:
    with pytest.raises(loopback_only.NetworkForbidden, match="this machine only"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(loopback_only.NetworkForbidden, match=r"example\.org"):
        socket.getaddrinfo("example.org", 443)
    # These two attempts were this test's own claim; the fixture that counts attempts need not fail for them.
    del loopback_only.attempts[-2:]


def test_what_a_test_starts_cannot_reach_another_machine_either() -> None:
    program = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "NetworkForbidden" in answer.stderr


def test_a_test_may_talk_to_its_own_machine() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_jupyterlab_starts_for_the_lessons_and_serves_its_page() -> None:
    command = [sys.executable, "-m", "simcore.lab", "--check"]
    answer = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False, timeout=110)
    assert answer.returncode == 0, answer.stderr
    assert "started, served its page and stopped" in answer.stdout

#!/usr/bin/env python3
"""Everything from a fresh copy with one command: `python3 run.py lab`, `python3 run.py test`.

The file needs nothing but Python itself. It makes `.venv` beside it, installs exactly what
`requirements.lock` names (by uv where there is one, else by pip; your own settings of either stay in force),
and then does what was asked.
It must stay readable to old Pythons, which is how they can say kindly that they are too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        "simcore needs Python 3.11 or newer; this is Python %d.%d: "
        "please install a newer one from python.org and call run.py with it.\n"
        "simcore 需要 Python 3.11 或更高版本,当前是 Python %d.%d:"
        "请从 python.org 安装新版本,再用它运行 run.py。" % (sys.version_info[:2] + sys.version_info[:2])
    )

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
LOCK = HERE / "requirements.lock"
STAMP = VENV / "simcore-stamp"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
# Called from inside an environment, this one perhaps, the new one is made from the Python beneath it.
BENEATH = getattr(sys, "_base_executable", None) or sys.executable

USAGE = """\
python3 run.py lab [--zh] [--check]   open the lessons in JupyterLab (Chinese menus; only try if it starts)
                                      在 JupyterLab 中打开课程(--zh:中文界面)
python3 run.py test [--thorough] ...  run the tests, notebooks included; further words go to pytest
                                      运行全部测试(含课程笔记本)
python3 run.py bench ...              run the benchmarks 运行性能测试
python3 run.py simcore ...            the command line, as `simcore ...` 命令行
python3 run.py lock                   for developers: resolve requirements.lock anew (needs uv)"""

NO_VENV = """\
This Python comes without its `venv` module; on Debian or Ubuntu run `sudo apt install python3-venv`,
then try again. 当前的 Python 缺少 venv 模块;请运行 `sudo apt install python3-venv`,然后重试。"""

FAILED = """\
The set-up did not finish; the lines above say why. Nothing but .venv was changed: put it right, try again.
安装未完成,原因见上文。除 .venv 外未作任何更改:解决后请重试。"""


class SetUpFailed(Exception):
    """A step of the set-up did not succeed; what it printed says why."""


def say(line: str) -> None:
    """Print at once, whatever the console can show: a set-up that stays silent looks dead."""
    encoding = sys.stdout.encoding or "ascii"
    print(line.encode(encoding, "replace").decode(encoding), flush=True)


def stamp() -> str:
    """What `.venv` was made from: the lock, the project file and this Python."""
    digest = hashlib.sha256()
    for part in (LOCK, HERE / "pyproject.toml"):
        digest.update(part.read_bytes().replace(b"\r\n", b"\n"))
    digest.update("{} {}".format(sys.version, HERE).encode())
    return digest.hexdigest()


def step(command: "list[str]") -> None:
    """Run one step of the set-up.

    Raises:
        SetUpFailed: if it cannot be started or does not end with 0.
    """
    try:
        status = subprocess.call(command, cwd=str(HERE), stdin=subprocess.DEVNULL)
    except OSError as error:
        raise SetUpFailed(str(error)) from error
    if status:
        raise SetUpFailed(" ".join(command))


def install_with_uv(uv: str) -> None:
    """Make `.venv` by uv: the locked files by their hashes, then the project, which downloads nothing."""
    python = str(PYTHON)
    step([uv, "venv", "--quiet", "--python", BENEATH, str(VENV)])
    # Compiled once, or every start of a machine that may not write caches compiles it all again.
    locked = ["--compile-bytecode", "--require-hashes", "-r", str(LOCK)]
    step([uv, "pip", "install", "--quiet", "--python", python, *locked])
    itself = ["--no-deps", "--no-build-isolation", "-e", str(HERE)]
    step([uv, "pip", "install", "--quiet", "--python", python, *itself])


def install_with_pip() -> None:
    """Make `.venv` by the standard library and pip: slower than uv, and there with every Python."""
    step([BENEATH, "-m", "venv", str(VENV)])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    step([*pip, "--require-hashes", "-r", str(LOCK)])
    step([*pip, "--no-deps", "--no-build-isolation", "-e", str(HERE)])


def has_venv() -> bool:
    """Whether this Python can make a virtual environment with pip in it; Debian ships one that cannot."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def install() -> None:
    """Make `.venv` by uv if it works here, else by pip.

    Raises:
        SetUpFailed: if neither succeeds.
    """
    shutil.rmtree(str(VENV), ignore_errors=True)
    uv = shutil.which("uv")
    if uv:
        try:
            return install_with_uv(uv)
        except SetUpFailed as failure:
            shutil.rmtree(str(VENV), ignore_errors=True)
            say("uv did not manage ({}); trying pip. uv 未能完成,改用 pip。".format(failure))
    if not has_venv():
        say(NO_VENV)
        sys.exit(1)
    return install_with_pip()


def set_up() -> None:
    """Make `.venv` what the lock, the project file and this Python say, unless it already is."""
    wanted = stamp()
    if STAMP.is_file() and PYTHON.exists() and STAMP.read_text() == wanted:
        return
    say("Setting up in .venv; the first time this takes a minute or two ... 正在准备环境,首次需要一两分钟……")
    begun = time.monotonic()
    try:
        install()
    except SetUpFailed:
        say(FAILED)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit("\nStopped; the next call begins anew. 已停止;下次运行将重新开始。")
    STAMP.write_text(wanted)
    say("Ready after {:.0f} s. 准备完成。".format(time.monotonic() - begun))


def become(arguments: "list[str]") -> None:
    """Hand the terminal over to the environment's Python, run in this folder; never returns."""
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if not WINDOWS:
        os.chdir(str(HERE))
        os.execv(command[0], command)
    with subprocess.Popen(command, cwd=str(HERE)) as child:
        while True:
            try:
                sys.exit(child.wait())
            except KeyboardInterrupt:
                # Ctrl-C reached the child too: it decides how to end, and this process only waits for it.
                continue


def lock() -> None:
    """Resolve the lock anew, for every platform at once, with hashes and without any registry's address."""
    uv = shutil.which("uv")
    if not uv:
        sys.exit("Resolving the lock needs uv on the PATH. 生成锁定文件需要 uv。")
    resolve = [
        uv,
        "pip",
        "compile",
        "pyproject.toml",
        "--extra",
        "dev",
        "--universal",
        "--python-version",
        "3.11",
    ]
    clean = ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    sys.exit(subprocess.call([*resolve, *clean, "--upgrade", "-o", LOCK.name], cwd=str(HERE)))


def main(words: "list[str]") -> None:
    """Do what the first word says; the words after it go to the tool that does it."""
    tools = {
        "lab": ["-m", "simcore.lab"],
        "test": ["-m", "pytest"],
        "bench": ["-m", "pytest", "tests/benchmarks"],
        "simcore": ["-c", "import sys; from simcore.cli import main; sys.exit(main())"],
    }
    task, rest = (words[0], words[1:]) if words else ("", [])
    if task in ("-h", "--help"):
        say(USAGE)
    elif task == "lock":
        lock()
    elif task in tools:
        if task != "simcore":  # its answer stands alone, for eyes and for pipes
            say("simcore: {} ...".format(task))
        set_up()
        become([*tools[task], *rest])
    else:
        say(USAGE)
        sys.exit(2)


if __name__ == "__main__":
    main(sys.argv[1:])

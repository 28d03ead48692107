"""Do the tests of the law notice a broken rule?

Asked line by line for a file of rules and its branch's tests; answers killed or survived. Every answer comes
from a process of its own, forked after all that does not change was loaded.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from typing import Any

os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
sys.dont_write_bytecode = True
sys.path.insert(0, str(Path.cwd()))

import _hypothesis_pytestplugin  # noqa: E402, F401
import hypothesis  # noqa: E402
import numpy  # noqa: E402, F401
import pytest  # noqa: E402

from tests.law.acceptance import acceptance_cases  # noqa: E402

OPTIONS = (
    "addopts=-q -x --import-mode=importlib -p no:cacheprovider -p _hypothesis_pytestplugin "
    "--hypothesis-seed=0"
)
OF_EVERY_RULE = ["tests/law/test_rules.py", "tests/law/test_every_rule.py"]


def main() -> None:
    acceptance_cases()
    # Else a busy machine would kill mutants too.
    hypothesis.settings.register_profile("patient", deadline=None)
    hypothesis.settings.load_profile("patient")
    for line in sys.stdin:
        module, *tests = line.split()
        print("survived" if _all_hold(module, tests) else "killed", flush=True)


def _all_hold(module: str, tests: list[str]) -> bool:
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    code = 1
    try:
        # A mutant that counts without end, or to ever larger numbers, is stopped and counts as noticed.
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = _ask(module, tests)
    finally:
        os._exit(code)


def _ask(module: str, tests: list[str]) -> int:
    """The cases first, those of the broken file before all others, since most mutants fall there."""
    from simcore.rulebook import branches
    from tests.law.test_cases import CHECKS, test_the_law_gives

    broken = [name for name, rule in branches.rules().items() if rule.function.__module__ == module]

    def elsewhere(check: Any) -> bool:
        return check.values[1] not in broken

    for check in sorted(CHECKS, key=elsewhere):
        test_the_law_gives(*check.values)
    names = " or ".join(f"[{name}]" for name in broken)
    return int(
        pytest.main(["-o", OPTIONS, *tests]) or pytest.main(["-o", OPTIONS, *OF_EVERY_RULE, "-k", names])
    )


if __name__ == "__main__":
    main()

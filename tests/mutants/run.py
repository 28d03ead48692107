"""Break the rules of the law one by one, in a copy, and see whether its tests notice.

Cosmic Ray finds the places; it is no part of the project's own environment:

    python3 -m venv mutants && mutants/bin/pip install cosmic-ray==8.7.0
    mutants/bin/python tests/mutants/run.py unemployment resident_pension employee_pension

Where that takes too long, --at-most 150 asks a sample. A run that was interrupted goes on where it stopped;
--again asks the survivors anew, after tests were added.
A session belongs to the rules as they were when it began.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from cosmic_ray import plugins
from cosmic_ray.commands.init import init
from cosmic_ray.mutating import use_mutation
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome, WorkItem, WorkResult
from word_operators import Provider

ROOT = Path(__file__).resolve().parents[2]
LAW = Path("simcore", "law")
_MEDICAL = ["tests/law/test_medical.py"]
_ENFORCEMENT = ["tests/law/test_enforcement.py"]
TESTS = {
    "employee_medical": _MEDICAL,
    "employee_pension": ["tests/law/test_pension_law.py"],
    "enforcement": _ENFORCEMENT,
    "maternity": ["tests/law/test_maternity.py"],
    "medical": _MEDICAL,
    "registration": _ENFORCEMENT,
    "relief": _ENFORCEMENT,
    "resident_medical": _MEDICAL,
    "resident_pension": ["tests/law/test_resident_pension.py", "tests/law/test_tiers.py"],
    "unemployment": ["tests/law/test_unemployment.py"],
    "work_injury": ["tests/law/test_work_injury.py"],
}


def main() -> None:
    asked = _arguments()
    session = asked.session.resolve()
    plugins.OPERATOR_PROVIDERS["words"] = Provider()
    with tempfile.TemporaryDirectory() as folder, use_db(str(session)) as db:
        _copy_to(Path(folder), asked.python)
        os.chdir(folder)
        if not db.num_work_items:
            _begin(db, asked.branches, asked.at_most)
        lived = [item for item, _ in _survivors(db)] if asked.again else []
        _judge(db, [*lived, *db.pending_work_items], asked.python)
        _report(db)
        os.chdir(ROOT)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("branches", nargs="+", choices=TESTS)
    parser.add_argument("--session", type=Path, default=Path("mutants.sqlite"))
    parser.add_argument("--at-most", type=int, help="ask so many mutants, drawn with a fixed seed")
    parser.add_argument("--again", action="store_true", help="ask the survivors of the session anew")
    parser.add_argument("--python", default=str(ROOT / ".venv" / "bin" / "python"))
    return parser.parse_args()


def _copy_to(folder: Path, python: str) -> None:
    for name in ("simcore", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    subprocess.run([python, "-m", "compileall", "-q", "simcore"], cwd=folder, check=True)
    # Compiled rules would hide those that are broken within the same second.
    for compiled in (folder / LAW).glob("*/__pycache__"):
        shutil.rmtree(compiled)


def _begin(db: WorkDB, branches: list[str], at_most: int | None) -> None:
    files = [file for branch in branches for file in sorted((LAW / branch).glob("[!_]*.py"))]
    init(files, db, {})
    labels = [item.job_id for item in db.pending_work_items if not _is_behaviour(item.mutations[0])]
    db.set_multiple_results(labels, WorkResult(WorkerOutcome.SKIPPED))
    print(f"{db.num_work_items - len(labels)} mutants; {len(labels)} of labels and articles are left out")
    rest = sorted(db.pending_work_items, key=_place)
    if at_most is not None and at_most < len(rest):
        left_out = [item.job_id for item in random.Random(0).sample(rest, len(rest) - at_most)]
        db.set_multiple_results(left_out, WorkResult(WorkerOutcome.SKIPPED))
        print(f"{at_most} of them are asked")


def _place(item: WorkItem) -> tuple[str, tuple[int, int], str, int]:
    """Job ids are drawn anew for each session; the place of a mutant is not."""
    place = item.mutations[0]
    return str(place.module_path), place.start_pos, place.operator_name, place.occurrence


def _is_behaviour(mutation: MutationSpec) -> bool:
    """What stands in a function's body, or a number of the cases that a rule distinguishes."""
    if mutation.operator_name == "core/NumberReplacer":
        return True
    tree = ast.parse(Path(mutation.module_path).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    # The first statement is the docstring.
    return any(one.body[1].lineno <= mutation.start_pos[0] <= (one.end_lineno or 0) for one in functions)


def _judge(db: WorkDB, items: list[WorkItem], python: str) -> None:
    command = [python, str(Path(__file__).resolve().with_name("judge.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as judge:
        for file in sorted({item.mutations[0].module_path for item in items}):
            if _ask(judge, file) != TestOutcome.SURVIVED:
                raise SystemExit(f"the tests fail for {file} as it is, without any mutant")
        for item in items:
            place = item.mutations[0]
            operator = plugins.get_operator(place.operator_name)()
            with use_mutation(place.module_path, operator, place.occurrence) as (before, after):
                outcome = _ask(judge, place.module_path)
            changes = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
            result = WorkResult(WorkerOutcome.NORMAL, test_outcome=outcome, diff="\n".join(changes))
            db.set_result(item.job_id, result)


def _ask(judge: subprocess.Popen[str], file: Path) -> TestOutcome:
    assert judge.stdin and judge.stdout
    print(".".join(file.with_suffix("").parts), *TESTS[file.parent.name], file=judge.stdin, flush=True)
    return TestOutcome(judge.stdout.readline().strip())


def _survivors(db: WorkDB) -> list[tuple[WorkItem, WorkResult]]:
    def place(one: tuple[WorkItem, WorkResult]) -> tuple[str, tuple[int, int]]:
        return str(one[0].mutations[0].module_path), one[0].mutations[0].start_pos

    lived = [one for one in db.completed_work_items if one[1].test_outcome == TestOutcome.SURVIVED]
    return sorted(lived, key=place)


def _report(db: WorkDB) -> None:
    for item, result in _survivors(db):
        place = item.mutations[0]
        print(f"{place.module_path}:{place.start_pos[0]}", place.operator_name)
        print(*(result.diff or "").splitlines()[3:], sep="\n")
    counts: Counter[tuple[str, str, bool]] = Counter()
    for item, result in db.completed_work_items:
        place = item.mutations[0]
        if result.worker_outcome == WorkerOutcome.NORMAL:
            lived = result.test_outcome == TestOutcome.SURVIVED
            counts[place.module_path.parent.name, place.operator_name.split("/")[0], lived] += 1
    for branch, kind in sorted({key[:2] for key in counts}):
        killed, lived = counts[branch, kind, False], counts[branch, kind, True]
        print(f"{branch}, {kind}: {killed} of {killed + lived} mutants killed")


if __name__ == "__main__":
    main()

"""Claims about the house: a floor uses what lies below it, and no two files import each other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = (
    {"language", "errors", "calendar", "clock", "discovery", "version", "vocabulary"},
    {"rulebook"},
    {"law"},
    {"books", "scenarios"},
    {"society"},
    {"audit", "city", "plain"},
    {"inquiry"},
    {"opening"},
    {"simulation"},
    {"study"},
    {"screens"},
    {"lab"},
    {"cli"},
    {"__init__", "__main__"},
)
"""From below to above; what stands on one floor does not use each other."""


def modules() -> dict[str, Path]:
    files = sorted((ROOT / "simcore").rglob("*.py"))
    return {".".join(file.relative_to(ROOT).with_suffix("").parts): file for file in files}


def imports(file: Path, known: set[str]) -> set[str]:
    """What a file imports of simcore: at its top, for types, and however late inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("simcore"):
            found.update(f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            found.update(name.name for name in node.names if name.name.startswith("simcore"))
    return {module for name in found if (module := nearest(name, known))}


def nearest(name: str, known: set[str]) -> str:
    while name:
        if name in known:
            return name
        if f"{name}.__init__" in known:
            return f"{name}.__init__"
        name = name.rpartition(".")[0]
    return ""


@pytest.fixture(scope="module")
def edges() -> dict[str, set[str]]:
    found = modules()
    return {name: imports(file, set(found)) - {name} for name, file in found.items()}


def room(module: str) -> str:
    return module.split(".")[1]


def test_every_room_has_a_floor(edges: dict[str, set[str]]) -> None:
    assert {room(module) for module in edges} == set().union(*FLOORS)


def test_a_floor_uses_only_what_lies_below_it(edges: dict[str, set[str]]) -> None:
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    wrong = [
        (module, used)
        for module, uses in edges.items()
        for used in uses
        if room(used) != room(module)
        and floor[room(used)] >= floor[room(module)]
        and (floor[room(module)], floor[room(used)]) != (0, 0)
    ]
    assert not wrong


def test_no_two_files_import_each_other(edges: dict[str, set[str]]) -> None:
    assert circles(edges) == []


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """The groups of files each of which reaches the others by imports."""
    reach = {module: reached(module, edges) for module in edges}
    groups = {
        tuple(sorted({module} | {other for other in reach[module] if module in reach[other]}))
        for module in edges
    }
    return [list(group) for group in sorted(groups) if len(group) > 1]


def reached(module: str, edges: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        for used in edges[waiting.pop()] - seen:
            seen.add(used)
            waiting.append(used)
    return seen


def test_a_circle_would_be_noticed() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]

"""YAML as people write it: nothing is given twice, a wrong day stays text, and an error finds its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from simcore.errors import InvalidInput

Place = tuple[str | int, ...]
"""Keys and list places that lead to a spot in a file."""


class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Refuses a key that is given twice, which YAML would let the second one win; a day that does not exist
    stays text.
    """

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        if len(mapping) != len(node.value):
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise DoubledKey(key.value, key.start_mark.line + 1)
                seen.add(key.value)
        return mapping


def _day_or_text(loader: Any, node: Any) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", _day_or_text)


class DoubledKey(Exception):
    """A key stands twice in one mapping; `line` is that of the second one."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


def read_yaml(path: Path, what: tuple[str, str]) -> tuple[str, Any]:
    """A file's text and what stands in it; `what` is the kind of file in English and in Chinese. Errors:
    InvalidInput if it cannot be read, with the line where it is no YAML or gives a key twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return text, yaml.load(text, Loader=StrictLoader)
    except DoubledKey as doubled:
        english = f"has the key {doubled.key!r} twice (line {doubled.line}); keep one of them"
        chinese = f"中键 {doubled.key!r} 重复（第 {doubled.line} 行）；请只保留一个"
    except yaml.YAMLError as error:
        english, chinese = _no_yaml(error)
    except UnicodeDecodeError:
        english, chinese = "cannot be read; save it as UTF-8", "无法读取；请以 UTF-8 编码保存"
    except OSError as error:
        reason = error.strerror or str(error)
        reasons = ("there is no such file", "文件不存在") if not path.exists() else (reason, reason)
        english = f"cannot be read ({reasons[0]}); give the path of a YAML file"
        chinese = f"无法读取（{reasons[1]}）；请给出一个 YAML 文件的路径"
    raise InvalidInput(f"{what[0]} {path.name!r} {english}", f"{what[1]} {path.name!r} {chinese}")


def _no_yaml(error: yaml.YAMLError) -> tuple[str, str]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return "cannot be read: it is no valid YAML", "无法读取：不是有效的 YAML"
    # What is wrong is often the line above: the reader notices it only here.
    return (
        f"cannot be read: line {mark.line + 1} is no valid YAML ({error.problem}); "  # type: ignore[attr-defined]
        "check indentation, colons and brackets there and in the line above",
        f"无法读取：第 {mark.line + 1} 行不是有效的 YAML；请检查该行及上一行的缩进、冒号与括号",
    )


def line_of(text: str, place: Place) -> int:
    """The line of the deepest key of `place` that is there; found only when something is wrong."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(step)]
            if not found:
                break
            line, node = found[0][0].start_mark.line + 1, found[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line

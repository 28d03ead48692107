"""YAML as people write it: nothing is given twice, a wrong day stays text, and an error finds its line."""

from __future__ import annotations

from typing import Any

import yaml

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

"""Places the boxes of a graph in columns, so that every arrow goes from left to right and few cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from simcore.rulebook.graph import in_order

Point = tuple[float, float]
_SWEEPS = 12
_THIN = 0.12
"""Height of the gap that a long arrow keeps open in a column."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each box has its middle (column, height from the bottom), and each arrow its bends, from what is
    needed to what needs it.
    """

    columns: int
    height: float
    boxes: Mapping[str, Point]
    arrows: Mapping[tuple[str, str], tuple[Point, ...]]


def layout(needs: Mapping[str, Sequence[str]], heights: Mapping[str, float], *, gap: float = 0.16) -> Layout:
    """Boxes of these heights with arrows from each need to what needs it; who needs nobody stands leftmost
    of those that need it. The same graph always gives the same picture.
    """
    depth = _depths(needs)
    chains = {
        (need, node): _chain(need, node, depth)
        for node, below in needs.items()
        for need in dict.fromkeys(below)
    }
    columns: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for node in needs:
        columns[depth[node]].append(node)
    beside: dict[str, list[list[str]]] = {}
    for chain in chains.values():
        for left, right in pairwise(chain):
            beside.setdefault(left, [[], []])[1].append(right)
            beside.setdefault(right, [[], []])[0].append(left)
        for place in chain[1:-1]:
            columns[int(place.rpartition("@")[2])].append(place)
    size = {name: heights.get(name, _THIN) + gap for column in columns for name in column}
    _sort(columns, beside)
    middle = _heights(columns, beside, size)
    lowest = min(middle[name] - size[name] / 2 for name in middle)
    highest = max(middle[name] + size[name] / 2 for name in middle)
    last = len(columns) - 1

    def point(name: str) -> Point:
        column = int(name.rpartition("@")[2]) if "@" in name else depth[name]
        return float(last - column), middle[name] - lowest

    return Layout(
        len(columns),
        highest - lowest,
        {node: point(node) for node in needs},
        {edge: tuple(point(name) for name in chain) for edge, chain in chains.items()},
    )


def _depths(needs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How far each node lies from the targets, along the longest way."""
    depth = dict.fromkeys(needs, 0)
    for node in reversed(in_order({name: tuple(below) for name, below in needs.items()})):
        for need in needs[node]:
            depth[need] = max(depth[need], depth[node] + 1)
    return depth


def _chain(need: str, node: str, depth: Mapping[str, int]) -> list[str]:
    """The way of an arrow: both ends, and a place in every column between."""
    between = range(depth[need] - 1, depth[node], -1)
    return [need, *(f"{need}>{node}@{column}" for column in between), node]


def _sort(columns: list[list[str]], beside: Mapping[str, list[list[str]]]) -> None:
    """Order each column by the mean place of what its members are tied to, to and fro."""
    for sweep in range(_SWEEPS):
        rightwards = sweep % 2
        order = range(len(columns) - 2, -1, -1) if rightwards else range(1, len(columns))
        for column in order:
            towards = 0 if rightwards else 1
            neighbours = columns[column + 1 if rightwards else column - 1]
            place = {name: (number + 0.5) / len(neighbours) for number, name in enumerate(neighbours)}
            now = {name: (number + 0.5) / len(columns[column]) for number, name in enumerate(columns[column])}

            def mean(name: str, towards: int = towards, place: dict[str, float] = place,
                     now: dict[str, float] = now) -> float:  # fmt: skip
                tied = [place[other] for other in beside.get(name, [[], []])[towards] if other in place]
                return sum(tied) / len(tied) if tied else now[name]

            columns[column].sort(key=mean)


def _heights(
    columns: Sequence[Sequence[str]], beside: Mapping[str, list[list[str]]], size: Mapping[str, float]
) -> dict[str, float]:
    """The height of every middle: near the mean of what it is tied to, without touching its neighbours."""
    middle: dict[str, float] = {}
    for column in columns:
        below = 0.0
        for name in reversed(column):
            middle[name] = below + size[name] / 2
            below += size[name]
        for name in column:
            middle[name] -= below / 2
    for sweep in range(2 * _SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            wished = []
            for name in column:
                tied = [middle[other] for side in beside.get(name, [[], []]) for other in side]
                wished.append(sum(tied) / len(tied) if tied else middle[name])
            for name, height in zip(column, _apart(wished, [size[name] for name in column]), strict=True):
                middle[name] = height
    return middle


def _apart(wished: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """The heights nearest to the wished ones, from above, at which nothing overlaps."""
    # Less the room that each one takes, not to overlap is not to rise: neighbours that would rise are pooled.
    room = [0.0]
    for upper, lower in pairwise(sizes):
        room.append(room[-1] + (upper + lower) / 2)
    pools: list[list[float]] = []
    for height, above in zip(wished, room, strict=True):
        pools.append([height + above, 1.0])
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            total, count = pools.pop()
            pools[-1] = [
                (pools[-1][0] * pools[-1][1] + total * count) / (pools[-1][1] + count),
                pools[-1][1] + count,
            ]
    flat = [value for value, count in pools for _ in range(int(count))]
    return [value - above for value, above in zip(flat, room, strict=True)]

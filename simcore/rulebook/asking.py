"""What is asked of a law: amounts and their reasons, from what people write to what people read."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from simcore.calendar import day_number
from simcore.errors import InvalidInput, listed, shown, some_of, unknown
from simcore.rulebook.compiled import Compiled, missing_input, missing_inputs
from simcore.rulebook.graph import Decided, Graph
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.texts import Text
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import OutOfRange, Table

if TYPE_CHECKING:
    from simcore.rulebook.explanation import Explanation
    from simcore.rulebook.parameters import Parameter

_ORDINARY = {
    "yuan_a_month": 10**7,
    "yuan_a_year": 10**9,
    "index": 5 * 10**4,
    "index_sum": 10**8,
    "months": 600,
}
_ORDINARY_OTHERWISE = 10**10
"""Up to here no product inside a rule leaves int64; larger numbers in an array are reckoned one by one,
without a limit.
"""


class Law(Protocol):
    """Where the rules stand, and how they are made to answer: a policy."""

    @property
    def graph(self) -> Graph: ...

    @property
    def reforms(self) -> Text: ...

    def compile(
        self, targets: Sequence[str], inputs: Sequence[str] = ..., decided: Decided = ...
    ) -> Compiled: ...


class _Question(NamedTuple):
    """A target with the nodes given and their values inside; `shape` is that of the answer, None for a
    single one.
    """

    node: str
    day: int
    compiled: Compiled
    inside: dict[str, Any]
    shape: tuple[int, ...] | None


def calculate_by(law: Law, target: str, date: Any, inputs: Mapping[str, Any]) -> Any:
    """As `calculate`, by a given law."""
    asked = _question(law, target, date, inputs)
    if asked.shape is None:
        with _told_by_what_was_given(law.graph, asked, inputs):
            value = asked.compiled(asked.day, **asked.inside)[0]
        return _face_value(law.graph, asked, value)
    import numpy as np

    with _told_by_what_was_given(law.graph, asked, inputs):
        if _is_ordinary(law.graph, asked):
            value = np.asarray(asked.compiled(asked.day, **asked.inside)[0])
        else:
            value = _one_by_one(asked)
    unit = UNITS[_unit(law.graph, asked.node, asked.day)]
    return unit.face_array(np.broadcast_to(value, asked.shape).copy())


def explain_by(law: Law, target: str, date: Any, inputs: Mapping[str, Any]) -> Explanation:
    """As `explain`, by a given law."""
    from simcore.rulebook.explanation import explained

    asked = _question(law, target, date, inputs)
    if asked.shape is not None:
        raise InvalidInput(
            "explain was given an array; allowed is one person's values at a time",
            "explain 的输入为数组；每次只能解释一个人的数值",
        )
    with _told_by_what_was_given(law.graph, asked, inputs):
        trace = asked.compiled.trace(asked.day, asked.inside)
    return explained(law.graph, asked.node, asked.day, trace, frozenset(asked.inside), law.reforms)


def used_by(law: Law, target: str, date: Any, inputs: Mapping[str, Any]) -> list[Parameter]:
    """As `Policy.used`, by a given law."""
    asked = _question(law, target, date, inputs)
    needed = asked.compiled.needs_on(asked.day)
    return [
        parameter
        for path, parameter in law.graph.parameters.items()
        if path in needed and path not in asked.inside
    ]


@contextmanager
def _told_by_what_was_given(graph: Graph, asked: _Question, inputs: Mapping[str, Any]) -> Iterator[None]:
    """A value that nobody gave and that is out of range is refused with the inputs that it follows from."""
    try:
        yield
    except OutOfRange as refused:
        if refused.name not in graph.rules or refused.name in asked.inside:
            raise
        below = graph.reach([refused.name], asked.day, frozenset(asked.inside))
        given = {
            name: value
            for (name, value), node in zip(inputs.items(), asked.inside, strict=True)
            if node in below
        }
        label = graph.label_of(refused.name)
        told = [f"{name} {value}" if isinstance(value, str | int) else name for name, value in given.items()]
        raise InvalidInput(
            f"{refused.english} ({label[0]}, from {' and '.join(told)})",
            f"{refused.chinese}（{label[1]}，由 {'、'.join(told)} 得出）",
        ) from None


def _question(law: Law, target: str, date: Any, inputs: Mapping[str, Any]) -> _Question:
    graph = law.graph
    day = day_number(date, "date")
    node = graph.known(target, ("target", "计算项"))
    if node in INPUTS:
        targets = [*graph.rules, *graph.parameters]
        raise unknown(("target", "计算项"), target, targets)
    nodes = _nodes(graph, node, day, inputs)
    given = frozenset(nodes.values())
    shapes: dict[str, tuple[int, ...]] = {}
    inside = {
        nodes[name]: _inside(graph, day, name, nodes[name], value, shapes) for name, value in inputs.items()
    }
    decided = _decided(graph, node, day, inside)
    reach = graph.reach([node], day, given, decided)
    _check_use(graph, node, day, nodes, reach)
    if missing := missing_inputs(reach, given):
        raise missing_input(graph, missing, reach, (node,))
    return _Question(node, day, law.compile((node,), tuple(inside), decided), inside, _common(shapes))


def _decided(graph: Graph, target: str, day: int, inside: Mapping[str, Any]) -> Decided:
    """The values that occur of the nodes by which rules tell cases apart. Errors: InvalidInput for a value
    that is no case.
    """
    decided: dict[str, frozenset[int]] = {}
    for node in graph.reach([target], day, frozenset(inside)):
        cases = graph.rule_on(node, day).cases if node in graph.rules and node not in inside else None
        if cases is None:
            continue
        by = graph.find(cases.by, graph.rule_on(node, day).branch) or cases.by
        if by in inside:
            decided[by] = _occurring(inside[by])
            unit = UNITS[_unit(graph, by, day)]
            for value in decided[by]:
                if value not in cases.needs:
                    allowed = ", ".join(str(unit.face(case)) for case in cases.needs)
                    raise InvalidInput(
                        f"{by} is {unit.face(value)}; allowed for {target} are {allowed}",
                        f"{by} 的值为 {unit.face(value)}；计算{graph.label_of(target)[1]}时"
                        f"应为 {allowed} 之一",
                    )
    return decided


def _occurring(inside: Any) -> frozenset[int]:
    if isinstance(inside, int):
        return frozenset([inside])
    import numpy as np

    return frozenset(np.unique(inside).tolist())


def _check_use(
    graph: Graph, target: str, day: int, nodes: Mapping[str, str], reach: Mapping[str, Any]
) -> None:
    """Errors: InvalidInput for a given value without use.

    What other cases cannot do without may always be given: a table of people has it for everybody.
    """
    also = graph.rule_on(target, day).also_takes if target in graph.rules else ()
    in_other_cases = graph.reach([target], day, frozenset(nodes.values()))
    for name, place in nodes.items():
        is_for_others = place in in_other_cases and place in INPUTS and INPUTS[place].default is None
        if place not in reach and place not in also and not is_for_others:
            raise InvalidInput(
                f"{name} is given, but the other inputs leave no use for it in {target}; leave one out",
                f"给出了 {name}，但其他输入已使其在计算{graph.label_of(target)[1]}时不起作用；请去掉其一",
            )


def _nodes(graph: Graph, target: str, day: int, inputs: Mapping[str, Any]) -> dict[str, str]:
    """What each given name means. Errors: InvalidInput for a name that the target does not take, or one
    thing given twice.
    """
    accepted = {node for node in graph.reach([target], day) if node != target}
    if target in graph.rules:
        accepted.update(graph.rule_on(target, day).also_takes)
    meant = graph.rule_on(target, day).stands_for if target in graph.rules else {}
    nodes: dict[str, str] = {}
    for name in inputs:
        node = meant.get(name) or graph.find(name)
        if node is None:
            # A short name that several branches use is clear where the target needs only one of them.
            called = {name for name in graph.labelled(name) if name in accepted}
            among = [path for path in accepted if path.endswith(f".{name}") or path in called]
            node = among[0] if len(among) == 1 else None
        if node not in accepted:
            raise _not_taken(graph, target, name, accepted, day)
        if node in nodes.values():
            raise InvalidInput(
                f"{name} is given twice, under two names; leave one out",
                f"{name} 以两个名称重复给出；请去掉其一",
            )
        nodes[name] = node
    return nodes


def _not_taken(graph: Graph, target: str, name: str, accepted: set[str], day: int) -> InvalidInput:
    shorts = [graph.parameters[node].short_name for node in accepted if node in graph.parameters]
    if shorts.count(name) > 1:
        full = [graph.parameters[node].full_name for node in sorted(accepted) if node.endswith(f".{name}")]
        return InvalidInput(
            f"{name} could be several inputs of {target}; use {' or '.join(full)}",
            f"{name} 可指{graph.label_of(target)[1]}的多个输入项；请用 {'、'.join(full)}",
        )
    needed = missing_inputs(graph.reach([target], day), frozenset())
    # First what cannot be done without: it is what was most likely meant.
    others = sorted(accepted.difference(needed), key=lambda node: (node not in INPUTS, node))
    label = graph.label_of(target)[1]
    english = [[_name(graph, node, shorts) for node in nodes] for nodes in (needed, others)]
    chinese = [[_chinese_label(graph, node, day) for node in nodes] for nodes in (needed, others)]
    if graph.find(name) is None:
        first, more = english if name.isascii() else chinese
        return unknown((f"input of {target}", f"{label}的输入项"), name, [*first, *more])
    return InvalidInput(
        f"{target} does not take {name}; {_takes(english[0], english[1], False)}",
        f"{label}不使用 {name}；{_takes(chinese[0], chinese[1], True)}",
    )


_SENTENCE = 260
"""Characters of what a target takes: who has to read more reads none of it."""


def _takes(needed: list[str], others: list[str], in_chinese: bool) -> str:
    """What a target needs, all of it, and some of what it may be given besides."""
    needs = listed(needed, in_chinese)
    may = some_of(others, "、" if in_chinese else ", ", room=max(_SENTENCE - len(needs), 0))
    if in_chinese:
        told = [f"需要 {needs}" if needs else "", f"可用的有 {may}" if may else ""]
        return "，".join(filter(None, told)) or "该项无须输入"
    told = [f"it needs {needs}" if needs else "", f"allowed are {may}" if may else ""]
    return ", and ".join(filter(None, told)) or "it takes no input"


def _chinese_label(graph: Graph, node: str, day: int) -> str:
    if node in graph.rules:
        return graph.rule_on(node, day).label_zh
    return graph.parameters[node].label_zh if node in graph.parameters else INPUTS[node].label_zh


def _name(graph: Graph, node: str, shorts: list[str]) -> str:
    """The shortest name by which people may give a node."""
    parameter = graph.parameters.get(node)
    if parameter is None:
        return node
    return parameter.short_name if shorts.count(parameter.short_name) == 1 else parameter.full_name


def _inside(
    graph: Graph, day: int, name: str, node: str, value: Any, shapes: dict[str, tuple[int, ...]]
) -> Any:
    parameter = graph.parameters.get(node)
    if parameter is not None and parameter.keyed_by:
        return parameter.inside(value, name)
    unit = UNITS[_unit(graph, node, day)]
    if not _is_array(value, unit.name == "year_of_yuan"):
        inside = unit.inside(value, name)
        _check_among(node, [inside], value, name)
        return inside
    try:
        inside = unit.inside_array(value, name)
    except InvalidInput:
        raise
    except ValueError:
        # NumPy makes no column of lists of different lengths.
        if unit.name == "year_of_yuan":
            raise unit.refuse(value, name) from None
        raise InvalidInput(
            f"{name} is {shown(value)}; allowed is one value, or a column with one value for each person",
            f"{name} 的值为 {shown(value)}；应为一个数值，或每人一个数值的一列",
        ) from None
    column = inside[0] if isinstance(inside, tuple) else inside
    shapes[name] = column.shape
    if column.size and node in INPUTS and INPUTS[node].among:
        import numpy as np

        _check_among(node, np.unique(inside).tolist(), value, name)
    return inside


def _check_among(node: str, inside: list[Any], value: Any, name: str) -> None:
    among = INPUTS[node].among if node in INPUTS else ()
    if among and any(one not in among for one in inside):
        unit = UNITS[INPUTS[node].unit]
        allowed = ", ".join(str(unit.face(one)) for one in among)
        wrong = next(unit.face(one) for one in inside if one not in among)
        raise InvalidInput(
            f"{name} is {wrong}; allowed are {allowed}", f"{name} 的值为 {wrong}；应为 {allowed} 之一"
        )


def _is_array(value: Any, holds_twelve: bool) -> bool:
    if value is None or isinstance(value, str | int | float | Decimal | datetime.date | Mapping):
        return False
    if holds_twelve:
        dimensions = getattr(value, "ndim", None)
        if dimensions is None:
            first = next(iter(value), None) if isinstance(value, list | tuple) else None
            return isinstance(first, list | tuple) or getattr(first, "ndim", 0) > 0
        return bool(dimensions > 1)
    return isinstance(value, list | tuple) or getattr(value, "ndim", 0) > 0


def _common(shapes: dict[str, tuple[int, ...]]) -> tuple[int, ...] | None:
    if not shapes:
        return None
    import numpy as np

    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        told = ", ".join(f"{name} {'×'.join(map(str, shape))}" for name, shape in shapes.items())
        raise InvalidInput(
            f"the arrays have different lengths: {told}; allowed is one length",
            f"数组长度不一致：{told}；应相同",
        ) from None


def _is_ordinary(graph: Graph, asked: _Question) -> bool:
    import numpy as np

    for node, value in asked.inside.items():
        if _unit(graph, node, asked.day) in ("share", "factor") and np.ndim(value):
            # A rate that differs from person to person cannot be brought to lowest terms beforehand.
            return False
        most = _ORDINARY.get(_unit(graph, node, asked.day), _ORDINARY_OTHERWISE)
        for column in value if isinstance(value, tuple) else (value,):
            if isinstance(column, Table | str) or np.asarray(column).dtype.kind == "O":
                continue
            if np.size(column) and np.abs(column).max() > most:
                return False
    return True


def _one_by_one(asked: _Question) -> Any:
    import numpy as np

    assert asked.shape is not None
    columns: dict[str, Any] = {}
    for name, value in asked.inside.items():
        if isinstance(value, tuple):
            columns[name] = list(
                zip(*(np.broadcast_to(column, asked.shape).ravel().tolist() for column in value), strict=True)
            )
        elif isinstance(value, Table):
            columns[name] = [value] * int(np.prod(asked.shape))
        else:
            columns[name] = np.broadcast_to(value, asked.shape).ravel().tolist()
    people = zip(*columns.values(), strict=True)
    values = [asked.compiled(asked.day, **dict(zip(columns, person, strict=True)))[0] for person in people]
    return np.array(values).reshape(asked.shape)


def _unit(graph: Graph, node: str, day: int) -> str:
    if node in graph.rules:
        return graph.rule_on(node, day).unit
    return graph.parameters[node].unit if node in graph.parameters else INPUTS[node].unit


def _face_value(graph: Graph, asked: _Question, inside: Any) -> Any:
    if asked.node in graph.parameters:
        return graph.parameters[asked.node].face(inside)
    return UNITS[_unit(graph, asked.node, asked.day)].face(inside)

"""Which function answers for which target, found by the files of this folder."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Collection
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from simcore.calendar import day_text, month_number, month_text
from simcore.errors import InvalidInput, suggest, unknown
from simcore.inquiry.why.months import check_month, until_of
from simcore.inquiry.why.person_explanation import PersonExplanation
from simcore.inquiry.why.person_record import PersonRecord, Row

if TYPE_CHECKING:
    from typing import Any

    from simcore.rulebook.reasons import Step

Answer = Callable[[PersonRecord, str, "int | None"], "tuple[Step, int]"]
"""Record, target and month (None: the latest) to the tree and the day of the law in force."""

_Answer = TypeVar("_Answer", bound=Callable[..., object])
_ANSWERS: dict[str, Answer] = {}
_OF_YEARS: set[str] = set()


def answers(*targets: str, of_years: bool = False) -> Callable[[_Answer], _Answer]:
    """This function answers for these targets; of a month only its calendar year counts if `of_years`."""

    def mark(answer: _Answer) -> _Answer:
        for target in targets:
            if target in _ANSWERS:
                raise KeyError(f"target {target!r} has two answers")
            if of_years:
                _OF_YEARS.add(target)
            _ANSWERS[target] = answer  # type: ignore[assignment]
        return answer

    return mark


@cache
def answered() -> dict[str, Answer]:
    """Target → who answers for it."""
    package = __name__.rpartition(".")[0]
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        import_module(f"{package}.{module.name}")
    return dict(sorted(_ANSWERS.items()))


def explain_person(record: PersonRecord, target: Any, month: Any = None) -> PersonExplanation:
    """The explanation of an amount or fact of this person. Errors: InvalidInput for a target that the record
    cannot answer, or a person or month without it.
    """
    name = _called(record, str(target))
    asked = None if month is None else month_number(month, "month")
    if asked is not None:
        check_month(record, asked, whole_years=name in _OF_YEARS)
    tree, day = answered()[name](record, name, asked)
    return PersonExplanation(name, day_text(day), tree, record.policy.reforms, record.person)


def _called(record: PersonRecord, target: str) -> str:
    """The answered target of this name or label."""
    graph, known = record.policy.graph, answered()
    if target in known:
        return target
    nodes = {graph.find(name) or name: name for name in known}
    for node in (graph.find(target), *graph.labelled(target)):
        if node in nodes:
            return nodes[node]
    labels = [graph.label_of(node)[1] for node in nodes]
    names = list(known) if target.isascii() else labels
    if not suggest(target, names):
        raise InvalidInput(
            f"target {target!r} is none that a person's record can answer; known are {', '.join(known)}",
            f"个人记录无法回答 {target!r}；可查询 {'、'.join(labels)}",
        )
    raise unknown(("target of a person's record", "个人记录项目"), target, names)


def paid_once(record: PersonRecord, kinds: Collection[int], month: int | None, never: tuple[str, str]) -> Row:
    """The line of a benefit that is paid in one sum. Errors: InvalidInput if it was never paid (`never` says
    so), or not for the month meant.
    """
    lines = [line for line in record.benefits if line["kind"] in kinds]
    if not lines:
        raise nothing(record, *never)
    if month is None:
        return lines[-1]
    for line in lines:
        if line["month"] == month:
            return line
    said, paid = month_text(month), month_text(lines[-1]["month"])
    raise nothing(
        record, f"was paid this not for {said} but for {paid}", f"此项待遇的所属月份为 {paid}，不是 {said}"
    )


def nothing(record: PersonRecord, english: str, chinese: str) -> InvalidInput:
    """The error for what this record does not have."""
    until = until_of(record)
    return InvalidInput(
        f"{record.called} {english} ({until[0]})", f"{record.called_zh} {chinese}（{until[1]}）"
    )

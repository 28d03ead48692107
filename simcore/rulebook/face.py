"""The face of the law of Chongqing: one amount or fact, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcore.rulebook.asking import calculate_by, explain_by
from simcore.rulebook.policy import Policy

if TYPE_CHECKING:
    from simcore.rulebook.explanation import Explanation


def calculate(target: str, date: Any, **inputs: Any) -> Any:
    """One amount or fact by the law of Chongqing in force on `date` (a day, or a month for its first day).

    Inputs are those of the target's row in the contract and every ancestor in the graph, parameters
    included; a given value stands. Money is yuan (int, Decimal, text, float at its shortest form), months
    "2025-02", days "2025-02-17", rates fractions of one. Scalars give Decimal (money with two places), int,
    bool or text; arrays, lists and pandas Series give NumPy arrays of their length (money as float64 yuan
    exact to the fen). Errors: InvalidInput naming the field, the value and what is allowed.
    """
    return calculate_by(Policy.load(), target, date, inputs)


def explain(target: str, date: Any, **inputs: Any) -> Explanation:
    """The same as a tree: every intermediate value, its formula in words, the article, each source.

    For one person: arrays are refused. Errors: as calculate.
    """
    return explain_by(Policy.load(), target, date, inputs)

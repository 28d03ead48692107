"""Formulas in words, read off the text of the rules themselves, so that no explanation can drift from its
rule.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from simcore.rulebook import words
from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.inputs import NO_CAP
from simcore.rulebook.units import UNITS

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "−",
    ast.Mult: "×",
    ast.BitOr: "or",
    ast.BitAnd: "and",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Eq: "=",
    ast.NotEq: "≠",
}
_IN_CHINESE = {"or": "或", "and": "且"}
_SCALES = ("RATE_UNIT", "FACTOR_UNIT", "INDEX_UNIT", "DIVISOR_UNIT", "FEN_PER_YUAN")
"""How finely a number is kept inside; one in the units that people use."""


@lru_cache(maxsize=1024)
def _body(function: Callable[..., Any]) -> tuple[dict[str, ast.expr], ast.expr] | None:
    """The named intermediate values and the result of a rule, or None if its text cannot be read."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return None
    if not tree.body or not isinstance(tree.body[0], ast.FunctionDef):
        return None
    steps: dict[str, ast.expr] = {}
    for statement in tree.body[0].body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            steps[statement.targets[0].id] = statement.value
        elif isinstance(statement, ast.Return) and statement.value is not None:
            return steps, statement.value
        elif not isinstance(statement, ast.Expr):
            return None
    return None


def formula(function: Callable[..., Any], labels: Mapping[str, str], chinese: bool) -> str:
    """What a rule does, in words; `labels` are the labels of its arguments in the language asked for.

    A function whose text cannot be read, or is more than assignments and a result, is given by its
    docstring or its name.
    """
    body = _body(function)
    if body is None:
        return inspect.getdoc(function) or str(getattr(function, "__qualname__", repr(function)))
    return _Reader(function, body[0], labels, chinese).read(body[1], inner=False)


def _choice(name: str, chinese: bool) -> str:
    """The label of the closed list's entry after which a constant is named, or nothing."""
    for unit in UNITS.values():
        if isinstance(unit, ChoiceUnit):
            for code, choice in enumerate(unit.choices):
                if name in (choice.lower(), f"{unit.name}_{choice}".lower()):
                    return unit.shown(code, chinese)
    return ""


class _Reader:
    def __init__(
        self,
        function: Callable[..., Any],
        steps: Mapping[str, ast.expr],
        labels: Mapping[str, str],
        chinese: bool,
    ) -> None:
        self.names = getattr(function, "__globals__", {})
        self.steps = steps
        self.labels = labels
        self.chinese = chinese

    def read(self, node: ast.expr, inner: bool = True) -> str:
        if isinstance(node, ast.Name):
            return self._name(node.id, inner)
        if isinstance(node, ast.Constant):
            return str(node.value)
        if isinstance(node, ast.Call):
            word = node.func.id if isinstance(node.func, ast.Name) else ""
            if words.PHRASES.get(word) == ("{0}", "{0}"):
                return self.read(node.args[0], inner)
            return self._enclosed(self._call(node), inner)
        if isinstance(node, ast.BinOp):
            beside_one = self._beside_one(node)
            if beside_one is not None:
                return self.read(beside_one, inner)
            return self._enclosed(self._operation(node), inner)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            sides = self.read(node.left), self.read(node.comparators[0])
            return self._enclosed(f"{sides[0]} {self._sign(node.ops[0])} {sides[1]}", inner)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return f"−{self.read(node.operand)}"
        return ast.unparse(node)

    def _name(self, name: str, inner: bool) -> str:
        if name in self.steps:
            return self.read(self.steps[name], inner)
        if name in self.labels:
            return self.labels[name]
        if name in _SCALES:
            return "1"
        choice = _choice(name.lower(), self.chinese)
        if choice:
            return choice
        value = self.names.get(name)
        if value == NO_CAP:
            return "不设上限" if self.chinese else "no cap"
        if isinstance(value, int):
            return str(value)
        return self._label_of(value) or name

    def _label_of(self, value: Any) -> str | None:
        stated = getattr(value, "rule", None)
        return (stated.label_zh if self.chinese else stated.label_en) if stated else None

    def _call(self, node: ast.Call) -> str:
        word = node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)
        phrase = words.PHRASES.get(word)
        arguments = [self._argument(phrase, place, argument) for place, argument in enumerate(node.args)]
        if phrase is not None:
            if phrase[0].startswith("{0} ÷ {1}") and arguments[1] == "1":
                return self._without_divisor(phrase, arguments[0])
            if "÷ {2}" in phrase[0] and arguments[2] == "1":
                return phrase[self.chinese].replace(" ÷ {2}", "").format(*arguments)
            return phrase[self.chinese].format(*arguments)
        label = self._label_of(self.names.get(word)) or word
        return f"{label}（{'，'.join(arguments)}）" if self.chinese else f"{label} on {', '.join(arguments)}"

    def _argument(self, phrase: tuple[str, str] | None, place: int, node: ast.expr) -> str:
        """An argument, without brackets where the phrase leaves no doubt what belongs to it."""
        while isinstance(node, ast.Name) and node.id in self.steps:
            node = self.steps[node.id]
        begins = phrase[0] if phrase is not None and place == 0 else ""
        is_condition = begins.startswith("if ")
        is_product = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
        before_division = begins.startswith(("{0} ÷", "{0} ×"))
        before_comma = begins.startswith("{0}, ") and isinstance(node, ast.BinOp)
        bare = is_condition or (is_product and before_division) or before_comma
        return self.read(node, inner=not bare)

    def _without_divisor(self, phrase: tuple[str, str], argument: str) -> str:
        return phrase[self.chinese].replace(" ÷ {1}", "").format(argument)

    def _beside_one(self, node: ast.BinOp) -> ast.expr | None:
        """The other factor of a product with one, or None."""
        if isinstance(node.op, ast.Mult):
            for factor, other in ((node.left, node.right), (node.right, node.left)):
                if self.read(factor) == "1":
                    return other
        return None

    def _operation(self, node: ast.BinOp) -> str:
        left, right = self._operand(node.left, node.op), self._operand(node.right, node.op)
        return f"{left} {self._sign(node.op)} {right}"

    def _operand(self, node: ast.expr, above: ast.operator) -> str:
        """An operand in brackets only where its meaning needs them."""
        while isinstance(node, ast.Name) and node.id in self.steps:
            node = self.steps[node.id]
        same = isinstance(node, ast.BinOp) and (
            (isinstance(node.op, ast.Mult) and isinstance(above, ast.Mult | ast.Add | ast.Sub))
            or (isinstance(node.op, ast.Add) and isinstance(above, ast.Add))
        )
        return self.read(node, inner=not same)

    def _sign(self, operator: ast.AST) -> str:
        sign = _OPERATORS.get(type(operator), "?")
        return _IN_CHINESE.get(sign, sign) if self.chinese else sign

    def _enclosed(self, text: str, inner: bool) -> str:
        if not inner or text.isdigit():
            return text
        return f"（{text}）" if self.chinese else f"({text})"

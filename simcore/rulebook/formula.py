"""Formulas in words and in numbers, read off the text of the rules themselves, so that no explanation can
drift from its rule.

In words a rule is told for everybody; in numbers for one case: look-ups with the entry that was found,
conditions by the side that holds.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from simcore.rulebook import words
from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.inputs import NO_CAP
from simcore.rulebook.unit import Unit
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import Table

CHAIN, LIMIT, OR, AND, COMPARISON, PHRASE, SUM, PRODUCT, ATOM = range(9)
"""How strongly the parts of a text hold together: what holds less is put into brackets."""

_SIGNS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Add: ("+", "+"),
    ast.Sub: ("−", "−"),
    ast.Mult: ("×", "×"),
    ast.BitOr: ("or", "或"),
    ast.BitAnd: ("and", "且"),
    ast.Gt: (">", ">"),
    ast.GtE: ("≥", "≥"),
    ast.Lt: ("<", "<"),
    ast.LtE: ("≤", "≤"),
    ast.Eq: ("=", "="),
    ast.NotEq: ("≠", "≠"),
}
_OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
}
_LEVELS: dict[type[ast.AST], int] = {
    ast.Add: SUM,
    ast.Sub: SUM,
    ast.Mult: PRODUCT,
    ast.BitOr: OR,
    ast.BitAnd: AND,
}
_SCALES = ("RATE_UNIT", "FACTOR_UNIT", "INDEX_UNIT", "DIVISOR_UNIT", "FEN_PER_YUAN")
"""How finely a number is kept inside; one in the units that people use."""
_LOOK_UPS = ("look_up", "look_up_or_last", "look_up_reached", "look_up_exactly", "beginning_of")
_LIMITS = {"at_least": ("at least", "不低于"), "at_most": ("at most", "不高于")}
_DATES = {"first_day_of": "day", "last_day_of": "day", "month_containing": "month", "day_in_month": "day"}
_DATES |= {"months_later": "day", "working_days_later": "day", "next_january": "month"}
_COUNTS = ("completed_years", "begun_years", "months_above_years", "year_of_month", "day_of_month")
_COUNTED = (*_COUNTS, "month_of_the_year", "number_of_month")
_ROUNDED = {
    "index": (" to four decimals", "到四位小数"),
    "divisor": (" to one decimal", "到一位小数"),
    "share": (" to 0.0001 %", "到 0.0001 %"),
    "factor": ("", ""),
}
_TO_THE_FEN = (" to the fen", "到分")
_TO_A_WHOLE = (" to a whole number", "到整数")


@dataclass(frozen=True, slots=True)
class Argument:
    """What a rule needs: its label in the language asked for, its unit and, in a case, its value inside."""

    label: str
    unit: Unit
    inside: Any = None


@dataclass(frozen=True, slots=True)
class _Told:
    text: str
    level: int = ATOM
    is_one: bool = False


def formula(
    function: Callable[..., Any], arguments: Mapping[str, Argument], unit: Unit, chinese: bool
) -> str:
    """What a rule (with a result in `unit`) does, in words.

    A function whose text cannot be read, or is more than assignments and a result, is given by its
    docstring or its name.
    """
    body = _body(function)
    if body is None:
        return inspect.getdoc(function) or str(getattr(function, "__qualname__", repr(function)))
    return closed_up(_Words(function, body[0], arguments, unit, chinese).read(body[1]).text)


def numbers(
    function: Callable[..., Any], arguments: Mapping[str, Argument], unit: Unit, chinese: bool
) -> str:
    """The same with the numbers of a case; nothing where the text of the function cannot be read."""
    body = _body(function)
    if body is None:
        return ""
    return closed_up(_Numbers(function, body[0], arguments, unit, chinese).whole(body[1]))


def closed_up(text: str) -> str:
    """Without the blanks between two Chinese characters."""
    return re.sub(r"(?<=[\u3007-\u9fff）]) (?=[\u3007-\u9fff（])", "", text)


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


def _choice(name: str, chinese: bool) -> str:
    """The label of the closed list's entry after which a constant is named, or nothing."""
    for unit in UNITS.values():
        if isinstance(unit, ChoiceUnit):
            for code, choice in enumerate(unit.choices):
                if name in (choice.lower(), f"{unit.name}_{choice}".lower()):
                    return unit.shown(code, chinese)
    return ""


def _word(node: ast.expr) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


class _Words:
    """Reads the tree of a rule's text: every part as text and how strongly it holds together."""

    def __init__(
        self,
        function: Callable[..., Any],
        steps: Mapping[str, ast.expr],
        arguments: Mapping[str, Argument],
        unit: Unit,
        chinese: bool,
    ) -> None:
        self.names = getattr(function, "__globals__", {})
        self.steps = steps
        self.arguments = arguments
        self.unit = unit
        self.chinese = chinese

    def read(self, node: ast.expr) -> _Told:
        node = self.resolved(node)
        if isinstance(node, ast.Name):
            return self.name(node.id)
        if isinstance(node, ast.Constant):
            return _Told(self.constant(node.value))
        if isinstance(node, ast.Call):
            return self.call(node, _word(node))
        if isinstance(node, ast.BinOp):
            return self.operation(node)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return self.comparison(node, type(node.ops[0]))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return _Told(f"−{self.within(node.operand, PRODUCT)}", SUM)
        return _Told(ast.unparse(node))

    def constant(self, value: Any) -> str:
        return UNITS["yes_no"].shown(value, self.chinese) if isinstance(value, bool) else str(value)

    def resolved(self, node: ast.expr) -> ast.expr:
        """The expression itself in place of a name for it, and of a word that only checks it."""
        while True:
            if isinstance(node, ast.Name) and node.id in self.steps:
                node = self.steps[node.id]
            elif words.PHRASES.get(_word(node)) == ("{0}", "{0}"):
                node = node.args[0]  # type: ignore[attr-defined]  # only a call has a word
            else:
                return node

    def within(self, node: ast.expr, level: int) -> str:
        return self.enclosed(self.read(node), level)

    def enclosed(self, told: _Told, level: int) -> str:
        """The text, in brackets if it holds less than is asked for; other brackets around brackets."""
        if told.level >= level:
            return told.text
        if "(" in told.text or "（" in told.text:
            return f"[{told.text}]"
        return f"（{told.text}）" if self.chinese else f"({told.text})"

    def name(self, name: str) -> _Told:
        if name in self.arguments:
            return self.argument(self.arguments[name])
        if name in _SCALES:
            return _Told("1", is_one=True)
        choice = _choice(name.lower(), self.chinese)
        if choice:
            return _Told(choice)
        value = self.names.get(name)
        if value == NO_CAP:
            return _Told("不设上限" if self.chinese else "no cap")
        return _Told(str(value) if isinstance(value, int) else self.label_of(value) or name)

    def argument(self, argument: Argument) -> _Told:
        return _Told(argument.label)

    def label_of(self, value: Any) -> str | None:
        stated = getattr(value, "rule", None)
        return (stated.label_zh if self.chinese else stated.label_en) if stated else None

    # Operators.

    def operation(self, node: ast.BinOp) -> _Told:
        level = _LEVELS.get(type(node.op), PHRASE)
        left, right = self.read(node.left), self.read(node.right)
        if isinstance(node.op, ast.Mult) and (left.is_one or right.is_one):
            return right if left.is_one else left
        # a − (b + c) keeps its brackets, and so does (a and b) or c.
        before = AND + 1 if level == OR and left.level == AND else level
        after = level + 1 if isinstance(node.op, ast.Sub) else level
        after = AND + 1 if level == OR and right.level == AND else after
        sides = self.enclosed(left, before), self.enclosed(right, after)
        return _Told(f"{sides[0]} {self.sign(type(node.op))} {sides[1]}", level)

    def comparison(self, node: ast.Compare, sign: type[ast.AST]) -> _Told:
        left, right = self.within(node.left, PHRASE), self.within(node.comparators[0], PHRASE)
        return _Told(f"{left} {self.sign(sign)} {right}", COMPARISON)

    def sign(self, operator: type[ast.AST]) -> str:
        if operator not in _SIGNS:
            raise TypeError(f"a formula has no sign for {operator.__name__}; rules use a word for it")
        return _SIGNS[operator][self.chinese]

    # Words.

    def call(self, node: ast.Call, word: str) -> _Told:
        if word == "choose":
            return self.chosen(node)
        if word in _LIMITS:
            return self.limited(node)
        if word in _LOOK_UPS:
            return self.looked_up(node, word)
        phrase = words.PHRASES.get(word)
        if phrase is None:
            return self.other_function(node, word)
        if " ÷ " in phrase[0] or " × " in phrase[0]:
            return self.product(node, phrase[self.chinese])
        text = phrase[self.chinese]
        return _Told(
            text.format(*(self.within(one, ATOM) for one in node.args)),
            PHRASE if re.search(r"\{\d\}$", text) else ATOM,
        )

    def other_function(self, node: ast.Call, word: str) -> _Told:
        label = self.label_of(self.names.get(word)) or word
        parts = [self.within(one, SUM) for one in node.args]
        return _Told(
            f"{label}（由{'、'.join(parts)}计算）" if self.chinese else f"{label} (from {', '.join(parts)})"
        )

    def product(self, node: ast.Call, phrase: str) -> _Told:
        """A phrase of factors and divisors, with how it is rounded; what is one is left out."""
        factors, _, rounding = phrase.partition(", " if ", " in phrase else "，")
        text = ""
        for sign, place in re.findall(r"([×÷]?) ?\{(\d)\}", factors):
            told = self.read(node.args[int(place)])
            if told.is_one and sign:
                continue
            text += f"{f' {sign} ' if sign else ''}{self.enclosed(told, ATOM if sign == '÷' else PRODUCT)}"
        said = self.rounding(rounding, UNITS["share"] if self.is_rate(node.args[0]) else self.unit)
        return _Told(f"{text}{'，' if self.chinese else ', '}{said}", LIMIT)

    def is_rate(self, node: ast.expr) -> bool:
        """Whether this is a rate, or a rate of a rate: not yet money."""
        node = self.resolved(node)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            return self.is_rate(node.left) and self.is_rate(node.right)
        argument = self.arguments.get(node.id) if isinstance(node, ast.Name) else None
        return argument is not None and argument.unit.name == "share"

    def rounding(self, said: str, unit: Unit) -> str:
        """How it is rounded, and to what: by the unit where the word leaves it open, or speaks of money."""
        if unit.name == "share":
            said = said.replace(_TO_THE_FEN[0], "").replace(_TO_THE_FEN[1], "")
        if re.search("to the |up to|down to|到|向下", said):
            return said
        to = _TO_THE_FEN if "yuan" in unit.name else _ROUNDED.get(unit.name, _TO_A_WHOLE)
        if self.chinese:
            return said.replace("四舍五入", f"四舍五入{to[1]}", 1)
        return said.replace("rounded half-up", f"rounded half-up{to[0]}", 1)

    def limited(self, node: ast.Call) -> _Told:
        """`x, but at least a and at most b`."""
        limits: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Call) and _word(inner) in _LIMITS:
            if (limit := self.limit(inner.args[1])) is not None:
                limits.insert(0, f"{_LIMITS[_word(inner)][self.chinese]} {limit}")
            inner = self.resolved(inner.args[0])
        value = self.read(inner)
        if not limits:
            return value
        joined = "、".join(limits) if self.chinese else " and ".join(limits)
        value_text = self.enclosed(value, LIMIT)
        return _Told(f"{value_text}，但{joined}" if self.chinese else f"{value_text}, but {joined}", LIMIT)

    def limit(self, node: ast.expr) -> str | None:
        return self.within(node, COMPARISON)

    def chosen(self, node: ast.Call) -> _Told:
        """`if A: x; if B: y; otherwise: z`."""
        parts: list[str] = []
        rest: ast.expr = node
        while isinstance(rest, ast.Call) and _word(rest) == "choose":
            condition, then = self.within(rest.args[0], OR), self.within(rest.args[1], LIMIT)
            parts.append(f"若 {condition}：{then}" if self.chinese else f"if {condition}: {then}")
            rest = self.resolved(rest.args[2])
        last = self.within(rest, LIMIT)
        parts.append(f"否则：{last}" if self.chinese else f"otherwise: {last}")
        return _Told(("；" if self.chinese else "; ").join(parts), CHAIN)

    def looked_up(self, node: ast.Call, word: str) -> _Told:
        table = self.within(node.args[0], ATOM)
        key = self.resolved(node.args[1]) if word == "look_up" else None
        is_plain = isinstance(key, ast.Name) and key.id in self.arguments
        if is_plain and re.search(r"\bby |（按", table):
            return _Told(table)
        keys = [self.within(one, LIMIT) for one in node.args[1:]]
        if is_plain:
            return _Told(f"{table}（按{keys[0]}）" if self.chinese else f"{table} (by {keys[0]})")
        return _Told(words.PHRASES[word][self.chinese].format(table, *keys))


class _Numbers(_Words):
    """The same for one case, whose values it can work out."""

    def whole(self, node: ast.expr) -> str:
        """The formula with its numbers, after the condition that holds."""
        node = self.resolved(node)
        reasons: list[str] = []
        while _word(node) == "choose":
            holds = self.value(node.args[0])  # type: ignore[attr-defined]
            if holds is None:
                return _Words.read(self, node).text
            reasons.append(self.reason(node.args[0], bool(holds)))  # type: ignore[attr-defined]
            node = self.resolved(node.args[1 if holds else 2])  # type: ignore[attr-defined]
        if self.is_condition(node):
            return self.reason(node, bool(self.value(node)))
        known = self.outermost(node)
        if not reasons:
            return known
        if self.chinese:
            return f"因 {'、'.join(reasons)}：{known}"
        return f"since {' and '.join(reasons)}: {known}"

    @staticmethod
    def is_condition(node: ast.expr) -> bool:
        is_logic = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr)
        return is_logic or isinstance(node, ast.Compare) or _word(node) == "negation"

    def outermost(self, node: ast.expr) -> str:
        """A word about dates, counts or tables shows at the top what it was asked about."""
        word = _word(node)
        if not isinstance(node, ast.Call):
            return self.read(node).text
        if word == "day_in_month":
            month, day = (self.within(one, ATOM) for one in node.args)
            return f"{month}第 {day} 日" if self.chinese else f"day {day} of {month}"
        if word in _DATES or word in _COUNTED or getattr(self.names.get(word), "rule", None):
            return _Words.call(self, node, word).text
        found = self.read(node).text
        if word not in _LOOK_UPS or word == "beginning_of":
            return found
        key = self.within(node.args[1], LIMIT)
        return f"{found}（对应 {key}）" if self.chinese else f"{found} (for {key})"

    def value(self, node: ast.expr) -> Any:
        """The value inside of a part of the formula; None where this case has none."""
        try:
            code = compile(ast.fix_missing_locations(ast.Expression(node)), "<rule>", "eval")
            return eval(code, self.names, _Values(self))
        except (KeyError, NameError, TypeError, ArithmeticError):
            return None

    def argument(self, argument: Argument) -> _Told:
        inside, unit = argument.inside, argument.unit
        if inside is None or isinstance(inside, Table):
            return _Told(argument.label)
        if inside == NO_CAP and "yuan" in unit.name:
            return _Told("不设上限" if self.chinese else "no cap")
        if isinstance(inside, bool):
            return self.fact(argument)
        return _Told(self.number(unit, inside))

    def fact(self, argument: Argument) -> _Told:
        shown = argument.unit.shown(argument.inside, self.chinese)
        return _Told(f"{argument.label}（{shown}）" if self.chinese else f"{argument.label} ({shown})")

    def number(self, unit: Unit, inside: Any) -> str:
        if unit.name == "share":
            return f"{unit.face(inside * 100)} %"
        return str(unit.face(inside)) if unit.is_number else unit.shown(inside, self.chinese)

    def call(self, node: ast.Call, word: str) -> _Told:
        unit = self.unit_of(node, word)
        if unit is not None and (inside := self.value(node)) is not None:
            return _Told(self.number(unit, int(inside)))
        return super().call(node, word)

    def unit_of(self, node: ast.Call, word: str) -> Unit | None:
        """The unit of a word whose result is told in its place; None for the others."""
        if word in _LOOK_UPS:
            return self.unit_of_table(node.args[0]) if word != "beginning_of" else None
        if word in _DATES:
            return UNITS[_DATES[word]]
        if word in _COUNTED:
            return UNITS["number"]
        stated = getattr(self.names.get(word), "rule", None)
        return UNITS[stated.unit] if stated else None

    def unit_of_table(self, node: ast.expr) -> Unit | None:
        node = self.resolved(node)
        if _word(node) == "choose":
            holds = self.value(node.args[0])  # type: ignore[attr-defined]
            return None if holds is None else self.unit_of_table(node.args[1 if holds else 2])  # type: ignore[attr-defined]
        if isinstance(node, ast.Name) and node.id in self.arguments:
            return self.arguments[node.id].unit
        return None

    def chosen(self, node: ast.Call) -> _Told:
        holds = self.value(node.args[0])
        return super().chosen(node) if holds is None else self.read(node.args[1 if holds else 2])

    def limit(self, node: ast.expr) -> str | None:
        value = self.value(node)
        if isinstance(value, int) and value >= NO_CAP // 2:
            return None
        return super().limit(node)

    def reason(self, node: ast.expr, holds: bool) -> str:
        """A condition as it is in this case: turned round if it does not hold."""
        node = self.resolved(node)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            sign = type(node.ops[0])
            if said := self.said_by_itself(node, holds):
                return said
            sides = (self.side(node.left), self.side(node.comparators[0]))
            return f" {self.sign(sign if holds else _OPPOSITE[sign])} ".join(sides)
        if _word(node) == "negation":
            return self.reason(node.args[0], not holds)  # type: ignore[attr-defined]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
            decisive = list(self.decisive(node, holds))
            return ("、" if self.chinese else " and ").join(self.reason(one, holds) for one in decisive)
        if isinstance(node, ast.Call) and _word(node) in _LOOK_UPS:
            table, key = (self.within(one, ATOM) for one in node.args)
            shown = self.read(node).text
            return f"{table}（{key}：{shown}）" if self.chinese else f"{table} ({key}: {shown})"
        return self.read(node).text

    def said_by_itself(self, node: ast.Compare, holds: bool) -> str:
        """`insurance = unemployment`, `weeks: none`: where the number beside the label would say it twice."""
        left = self.resolved(node.left)
        if not isinstance(left, ast.Name) or left.id not in self.arguments:
            return ""
        argument = self.arguments[left.id]
        shown = self.within(left, PHRASE)
        if isinstance(argument.unit, ChoiceUnit):
            is_equal = holds == isinstance(node.ops[0], ast.Eq)
            return f"{argument.label} = {shown}" if is_equal else ""
        if argument.unit.is_number and not any(sign.isdigit() for sign in shown):
            return f"{argument.label}：{shown}" if self.chinese else f"{argument.label}: {shown}"
        return ""

    def side(self, node: ast.expr) -> str:
        """A side of a comparison: what it is called, with its number."""
        number = self.within(node, PHRASE)
        node = self.resolved(node)
        if isinstance(node, ast.Call) and _word(node) in _LOOK_UPS:
            node = self.resolved(node.args[0])
        named = isinstance(node, ast.Name) and node.id in self.arguments
        label = self.arguments[node.id].label if named else ""  # type: ignore[attr-defined]
        if not label:
            return number
        return f"{label}（{number}）" if self.chinese else f"{label} ({number})"

    def decisive(self, node: ast.BinOp, holds: bool) -> Iterator[ast.expr]:
        """The parts of a condition on which its outcome rests: all of them, or the first that decides."""
        sides = (self.resolved(node.left), self.resolved(node.right))
        if isinstance(node.op, ast.BitAnd) == holds:
            parts: tuple[ast.expr, ...] = sides
        else:
            parts = (next(side for side in sides if bool(self.value(side)) == holds),)
        for part in parts:
            if isinstance(part, ast.BinOp) and isinstance(part.op, ast.BitAnd | ast.BitOr):
                yield from self.decisive(part, holds)
            else:
                yield part


class _Values(dict[str, Any]):
    """What the names of a formula stand for in a case: arguments and, worked out when asked for, steps."""

    def __init__(self, reader: _Numbers) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, name: str) -> Any:
        if name in self.reader.steps:
            self[name] = self.reader.value(self.reader.steps[name])
            return self[name]
        inside = self.reader.arguments[name].inside if name in self.reader.arguments else None
        if inside is None:
            raise KeyError(name)
        return inside

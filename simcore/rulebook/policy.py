"""A policy: the law of a place as an immutable value, with its reforms; everything that is computed asks
it.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcore.calendar import FIRST_DAY_OF_ALL, day_number, day_text, first_day, month_of
from simcore.errors import suggest, unknown
from simcore.rulebook import branches, calendar_words, words
from simcore.rulebook.compiled import Compiled
from simcore.rulebook.graph import NOTHING_DECIDED, Decided, Graph, Versions
from simcore.rulebook.parameters import DatedValue, Parameter
from simcore.rulebook.rule import Rule
from simcore.rulebook.texts import NO_TEXT, Text
from simcore.rulebook.unknowns import unknown_called
from simcore.rulebook.words import Table

if TYPE_CHECKING:
    from simcore.rulebook.difference import Difference
    from simcore.rulebook.explanation import Explanation

PLACES = ("chongqing",)


class Policy:
    """Dated parameters and rules. `Policy.load("chongqing")` gives the law as it is; `reform` and
    `projected` give new ones.
    """

    def __init__(
        self,
        name: str,
        parameters: Mapping[str, Parameter],
        rules: Mapping[str, Versions],
        carried_back: Mapping[str, str] | None = None,
        reforms: Text = NO_TEXT,
    ) -> None:
        """`reforms` is how the reforms are called that have changed the law, if any have."""
        self.name = name
        self.graph = Graph(parameters, rules)
        self.carried_back: Mapping[str, str] = dict(carried_back or {})
        self.reforms = reforms
        self._compiled: dict[tuple[Any, ...], Compiled] = {}
        self._looked_up: set[str] = set()

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.name, self.graph.parameters, self.graph.rules, self.carried_back, self.reforms)
        return _arrived, parts

    @classmethod
    def load(cls, name: str | Path = "chongqing") -> Policy:
        """The law of a place, or as the reform file of that path (it ends in .yaml or .yml) changes it.
        Errors: InvalidInput if there is none of that name, or a parameter or reform file is wrong.
        """
        if str(name).endswith((".yaml", ".yml")):
            return _loaded(PLACES[0]).reform(name)
        if name not in PLACES:
            raise unknown(("policy", "政策"), str(name), PLACES)
        return _loaded(str(name))

    # What is in force.

    def on(self, day: Any) -> PolicyOnDay:
        """The values in force on a day (text, date, or day number from 1970-01-01)."""
        is_number = isinstance(day, int) and not isinstance(day, bool)
        return PolicyOnDay(self, day if is_number else day_number(day, "date"))

    def parameters(self) -> Iterator[Parameter]:
        """All parameters, branch by branch."""
        return iter(self.graph.parameters.values())

    def parameter(self, path: str) -> Parameter:
        """The parameter of that path (or underscored, or unambiguous short name). Errors: InvalidInput with
        suggestions.
        """
        node = self.graph.find(path) if isinstance(path, str) else None
        if node not in self.graph.parameters and isinstance(path, str):
            called = [one for one in self.graph.labelled(path) if one in self.graph.parameters]
            node = called[0] if len(called) == 1 else None
        if node is None or node not in self.graph.parameters:
            if no_figure := unknown_called(str(path)):
                raise no_figure.refusal()
            known = (
                [*self.graph.parameters] if str(path).isascii() else [p.label_zh for p in self.parameters()]
            )
            raise unknown(("parameter", "参数"), str(path), known)
        self._looked_up.add(node)
        return self.graph.parameters[node]

    def reached(self) -> frozenset[str]:
        """Every rule and parameter on which depends what has been compiled or looked up so far."""
        nodes = set(self._looked_up)
        for targets, inputs, _ in self._compiled:
            nodes.update(self.graph.reach_ever(targets, frozenset(inputs)))
        return frozenset(nodes)

    def rule(self, name: str, day: int) -> Rule:
        """The rule of that name in force on a day number. Errors: InvalidInput with suggestions."""
        if name not in self.graph.rules:
            raise unknown(("rule", "规则"), str(name), self.graph.rules)
        return self.graph.rule_on(name, day)

    def stale_parameters(self, on: Any) -> list[Parameter]:
        """Yearly series whose newest value is older than two years on that day; a value merely carried on is
        not new.
        """
        day = self.on(on).day
        month = month_of(day)
        two_years_before = first_day(month - 24) + day - first_day(month)
        return [
            parameter
            for parameter in self.parameters()
            if parameter.yearly and parameter.newest().start < two_years_before
        ]

    def used(self, target: str, date: Any, /, **inputs: Any) -> list[Parameter]:
        """The parameters whose values on `date` an answer to `calculate` rests on. Errors: as `calculate`."""
        from simcore.rulebook.asking import used_by

        return used_by(self, target, date, inputs)

    # What follows from it.

    def compile(
        self, targets: Sequence[str], inputs: Sequence[str] = (), decided: Decided = NOTHING_DECIDED
    ) -> Compiled:
        """Targets as one fast call on values inside (see Compiled). Errors: InvalidInput for unknown names
        or a missing input.

        `decided` promises that no other values than these occur of the inputs that tell cases apart; what
        only the other cases need is then not asked for.
        """
        key = (tuple(targets), tuple(inputs), tuple(sorted(decided.items(), key=lambda item: item[0])))
        if key not in self._compiled:
            self._compiled[key] = Compiled(self.graph, *key[:2], decided)
        return self._compiled[key]

    def calculate(self, target: str, date: Any, /, **inputs: Any) -> Any:
        """One amount or fact by this policy's law in force on `date`; see simcore.calculate."""
        from simcore.rulebook.asking import calculate_by

        return calculate_by(self, target, date, inputs)

    def explain(self, target: str, date: Any, /, **inputs: Any) -> Explanation:
        """The same with its reasons; see simcore.explain."""
        from simcore.rulebook.asking import explain_by

        return explain_by(self, target, date, inputs)

    def change_months(self, targets: Sequence[str], first_month: int, last_month: int) -> list[int]:
        """Months (from first to last) on whose first day a parameter or rule that the targets depend on has
        changed.
        """
        days: set[int] = set()
        for node in self.graph.reach_ever(
            [self.graph.known(target, ("target", "计算项")) for target in targets]
        ):
            if node in self.graph.rules:
                days.update(start for start, _ in self.graph.rules[node][1:])
            elif node in self.graph.parameters:
                values = self.graph.parameters[node].values
                before = [None, *(value.value for value in values)]
                days.update(
                    value.start for value, old in zip(values, before, strict=False) if value.value != old
                )
        months = {month_of(day) + (first_day(month_of(day)) < day) for day in days if day > FIRST_DAY_OF_ALL}
        return sorted(month for month in months if first_month <= month <= last_month)

    # Other policies.

    def reform(self, changes: Mapping[str, Mapping[Any, Any]] | str | Path, *, start: Any = None) -> Policy:
        """A policy that differs from given days on; earlier dates are as they were.

        `changes` maps parameters (path) to {date: value}, or rules (name) to {date: function}; or it is the
        path of a reform file. From the first of these dates on the reform's values stand alone: later values
        of the law as it is are gone. In place of a value, "kept" holds the one of the day before for good;
        {"follows": assumption} and {"grows_with": assumption} let a rate or an amount go on by an assumption
        of the scenario. `start` is the first month of a run: nothing may be dated before it, a date may
        be the word "start", and "2025-01 or start" is the later of the two. Errors: InvalidInput for unknown
        names (with suggestions), dates, or values of the wrong unit.
        """
        from simcore.rulebook.reforms import reformed

        first = None if start is None else self.on(start).day
        if isinstance(changes, str | Path):
            from simcore.rulebook.reform_files import reformed_by_file

            return reformed_by_file(self, Path(changes), start)
        parameters, rules = reformed(self.graph, changes, first)
        reforms = self._joined(
            _reform_of([self.graph.label_of(self.graph.find(str(name)) or "") for name in changes])
        )
        return Policy(self.name, parameters, rules, self.carried_back, reforms)

    def reformed_as(self, name: Text, before: Policy) -> Policy:
        """The same, with what has changed it since `before` called by this name."""
        reforms = before._joined(name)
        return Policy(self.name, self.graph.parameters, self.graph.rules, self.carried_back, reforms)

    def _joined(self, more: Text) -> Text:
        if not self.reforms:
            return more
        return self.reforms + Text(f" and {more.en}", f"和{more.zh}")

    def diff(self, other: Policy) -> Difference:
        """What changes, and when, if `other` stands in place of this policy."""
        from simcore.rulebook.difference import difference

        return difference(self.graph, other.graph)

    def projected(self, assumptions: Mapping[str, Any], until_month: int) -> Policy:
        """For simulations only: parameters carried back before their first value, yearly series carried on
        until a month.

        `assumptions` may give what projection.ASSUMPTIONS names, which has the defaults. Errors: InvalidInput
        for another name or a wrong value.
        """
        from simcore.rulebook.projection import carried_back, projected

        parameters = projected(self.graph.parameters, assumptions, until_month)
        parameters, first_known = carried_back(parameters)
        return Policy(self.name, parameters, self.graph.rules, first_known, self.reforms)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all parameters and rules, the same in every process."""
        content = hashlib.sha256()
        for path in sorted(self.graph.parameters):
            parameter = self.graph.parameters[path]
            content.update(f"{path} {parameter.unit}\n".encode())
            for value in parameter.values:
                inside = dict(value.value.items()) if isinstance(value.value, Table) else value.value
                # In English whatever the current language is: a run is one and the same for all its readers.
                content.update(
                    f"{value.start} {value.end} {inside} {value.status} {value.source.en}\n".encode()
                )
        content.update((inspect.getsource(words) + inspect.getsource(calendar_words)).encode())
        for name in sorted(self.graph.rules):
            for start, rule in self.graph.rules[name]:
                content.update(f"{name} {start} {rule.unit} {_text_of(rule)}\n".encode())
        return content.hexdigest()

    def __repr__(self) -> str:
        return f"Policy({self.name!r}, digest={self.digest[:12]!r})"


def _arrived(*parts: Any) -> Policy:
    """A policy that came from another process, which may not have loaded the inputs of the law yet."""
    branches.names()
    return Policy(*parts)


class PolicyOnDay:
    """The values in force on one day: `view["employee_pension.employer_rate"]` or
    `view.employee_pension.employer_rate`.
    """

    def __init__(self, policy: Policy, day: int, branch: str = "") -> None:
        self._policy = policy
        self.day = day
        self._branch = branch

    def _dated(self, path: str) -> tuple[Parameter, DatedValue]:
        parameter = self._policy.parameter(path)
        return parameter, parameter.at(self.day)

    def __getitem__(self, path: str) -> Any:
        """The value as people get it: Decimal for money and rates, else int, bool, text, or a dict for a
        table.
        """
        parameter, value = self._dated(path)
        return parameter.face(value.value)

    def status(self, path: str) -> str:
        """How well the value is known."""
        return self._dated(path)[0].status_on(self.day)

    def source(self, path: str) -> str:
        """The document that set the value, in the current language."""
        return str(self._dated(path)[1].source)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        path = f"{self._branch}.{name}" if self._branch else name
        if path in self._policy.graph.parameters:
            return self[path]
        if not self._branch and name in branches.names():
            return PolicyOnDay(self._policy, self.day, name)
        near = suggest(path, [*self._policy.graph.parameters, *branches.names()])
        raise AttributeError(
            f"the law has no {path!r}" + (f"; did you mean {' or '.join(near)}?" if near else "")
        )

    def __repr__(self) -> str:
        return f"{self._policy!r}.on({day_text(self.day)!r})"


@lru_cache(maxsize=4)
def _loaded(name: str) -> Policy:
    rules: dict[str, Versions] = {
        rule.name: ((FIRST_DAY_OF_ALL, rule),) for rule in branches.rules().values()
    }
    return Policy(name, branches.parameters(), rules)


def _reform_of(labels: Sequence[tuple[str, str]]) -> Text:
    """How a reform without a name is called: by what it changes."""
    english, chinese = ([both[language] for both in labels] for language in (0, 1))
    more = (" and more", "等") if len(labels) > 2 else ("", "")
    return Text(
        f"a reform of {' and '.join(english[:2])}{more[0]}", f"对{'、'.join(chinese[:2])}{more[1]}的改革"
    )


def _text_of(rule: Rule) -> str:
    """What tells a rule from another one: its source, or its code where there is no source to be read."""
    try:
        return _source(rule.function)
    except (OSError, TypeError):
        code = getattr(rule.function, "__code__", None)
        return f"{code.co_code.hex()} {code.co_consts!r}" if code else rule.article.en


@cache
def _source(function: Callable[..., Any]) -> str:
    """Read once: the policies of a class share nearly all their rules."""
    return inspect.getsource(function)

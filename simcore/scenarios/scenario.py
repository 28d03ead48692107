"""A scenario: everything that a run starts from, as an immutable value with a digest.

The default scenario `baseline` holds every key with its unit, label, source, status and range; other
scenarios are files that name a base and what they change. Nothing unknown, and nothing out of range, is
ever accepted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from simcore.errors import InvalidInput, listed, unknown
from simcore.rulebook.reform_files import read_reform, reformed_by_file, two_texts
from simcore.rulebook.reforms import checked as checked_reform
from simcore.rulebook.strict_yaml import read_yaml
from simcore.rulebook.texts import NO_TEXT, Text
from simcore.scenarios.keys import SHORT_NAMES, Key, baseline_keys, checked, checked_together

if TYPE_CHECKING:
    from simcore.rulebook.difference import Difference
    from simcore.rulebook.policy import Policy

_FOLDER = Path(__file__).parent
_FILE_FIELDS = ("name", "label", "says", "base", "policy", "changes", "reforms", "values")


def scenario_names() -> list[str]:
    """The names of the ready-made scenarios, `baseline` first."""
    names = sorted(path.stem for path in _FOLDER.glob("*.yaml"))
    return ["baseline", *(name for name in names if name != "baseline")]


@cache
def reform_names() -> list[str]:
    """The names of the ready-made scenarios that only reform the law, so that others can be reformed by
    them.
    """
    return [name for name in scenario_names() if _read(_FOLDER / f"{name}.yaml").get("reforms")]


def _no_reform(name: str) -> InvalidInput:
    if name not in scenario_names():
        return unknown(("reform", "改革"), name, reform_names())
    english, chinese = (listed(reform_names(), in_chinese) for in_chinese in (False, True))
    return InvalidInput(
        f"scenario {name!r} holds no reforms; those that do are {english}",
        f"情景 {name!r} 没有改革内容；含改革的情景有 {chinese}",
    )


class Scenario:
    """What a run starts from. Immutable: `with_` and `reform` return new scenarios.

    `scenario["labour.separation_rate"]` gives a value; `keys()` all names. Errors: InvalidInput, which
    names the key, the value and what is allowed.
    """

    __slots__ = ("__dict__", "_reforms", "_values", "label", "name", "policy", "says")

    name: str
    label: tuple[str, str]
    says: tuple[str, str]
    policy: str
    _values: dict[str, Any]
    _reforms: tuple[dict[str, Any], ...]

    def __init__(
        self,
        name: str,
        label: tuple[str, str],
        policy: str,
        values: Mapping[str, Any],
        reforms: tuple[Mapping[str, Any], ...] = (),
        says: tuple[str, str] = ("", ""),
    ) -> None:
        checked_together(values)
        for field, value in (
            ("name", name),
            ("label", label),
            ("says", says),
            ("policy", policy),
            ("_values", dict(values)),
            ("_reforms", tuple(dict(reform) for reform in reforms)),
        ):
            object.__setattr__(self, field, value)

    def __setattr__(self, field: str, value: object) -> None:
        raise AttributeError("a scenario is immutable: use with_() or reform()")

    def __reduce__(self) -> tuple[Any, ...]:
        return Scenario, (self.name, self.label, self.policy, self._values, self._reforms, self.says)

    @classmethod
    def load(cls, name_or_path: str | Path | Scenario = "baseline") -> Scenario:
        """The scenario of that name, or in that YAML file (a path ends in .yaml or .yml); a Scenario
        stays itself."""
        if isinstance(name_or_path, Scenario):
            return name_or_path
        text = str(name_or_path)
        if text.endswith((".yaml", ".yml")):
            return _from_file(Path(text), ())
        if text not in scenario_names():
            raise unknown(("scenario", "情景"), text, scenario_names())
        return _from_file(_FOLDER / f"{text}.yaml", ())

    def with_(self, changes: Mapping[str, Any] | None = None, /, **named: Any) -> Scenario:
        """A scenario with some values changed: `with_(people=200)`, `with_({"labour.separation_rate":
        0.03})`."""
        values = dict(self._values)
        for given, value in {**(changes or {}), **named}.items():
            key = _known(given)
            values[key.path] = checked(key, value)
        if values["run.start"] != self._values["run.start"]:
            _reformed_policy(self.policy, self._reforms, values["run.start"])
        return Scenario(self.name, self.label, self.policy, values, self._reforms, self.says)

    def reform(self, changes: Mapping[str, Any] | str | Path) -> Scenario:
        """A scenario whose law differs: `reform({"employee_pension.employer_rate": {"2027-01": 0.14}})`, or
        as a reform file says, given by its path or by the name of a ready-made scenario that only reforms.

        See Policy.reform. Errors: InvalidInput, also for a day before the run's start.
        """
        if isinstance(changes, str | Path):
            return self._reformed_by_file(changes)
        reforms = (*self._reforms, dict(checked_reform(changes, "reform")))
        _reformed_policy(self.policy, reforms, self._values["run.start"])
        return Scenario(self.name, self.label, self.policy, self._values, reforms, self.says)

    def _reformed_by_file(self, name_or_path: str | Path) -> Scenario:
        text = str(name_or_path)
        if not text.endswith((".yaml", ".yml")) and text not in reform_names():
            raise _no_reform(text)
        path = Path(text) if text.endswith((".yaml", ".yml")) else _FOLDER / f"{text}.yaml"
        reform = read_reform(path)
        # Applied to the law first, so that an error names the file's line.
        reformed_by_file(
            _reformed_policy(self.policy, self._reforms, self._values["run.start"]),
            path,
            self._values["run.start"],
        )
        reforms = (*self._reforms, *(dict(changes) for changes in reform.changes))
        label = tuple(" + ".join(both) for both in zip(self.label, reform.label, strict=True))
        says = tuple(" ".join(filter(None, both)) for both in zip(self.says, reform.says, strict=True))
        return Scenario(
            f"{self.name}+{reform.name}",
            (label[0], label[1]),
            self.policy,
            self._values,
            reforms,
            (says[0], says[1]),
        )

    def without_reforms(self) -> Scenario:
        """The same scenario under the law as it stands."""
        return Scenario(self.name, self.label, self.policy, self._values)

    def __getitem__(self, path: str) -> Any:
        value = self._values[_known(path).path]
        if isinstance(value, list):
            return tuple(value)
        return dict(value) if isinstance(value, dict) else value

    def keys(self) -> list[str]:
        """The names of all values, in the order of the baseline."""
        return list(self._values)

    def key(self, path: str) -> Key:
        """What is known of one value: unit, label in both languages, source, status, range."""
        return _known(path)

    @property
    def people(self) -> int:
        """How many people are alive at the start in the groups that the scenario models."""
        return int(self._values["population.people"])

    @property
    def years(self) -> int:
        """How many years are simulated."""
        return int(self._values["run.years"])

    @property
    def seed(self) -> int:
        """The seed of all luck."""
        return int(self._values["run.seed"])

    @cached_property
    def start(self) -> int:
        """The first month of the run, as an int from 1970-01."""
        year, month = self._values["run.start"].split("-")
        return (int(year) - 1970) * 12 + int(month) - 1

    @property
    def months(self) -> int:
        """How many months are simulated."""
        return self.years * 12

    @property
    def reforms(self) -> tuple[dict[str, Any], ...]:
        """The policy diffs, in the order in which they were made."""
        return tuple(dict(reform) for reform in self._reforms)

    def assumptions(self) -> dict[str, Any]:
        """The values of the group `future`, as Policy.projected takes them."""
        return {path: value for path, value in self._values.items() if path.startswith("future.")}

    def law_as_reformed(self) -> Policy:
        """The scenario's law with its reforms, not projected: as `calculate` asks it."""
        start = self._values["run.start"]
        law = _reformed_policy(self.policy, self._reforms, start)
        name = self._name_of_reforms()
        return law.reformed_as(name, _reformed_policy(self.policy, (), start)) if name else law

    def _name_of_reforms(self) -> Text:
        """How the reforms are called that came from files; nothing where none did."""
        baseline = _label_of_baseline()
        if not self._reforms or self.label == baseline:
            return NO_TEXT
        if all(own.startswith(f"{plain} + ") for own, plain in zip(self.label, baseline, strict=True)):
            en, zh = (own[len(plain) + 3 :] for own, plain in zip(self.label, baseline, strict=True))
            return Text(f"the reform “{en}”", f"改革方案“{zh}”")
        return Text(f"the scenario “{self.label[0]}”", f"情景“{self.label[1]}”")

    def law_changes(self) -> Difference:
        """What the scenario's reforms change in its law, and when."""
        return self.without_reforms().load_policy().diff(self.load_policy())

    def load_policy(self) -> Policy:
        """The scenario's law: its policy, reformed, projected two years beyond the end of the run."""
        policy = self.law_as_reformed()
        return policy.projected(self.assumptions(), self.start + self.months + 24)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all values, the policy's name and the reforms: equal scenarios have equal digests."""
        content = json.dumps(
            {"policy": self.policy, "values": self._values, "reforms": _plain(self._reforms)},
            sort_keys=True,
            ensure_ascii=False,
        )
        return hashlib.sha256(content.encode()).hexdigest()

    def to_yaml(self) -> str:
        """The scenario as a file that `Scenario.load` reads back; a replaced rule is written by its name
        only."""
        baseline = baseline_keys()
        changes = {p: v for p, v in self._values.items() if v != baseline[p].value}
        content = {
            "name": self.name,
            "label": {"en": self.label[0], "zh": self.label[1]},
            **({"says": {"en": self.says[0], "zh": self.says[1]}} if any(self.says) else {}),
            "base": "baseline",
            "policy": self.policy,
            "changes": changes,
            "reforms": _plain(self._reforms),
        }
        return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"Scenario({self.name!r}, people={self.people}, years={self.years}, seed={self.seed})"


@cache
def _label_of_baseline() -> tuple[str, str]:
    return two_texts(_read(_FOLDER / "baseline.yaml").get("label"), "baseline")


def _reformed_policy(name: str, reforms: tuple[Mapping[str, Any], ...], start: str) -> Policy:
    from simcore.rulebook.policy import Policy

    policy = Policy.load(name)
    for reform in reforms:
        policy = policy.reform(reform, start=start)
    return policy


def _known(given: str) -> Key:
    keys = baseline_keys()
    path = SHORT_NAMES.get(given, given)
    if path not in keys:
        raise unknown(("scenario key", "情景参数"), str(given), [*SHORT_NAMES, *keys])
    return keys[path]


def _plain(value: Any) -> Any:
    if callable(value):
        return f"rule {value.__module__}.{value.__qualname__}"
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, int | float | bool | None) else str(value)


def _from_file(path: Path, seen: tuple[str, ...]) -> Scenario:
    content = _read(path)
    for field in content:
        if field not in _FILE_FIELDS:
            raise unknown((f"field of {path.name}", f"{path.name} 的字段"), str(field), _FILE_FIELDS)
    name = str(content.get("name", path.stem))
    if "values" in content:
        values = {key.path: key.value for key in baseline_keys().values()}
        base = Scenario(name, ("", ""), "chongqing", values)
    else:
        base = _base(str(content.get("base", "baseline")), path, seen)
    scenario = Scenario(
        name,
        two_texts(content.get("label"), name),
        str(content.get("policy", base.policy)),
        base._values,
        base._reforms,
        two_texts(content.get("says"), ""),
    ).with_(content.get("changes") or {})
    for reform in content.get("reforms") or ():
        scenario = scenario.reform(reform)
    return scenario


def _base(base: str, path: Path, seen: tuple[str, ...]) -> Scenario:
    if base in seen:
        raise InvalidInput(
            f"{path.name}: base {base!r} leads back to itself; "
            "name a scenario that does not build on this one",
            f"{path.name}：base {base!r} 循环引用；请指定不依赖本情景的情景",
        )
    if base in scenario_names():
        return _from_file(_FOLDER / f"{base}.yaml", (*seen, base))
    return Scenario.load(base)


def _read(path: Path) -> dict[str, Any]:
    _, content = read_yaml(path, ("scenario file", "情景文件"))
    if not isinstance(content, dict):
        raise InvalidInput(
            f"scenario file {path.name!r} holds no fields; it needs name, base and changes",
            f"情景文件 {path.name!r} 没有字段；需要 name、base 和 changes",
        )
    return content

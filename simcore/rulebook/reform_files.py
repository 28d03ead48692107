"""Reforms as files that can be shared: YAML with a label, a sentence, and what changes from which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from simcore.errors import InvalidInput, unknown
from simcore.rulebook.strict_yaml import line_of, read_yaml
from simcore.rulebook.texts import Text

_Law = TypeVar("_Law", bound="Reformable")

_KIND = ("reform file", "改革文件")
FIELDS = ("name", "label", "says", "base", "reforms")


@dataclass(frozen=True, slots=True)
class ReformFile:
    """A reform as it was read: its names, a sentence that says what it does, and its changes in order."""

    path: Path
    text: str
    name: str
    label: tuple[str, str]
    says: tuple[str, str]
    changes: tuple[Mapping[str, Any], ...]

    def refused(self, error: InvalidInput, *place: str | int) -> InvalidInput:
        """The error with the file and the line of what it is about."""
        line = line_of(self.text, place)
        return InvalidInput(
            f"{self.path.name}, line {line}: {error.english}",
            f"{self.path.name} 第 {line} 行：{error.chinese}",
        )


def read_reform(path: Path) -> ReformFile:
    """The reform in a YAML file. Errors: InvalidInput if it cannot be read, holds more than a reform, or
    none.
    """
    text, content = read_yaml(path, _KIND)
    if not isinstance(content, dict) or not content.get("reforms"):
        raise _wrong(
            path,
            "holds no reforms; it needs the field reforms, a list of name: {date: value}",
            "没有改革内容；需要字段 reforms，其中列出 名称: {日期: 数值}",
        )
    for field, value in content.items():
        if field == "changes" and not value:
            continue
        if field in ("changes", "values", "policy"):
            raise _wrong(
                path,
                f"changes more than the law (field {field}); run it as a scenario instead",
                f"除法规外还更改其他内容（字段 {field}）；请将其作为情景运行",
            )
        if field not in FIELDS:
            raise unknown((f"field of {path.name}", f"{path.name} 的字段"), str(field), FIELDS)
    reforms = content["reforms"]
    name = str(content.get("name", path.stem))
    return ReformFile(
        path,
        text,
        name,
        two_texts(content.get("label"), name),
        two_texts(content.get("says"), ""),
        tuple(reforms) if isinstance(reforms, list) else (reforms,),
    )


def two_texts(given: Any, otherwise: str) -> tuple[str, str]:
    """A text in English and 中文, from a mapping with en and zh."""
    texts = given if isinstance(given, Mapping) else {}
    return str(texts.get("en", otherwise)), str(texts.get("zh", otherwise))


class Reformable(Protocol):
    """A law that can be changed: a policy."""

    def reform(self: _Law, changes: Any, *, start: Any = ...) -> _Law: ...

    def reformed_as(self: _Law, name: Text, before: _Law) -> _Law: ...


def reformed_by_file(policy: _Law, path: Path, start: Any) -> _Law:
    """The policy changed by a reform file. Errors: InvalidInput naming file, line, and what is wrong."""
    reform, before = read_reform(path), policy
    for number, changes in enumerate(reform.changes):
        try:
            policy = policy.reform(changes, start=start)
        except InvalidInput as error:
            raise reform.refused(error, "reforms", number, _culprit(policy, changes, start)) from None
    return policy.reformed_as(Text(f"the reform “{reform.label[0]}”", f"改革方案“{reform.label[1]}”"), before)


def _culprit(policy: Reformable, changes: Any, start: Any) -> str:
    """The first name whose change alone is refused, or nothing."""
    for name, dated in changes.items() if isinstance(changes, Mapping) else ():
        try:
            policy.reform({name: dated}, start=start)
        except InvalidInput:
            return str(name)
    return ""


def _wrong(path: Path, english: str, chinese: str) -> InvalidInput:
    return InvalidInput(f"{_KIND[0]} {path.name!r} {english}", f"{_KIND[1]} {path.name!r} {chinese}")

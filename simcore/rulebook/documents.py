"""Documents of law, and since when each is in force: an explanation says which of those it cites are younger
than the day it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from simcore.calendar import day_number, month_of, year_of
from simcore.rulebook.texts import Text

_NUMBERED = re.compile(r"[\u4e00-\u9fff]*〔(\d{4})〕\d+号")
"""A document's number, such as 国办发〔2019〕13号, holds the year of its issue."""


@dataclass(frozen=True, slots=True)
class Document:
    """A law or regulation, by the names with which it is cited; `in_force` is a day ("2011-07-01")."""

    en: str
    zh: str
    in_force: str


DOCUMENTS: dict[str, Document] = {}
"""All of them by Chinese name, once the branches of the law are loaded."""


def state_documents(*documents: Document) -> None:
    """Make them known. Errors: KeyError for one that is stated twice."""
    for one in documents:
        if one.zh in DOCUMENTS:
            raise KeyError(f"document {one.zh!r} is stated twice")
        DOCUMENTS[one.zh] = one


def younger_than(day: int, cited: Text) -> list[Text]:
    """The documents that a text cites and that came after a day: by the day on which they came into force, or
    a later year of issue.
    """
    return [document for document, is_younger in _cited(day, cited) if is_younger]


def told_on(day: int, cited: Text) -> Text:
    """The text, with a remark on which of its documents are younger than the day."""
    documents = _cited(day, cited)
    younger = [document for document, is_younger in documents if is_younger]
    if not younger:
        return cited
    if len(younger) == len(documents):
        return cited + Text(" (younger than this day)", "（晚于该日）")
    english, chinese = ", ".join(one.en for one in younger), "、".join(one.zh for one in younger)
    return cited + Text(f" (younger than this day: {english})", f"（其中晚于该日：{chinese}）")


def _cited(day: int, cited: Text) -> list[tuple[Text, bool]]:
    """The documents that a text cites, and whether they are younger than a day."""
    year, left, found = year_of(month_of(day)), cited.zh, dict[Text, bool]()
    # 重庆市失业保险条例 holds the name of 失业保险条例.
    for document in sorted(DOCUMENTS.values(), key=lambda one: -len(one.zh)):
        if document.zh in left:
            left = left.replace(document.zh, "")
            found[Text(document.en, document.zh)] = day < day_number(document.in_force, "in_force")
    for number in _NUMBERED.finditer(left):
        found[Text(number[0], number[0])] = int(number[1]) > year
    return list(found.items())

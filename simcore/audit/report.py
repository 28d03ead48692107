"""What an audit found: each finding names the point of the contract, and the row."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field

from simcore.language import say

POINTS: dict[int, tuple[str, str]] = {
    1: (
        "every entry has two sides, and each account agrees with its records",
        "每笔分录借贷相等，各科目与明细相符",
    ),
    2: ("opening + in − out = closing, fund by fund", "各基金期初加收入减支出等于期末"),
    3: ("contributions booked are the sum of the payment records", "基金缴费收入等于个人缴费记录之和"),
    4: ("benefits paid are the sum of the benefit records", "基金待遇支出等于个人待遇记录之和"),
    5: ("personal accounts follow from their history", "个人账户与其历史记录重算一致"),
    6: ("nothing is paid or drawn without its conditions", "缴费与待遇均符合条件"),
    7: ("owed − paid − written off = arrears, by employer", "各单位应缴减已缴减核销等于欠缴"),
    8: ("ID numbers are valid, unique and synthetic", "公民身份号码有效、唯一且为虚构"),
    9: ("the files match their checksums", "文件与校验和相符"),
}
"""What the audit proves, by its number in the contract."""

SHOWN_PER_CHECK = 5
"""Findings of one check that are spelt out; how many more there are is said once."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: the point, and a sentence naming the row in English and 中文."""

    point: int
    english: str
    chinese: str

    def __str__(self) -> str:
        return say(f"point {self.point}: {self.english}", f"第 {self.point} 项：{self.chinese}")


@dataclass(slots=True)
class Report:
    """The result of an audit: `ok`, the points that were examined, and what was found."""

    examined: tuple[int, ...]
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """True only if every check held."""
        return not self.findings

    def of(self, point: int) -> list[Finding]:
        """What was found on one point."""
        return [finding for finding in self.findings if finding.point == point]

    def __str__(self) -> str:
        lines = [
            f"{say('held', '成立') if not self.of(point) else say('FAILED', '不成立')}  {point}  "
            f"{say(*POINTS[point])}"
            for point in self.examined
        ]
        return "\n".join([*lines, *map(str, self.findings)])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{point}</td><td style='text-align:left'>{say(*POINTS[point])}</td>"
            f"<td>{'✗' if self.of(point) else '✓'}</td></tr>"
            for point in self.examined
        )
        found = "".join(f"<li>{html.escape(str(finding))}</li>" for finding in self.findings)
        return f"<table>{rows}</table>" + (f"<ul>{found}</ul>" if found else "")


class Findings:
    """Collects findings; of each check only the first few are spelt out."""

    def __init__(self) -> None:
        self.all: list[Finding] = []

    def add(self, point: int, sentences: Sequence[tuple[str, str]]) -> None:
        """The rows that one check found, as sentences in English and 中文."""
        self.all += [Finding(point, *sentence) for sentence in sentences[:SHOWN_PER_CHECK]]
        if (more := len(sentences) - SHOWN_PER_CHECK) > 0:
            self.all.append(Finding(point, f"and {more} more of this kind", f"另有 {more} 条同类问题"))

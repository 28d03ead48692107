"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

READING = closed_list(
    "reading",
    A=("A (every lapsed year adds)", "甲（每个断保年度均增加）"),
    B=("B (lapsed years after the first add)", "乙（自第二个断保年度起增加）"),
)

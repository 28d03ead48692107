"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

RELIEF_GROUP = closed_list(
    "relief_group",
    none=("no group that may defer", "不属于可缓缴对象"),
    first_industries=("one of the five industries named first", "首批五个特困行业"),
    further_industries=("one of the seventeen industries named later", "扩围的十七个困难行业"),
    in_difficulty=("firm in difficulty", "生产经营困难企业"),
)

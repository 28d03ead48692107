"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

AID_GROUP = closed_list(
    "medical_aid_group",
    none=("none", "非救助对象"),
    extremely_poor=("living on support for the extremely poor", "特困人员"),
    minimum_allowance=("drawing the minimum living allowance", "低保对象"),
    back_in_poverty=("back in poverty", "返贫致贫人口"),
    at_risk=("watched as at risk of poverty", "防止返贫监测对象"),
)

READING = closed_list(
    "reading",
    A=("A (every lapsed year adds)", "甲（每个断保年度均增加）"),
    B=("B (lapsed years after the first add)", "乙（自第二个断保年度起增加）"),
)

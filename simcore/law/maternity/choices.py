"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

ALLOWANCE_BASE_RULE = closed_list(
    "allowance_base_rule",
    unit_average=("the employer's average wage", "用人单位平均工资"),
    own_wage=("the woman's own wage", "本人工资"),
)

"""The closed lists of this branch."""

from __future__ import annotations

from simcore.rulebook.choices import closed_list

MEMBERSHIP = closed_list(
    "medical_membership",
    through_employer=("through an employer", "随单位参保"),
    individual_tier_1=("individual member, first tier", "个人参保一档"),
    individual_tier_2=("individual member, second tier", "个人参保二档"),
)

"""What is known to exist in this branch and has no figure."""

from __future__ import annotations

from simcore.rulebook.texts import Text
from simcore.rulebook.unknowns import Unknown, state_unknowns

state_unknowns(
    Unknown(
        "medical_aid_for_bills",
        "medical assistance with bills",
        "医疗救助（医疗费用）",
        Text(
            "no share and no ceiling of Chongqing's assistance with bills has been seen",
            "未见重庆市医疗费用救助比例和限额",
        ),
    ),
)

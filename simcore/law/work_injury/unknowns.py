"""What is known to exist in this branch and has no figure."""

from __future__ import annotations

from simcore.rulebook.texts import Text
from simcore.rulebook.unknowns import Unknown, state_unknowns

state_unknowns(
    Unknown(
        "injury_pension_after_increase",
        "injury pension after the year's adjustment",
        "调整后的伤残津贴",
        Text(
            "no yearly adjustment of Chongqing's injury benefits has been seen with its amounts",
            "未见重庆市工伤定期待遇年度调整的金额",
        ),
    ),
)

"""What is known to exist in this branch and has no figure."""

from __future__ import annotations

from simcore.rulebook.texts import Text
from simcore.rulebook.unknowns import Unknown, state_unknowns

state_unknowns(
    Unknown(
        "unemployed_birth_subsidy",
        "birth subsidy of a woman on unemployment benefit",
        "领取失业保险金女性的生育补助金",
        Text(
            "Chongqing Unemployment Insurance Regulations art. 26 give it; no amount has been seen",
            "重庆市失业保险条例第26条有规定，未见金额",
        ),
    ),
    Unknown(
        "rural_contract_worker_subsidy",
        "one-off subsidy of a rural contract worker",
        "农民合同制工人一次性生活补助",
        Text("no amount has been seen", "未见金额"),
    ),
)

"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input("medical_aid_group", "medical_aid_group", "group in need", "医疗救助对象类别", 0),
    Input("minor", "yes_no", "under age", "未成年人", False),
    Input("chronic_diseases", "from_one", "recognised chronic diseases", "认定的慢性病种数", 1),
    Input(
        "own_cost_this_year",
        "yuan",
        "covered cost borne oneself in the year",
        "当年个人负担的政策范围内费用",
    ),
    Input("unbroken_years", "years", "years of unbroken cover", "连续参保年数", 0),
    Input("zero_claim_years", "years", "years without a claim that count", "零报销年数", 0),
    Input("lapsed_years", "years", "years of cover missed", "断保年数"),
    Input("repaid_years", "years", "missed years paid back", "补缴的年数"),
    Input("enrolled_in_window", "yes_no", "enrolled in the window", "在集中参保期内参保", False),
    Input("free_of_waiting", "yes_no", "newborn or of a special group", "新生儿或特殊群体", False),
    Input("born_on", "day", "day of birth", "出生日期"),
)

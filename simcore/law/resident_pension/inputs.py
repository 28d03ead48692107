"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input("annual_tier", "annual_tier", "yearly contribution tier of a resident", "居民养老年缴费档次"),
    Input("paid_years", "years", "years paid to the residents' pension", "居民养老累计缴费年限"),
    Input(
        "in_assisted_group",
        "yes_no",
        "severely disabled or poor, in an assisted group",
        "属于政府代缴的困难群体",
        False,
    ),
    Input("collective_grant", "yuan", "grant of the collective or others", "集体补助或社会资助", 0),
    Input("resident_account_balance", "yuan", "balance of the residents' account", "居民养老个人账户储存额"),
    Input("overlap_years", "years", "years paid in both schemes", "重复缴费年数", 0),
    Input("is_student", "yes_no", "student", "在校学生", False),
    Input("insured_as_employee", "yes_no", "insured as an employee", "已参加职工养老保险", False),
)

"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import NO_LOSS, Input, state_inputs

state_inputs(
    Input("children", "children", "children born", "生育子女数", 1),
    Input("difficult_birth", "yes_no", "difficult birth or caesarean", "难产或剖宫产", False),
    Input(
        "lost_after_weeks",
        "weeks_of_loss",
        "weeks after which the pregnancy was lost",
        "终止妊娠时的周数",
        NO_LOSS,
    ),
    Input("expected_birth_on", "day", "expected day of birth", "预产期"),
    Input("leave_begins_on", "day", "first day of the leave", "产假首日"),
    Input("child_age_months", "months", "age of the child", "子女月龄"),
    Input(
        "unit_average_wage",
        "yuan",
        "employer's average monthly wage of the year before",
        "用人单位上年度职工月平均工资",
    ),
    Input(
        "own_average_wage",
        "yuan",
        "her own mean contribution wage of the 12 months before",
        "本人前12个月平均缴费工资",
    ),
    Input("allowance_monthly_base", "yuan", "monthly base of the allowance", "生育津贴月计发基数"),
    Input("consecutive_paid_months", "months", "consecutive months paid in full", "连续足额缴费月数"),
    Input("employer_in_arrears", "yes_no", "the employer is in arrears", "用人单位欠费", False),
    Input("allowance_asked_on", "day", "day of the claim", "申领生育津贴之日"),
)

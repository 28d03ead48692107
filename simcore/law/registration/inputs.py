"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input("hired_on", "day", "first day of work", "用工之日"),
    Input("founded_on", "day", "day on which the employer was founded", "单位成立之日"),
    Input(
        "is_enterprise",
        "yes_no",
        "an enterprise (registered as a business)",
        "企业（办理市场主体登记）",
        True,
    ),
    Input("changed_on", "day", "day of a change or of closing", "变更或终止之日"),
    Input("applied_on", "day", "day of the application", "申请之日"),
    Input("registered_on", "day", "day of registration", "办理登记之日"),
    Input("contribution_month", "month", "contribution month", "费款所属期"),
)

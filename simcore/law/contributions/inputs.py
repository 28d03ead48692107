"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input("monthly_wage", "yuan", "monthly wage", "月工资"),
    Input("employer_size", "employer_size", "size of the employer", "单位规模类型"),
    Input("scheme", "scheme", "insurance", "险种"),
    Input("first_unpaid_month", "month", "first unpaid month", "首个欠费月份"),
)

"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input("relief_group", "relief_group", "group of employers that may defer", "缓缴对象类别", 0),
)

"""What people bring to the rules of this branch."""

from __future__ import annotations

from simcore.rulebook.inputs import Input, state_inputs

state_inputs(
    Input("id_number", "text", "citizen ID number", "公民身份号码"),
)

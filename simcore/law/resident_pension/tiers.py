"""Which tiers a resident may choose from."""

from __future__ import annotations

from typing import Any

from simcore.rulebook.policy import Policy


def tiers_open_to_all(policy: Policy, month: Any) -> tuple[int, ...]:
    """The tiers (yuan a year, ascending) in force in a month, without the lowest, which is for assisted
    groups only (国发〔2014〕8号; municipal subsidy table).
    """
    law = policy.on(month)
    tiers = sorted(law["resident_pension.subsidy_table"])
    return tuple(tier for tier in tiers if tier > law["resident_pension.lowest_tier"])

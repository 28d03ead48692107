"""What people bring to the law, drawn at random: values inside, by the input's unit and name."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from simcore.law import branches
from simcore.law.inputs import INPUTS

money = st.integers(0, 5_000_000)
_BY_UNIT: dict[str, st.SearchStrategy[Any]] = {
    "yuan": money,
    "months": st.integers(0, 600),
    "index_sum": st.integers(0, 18_000_000),
    "tier": st.integers(1, 2),
    "risk_class": st.integers(1, 8),
    "factor": st.sampled_from((50, 80, 100, 120, 150)),
    "yes_no": st.booleans(),
    "retirement_category": st.integers(0, 2),
    "scheme": st.integers(0, 6),
    "day": st.integers(15_000, 22_000),
    "year_of_yuan": st.tuples(*[money] * 12),
}
_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    # So that everybody retires between 40 and 70, the ages for which there is a divisor.
    "birth_month": st.integers(-240, 60),
    "retirement_month": st.integers(540, 600),
    "unused_benefit_months": st.integers(0, 24),
    "months_elapsed": st.integers(0, 12),
}

TARGETS = tuple(name for name, rule in branches.rules().items() if rule.unit != "yes_no")


def value_of(name: str) -> st.SearchStrategy[Any]:
    """Values inside of an input."""
    return _BY_NAME.get(name, _BY_UNIT.get(INPUTS[name].unit, st.nothing()))


def someone(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """One person's values inside for these inputs."""
    return st.fixed_dictionaries({name: value_of(name) for name in names})

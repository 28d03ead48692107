"""What people bring to the law, drawn at random: values inside, by the input's unit and name."""

from __future__ import annotations

from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from simcore.rulebook import branches
from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.policy import Policy
from simcore.rulebook.unit import Unit
from simcore.rulebook.units import UNITS

# One broken rule fails hundreds of these at once: each tells the case found, not the smallest there is.
FOR_EVERY_RULE = settings(deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""How the properties run that are asked of every rule there is."""

money = st.integers(0, 5_000_000)
_BY_UNIT: dict[str, st.SearchStrategy[Any]] = {
    "yuan": money,
    "yuan_a_month": money,
    "months": st.integers(0, 600),
    "month": st.integers(480, 660),
    "years": st.integers(0, 100),
    "number": st.integers(0, 100),
    "index_sum": st.integers(0, 18_000_000),
    "factor": st.sampled_from((50, 80, 100, 120, 150)),
    "yes_no": st.booleans(),
    "weeks_of_loss": st.integers(0, 45),
    "day": st.integers(15_000, 22_000),
    "year_of_yuan": st.tuples(*[money] * 12),
}
_BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    # So that everybody retires between 40 and 70, the ages for which there is a divisor.
    "birth_month": st.integers(-240, 60),
    "retirement_month": st.integers(540, 600),
    "unused_benefit_months": st.integers(0, 24),
    "spouse": st.integers(0, 1),
    "months_elapsed": st.integers(0, 12),
    # Nobody can draw more than there is.
    "opening_balance": st.integers(5_000_000, 10_000_000),
    # Nobody can pay back more years than lapsed.
    "lapsed_years": st.integers(3, 12),
    "repaid_years": st.integers(0, 3),
    # Premiums of class 1 cannot float down.
    "floating_factor": st.sampled_from((100, 120, 150)),
    "annual_tier": st.sampled_from((100, 200, 900, 1000, 1500, 3000)),
}

TARGETS = tuple(name for name, rule in branches.rules().items() if "id_number" not in rule.needs)


def value_of(name: str, policy: Policy, day: int) -> st.SearchStrategy[Any]:
    """Values inside of an input: by its name, else by its unit, else whatever its unit allows."""
    if name == "chosen_base":
        lowest, highest = policy.compile(("contribution_floor", "flexible_ceiling"))(day)
        return st.integers(lowest, highest)
    unit = INPUTS[name].unit
    for table, key in ((_BY_NAME, name), (_BY_UNIT, unit)):
        if key in table:
            return table[key]
    return _whatever_fits(UNITS[unit])


def _whatever_fits(unit: Unit) -> st.SearchStrategy[Any]:
    if isinstance(unit, ChoiceUnit):
        return st.integers(0, len(unit.choices) - 1)
    return st.integers(unit.lowest, unit.highest) if unit.is_number else st.nothing()


def someone_asking(policy: Policy, target: str, day: int) -> st.SearchStrategy[dict[str, Any]]:
    """One person's values inside for all inputs that have a use in the case at hand."""
    graph = policy.graph
    reach = graph.reach([target], day)
    cases = [graph.rule_on(node, day).cases for node in reach if node in graph.rules]
    allowed = {one.by: st.sampled_from(sorted(one.needs)) for one in cases if one and one.by in INPUTS}
    names = [name for name in reach if name in INPUTS]

    def with_use(person: dict[str, Any]) -> dict[str, Any]:
        decided = {by: frozenset([person[by]]) for by in allowed}
        used = graph.reach([target], day, frozenset(), decided)
        return {name: value for name, value in person.items() if name in used}

    strategies = {name: allowed.get(name, value_of(name, policy, day)) for name in names}
    return st.fixed_dictionaries(strategies).map(with_use)


def someone(names: tuple[str, ...], policy: Policy, day: int) -> st.SearchStrategy[dict[str, Any]]:
    """One person's values inside for these inputs, on a day of a law that is known for it."""
    return st.fixed_dictionaries({name: value_of(name, policy, day) for name in names})

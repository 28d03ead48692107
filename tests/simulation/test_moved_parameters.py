"""Whatever the law of a simulated city says may be moved a little: the audit of an honest run still holds,
and both engines still write the same records. What the city asks is found by asking the law, not listed here.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest

from simcore.plain import simulate_plainly
from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.parameters import Parameter
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import Table
from simcore.scenarios import Scenario
from simcore.simulation import Simulation, simulate
from tests.simulation.test_plain_equals_fast import (
    COLUMNS,
    EVERY_CONDUCT,
    differences,
    fast_rows,
    plain_rows,
)

FROM = "2022-07"
WORLD = Scenario.load().with_(
    {**EVERY_CONDUCT, "agency.inspection_rate": 0.1, "seed": 12}, people=80, years=6
)
ORDINARY = (
    "contributions.average_wage_annual",
    "contributions.floor_share",
    "employee_medical.large_worker_amount",
    "employee_pension.account_rate",
    "employee_pension.divisor_table",
    "employee_pension.pension_increase",
    "enforcement.imposed_multiple",
    "registration.declaration_day",
    "registration.registration_days",
    "unemployment.benefit_share",
    "unemployment.minimum_paid_months",
)
IMPOSSIBLE = {
    "enforcement.fine_least_multiple": "the multiple that is imposed would lie below the lowest of the law",
    "employee_pension.survivor_years_in_table": "the table of months has no entry for a year more",
}


@cache
def reached() -> tuple[str, ...]:
    """The parameters that the simulated city asks, apart from what its people's pasts ask."""
    unchanged = {"employee_pension.employer_rate": {FROM: 0.16}}
    policy = Simulation(WORLD.reform(unchanged)).policy
    return tuple(sorted(policy.reached() & set(policy.graph.parameters)))


def moved(parameter: Parameter, inside: Any) -> Any:
    """A value a little beside the law's, inside."""
    unit = UNITS[parameter.unit]
    if isinstance(inside, Table):
        return inside.each(lambda one: moved(parameter, one))
    if isinstance(inside, bool):
        return not inside
    if isinstance(unit, ChoiceUnit):
        return (inside + 1) % len(unit.choices)
    if unit.name.startswith("yuan"):
        return inside // 100 * 103
    step = {"share": 10_000, "factor": 10}.get(unit.name, 1)
    return inside + step if inside + step <= min(unit.highest, 900_000) else inside - step


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=() if path in ORDINARY else pytest.mark.thorough) for path in reached()],
)
def test_under_a_moved_law_the_audit_holds_and_both_engines_agree(path: str) -> None:
    if path in IMPOSSIBLE:
        pytest.skip(IMPOSSIBLE[path])
    parameter = WORLD.load_policy().parameter(path)
    day = Simulation(WORLD).policy.on(FROM).day
    value = parameter.face(moved(parameter, parameter.at(day).value))
    scenario = WORLD.reform({path: {FROM: value}})
    fast = simulate(scenario)
    report = fast.check()
    assert report.ok, str(report)
    plain = simulate_plainly(scenario, fast.header["reserves"])
    for table, columns in COLUMNS.items():
        one, other = Counter(fast_rows(fast, table, scenario.start)), Counter(plain_rows(plain, table))
        assert one == other, f"{table}: {differences(one, other, columns)}"


def test_the_ordinary_sample_is_what_the_city_asks() -> None:
    assert set(ORDINARY) | set(IMPOSSIBLE) <= set(reached())

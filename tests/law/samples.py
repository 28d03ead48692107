"""One ordinary person, employer and case: a value for every input of the law, so that anything can be asked.

A new input is covered by its unit; it needs a line of its own only where the unit's value would make no
sense.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from simcore.calendar import day_text
from simcore.rulebook.choices import ChoiceUnit
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.policy import Policy
from simcore.rulebook.units import UNITS

CONTRACT = (
    "contribution_base",
    "contribution_floor",
    "contribution_ceiling",
    "employee_pension_worker",
    "employee_pension_employer",
    "employee_medical_worker",
    "employee_medical_employer",
    "large_medical_worker",
    "large_medical_employer",
    "unemployment_worker",
    "unemployment_employer",
    "work_injury_employer",
    "maternity_employer",
    "worker_contributions",
    "employer_contributions",
    "flexible_pension_contribution",
    "flexible_pension_to_account",
    "flexible_medical_contribution",
    "statutory_retirement_age_months",
    "statutory_retirement_month",
    "earliest_retirement_month",
    "latest_retirement_month",
    "retirement_delay_months",
    "minimum_contribution_months",
    "payout_divisor",
    "benefit_base",
    "basic_pension",
    "account_pension",
    "transitional_pension",
    "monthly_pension",
    "account_balance_after_year",
    "pension_funeral_grant",
    "pension_survivor_grant",
    "resident_pension_subsidy",
    "resident_basic_pension",
    "resident_monthly_pension",
    "resident_medical_premium",
    "resident_medical_subsidy",
    "resident_medical_waiting_months",
    "unemployment_benefit",
    "unemployment_benefit_months",
    "maternity_leave_days",
    "maternity_allowance",
    "injury_grant",
    "injury_pension",
    "nursing_allowance",
    "work_death_grant",
    "injury_funeral_grant",
    "dependants_pension",
    "inpatient_reimbursement",
    "outpatient_reimbursement",
    "registration_deadline",
    "assessed_contribution",
    "late_surcharge",
    "id_number_is_valid",
)
"""The targets that people outside the code rely on."""

_BY_UNIT: dict[str, Any] = {
    "yuan": "5000.00",
    "yuan_a_month": "5000.00",
    "months": 24,
    "years": 16,
    "number": 1,
    "people": 1,
    "from_one": 1,
    "share": "0.05",
    "factor": 1,
    "index_sum": 240,
    "tier": 1,
    "risk_class": 2,
    "disability_grade": 4,
    "skill_level": 4,
    "yes_no": True,
    "month": "2020-06",
    "day": "2020-06-15",
    "year_of_yuan": (500,) * 12,
}
_BY_NAME: dict[str, Any] = {
    "birth_month": "1965-03",
    "retirement_month": "2025-04",
    "age_months": 721,
    "contribution_months": 300,
    "unused_benefit_months": 3,
    "months_drawn": 30,
    "lost_after_weeks": 12,
    "left_voluntarily": False,
    "lapsed_years": 2,
    "repaid_years": 1,
    "annual_tier": 200,
    "hospital_level": 2,
    "age": 40,
    "id_number": "990000199001010017",
    "product_to_december": "39000.00",
    "net_credits": "6000.00",
}
_CASES: dict[str, tuple[str, ...]] = {
    "inpatient_reimbursement": ("employee_medical", "resident_medical"),
    "outpatient_reimbursement": ("employee_medical", "resident_medical"),
    "late_surcharge": ("employee_pension", "unemployment"),
}
"""The insurances for which a target is asked each on its own; the others for employees' pension alone."""


def sample(name: str) -> Any:
    """A value at the face for an input: by its name, else by its unit, else the lowest of its unit."""
    unit = UNITS[INPUTS[name].unit]
    if name in _BY_NAME:
        return _BY_NAME[name]
    if isinstance(unit, ChoiceUnit):
        return unit.choices[-1] if name == "relief_group" else unit.choices[0]
    return _BY_UNIT[unit.name] if unit.name in _BY_UNIT else unit.face(unit.lowest)


def questions(targets: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each target once, with the insurance it is asked for (or nothing) and a title."""
    for target in dict.fromkeys(targets):
        for scheme in _CASES.get(target, ("",)):
            yield target, scheme, f"{target} ({scheme})" if scheme else target


def inputs_for(policy: Policy, target: str, day: int, scheme: str = "") -> dict[str, Any]:
    """What must be given to a target on a day, with its values at the face; a base that is chosen is the
    lowest that the day's law allows.
    """
    node = policy.graph.find(target) or target
    reach = policy.graph.reach([node], day)
    needed = [name for name in reach if name in INPUTS and INPUTS[name].default is None]
    values = {name: scheme if scheme and name == "scheme" else sample(name) for name in needed}
    if "chosen_base" in values and day >= policy.parameter("average_wage_annual").values[0].start:
        values["chosen_base"] = str(policy.calculate("contribution_floor", day_text(day)))
    return values


def answer(policy: Policy, target: str, day: int, scheme: str = "") -> Any:
    """The target on a day for the ordinary case. Errors: InvalidInput as calculate."""
    return policy.calculate(target, day_text(day), **inputs_for(policy, target, day, scheme))

"""Runs that several files ask: each is made once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import simcore
from simcore.inquiry.run import Run
from simcore.inquiry.why.person_explanation import PersonExplanation
from simcore.rulebook.reasons import Step
from simcore.scenarios import Scenario
from tests.simulation.test_plain_equals_fast import EVERY_CONDUCT

WORLDS: dict[str, tuple[str, dict[str, Any]]] = {
    "every conduct": ("baseline", {**EVERY_CONDUCT, "agency.inspection_rate": 0.1, "seed": 21}),
    "every employer late": ("every_employer_late", {"employers.trouble_rate": 0.05, "seed": 22}),
}


@cache
def world(name: str) -> Run:
    """150 people for eight years."""
    scenario, changes = WORLDS[name]
    return simcore.simulate(Scenario.load(scenario).with_(changes, people=150, years=8))


def people(run: Run) -> list[int]:
    """Everybody's number."""
    return [int(person) for person in run.people["person_id"]]


def steps(told: PersonExplanation) -> dict[str, Step]:
    """The first step of each name, from above."""
    found: dict[str, Step] = {}
    for step in told.steps():
        found.setdefault(step.name, step)
    return found


def cited(step: Step) -> list[int]:
    """The ledger entries that a step names."""
    named = re.search(r"ledger entr(?:y|ies) ([\d, ]+)", step.document.en)
    return [int(number) for number in named[1].split(", ")] if named else []

"""Scenarios and runs go to other processes and come back as they were."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import simcore
from simcore.inquiry.run import Run
from simcore.scenarios import Scenario

SCENARIO = Scenario.load("baseline").with_(people=80, years=2)
REFORMED = SCENARIO.reform({"employee_pension.employer_rate": {"2021-01": "0.14"}})


def run_of(scenario: Scenario) -> Run:
    return simcore.simulate(scenario)


def test_a_scenario_is_the_same_after_a_journey() -> None:
    for scenario in (SCENARIO, REFORMED):
        returned = pickle.loads(pickle.dumps(scenario))
        assert returned == scenario
        assert (returned.label, returned.says, returned.reforms) == (
            scenario.label,
            scenario.says,
            scenario.reforms,
        )


def test_a_scenario_may_be_run_elsewhere_and_its_run_comes_back_whole() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
        returned = elsewhere.submit(run_of, REFORMED).result()
    here = simcore.simulate(REFORMED)
    assert returned.funds.equals(here.funds)
    assert returned.payments(3).equals(here.payments(3))
    assert returned.check().ok


@pytest.mark.parametrize("on_disk", [False, True])
def test_a_run_that_was_asked_already_can_still_travel(on_disk: bool, tmp_path: Path) -> None:
    run = simcore.simulate(SCENARIO, out=tmp_path / "run" if on_disk else None)
    asked = run.payments(0)
    returned = pickle.loads(pickle.dumps(run))
    assert returned.payments(0).equals(asked)
    assert returned.folder == run.folder


def test_a_law_travels_with_its_reforms() -> None:
    policy = REFORMED.load_policy()
    returned = pickle.loads(pickle.dumps(policy))
    assert returned.digest == policy.digest
    assert returned.carried_back == policy.carried_back


def test_a_run_answers_in_a_process_that_knows_no_law_yet(tmp_path: Path) -> None:
    run = simcore.simulate(SCENARIO)
    (tmp_path / "run.pickle").write_bytes(pickle.dumps(run))
    program = (
        "import pickle, sys; run = pickle.load(open(sys.argv[1], 'rb')); "
        "print(run.policy.calculate('employee_pension_worker', '2020-03', monthly_wage=5000))"
    )
    asked = [sys.executable, "-c", program, str(tmp_path / "run.pickle")]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(
        run.policy.calculate("employee_pension_worker", "2020-03", monthly_wage=5000)
    )

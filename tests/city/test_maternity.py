"""Maternity allowance in the city: an insured mother claims, medical insurance pays once, and the audit
knows.
"""

from __future__ import annotations

import numpy as np
import pytest

import simcore
from simcore.books.tables import Columns
from simcore.inquiry.run import Run
from simcore.scenarios import Scenario
from simcore.vocabulary import code
from tests.audit.test_audit import Falsification, falsified

KIND = code("benefit_kinds", "maternity_allowance")


@pytest.fixture(scope="module")
def run() -> Run:
    births = {
        "population.birth_rate": 0.2,
        "employers.workers_per_employer": 4,
        "employers.trouble_rate": 0.03,
    }
    return simcore.simulate(Scenario.load("baseline").with_(births, people=200, years=8, seed=21))


def test_an_honest_run_holds(run: Run) -> None:
    report = run.check()
    assert report.ok, str(report)


def test_medical_insurance_pays_once_for_the_month_of_birth(run: Run) -> None:
    paid = run.sql("SELECT * FROM benefits WHERE kind = 'maternity_allowance' AND paid_on IS NOT NULL")
    assert len(paid) > 10
    assert set(paid["scheme"]) == {"employee_medical"}
    born = run.sql("SELECT person_id, strftime(day, '%Y-%m') AS month FROM events WHERE kind = 'gave_birth'")
    assert not paid.merge(born, on=["person_id", "month"]).duplicated(["person_id", "month"]).any()
    assert len(paid.merge(born, on=["person_id", "month"])) == len(paid)


def test_some_months_in_a_row_are_asked_for_and_nobody_without_them_has_the_allowance(run: Run) -> None:
    """By the older rule of Chongqing, kept as a model default: six consecutive months."""
    claims = run.sql("SELECT * FROM claims WHERE kind = 'maternity'")
    refused, granted = claims[claims["granted"] == 0], claims[claims["granted"] == 1]
    assert set(refused["reason"]) == {"insufficient_months"}
    assert len(refused) > 3
    assert (granted["months"] >= 6).all()


def test_the_allowance_is_the_lawful_one_for_the_employers_mean_base(run: Run) -> None:
    """The unit's average wage of the year before ÷ 30 × the 128 days that the fund pays since 2021-11-25 (98
    before 2016; reply of 重庆市医保局, 2023-10).
    """
    first = run.sql(
        "SELECT b.*, e.employer_id FROM benefits b JOIN events e ON e.person_id = b.person_id "
        "AND e.kind = 'hired' AND e.day < strptime(b.month, '%Y-%m') WHERE b.kind = 'maternity_allowance' "
        "AND b.month >= '2023-01' ORDER BY b.month, e.day DESC LIMIT 1"
    ).iloc[0]
    year = int(first["month"][:4]) - 1
    bases = run.sql(
        f"SELECT base_fen FROM payments WHERE scheme = 'employee_pension' AND kind = 'normal' "
        f"AND employer = {first['employer_id']} AND month LIKE '{year}-%'"
    )["base_fen"]
    mean = round(bases.mean())
    assert abs(first["amount_fen"] - mean * 128 / 30) <= 4.5


def one_more(column: str, where: str = "kind", code_: int = KIND) -> Falsification:
    def change(columns: Columns) -> None:
        columns[column][np.flatnonzero(columns[where] == code_)[-1]] += 1

    return change


@pytest.mark.parametrize("column", ["amount_fen", "person_id", "due_on", "first_month"])
def test_a_falsified_allowance_is_found(run: Run, column: str) -> None:
    assert not falsified(run, "benefit_spells", one_more(column)).ok


@pytest.mark.parametrize("column", ["months", "arrived_on", "decided_on", "person_id", "entitlement"])
def test_a_falsified_claim_is_found(run: Run, column: str) -> None:
    claim = code("claim_kinds", "maternity")
    assert not falsified(run, "claims", one_more(column, code_=claim)).ok


def test_without_births_there_is_no_allowance() -> None:
    run = simcore.simulate(people=200, years=3)
    assert not len(run.sql("SELECT * FROM benefits WHERE kind = 'maternity_allowance'"))

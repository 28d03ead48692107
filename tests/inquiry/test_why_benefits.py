"""Claims about benefits: whatever a fund pays to people can be asked why, and the law is held against it."""

from __future__ import annotations

from collections import Counter

import pytest

import simcore
from simcore.books.books import Books
from simcore.books.schema import TABLES
from simcore.calendar import month_text
from simcore.inquiry.run import Run
from simcore.inquiry.why.answers import answered, answers
from simcore.scenarios import Scenario
from simcore.vocabulary import BenefitKind, PaymentKind, code, keys
from tests.inquiry.worlds import cited, people, steps, world

ANSWERS = {
    "pension": "monthly_pension",
    "unemployment_benefit": "unemployment_benefit",
    "medical_premium": "unemployment_medical_premium",
    "funeral_grant": "pension_funeral_grant",
    "survivor_grant": "pension_survivor_grant",
    "account_inheritance": "account_paid_out",
    "account_refund": "account_paid_out",
    "maternity_allowance": "maternity_allowance",
}
"""By what name each benefit of the vocabulary is asked why."""


@pytest.fixture(scope="module")
def births() -> Run:
    changes = {
        "population.birth_rate": 0.2,
        "employers.workers_per_employer": 4,
        "employers.trouble_rate": 0.03,
    }
    return simcore.simulate(Scenario.load("baseline").with_(changes, people=150, years=6, seed=21))


def test_every_benefit_of_the_vocabulary_can_be_asked_why() -> None:
    assert set(ANSWERS) == set(keys("benefit_kinds").values())
    assert set(ANSWERS.values()) <= answered().keys()


def test_every_benefit_that_was_paid_is_answered_with_its_amount(births: Run) -> None:
    told = Counter[str]()
    for run in (births, world("every conduct")):
        for person in people(run)[::2]:
            of_kind = {line["kind"]: line for line in run.record_of(person).benefits}
            for kind, line in of_kind.items():
                name = keys("benefit_kinds")[kind]
                tree = run.explain(person, ANSWERS[name], month_text(line["month"])).tree
                assert tree.inside == line["amount_fen"], (person, name)
                assert "by the law it would be" not in tree.document.en
                told[name] += 1
    assert len(told) >= 7, told


def test_a_maternity_allowance_follows_from_the_employer_s_mean_base_and_the_months_in_a_row(
    births: Run,
) -> None:
    kind, told = code("benefit_kinds", "maternity_allowance"), 0
    for person in people(births):
        record = births.record_of(person)
        for line in (line for line in record.benefits if line["kind"] == kind):
            whole = births.explain(person, "maternity_allowance", month_text(line["month"])).tree
            law, conditions = whole.steps
            assert law.inside == line["amount_fen"] and conditions.inside
            found = {step.name: step for step in whole.walk()}
            assert found["unit_average_wage"].kind == "record"
            assert found["consecutive_paid_months"].inside >= 6
            assert not any(step.kind in ("given", "input") for step in whole.walk())
            if line["paid_on"] is not None:
                (entry,) = cited(whole)
                journal = births.sql(f"SELECT day, fund, purpose FROM journal WHERE entry = {entry}")
                assert set(journal["fund"]) == {"employee_medical"}
                assert set(journal["purpose"]) == {"benefit_paid"}
            told += 1
    assert told > 10


def test_who_has_drawn_no_allowance_is_told_so(births: Run) -> None:
    man = int(births.sql("SELECT min(person_id) p FROM people WHERE sex = 'male'")["p"][0])
    with pytest.raises(simcore.InvalidInput, match="has drawn no maternity allowance"):
        births.explain(man, "maternity_allowance")


def test_where_the_record_is_not_what_the_law_makes_the_explanation_says_so() -> None:
    honest = world("every conduct")
    books = Books()
    for name in TABLES:
        columns = {key: column.copy() for key, column in honest.books.columns(name).items()}
        if name == "benefit_spells":
            columns["amount_fen"] += 100
        if name == "contribution_spells":
            columns["medical_worker_fen"] += 100
        if name == "accounts":
            columns["closing_fen"] += 100
        if len(next(iter(columns.values()))):
            books.table(name).append(**columns)
    wrong = Run(books, honest.header, honest.policy)
    told = Counter[str]()
    for person in people(honest):
        kinds = {line["kind"] for line in honest.record_of(person).benefits}
        for kind in kinds & {BenefitKind.PENSION, BenefitKind.UNEMPLOYMENT_BENEFIT}:
            target = ANSWERS[keys("benefit_kinds")[kind]]
            lawful = honest.explain(person, target).tree.shown
            tree = wrong.explain(person, target).tree
            assert f"by the law it would be {lawful[0]}" in tree.document.en
            assert f"按规定应为 {lawful[1]}" in tree.document.zh
            told[target] += 1
        if any(line["kind"] == PaymentKind.NORMAL for line in honest.record_of(person).lines):
            tree = wrong.explain(person, "worker_contributions").tree
            lawful = honest.explain(person, "worker_contributions").tree.shown
            assert f"by the law it would be {lawful[0]}" in tree.document.en
            told["worker_contributions"] += 1
        if honest.record_of(person).accounts:
            tree = wrong.explain(person, "account_balance_after_year").tree
            assert "by the law it would be" in tree.document.en
            told["account_balance_after_year"] += 1
    assert min(told.values()) > 3 and len(told) == 4, told


def test_a_target_has_one_answer() -> None:
    assert "monthly_pension" in answered()
    with pytest.raises(KeyError, match="has two answers"):
        answers("monthly_pension")(lambda record, target, month: None)


def test_the_steps_of_a_premium_lead_to_the_floor(births: Run) -> None:
    person = next(
        person
        for person in people(births)
        if any(line["kind"] == BenefitKind.MEDICAL_PREMIUM for line in births.record_of(person).benefits)
    )
    assert "contribution_floor" in steps(births.explain(person, "unemployment_medical_premium"))

"""Claims about the month that is meant: it is honoured or refused in a sentence, never ignored."""

from __future__ import annotations

from itertools import pairwise

import pytest

import simcore
from simcore.calendar import day_text, month_of, month_text
from simcore.inquiry.run import Run
from simcore.inquiry.why.answers import answered
from simcore.inquiry.why.months import first_month, last_month
from simcore.vocabulary import BenefitKind, PaymentKind
from tests.inquiry.worlds import people, steps, world


@pytest.fixture(scope="module")
def run() -> Run:
    return world("every conduct")


def refused(run: Run, person: int | str, target: str, month: str | None = None) -> str:
    with pytest.raises(simcore.InvalidInput) as error:
        run.explain(person, target, month)
    assert "\n" not in error.value.english and not error.value.chinese.isascii()
    return error.value.english


def first(run: Run, where: str) -> int:
    return int(run.sql(f"SELECT min(person_id) p FROM people WHERE {where}")["p"][0])


@pytest.mark.parametrize("month", ["0001-01", "1990-01", "2009-12", "2028-01", "9999-12"])
def test_every_target_refuses_a_month_outside_the_record_and_names_those_inside(run: Run, month: str) -> None:
    first = month_text(first_month(run.record_of(0)))
    for target in answered():
        said = refused(run, 0, target, month)
        assert f"person 0 has no record for {month}, as " in said, target
        allowed = "2010-01" if target == "account_balance_after_year" else first
        assert said.endswith(f"allowed are the months {allowed} to 2027-12"), said


def test_before_working_life_there_is_nothing_to_ask(run: Run) -> None:
    entrant = first(run, "entered > '2022-01-01'")
    begins = month_text(first_month(run.record_of(entrant)))
    assert f"entered working life in {begins}" in refused(run, entrant, "account_balance", "2015-06")
    assert run.explain(entrant, "contribution_months", begins).value in (0, 1)


def test_no_line_and_no_benefit_lies_outside_the_months_that_may_be_asked(run: Run) -> None:
    for person in people(run):
        record = run.record_of(person)
        months = [line["month"] for line in (*record.lines, *record.benefits)]
        assert all(first_month(record) <= month <= last_month(record) for month in months), person


def test_of_the_dead_the_last_state_is_told_and_a_later_month_refused(run: Run) -> None:
    dead = first(run, "death < '2026-01-01' AND retired < '2010-01'")
    record = run.record_of(dead)
    assert record.died_on is not None
    died = day_text(record.died_on)
    said = refused(run, dead, "contribution_months", "2027-06")
    assert f"this person died on {died}" in said and "has no record for 2027-06" in said
    decided = day_text(record.death_claims[-1]["decided_on"])
    for target in ("contribution_months", "index_sum", "account_balance"):
        tree = run.explain(dead, target).tree
        assert decided in tree.label[0] and tree.document.en == f"died on {died}"
        assert tree.document.zh == f"已于 {died} 死亡"


def test_who_asks_for_an_account_that_was_paid_out_is_told_what_to_ask_for(run: Run) -> None:
    lines = [
        (person, line)
        for person in people(run)
        for line in run.record_of(person).benefits
        if line["kind"] == BenefitKind.ACCOUNT_INHERITANCE
    ]
    person, line = lines[0]
    assert "ask for account_paid_out" in refused(run, person, "account_balance")
    assert run.explain(person, "account_paid_out").value * 100 == line["amount_fen"]
    before, month = month_text(line["month"] - 1), month_text(line["month"])
    said = refused(run, person, "account_paid_out", before)
    assert f"was paid this not for {before} but for {month}" in said


def test_a_part_of_the_pension_is_told_for_months_from_its_award_on(run: Run) -> None:
    person = int(run.sql("SELECT min(person_id) p FROM awards WHERE retirement_month > '2021-01'")["p"][0])
    award = run.record_of(person).awards[-1]
    retired = award["retirement_month"]
    for target in ("basic_pension", "payout_divisor", "benefit_base"):
        told = run.explain(person, target, month_text(retired))
        assert told.value == run.explain(person, target).value
        said = refused(run, person, target, month_text(retired - 1))
        assert f"only in {month_text(retired)}" in said
    # The average index has a value before there is a pension: that of the months paid by then.
    earlier = run.explain(person, "average_index", "2012-01")
    months = run.explain(person, "contribution_months", "2012-01")
    assert steps(earlier)["contribution_months"].inside == months.tree.inside < award["contribution_months"]


def test_when_somebody_may_retire_is_told_by_the_law_of_the_month_meant(run: Run) -> None:
    young = first(run, "retirement_category = 'female_50' AND birth > '1990-01-01'")
    before, after = (
        run.explain(young, "statutory_retirement_age_months", month) for month in ("2024-06", "2026-06")
    )
    assert before.value == 600 < after.value
    old = first(run, "retired < '2005-01'")
    assert run.explain(old, "statutory_retirement_month").date < "2005-01-02"


def test_who_retired_before_the_records_is_not_told_that_there_is_no_pension(run: Run) -> None:
    old = first(run, "retired < '2005-01'")
    said = refused(run, old, "basic_pension")
    assert "was awarded the pension before the records begin" in said and "ask for monthly_pension" in said


def test_a_month_without_a_job_has_no_deadline_of_an_earlier_job(run: Run) -> None:
    told = 0
    for person in people(run):
        jobs = run.record_of(person).registrations
        for job, following in pairwise(jobs):
            between = month_of(job["left_on"]) + 1
            if job["left_on"] >= 0 and month_of(following["hired_on"]) > between:
                said = refused(run, person, "registration_deadline", month_text(between))
                assert f"had no job with an employer of the run in {month_text(between)}" in said
                told += 1
    assert told > 5


def test_a_refusal_names_the_person_as_asked_and_where_the_record_begins(run: Run) -> None:
    people_ = run.people.set_index("person_id")
    flexible = int(run.sql("SELECT min(person_id) p FROM people WHERE entered > '2021-01-01'")["p"][0])
    number = str(people_.loc[flexible, "id_number"])
    for asked in (number, f" {number} "):
        said = refused(run, asked, "monthly_pension")
        assert said.startswith(f"person {number} has drawn no pension")
    assert refused(run, flexible, "monthly_pension").startswith(f"person {flexible} has")
    begins = month_text(first_month(run.record_of(flexible)))
    assert f"(the record goes from {begins} to 2027-12-31)" in said


def test_on_one_day_an_account_has_one_balance(run: Run) -> None:
    told = 0
    for person in people(run)[::4]:
        record = run.record_of(person)
        for row in record.accounts[-4:]:
            if row["closing_fen"]:
                balance = run.explain(person, "account_balance", f"{row['year']}-12")
                after_year = run.explain(person, "account_balance_after_year", f"{row['year']}-12")
                assert balance.tree.inside == after_year.tree.inside == row["closing_fen"]
                told += 1
    assert told > 40


def test_a_balance_within_the_year_says_up_to_when_it_has_interest(run: Run) -> None:
    person = next(
        person
        for person in people(run)
        if run.record_of(person).accounts
        and run.record_of(person).accounts[-1]["closing_fen"]
        and run.record_of(person).lines[-1]["kind"] == PaymentKind.NORMAL
    )
    told = run.explain(person, "account_balance", "2027-05").tree
    assert told.label[0] == ("balance of the personal account on 2027-05-31, with interest up to 2027-05-01")
    assert told.label[1] == "2027-05-31 个人账户储存额（利息计至 2027-05-01）"


def test_a_number_too_large_for_anybody_is_refused_in_a_sentence(run: Run) -> None:
    for number in (2**31, 2**63, 10**30, -1, -(2**63) - 1):
        with pytest.raises(simcore.InvalidInput, match="its people have the numbers 0 to"):
            run.person(number)

"""Claims about why: whatever the record has is recomputed from the person's own record, to the fen."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

import simcore
from simcore.calendar import month_text
from simcore.inquiry.run import Run
from simcore.inquiry.why.answers import answered
from simcore.inquiry.why.contributions import BILLED, COLUMN, FLEXIBLE
from simcore.inquiry.why.person_record import EMPLOYERS_KINDS
from simcore.vocabulary import BenefitKind, ClaimKind, PaymentKind
from tests.inquiry.worlds import WORLDS, people, steps, world


@pytest.fixture(scope="module", params=WORLDS)
def run(request: pytest.FixtureRequest) -> Run:
    return world(request.param)


def test_every_contribution_line_follows_from_its_base_or_from_the_line_before(run: Run) -> None:
    told = Counter[str]()
    for person in people(run)[::6]:
        for line in run.record_of(person).lines[::17]:
            month = month_text(line["month"])
            columns = COLUMN if line["kind"] in EMPLOYERS_KINDS else FLEXIBLE
            for target, column in columns.items():
                assert run.explain(person, target, month).tree.inside == line[column], (person, month, target)
            told[PaymentKind(line["kind"]).name] += 1
            base = run.explain(person, "contribution_base", month)
            assert base.tree.inside == line["base_fen"], (person, month)
    assert min(told["NORMAL"], told["FLEXIBLE"]) > 10, told


def test_an_assessed_month_and_a_back_payment_are_told_too() -> None:
    run = world("every conduct")
    kinds = (PaymentKind.ASSESSED, PaymentKind.BACK_PAYMENT)
    seen = Counter[PaymentKind]()
    for person in people(run):
        for line in run.record_of(person).lines:
            if line["kind"] in kinds and seen[line["kind"]] < 12:
                seen[line["kind"]] += 1
                for target, column in COLUMN.items():
                    told = run.explain(person, target, month_text(line["month"]))
                    assert told.tree.inside == line[column], (person, line["month"], target)
    assert min(seen[kind] for kind in kinds) >= 5, seen


def test_a_surcharge_is_that_of_the_bill(run: Run) -> None:
    told = 0
    for person in people(run):
        record = run.record_of(person)
        late = [
            line
            for line in record.lines
            if line["kind"] in EMPLOYERS_KINDS and line["settled_on"] and not line["has_no_bill"]
        ]
        late = [line for line in late if line["settled_on"] > line["due_on"]]
        for line in late[:1]:
            bill = record.bill_of(line)
            assert bill is not None
            on_record = sum(bill[f"{name}_surcharge_fen"] for name in BILLED.values())
            assert run.explain(person, "late_surcharge", month_text(line["month"])).tree.inside == on_record
            told += 1
    assert told > 10


def test_an_award_follows_from_months_indices_and_the_account(run: Run) -> None:
    awarded = 0
    for person in people(run):
        for award in run.record_of(person).awards:
            found = steps(run.explain(person, "monthly_pension"))
            for name, column in (
                ("average_index", "average_index"),
                ("contribution_months", "contribution_months"),
                ("account_balance", "account_balance_fen"),
                ("payout_divisor", "divisor"),
                ("basic_pension", "basic_fen"),
                ("account_pension", "account_part_fen"),
                ("transitional_pension", "transitional_fen"),
            ):
                assert found[name].inside == award[column], (person, name)
            assert run.explain(person, "average_index").tree.inside == award["average_index"]
            awarded += 1
    assert awarded > 15


def test_each_january_leads_to_the_pension_on_record(run: Run) -> None:
    for person in people(run):
        lines = [line for line in run.record_of(person).benefits if line["kind"] == BenefitKind.PENSION]
        for line in lines[-1:]:
            told = run.explain(person, "monthly_pension", month_text(line["month"]))
            assert told.tree.steps[-1].inside == line["amount_fen"], (person, line["month"])


def test_a_year_of_the_account_is_the_sum_of_what_moved(run: Run) -> None:
    for person in people(run)[::3]:
        for row in run.record_of(person).accounts[-2:]:
            told = run.explain(person, "account_balance_after_year", f"{row['year']}-06")
            assert "by the law it would be" not in told.tree.document.en
            signs = {"drawn": -1, "paid_out": -1}
            total = sum(signs.get(step.name, 1) * step.inside for step in told.tree.steps)
            assert total == row["closing_fen"], (person, row["year"])
            found = steps(told)
            if "closing_interest" not in found:
                interests = ("account_interest_on_opening", "account_interest_on_credits")
                columns = ("interest_on_opening_fen", "interest_on_credits_fen")
                assert [found[name].inside for name in interests] == [row[name] for name in columns]


def test_unemployment_benefit_and_its_months_are_those_granted(run: Run) -> None:
    told = 0
    for person in people(run):
        record = run.record_of(person)
        lines = [line for line in record.benefits if line["kind"] == BenefitKind.UNEMPLOYMENT_BENEFIT]
        grants = [row for row in record.claims if row["kind"] == ClaimKind.UNEMPLOYMENT and row["granted"]]
        for line in lines[:1]:
            whole = run.explain(person, "unemployment_benefit", month_text(line["month"])).tree
            assert whole.inside == whole.steps[0].inside == line["amount_fen"]
            told += 1
        if grants:
            months = run.explain(person, "unemployment_benefit_months").tree
            assert months.inside == grants[-1]["entitlement"], person
    assert told > 5


def test_what_survivors_and_leavers_were_paid_follows_from_the_record(run: Run) -> None:
    told = Counter[int]()
    for person in people(run):
        for line in run.record_of(person).benefits:
            kind = line["kind"]
            if kind == BenefitKind.FUNERAL_GRANT:
                assert run.explain(person, "pension_funeral_grant").tree.inside == line["amount_fen"]
            elif kind == BenefitKind.SURVIVOR_GRANT:
                assert run.explain(person, "pension_survivor_grant").tree.inside == line["amount_fen"]
            elif kind in (BenefitKind.ACCOUNT_INHERITANCE, BenefitKind.ACCOUNT_REFUND):
                found = steps(run.explain(person, "account_paid_out"))
                assert found["account_balance"].inside == line["amount_fen"], person
            else:
                continue
            told[kind] += 1
    assert told[BenefitKind.FUNERAL_GRANT] > 3 and told[BenefitKind.ACCOUNT_INHERITANCE] > 1, told


def test_nothing_of_a_record_is_called_given_and_everything_ends_in_a_line_or_a_law(run: Run) -> None:
    for person in people(run)[::20]:
        for target in answered():
            try:
                told = run.explain(person, target)
            except simcore.InvalidInput as refused:
                assert f"person {person} " in refused.english and str(person) in refused.chinese
                continue
            for step in told.steps():
                assert step.kind not in ("given", "input"), (target, step.name)
            assert json.loads(json.dumps(told.to_dict()))["person"] == person


def test_a_month_of_the_record_names_employer_day_and_ledger_entry(run: Run) -> None:
    person = int(run.sql("SELECT min(person_id) p FROM awards WHERE decided_on >= '2022-01-01'")["p"][0])
    months = [
        step
        for step in run.explain(person, "average_index").steps()
        if re.fullmatch(r"month_\d{4}-\d\d", step.name)
    ]
    assert len({step.name for step in months}) > 24
    in_run = [step for step in months if step.name >= "month_2021"]
    assert all("arrived on" in step.document.en and "ledger ent" in step.document.en for step in in_run)
    entries = set(run.sql("SELECT DISTINCT entry FROM journal")["entry"])
    for step in in_run:
        named = re.search(r"ledger entr(?:y|ies) ([\d, ]+)", step.document.en)
        assert named is not None
        assert {int(number) for number in named[1].split(", ")} <= entries


def test_targets_and_people_are_accepted_in_chinese_and_shown_in_one_language(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = int(run.sql("SELECT min(person_id) p FROM awards")["p"][0])
    english = run.explain(person, "monthly_pension")
    assert run.explain(person, "月养老金").value == english.value
    assert not re.search("[\u3007-\u9fff]{4,}", re.sub("law:.*|source:.*", "", str(english)))
    monkeypatch.setenv("SIMCORE_LANGUAGE", "zh")
    # At the end the names stand beside the labels, for whoever asks on.
    lines = re.sub(r"（?\([a-z_.]+\) — ", "", str(run.explain(person, "月养老金")))
    assert not re.search("[a-z]{3,}", lines), re.search("[a-z]{3,}", lines)


@pytest.mark.parametrize(
    ("target", "month", "said"),
    [
        ("monthly_pensoin", None, "did you mean monthly_pension"),
        ("foo", None, "is none that a person's record can answer; known are account_balance"),
        (
            "employee_pension_worker",
            "1999-01",
            "person 0 has no record for 1999-01, as ",
        ),
        ("account_paid_out", None, "has not been paid the account"),
        ("monthly_pension", "2031-13", "month is '2031-13'"),
    ],
)
def test_what_the_record_cannot_answer_is_one_sentence(
    run: Run, target: str, month: str | None, said: str
) -> None:
    with pytest.raises(simcore.InvalidInput, match=re.escape(said)) as refused:
        run.explain(0, target, month)
    assert "\n" not in str(refused.value) and not refused.value.chinese.isascii()


def test_who_asks_for_the_wrong_kind_of_line_is_told_which_one_there_is(run: Run) -> None:
    found = run.sql("SELECT person_id, first_month FROM contribution_spells WHERE kind = 'flexible' LIMIT 1")
    person, month = int(found["person_id"][0]), str(found["first_month"][0])
    with pytest.raises(simcore.InvalidInput, match="ask for flexible_pension_contribution") as refused:
        run.explain(person, "employee_pension_worker", month)
    assert "灵活就业人员养老保险费" in refused.value.chinese

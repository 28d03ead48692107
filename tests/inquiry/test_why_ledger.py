"""Claims about the ledger entries that an explanation cites: they moved this very money, and no other did."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import pytest

import simcore
from simcore.books.ledger import Account, Purpose
from simcore.calendar import day_text, month_text
from simcore.inquiry.run import Run
from simcore.inquiry.why.contributions import COLUMN, FLEXIBLE
from simcore.inquiry.why.ledger_entries import paid
from simcore.inquiry.why.person_record import EMPLOYERS_KINDS
from simcore.vocabulary import BILLED, BenefitKind, PaymentKind, Scheme
from tests.inquiry.worlds import WORLDS, cited, people, steps, world

Cash = Mapping[int, list[tuple[int, int, int, int]]]
"""Of each entry: day, fund, purpose and fen of what moved cash."""

SIDES = {"worker": Purpose.CONTRIBUTION_WORKER, "employer": Purpose.CONTRIBUTION_EMPLOYER}
FUNDS = {
    "employee_pension": Scheme.EMPLOYEE_PENSION,
    "medical_with_mutual_aid": Scheme.EMPLOYEE_MEDICAL,
    "unemployment": Scheme.UNEMPLOYMENT,
    "work_injury": Scheme.WORK_INJURY,
}


@pytest.fixture(scope="module", params=WORLDS)
def run(request: pytest.FixtureRequest) -> Run:
    return world(request.param)


@pytest.fixture(scope="module")
def cash(run: Run) -> Cash:
    moved: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    journal = run.questions.all_rows(
        f"SELECT entry, day, fund, purpose, amount_fen FROM raw_journal WHERE account = {Account.CASH.value}"
    )
    for entry, day, fund, purpose, fen in journal:
        moved[entry].append((day, fund, purpose, fen))
    return moved


def in_run(run: Run, line: Mapping[str, Any]) -> bool:
    return line["arrived_on"] is not None and month_text(run.start) <= day_text(line["arrived_on"])


def test_a_line_cites_the_fund_the_side_and_the_day_by_which_it_came_in(run: Run, cash: Cash) -> None:
    told = Counter[tuple[int, int]]()
    for person in people(run)[::10]:
        lines = [line for line in run.record_of(person).lines if in_run(run, line)]
        for line in lines[::7]:
            month = month_text(line["month"])
            if line["kind"] == PaymentKind.FLEXIBLE:
                asked = dict.fromkeys(FLEXIBLE, (Scheme.EMPLOYEE_PENSION, Purpose.CONTRIBUTION_SELF))
            elif line["kind"] == PaymentKind.NORMAL:
                asked = {
                    f"{scheme}_{side}": (fund, purpose)
                    for scheme, fund in FUNDS.items()
                    for side, purpose in SIDES.items()
                    if f"{scheme}_{side}" in COLUMN
                }
            else:
                continue
            for target, (fund, purpose) in asked.items():
                bases = ("chosen_base", "contribution_base")
                found = steps(run.explain(person, target, month))
                (entry,) = next(cited(found[base]) for base in bases if base in found and cited(found[base]))
                moved = [(day, of, why) for day, of, why, _ in cash[entry]]
                assert (line["arrived_on"], fund, purpose) in moved, (person, month, target)
                assert {of for _, of, _ in moved} == {fund}
                told[fund, purpose] += 1
    assert len(told) == 8 and min(told.values()) > 5, told


def test_what_is_cited_for_all_bills_of_a_day_is_what_the_ledger_booked_on_it(run: Run, cash: Cash) -> None:
    someone: dict[tuple[int, ...], tuple[int, str]] = {}
    for person in people(run):
        for line in run.record_of(person).lines:
            if line["kind"] in EMPLOYERS_KINDS and in_run(run, line) and not line["has_no_bill"]:
                declared = line["month"] if line["declared_month"] < 0 else line["declared_month"]
                key = (line["employer_id"], line["month"], declared, line["kind"])
                someone.setdefault(key, (person, month_text(line["month"])))
    columns = [f"{name}_{side}_fen" for name in BILLED.values() for side in SIDES]
    booked = Counter[tuple[int, int, int]]()
    bills = run.questions.all_rows(
        f"SELECT employer_id, month, declared_month, kind, {', '.join(columns)} FROM raw_settlements "
        "WHERE paid_on >= 0 ORDER BY paid_on DESC LIMIT 400"
    )
    for *key, fen in ((*bill[:4], bill[4:]) for bill in bills):
        person, month = someone[tuple(key)]
        amounts = dict(zip(columns, fen, strict=True))
        entries = cited(run.explain(person, "contribution_index", month).tree.steps[0])
        assert len(entries) == 1, (person, month)
        for side, purpose in SIDES.items():
            booked[entries[0], Scheme.EMPLOYEE_PENSION, purpose] += amounts[f"pension_{side}_fen"]
    # The earliest day of those chosen may have more bills than were chosen.
    whole = sorted(booked)[4:]
    for entry, fund, purpose in whole:
        in_ledger = sum(fen for _, of, why, fen in cash[entry] if (of, why) == (fund, purpose))
        assert booked[entry, fund, purpose] == in_ledger, (entry, purpose)
    assert len(whole) > 40


def test_the_whole_of_a_payslip_cites_all_its_funds(run: Run, cash: Cash) -> None:
    person, month = next(
        (person, month_text(line["month"]))
        for person in people(run)
        for line in run.record_of(person).lines
        if line["kind"] == PaymentKind.NORMAL and in_run(run, line)
    )
    for target, side, funds in (
        ("worker_contributions", "worker", [0, 1, 2]),
        ("employer_contributions", "employer", [0, 1, 2, 3]),
    ):
        moved = [cash[entry] for entry in cited(run.explain(person, target, month).tree)]
        assert [of for ((_, of, why, _), *_) in ([*rows] for rows in moved)] == funds
        assert all(SIDES[side] in {why for _, _, why, _ in rows} for rows in moved)


def test_a_benefit_cites_the_entry_that_paid_it_and_no_other(run: Run, cash: Cash) -> None:
    targets = {
        BenefitKind.PENSION: "monthly_pension",
        BenefitKind.UNEMPLOYMENT_BENEFIT: "unemployment_benefit",
        BenefitKind.MEDICAL_PREMIUM: "unemployment_medical_premium",
        BenefitKind.FUNERAL_GRANT: "pension_funeral_grant",
        BenefitKind.SURVIVOR_GRANT: "pension_survivor_grant",
        BenefitKind.ACCOUNT_INHERITANCE: "account_paid_out",
        BenefitKind.ACCOUNT_REFUND: "account_paid_out",
    }
    told = Counter[int]()
    for person in people(run):
        lines = [
            line
            for line in run.record_of(person).benefits
            if line["paid_on"] is not None and not line["is_past"]
        ]
        for line in {line["kind"]: line for line in lines}.values():
            told_of = run.explain(person, targets[line["kind"]], month_text(line["month"])).tree
            assert f"paid on {day_text(line['paid_on'])}" in told_of.document.en
            (entry,) = cited(told_of)
            fund = line["scheme"]
            premium = line["kind"] == BenefitKind.MEDICAL_PREMIUM
            purpose = Purpose.MEDICAL_PREMIUM if premium else Purpose.BENEFIT_PAID
            assert (line["paid_on"], fund, purpose) in {row[:3] for row in cash[entry]}, (person, line)
            told[line["kind"]] += 1
    assert len(told) >= 5 and min(told.values()) >= 1, told


def test_of_what_a_fund_pays_on_a_day_each_piece_of_its_queue_has_its_own_entry() -> None:
    run = simcore.simulate("empty_reserves", people=120, years=2)
    cash = {
        entry: -fen
        for entry, fen in run.questions.all_rows(
            f"""SELECT entry, amount_fen FROM raw_journal WHERE account = {Account.CASH.value}
                AND purpose = {Purpose.BENEFIT_PAID.value} AND fund = {Scheme.EMPLOYEE_PENSION.value}"""
        )
    }
    booked = Counter[int]()
    for person in people(run):
        record = run.record_of(person)
        for line in record.benefits:
            if line["scheme"] == Scheme.EMPLOYEE_PENSION and line["paid_on"] and not line["is_past"]:
                (entry,) = paid(record, line)
                booked[entry] += line["amount_fen"]
    assert dict(booked) == cash

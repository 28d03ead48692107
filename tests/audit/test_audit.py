"""The audit holds for honest books, and names what was falsified: one fen, one day, one spell, anywhere."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

import simcore
from simcore.audit import Report
from simcore.audit.benefits import all_examinations
from simcore.audit.claims import one_by_one
from simcore.books import Books
from simcore.books.schema import TABLES
from simcore.books.tables import Columns
from simcore.inquiry.run import Run
from simcore.scenarios import Scenario
from simcore.vocabulary import BenefitKind

PEOPLE, YEARS = 150, 8


@pytest.fixture(scope="module")
def honest() -> Run:
    return simcore.simulate(people=PEOPLE, years=YEARS, seed=3)


Falsification = Callable[[Columns], object]


def falsified(run: Run, table: str, change: Falsification) -> Report:
    """The audit of a copy of the run in which one table was changed."""
    books = Books()
    for name in TABLES:
        columns = {key: column.copy() for key, column in run.books.columns(name).items()}
        if name == table:
            changed = change(columns)
            columns = changed if isinstance(changed, dict) else columns
        if len(next(iter(columns.values()))):
            books.table(name).append(**columns)
    return Run(books, run.header, run.policy).check()


def last_row(columns: Columns, where: dict[str, int]) -> int:
    """The last row where the columns have these values (`x_above`: lie above them)."""
    chosen = np.ones(len(next(iter(columns.values()))), bool)
    for name, value in where.items():
        above = name.endswith("_above")
        chosen &= columns[name.removesuffix("_above")] > value if above else columns[name] == value
    places = np.flatnonzero(chosen)
    assert len(places), f"the run has no row with {where}"
    return int(places[-1])


def raising(column: str, by: int = 1, **where: int) -> Falsification:
    """Add `by` to `column` in such a row."""

    def change(columns: Columns) -> None:
        columns[column][last_row(columns, where)] += by

    return change


def without(**where: int) -> Falsification:
    """Leave such a row out."""

    def change(columns: Columns) -> Columns:
        place = last_row(columns, where)
        return {name: np.delete(column, place) for name, column in columns.items()}

    return change


def test_honest_books_hold(honest: Run) -> None:
    report = honest.check()
    assert report.ok, str(report)
    assert report.examined == (1, 2, 3, 4, 5, 6, 7, 8)


FALSIFIED: dict[str, tuple[str, Falsification, int, str]] = {
    # One fen.
    "a worker's amount": (
        "contribution_spells",
        raising("pension_worker_fen", kind=0),
        3,
        "pension_worker of person",
    ),
    "a base": ("contribution_spells", raising("base_fen", by=-100_000, kind=0), 3, "of person"),
    "a credit": ("contribution_spells", raising("account_fen", kind=3), 5, "of the account of person"),
    "a bill": ("settlements", raising("medical_employer_fen"), 7, "medical_employer of the bill of employer"),
    "a surcharge": (
        "settlements",
        raising("pension_surcharge_fen", pension_surcharge_fen_above=0),
        3,
        "surcharge of employer",
    ),
    "a pension": ("benefit_spells", raising("amount_fen", kind=0), 6, "the pension of person"),
    "a drawn part": (
        "benefit_spells",
        raising("account_part_fen", kind=0, account_part_fen_above=0),
        6,
        "account part of person",
    ),
    "an unemployment benefit": (
        "benefit_spells",
        raising("amount_fen", kind=1),
        6,
        "the unemployment_benefit of person",
    ),
    "an inheritance": ("benefit_spells", raising("amount_fen", kind=5), 5, "closing of the account"),
    "a payout": ("payouts", raising("amount_fen"), 4, "the benefit lines of that piece add up to"),
    "an account's opening": ("accounts", raising("opening_fen"), 5, "opening of the account of person"),
    "an account's interest": (
        "accounts",
        raising("interest_on_credits_fen"),
        5,
        "interest_on_credits of the account",
    ),
    "an award": ("awards", raising("basic_fen"), 6, "basic_fen of the award of person"),
    "an award's balance": ("awards", raising("account_balance_fen"), 5, "at the award on"),
    "an award's index": ("awards", raising("average_index"), 6, "average_index of the award"),
    "an award's months": ("awards", raising("contribution_months"), 6, "contribution_months of the award"),
    "an entry": ("journal", raising("amount_fen"), 1, "does not balance"),
    "a fund's opening": ("funds", raising("opening_fen"), 2, "opening of work_injury"),
    "a fund's contributions": (
        "funds",
        raising("contributions_worker_fen", fund=0),
        3,
        "contributions_worker of employee_pension",
    ),
    "a fund's benefits": ("funds", raising("benefits_fen", fund=0), 4, "benefits of employee_pension"),
    "a count of contributors": ("funds", raising("contributors", fund=2), 3, "contributors of unemployment"),
    "an opening line": (
        "people",
        raising("opening_balance_fen", opening_balance_fen_above=0),
        5,
        "opening of the account",
    ),
    # One day or month.
    "the day on which a month is due": (
        "contribution_days",
        raising("due_on", kind=0, arrived_on=-1),
        7,
        "contribution_days for",
    ),
    "the day on which flexible workers' money arrived": (
        "contribution_days",
        raising("arrived_on", kind=3),
        7,
        "contribution_days for",
    ),
    "the day on which benefits fell due": ("benefit_days", raising("due_on"), 7, "benefit_days for"),
    "a day on which benefits fell due": ("benefit_days", without(kind=0), 7, "benefit_days for"),
    "the day of a settlement": (
        "settlements",
        raising("settled_on", paid_on_above=0),
        3,
        "surcharge of employer",
    ),
    "the day of arrival": (
        "settlements",
        raising("paid_on", paid_on_above=0),
        7,
        "the days of the bill of employer",
    ),
    "the due day of a bill": ("settlements", raising("due_on"), 7, "the days of the bill of employer"),
    "the day of a payout": ("payouts", raising("paid_on"), 4, "the benefit lines of that piece"),
    "the due day of a payout": ("payouts", raising("due_on", by=-1), 4, "the benefit lines of that piece"),
    "the day of a decision": ("claims", raising("decided_on", granted=1), 6, "claim of person"),
    "the day of an award": ("awards", raising("decided_on"), 6, "has no award and granted claim that agree"),
    "the day of a registration": (
        "registrations",
        raising("registered_on", registered_on_above=18_500),
        6,
        "registered of person",
    ),
    "the day of leaving": (
        "registrations",
        raising("left_on", left_on_above=18_500),
        6,
        "left_job of person",
    ),
    "the day of an event": ("events", raising("day", kind=2), 6, "an event without its record"),
    "the day of a death": ("people", raising("died_on", died_on_above=18_300), 6, "died of person"),
    "the day of an entry": ("journal", raising("day", purpose=11), 1, "does not balance"),
    "the end of a spell": (
        "contribution_spells",
        raising("last_month", kind=0, last_month_above=610),
        7,
        "its lines add up to",
    ),
    # One row.
    "a spell left out": (
        "contribution_spells",
        without(first_month_above=605, kind=0),
        7,
        "its lines add up to",
    ),
    "a past spell left out": (
        "contribution_spells",
        lambda columns: {n: c[1:] for n, c in columns.items()},
        5,
        "of the account of person",
    ),
    "a benefit left out": (
        "benefit_spells",
        without(first_month_above=605),
        4,
        "recomputed from the records",
    ),
    "a bill left out": ("settlements", without(month_above=605), 7, "is 0.00, its lines add up to"),
    "a payout left out": ("payouts", without(amount_fen_above=0), 4, "benefits of"),
    "an account row left out": ("accounts", without(closing_fen_above=0), 5, "recomputed"),
    "a registration left out": (
        "registrations",
        without(registered_on_above=18_500),
        6,
        "without a registered job",
    ),
    "a death claim left out": ("claims", without(granted=1, kind=1), 6, "has no granted claim"),
    "an unemployment claim left out": (
        "claims",
        without(granted=1, kind=2),
        6,
        "an event without its record",
    ),
    "a refusal left out": ("claims", without(granted=0), 6, "an event without its record"),
    "an entry left out": ("journal", without(amount_fen_above=0), 1, "does not balance"),
    "a fund row left out": ("funds", without(month_above=605), 2, "has not one row a month and fund"),
    "a death grant a fen too high, the other a fen too low": (
        "benefit_spells",
        lambda columns: _from_one_grant_to_the_other(columns),
        6,
        "by the law",
    ),
    # What means nothing, and who pays.
    "a code below its list": ("benefit_spells", raising("scheme", by=-1, scheme=0), 6, "means nothing"),
    "a pension of another fund": ("benefit_spells", raising("scheme", kind=0), 6, "is not paid by"),
    "a channel": ("contribution_spells", raising("channel", kind=3), 6, "channel of the contribution"),
    "a day of paying": ("contribution_spells", raising("pay_day", kind=3), 6, "pay_day of the contribution"),
    "an employee's channel": (
        "contribution_spells",
        raising("channel", kind=0),
        6,
        "not paid by the employer",
    ),
    "what an entry was for": ("journal", raising("purpose", purpose=3), 1, "does not balance"),
    # Who somebody is.
    **{
        f"{name} of a person": ("people", raising(name, **where), 6, f"{name} of person")
        for name, where in (
            ("entered_on", {}),
            ("retired_in", {"retired_in_above": 0}),
            ("retirement_category", {"retirement_category": 0}),
            ("opening_months_before_accounts", {}),
            ("opening_index", {}),
        )
    },
    "a dead person among the living": ("people", raising("status", by=-1, status=8), 6, "is dead by status"),
    **{
        f"{name} of an employer": ("employers", raising(name), 6, f"{name} of employer")
        for name in ("slot", "industry", "size", "conduct", "founded_on")
    },
    # What cannot be.
    "an ID number given twice": ("people", lambda columns: _copy_number(columns), 8, "is given twice"),
    "a man with a woman's number": ("people", raising("sequence"), 8, "does not fit the sex"),
    "a real region": ("people", raising("region", by=-490_000), 8, "could be a real one"),
}


def _from_one_grant_to_the_other(columns: Columns) -> None:
    """No sum of the journal, of the claim's event or of the person changes."""
    grants = [
        last_row(columns, {"kind": kind.value})
        for kind in (BenefitKind.FUNERAL_GRANT, BenefitKind.SURVIVOR_GRANT)
    ]
    assert columns["person_id"][grants[0]] == columns["person_id"][grants[1]]
    columns["amount_fen"][grants] += (1, -1)


def _copy_number(columns: Columns) -> None:
    for name in ("region", "birth_day", "sequence", "sex"):
        columns[name][1] = columns[name][0]


IN_EVERY_RUN = (
    "a worker's amount",
    "a bill",
    "a pension",
    "an account's interest",
    "an entry",
    "a fund's opening",
    "the day of a settlement",
    "the day of a decision",
    "a benefit left out",
    "a death grant a fen too high, the other a fen too low",
    "an ID number given twice",
    "conduct of an employer",
    "a code below its list",
    "a pension of another fund",
    "retirement_category of a person",
)
"""The others take a second each, and are tried with the thorough tests."""


@pytest.mark.parametrize(
    "what",
    [each if each in IN_EVERY_RUN else pytest.param(each, marks=pytest.mark.thorough) for each in FALSIFIED],
)
def test_what_is_falsified_is_named(honest: Run, what: str) -> None:
    table, change, point, said = FALSIFIED[what]
    report = falsified(honest, table, change)
    assert not report.ok
    assert any(said in finding.english for finding in report.of(point)), str(report)


def test_a_finding_is_told_in_both_languages_and_shown_in_a_notebook(honest: Run) -> None:
    report = falsified(honest, "journal", raising("amount_fen"))
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in each.chinese) for each in report.findings)
    assert "<li>" in report._repr_html_()


@pytest.mark.parametrize(
    ("key", "other", "said"),
    [
        ("funds.interest_rate", 0.03, "the interest on the opening cash of employee_medical in"),
        ("treasury.pension_subsidy_share", 0.20, "the regular subsidy of employee_pension in"),
        ("treasury.cover_delay_days", 30, "the treasury covered"),
    ],
)
def test_what_the_government_and_the_bank_add_is_recomputed_by_the_rules_of_the_scenario(
    key: str, other: float, said: str
) -> None:
    run = simcore.simulate("empty_reserves", people=PEOPLE, years=3, seed=3)
    assert run.check().ok
    elsewhere = Scenario.load("empty_reserves").with_({"people": PEOPLE, "years": 3, "seed": 3, key: other})
    header = {**run.header, "scenario_yaml": elsewhere.to_yaml(), "scenario_digest": elsewhere.digest}
    report = Run(run.books, header, run.policy).check()
    assert any(said in finding.english for finding in report.of(2)), str(report)


def test_a_benefit_that_no_examination_knows_is_a_finding(
    honest: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [each for each in all_examinations() if not each.__module__.endswith("unemployment")]
    monkeypatch.setattr("simcore.audit.examination.all_examinations", lambda: known)
    said = [finding.english for finding in honest.check().of(6)]
    assert said == [
        "no examination knows the benefit unemployment_benefit",
        "no examination knows the benefit medical_premium",
    ]


def test_bills_are_written_off_on_the_day_on_which_the_employer_closes() -> None:
    run = simcore.simulate("every_employer_late", people=600, years=12, seed=1)
    assert run.check().ok
    report = falsified(run, "settlements", raising("written_off_on", by=-1, written_off_on_above=0))
    assert any("was written off on" in finding.english for finding in report.of(7)), str(report)


def test_of_claims_alike_the_first_answers_the_first() -> None:
    """Who lost two jobs in a month may bring two claims on one day; a third has nobody who brought it."""
    brought, asked = np.array([7, 3, 7, 5]), np.array([7, 4, 7, 3, 7])
    assert one_by_one(brought, asked).tolist() == [0, -1, 2, 1, -1]
    assert one_by_one(brought[:0], asked).tolist() == [-1] * 5


def test_two_changes_of_a_month_that_are_still_to_come_hold() -> None:
    simulation = simcore.Simulation(people=400, years=6, seed=4)
    assert simulation.advance("2025-01-15").run.check().ok

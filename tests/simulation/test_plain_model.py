"""The plain model on its own: what must be true of every world, whatever happens in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from simcore.calendar import first_day, last_day, month_of, number_in_month, number_in_year
from simcore.plain import PlainRun, simulate_plainly
from simcore.plain.records import NONE
from simcore.scenarios import Scenario
from simcore.vocabulary import BenefitKind, terms

YUAN = 100
AMPLE = (500_000_000 * YUAN,) * 4
EVERY_CONDUCT = {
    "employers.workers_per_employer": 4,
    "employers.punctual_share": 0.25,
    "employers.late_share": 0.25,
    "employers.under_declaring_share": 0.25,
    "employers.not_registering_share": 0.25,
    "employers.trouble_rate": 0.02,
    "employers.closing_rate": 0.10,
    "agency.inspection_rate": 0.05,
}
INCOME = (
    "contributions_employer",
    "contributions_worker",
    "contributions_self",
    "subsidy",
    "deficit_cover",
    "interest",
    "surcharges",
    "other_in",
)


@pytest.fixture(scope="module")
def run() -> PlainRun:
    """A hundred people and employers of every conduct for twelve years."""
    return simulate_plainly(
        Scenario.load("baseline").with_(EVERY_CONDUCT, people=100, years=12, seed=5), AMPLE
    )


def days_of_death(run: PlainRun) -> Iterator[tuple[int, int]]:
    return ((event.person_id, event.day) for event in run.events if event.kind == "died")


def test_every_month_of_a_fund_adds_up_and_hands_its_cash_to_the_next(run: PlainRun) -> None:
    closing: dict[str, int] = {}
    for row in sorted(run.funds, key=lambda row: row.month):
        income = sum(getattr(row, column) for column in INCOME)
        assert row.opening + income - row.benefits - row.refunds - row.other_out == row.closing
        assert closing.get(row.fund, row.opening) == row.opening
        assert row.closing >= 0
        closing[row.fund] = row.closing
    assert len(closing) == 4


def test_what_the_funds_book_is_what_was_paid_for_people(run: PlainRun) -> None:
    booked: Counter[tuple[str, int, str]] = Counter()
    for payment in run.payments:
        if payment.paid_on != NONE:
            month = month_of(payment.paid_on)
            side = "worker" if payment.payer == "employer" else "self"
            booked[payment.scheme, month, "contributions_employer"] += payment.employer_amount
            booked[payment.scheme, month, f"contributions_{side}"] += payment.worker_amount
    for benefit in run.benefits:
        if benefit.paid_on != NONE:
            booked[benefit.scheme.name.lower(), month_of(benefit.paid_on), "benefits"] += benefit.amount
    for row in run.funds:
        for column in ("contributions_employer", "contributions_worker", "contributions_self", "benefits"):
            assert getattr(row, column) == booked[row.fund, row.month, column], (row.fund, row.month, column)


def test_nobody_pays_or_draws_a_pension_after_the_month_of_death(run: PlainRun) -> None:
    death_month = {person: month_of(day) for person, day in days_of_death(run)}
    assert len(death_month) > 5
    regular = (BenefitKind.PENSION, BenefitKind.UNEMPLOYMENT_BENEFIT, BenefitKind.MEDICAL_PREMIUM)
    for person, month in [(payment.person_id, payment.month) for payment in run.payments] + [
        (benefit.person_id, benefit.month) for benefit in run.benefits if benefit.kind in regular
    ]:
        assert month <= death_month.get(person, month)


def test_nobody_has_two_lines_of_one_scheme_in_a_month(run: PlainRun) -> None:
    lines = Counter((payment.person_id, payment.scheme, payment.month) for payment in run.payments)
    assert max(lines.values()) == 1


def test_what_is_late_was_settled_after_the_due_day_and_brought_a_surcharge(run: PlainRun) -> None:
    late = [payment for payment in run.payments if payment.flag == "late_paid"]
    assert {payment.kind for payment in late} == {"normal", "back_payment", "assessed"}
    for payment in late:
        assert first_day(payment.month) + 24 < payment.settled_on < payment.paid_on
    assert sum(row.surcharges for row in run.funds) > 0


def test_receipts_are_booked_on_the_25th_and_the_last_day_only(run: PlainRun) -> None:
    days = {payment.paid_on for payment in run.payments if payment.kind != "paid_by_fund"} - {NONE}
    assert all(number_in_month(day) == 25 or day == last_day(month_of(day)) for day in days)
    by_flexible = {number_in_month(payment.paid_on) for payment in run.payments if payment.kind == "flexible"}
    assert by_flexible == {25}


def test_a_regular_pension_comes_on_the_10th_of_its_month(run: PlainRun) -> None:
    pensions = [benefit for benefit in run.benefits if benefit.kind == BenefitKind.PENSION]
    regular = [benefit for benefit in pensions if benefit.due_on == first_day(benefit.month) + 9]
    assert len(regular) > len(pensions) * 0.9
    assert all(benefit.paid_on == benefit.due_on for benefit in regular)


def test_an_account_carries_its_closing_balance_into_the_next_year(run: PlainRun) -> None:
    closing: dict[int, tuple[int, int]] = {}
    for row in sorted(run.accounts, key=lambda row: (row.person_id, row.year)):
        interest = row.interest_on_opening + row.interest_on_credits
        assert row.opening + row.credited + interest - row.drawn == row.closing >= 0
        if closing.get(row.person_id, (0, 0))[0] == row.year - 1:
            assert closing[row.person_id][1] == row.opening
        closing[row.person_id] = (row.year, row.closing)
    decembers = [
        row for row in run.funds if row.fund == "employee_pension" and number_in_year(row.month) == 12
    ]
    for december in decembers:
        year = 1970 + december.month // 12
        assert december.account_liability == sum(row.closing for row in run.accounts if row.year == year)


def test_unemployment_benefit_never_lasts_longer_than_granted(run: PlainRun) -> None:
    granted: Counter[int] = Counter()
    for claim in run.claims:
        if claim.kind == "unemployment" and claim.granted:
            granted[claim.person_id] += claim.entitlement
    drawn = Counter(b.person_id for b in run.benefits if b.kind == BenefitKind.UNEMPLOYMENT_BENEFIT)
    assert drawn
    assert all(months <= granted[person] for person, months in drawn.items())


def test_refusals_name_a_reason_and_awards_stand_on_enough_months(run: PlainRun) -> None:
    assert run.awards
    assert all(award.contribution_months >= 180 for award in run.awards)
    assert all(bool(claim.reason) != claim.granted for claim in run.claims)
    assert {claim.reason for claim in run.claims if claim.reason} <= set(terms()["refusal_reasons"])


def test_events_carry_names_of_the_vocabulary(run: PlainRun) -> None:
    assert {event.kind for event in run.events} <= set(terms()["event_kinds"])


def test_claims_are_decided_on_sitting_days_and_by_one_slow_clerk_never_too_many() -> None:
    scenario = Scenario.load("one_slow_clerk").with_(EVERY_CONDUCT, people=100, years=6, seed=2)
    decided: defaultdict[int, int] = defaultdict(int)
    for claim in simulate_plainly(scenario, AMPLE).claims:
        decided[claim.decided_on] += 1
    assert {number_in_month(day) for day in decided} <= {5, 15, 25}
    assert max(decided.values()) <= 11


def test_with_empty_funds_the_treasury_lets_nobody_wait_longer_than_a_month() -> None:
    scenario = Scenario.load("empty_reserves").with_(people=100, years=4, seed=3)
    run = simulate_plainly(scenario, (0, 0, 0, 0))
    assert sum(row.deficit_cover for row in run.funds) > 0
    waits = [benefit.paid_on - benefit.due_on for benefit in run.benefits if benefit.paid_on != NONE]
    assert 0 < max(waits) <= 31
    assert all(row.closing >= 0 for row in run.funds)


def test_the_same_seed_gives_the_same_records(run: PlainRun) -> None:
    again = simulate_plainly(
        Scenario.load("baseline").with_(EVERY_CONDUCT, people=100, years=12, seed=5), AMPLE
    )
    assert again == run

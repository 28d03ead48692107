"""Claims about the past: real records by the law of their years; totals are sums over them."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from simcore.books.books import Books
from simcore.calendar import first_day, last_day, month_of
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.society.creation import create_society
from simcore.society.lawful_dates import lawful_dates
from simcore.society.luck import Luck
from simcore.society.opening_line import RECORDS_BEGIN
from simcore.society.people import LINE_AMOUNTS, Status
from simcore.society.society import Society

FLEXIBLE = 3
START = 600


@pytest.fixture
def spells(a_class: Society, books: Books) -> dict[str, np.ndarray]:
    return books.columns("contribution_spells")


def per_person(a_class: Society, spells: dict[str, np.ndarray], amounts: np.ndarray) -> np.ndarray:
    totals = np.zeros(a_class.people.initial, np.int64)
    np.add.at(totals, spells["person_id"], amounts)
    return totals


def months_of(spells: dict[str, np.ndarray]) -> np.ndarray:
    return spells["last_month"].astype(np.int64) - spells["first_month"] + 1


def test_the_past_begins_in_2010_and_ends_the_month_before_the_start(spells) -> None:
    assert spells["first_month"].min() == RECORDS_BEGIN
    assert spells["last_month"].max() == START - 1
    assert (months_of(spells) > 0).all()


def test_months_paid_are_the_opening_months_and_the_months_of_the_spells(a_class: Society, spells) -> None:
    people, initial = a_class.people, slice(0, a_class.people.initial)
    recorded = per_person(a_class, spells, months_of(spells))
    assert np.array_equal(people.months_paid[initial], people.opening_months[initial] + recorded)
    assert np.array_equal(
        people.months_before_accounts[initial], people.opening_months_before_accounts[initial]
    )


def test_the_index_sum_is_the_opening_line_and_each_months_index_by_the_law_of_its_year(
    a_class: Society, spells, policy: Policy
) -> None:
    people, initial = a_class.people, slice(0, a_class.people.initial)
    rule = policy.compile(("contribution_index",), inputs=("contribution_base",))
    index = np.zeros(len(spells["person_id"]), np.int64)
    for month in np.unique(spells["first_month"]):
        here = spells["first_month"] == month
        (index[here],) = rule(
            first_day(int(month)), contribution_base=spells["base_fen"][here].astype(np.int64)
        )
    opening = people.opening_index[initial].astype(np.int64) * people.opening_months[initial]
    assert np.array_equal(
        people.index_sum[initial], opening + per_person(a_class, spells, index * months_of(spells))
    )


def test_unemployment_months_and_own_contributions_are_sums_over_the_spells(a_class: Society, spells) -> None:
    people, initial = a_class.people, slice(0, a_class.people.initial)
    months = months_of(spells)
    insured = np.where(spells["unemployment_worker_fen"] > 0, months, 0)
    assert np.array_equal(people.unemployment_months[initial], per_person(a_class, spells, insured))
    own = per_person(a_class, spells, spells["pension_worker_fen"] * months)
    assert np.array_equal(people.own_contributions[initial], own)


def test_nobody_pays_twice_in_a_month_or_before_entering_or_after_retiring(a_class: Society, spells) -> None:
    people = a_class.people
    order = np.lexsort((spells["first_month"], spells["person_id"]))
    person = spells["person_id"][order]
    first, last = spells["first_month"][order], spells["last_month"][order]
    same = person[1:] == person[:-1]
    assert (first[1:][same] > last[:-1][same]).all()
    assert (first >= month_of(people.entry_day[person].astype(np.int64))).all()
    retired = people.status[person] == Status.PENSIONER
    assert (last[retired] <= people.award_month[person[retired]]).all()


def test_each_one_is_with_the_present_employer_since_the_job_began_and_without_a_gap(
    a_class: Society, spells, policy: Policy
) -> None:
    people = a_class.people
    rows = np.flatnonzero(people.status == Status.EMPLOYED)
    present = spells["employer_id"] > 0
    months = per_person(a_class, spells, np.where(present, months_of(spells), 0))
    started = people.job_start[rows].astype(np.int64)
    since = np.maximum(lawful_dates(policy).first_contribution_month(started), RECORDS_BEGIN)
    assert np.array_equal(months[rows], START - since)
    assert np.array_equal(spells["employer_id"][present], people.employer[spells["person_id"][present]])


def test_spells_follow_the_law_of_their_years(spells, policy: Policy) -> None:
    # Employers' share of the pension: 20 % to April 2016, 19 % to April 2019, 16 % since (facts,
    # pensions.md 1.1).
    employees = spells["kind"] != FLEXIBLE
    base, paid, first = (
        spells[name][employees] for name in ("base_fen", "pension_employer_fen", "first_month")
    )
    for month, rate in ((RECORDS_BEGIN, 20), (560, 19), (595, 16)):
        here = first == month
        if not here.any():
            here = (first >= month) & (spells["last_month"][employees] < month + 8)
        assert here.any()
        assert np.array_equal(paid[here], (base[here].astype(np.int64) * rate + 50) // 100)


def test_the_maternity_line_ends_with_the_merger_in_2017(spells) -> None:
    employees = spells["kind"] != FLEXIBLE
    merged = spells["first_month"] >= (2017 - 1970) * 12 + 8
    assert (spells["maternity_employer_fen"][employees & ~merged] > 0).all()
    assert not spells["maternity_employer_fen"][merged].any()


def test_flexible_people_pay_20_percent_themselves_of_which_8_points_go_to_the_account(spells) -> None:
    flexible = spells["kind"] == FLEXIBLE
    base = spells["base_fen"][flexible].astype(np.int64)
    assert flexible.any()
    assert np.array_equal(spells["pension_worker_fen"][flexible], (base * 20 + 50) // 100)
    assert np.array_equal(spells["account_fen"][flexible], (base * 8 + 50) // 100)
    assert (spells["employer_id"][flexible] == -1).all()
    assert ((spells["pay_day"][flexible] >= 1) & (spells["pay_day"][flexible] <= 15)).all()


def test_the_last_line_is_the_last_spell_as_an_employee(a_class: Society, spells) -> None:
    people = a_class.people
    employees = np.flatnonzero(spells["kind"] != FLEXIBLE)
    order = employees[np.argsort(spells["last_month"][employees], kind="stable")]
    last = dict(zip(spells["person_id"][order].tolist(), order.tolist(), strict=True))
    for person, spell in list(last.items())[:400]:
        assert people.last_line_month[person] == spells["last_month"][spell]
        assert people.last_line_base[person] == spells["base_fen"][spell]
        assert people.last_line_amounts[person].tolist() == [
            spells[f"{name}_fen"][spell] for name in LINE_AMOUNTS
        ]


def test_accounts_chain_from_the_opening_line_to_the_balance_at_the_start(
    a_class: Society, books: Books
) -> None:
    people, accounts = a_class.people, books.columns("accounts")
    assert sorted(set(accounts["year"])) == list(range(2010, 2020))
    balance = people.opening_balance[: people.initial].copy()
    for year in range(2010, 2020):
        here = accounts["year"] == year
        person = accounts["person_id"][here]
        row = {name: accounts[f"{name}_fen"][here] for name in ("opening", "credited", "drawn", "closing")}
        interest = accounts["interest_on_opening_fen"][here] + accounts["interest_on_credits_fen"][here]
        assert np.array_equal(row["opening"], balance[person])
        assert np.array_equal(row["closing"], row["opening"] + row["credited"] - row["drawn"] + interest)
        assert (row["closing"] >= 0).all()
        balance[person] = row["closing"]
    assert np.array_equal(people.account_balance[: people.initial], balance)


def test_credits_of_a_year_are_the_account_amounts_of_its_months(
    a_class: Society, books: Books, spells
) -> None:
    accounts = books.columns("accounts")
    here = spells["first_month"] // 12 + 1970 == 2015
    credited = per_person(a_class, spells, np.where(here, spells["account_fen"] * months_of(spells), 0))
    rows = accounts["year"] == 2015
    assert np.array_equal(accounts["credited_fen"][rows], credited[accounts["person_id"][rows]])


def test_one_hand_reckoned_year_of_an_account(books: Books, spells) -> None:
    # 2014, rate 3.5 %: interest on the opening balance for 12 months; a credit of month n counts
    # 13 − n months, and the months 1 to 12 count 78 in all. Interest on credits = 0.2275 × credit.
    accounts = books.columns("accounts")
    whole = (spells["first_month"] == 528) & (spells["last_month"] == 539)
    person = int(spells["person_id"][whole][0])
    credit = int(spells["account_fen"][whole][0])
    row = np.flatnonzero((accounts["person_id"] == person) & (accounts["year"] == 2014))[0]
    opening = int(accounts["opening_fen"][row])
    assert accounts["credited_fen"][row] == 12 * credit
    assert accounts["interest_on_opening_fen"][row] == (opening * 35 + 500) // 1000
    assert accounts["interest_on_credits_fen"][row] == (credit * 2_275 + 5_000) // 10_000


def test_everybody_who_retired_since_2010_has_an_award_with_at_least_180_months(
    a_class: Society, books: Books
) -> None:
    people, awards = a_class.people, books.columns("awards")
    pensioners = np.flatnonzero(people.status == Status.PENSIONER)
    since = pensioners[people.award_month[pensioners] >= RECORDS_BEGIN]
    assert np.array_equal(np.sort(awards["person_id"]), since)
    assert awards["contribution_months"].min() >= 180
    assert np.array_equal(awards["contribution_months"], people.months_paid[awards["person_id"]])
    parts = awards["basic_fen"] + awards["account_part_fen"] + awards["transitional_fen"]
    assert np.array_equal(awards["monthly_fen"], parts)
    decided = [last_day(int(month)) for month in awards["retirement_month"]]
    assert awards["decided_on"].tolist() == decided


def test_an_award_of_2018_by_hand(a_class: Society, books: Books) -> None:
    # Basic: 6106 × (1 + Q)/2 × months/12 × 1 %; the account part is the balance over the divisor (whole
    # years before 2025).
    awards = books.columns("awards")
    row = np.flatnonzero(awards["retirement_month"] // 12 + 1970 == 2018)[0]
    index, months = int(awards["average_index"][row]), int(awards["contribution_months"][row])
    numerator, denominator = 610_600 * (10_000 + index) * months, 2 * 10_000 * 12 * 100
    assert awards["benefit_base_fen"][row] == 610_600
    assert awards["basic_fen"][row] == (2 * numerator + denominator) // (2 * denominator)
    divisor = int(awards["divisor"][row])
    assert divisor in (1390, 1700, 1950)
    assert awards["account_part_fen"][row] == (20 * awards["account_balance_fen"][row] + divisor) // (
        2 * divisor
    )


def test_pensions_are_paid_from_the_month_after_retirement_without_a_gap(
    a_class: Society, books: Books
) -> None:
    people, benefits = a_class.people, books.columns("benefit_spells")
    months = np.zeros(people.initial, np.int64)
    np.add.at(months, benefits["person_id"], benefits["last_month"] - benefits["first_month"] + 1)
    pensioners = np.flatnonzero(people.status == Status.PENSIONER)
    first = np.maximum(people.award_month[pensioners] + 1, RECORDS_BEGIN)
    assert np.array_equal(months[pensioners], START - first)
    assert not months[people.status[: people.initial] != Status.PENSIONER].any()


def test_a_pension_is_raised_every_january_after_the_year_of_retirement(
    a_class: Society, books: Books
) -> None:
    people, benefits = a_class.people, books.columns("benefit_spells")
    person = int(
        np.flatnonzero((people.award_month == RECORDS_BEGIN - 6) & (people.status == Status.PENSIONER))[0]
    )
    mine = benefits["person_id"] == person
    amounts = benefits["amount_fen"][mine][np.argsort(benefits["first_month"][mine])].astype(np.int64)
    # 2010: 10 %; 2016: 6.5 %; 2019: 5 % (facts, pensions.md 2.8), each half-up on the year before.
    assert amounts[0] == (people.opening_pension[person] * 110 + 50) // 100
    assert amounts[6] == (amounts[5] * 1065 + 500) // 1000
    assert amounts[9] == (amounts[8] * 105 + 50) // 100
    assert people.monthly_pension[person] == amounts[9]


def test_pensions_are_of_the_size_that_the_city_pays(a_class: Society, town: Society) -> None:
    pensioner = town.people.status == Status.PENSIONER
    # 2,931 yuan in 2024 after raises of 5, 4.5, 4, 3.8 and 3 %: some 2,400 at the end of 2019.
    assert town.people.monthly_pension[pensioner].mean() / 100 == pytest.approx(2_400, rel=0.25)


def test_four_fifths_of_the_active_insured_pay(a_class: Society, spells) -> None:
    active = (a_class.people.status[: a_class.people.initial] != Status.PENSIONER).sum()
    paying = (spells["last_month"] == START - 1).sum()
    assert 0.76 < paying / active < 0.9


def test_the_books_do_not_change_the_people(baseline: Scenario, policy: Policy, a_class: Society) -> None:
    without = create_society(baseline, policy, Luck(1)).people
    assert np.array_equal(without.index_sum, a_class.people.index_sum)
    assert np.array_equal(without.monthly_pension, a_class.people.monthly_pension)


def test_a_start_inside_a_year_leaves_that_years_credits_and_draws_open(baseline: Scenario) -> None:
    scenario, books = baseline.with_(people=600, years=1, start="2020-05"), Books()
    people = create_society(scenario, scenario.load_policy(), Luck(1), books).people
    spells, accounts = books.columns("contribution_spells"), books.columns("accounts")
    this_year = spells["first_month"] >= START
    credited, product = np.zeros(people.size, np.int64), np.zeros(people.size, np.int64)
    for month in range(START, START + 4):
        there = this_year & (spells["first_month"] <= month) & (spells["last_month"] >= month)
        np.add.at(credited, spells["person_id"][there], spells["account_fen"][there])
        np.add.at(product, spells["person_id"][there], spells["account_fen"][there] * (13 - (month % 12 + 1)))
    assert accounts["year"].max() == 2019
    assert np.array_equal(people.account_credited, credited)
    assert np.array_equal(people.account_credit_product, product)
    assert people.account_drawn.sum() > 0


def test_a_run_from_2010_has_only_opening_lines_behind_it(baseline: Scenario) -> None:
    scenario, books = baseline.with_(people=300, years=1, start="2010-01"), Books()
    people = create_society(scenario, scenario.load_policy(), Luck(1), books).people
    assert len(books.contribution_spells) == len(books.benefit_spells) == 0
    assert np.array_equal(people.months_paid, people.opening_months)
    pensioner = people.status == Status.PENSIONER
    assert (people.monthly_pension[pensioner] > 30_000).all()


def test_opening_lines_make_sense(town: Society) -> None:
    people = town.people
    assert (people.opening_months_before_accounts <= people.opening_months).all()
    active = people.status != Status.PENSIONER
    assert (people.opening_balance[(people.opening_months == 0) & active] == 0).all()
    span = RECORDS_BEGIN - month_of(people.entry_day.astype(np.int64))
    assert (people.opening_months <= np.maximum(span, 0)).all()


def test_the_past_is_the_same_in_whatever_blocks_it_is_written(
    baseline: Scenario, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = baseline.with_(people=500, years=1)
    whole = create_society(scenario, policy, Luck(8)).people
    monkeypatch.setattr("simcore.society.past.BLOCK", 37)
    blocks = create_society(scenario, policy, Luck(8)).people
    for field in fields(whole):
        assert np.array_equal(getattr(whole, field.name), getattr(blocks, field.name)), field.name


def test_flexible_people_who_would_choose_more_than_the_law_allows_pay_on_the_highest_base(
    baseline: Scenario, policy: Policy
) -> None:
    wish = {f"behaviour.base_ratio_{name}": 2.0 for name in ("low", "middle", "high")}
    books = Books()
    create_society(baseline.with_(wish, people=1_000, years=1), policy, Luck(1), books)
    spells = books.columns("contribution_spells")
    flexible = spells["kind"] == FLEXIBLE
    months, bases = spells["first_month"][flexible], spells["base_fen"][flexible]
    highest = policy.compile(("flexible_ceiling", "average_wage_annual"))
    # Until 2019-04 the average wage, rounded up to the yuan; since then twice of it lies below the ceiling.
    assert (months < 592).any() and (months >= 592).any()
    for month in np.unique(months):
        ceiling, wage = highest(first_day(int(month)))
        wished = (20 * wage + 60) // 120
        assert set(bases[months == month]) == {ceiling if month < 592 else wished}

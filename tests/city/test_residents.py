"""Residents who pay the residents' pension for a year: who may, what the government adds, where it goes."""

from __future__ import annotations

import numpy as np
import pytest

import simcore
from simcore.books.tables import Columns
from simcore.inquiry.run import Run
from simcore.scenarios import Scenario
from simcore.simulation import Simulation
from simcore.vocabulary import Scheme
from tests.audit.test_audit import Falsification, falsified


@pytest.fixture(scope="module")
def run() -> Run:
    residents = {
        "population.resident_share": 0.8,
        "labour.unemployed_to_flexible": 0.5,
        "employers.workers_per_employer": 4,
        "employers.closing_rate": 0.1,
    }
    return simcore.simulate(Scenario.load("baseline").with_(residents, people=200, years=8, seed=22))


def test_an_honest_run_holds(run: Run) -> None:
    report = run.check()
    assert report.ok, str(report)


def test_a_year_is_paid_once_and_covers_it_from_january_to_december(run: Run) -> None:
    """A yearly premium is one row with the whole amount at the first covered month (contract, section 4)."""
    paid = run.sql("SELECT * FROM payments WHERE kind = 'resident'")
    assert len(paid) > 100
    assert (paid["month"].str[4:] == "-01").all()
    assert (paid["covers_to"] == paid["month"].str[:4] + "-12").all()
    assert not paid.duplicated(["person_id", "month"]).any()
    assert set(paid["scheme"]) == {"resident_pension"}
    assert (paid["settled_on"].dt.year.astype(str) == paid["month"].str[:4]).all()
    assert (paid["paid_on"] > paid["settled_on"]).all()


def test_one_persons_record_shows_it(run: Run) -> None:
    person = int(run.sql("SELECT person_id FROM yearly_contributions LIMIT 1")["person_id"][0])
    shown = run.payments(person, scheme="resident_pension")
    assert len(shown)
    assert set(shown["payer"]) == {"person"}
    assert (shown["worker_amount"] == shown["base"]).all()
    assert (shown["employer_amount"] == 0).all()


def test_whoever_pays_is_16_to_59_and_neither_employed_nor_pays_another_pension(run: Run) -> None:
    """国发〔2014〕8号: who is of age, no student and not in the employees' scheme."""
    ages = run.sql(
        "SELECT date_diff('month', p.birth, y.settled_on) AS months FROM yearly_contributions y "
        "JOIN people p USING (person_id)"
    )["months"]
    assert ages.between(16 * 12, 60 * 12 - 1).all()
    elsewhere = run.sql(
        "SELECT * FROM yearly_contributions y JOIN payments p ON p.person_id = y.person_id "
        "AND p.month = strftime(y.settled_on, '%Y-%m') "
        "WHERE p.scheme = 'employee_pension' AND p.kind = 'flexible'"
    )
    assert not len(elsewhere)
    employed = run.sql(
        "SELECT * FROM yearly_contributions y JOIN events h ON h.person_id = y.person_id "
        "AND h.kind = 'hired' AND h.day <= y.settled_on WHERE NOT EXISTS (SELECT 1 FROM events l "
        "WHERE l.person_id = y.person_id AND l.kind = 'left_job' AND l.day >= h.day "
        "AND l.day < y.settled_on)"
    )
    assert not len(employed)


@pytest.mark.parametrize(("tier", "subsidy"), [(200, 40), (500, 70), (1000, 120), (3000, 160), (4000, 175)])
def test_the_government_adds_the_subsidy_of_the_tier_to_the_account(
    run: Run, tier: int, subsidy: int
) -> None:
    """Municipal subsidy table, 4000 since 2022-01, 3000 → 160 since 2020-01 (corrections no. 13)."""
    rows = run.sql(
        f"SELECT DISTINCT own_fen, subsidy_fen, account_fen FROM yearly_contributions "
        f"WHERE base_fen = {tier * 100} AND settled_on >= DATE '2022-01-01'"
    )
    assert rows.to_numpy().tolist() == [[tier * 100, subsidy * 100, (tier + subsidy) * 100]]


def test_the_fund_has_both_parts_and_counts_a_payer_in_each_month_of_the_year(run: Run) -> None:
    fund = run.sql("SELECT * FROM funds WHERE fund = 'resident_pension'")
    booked = run.sql("SELECT sum(own_fen) AS own, sum(subsidy_fen) AS added FROM yearly_contributions")
    assert fund["contributions_self_fen"].sum() == booked["own"][0]
    assert fund["subsidy_fen"].sum() == booked["added"][0]
    payers = run.sql(
        "SELECT count(*) AS n FROM yearly_contributions WHERE first_month = '2024-01' GROUP BY first_month"
    )["n"][0]
    assert set(fund[fund["month"].str.startswith("2024")]["contributors"]) == {payers}


def test_december_brings_the_accounts_interest_at_the_residents_rate(run: Run) -> None:
    """Month products at 3 % (model default) until the city's rates are published: 国发〔2014〕8号."""
    row = run.sql(
        "SELECT a.* FROM accounts a WHERE a.scheme = 'resident_pension' AND a.year = 2024 "
        "AND a.opening_fen > 0 AND a.credited_fen > 0 ORDER BY person_id LIMIT 1"
    ).iloc[0]
    arrived = run.sql(
        f"SELECT month(arrived_on) AS month, account_fen FROM yearly_contributions "
        f"WHERE person_id = {row['person_id']} AND year(arrived_on) = 2024"
    )
    product = int((arrived["account_fen"] * (13 - arrived["month"])).sum())
    assert row["interest_on_opening_fen"] == (row["opening_fen"] * 3 + 50) // 100
    assert row["interest_on_credits_fen"] == (product * 3 + 600) // 1200
    closing = run.sql(
        "SELECT sum(closing_fen) AS fen FROM accounts WHERE scheme = 'resident_pension' AND year = 2024"
    )["fen"][0]
    liability = run.sql(
        "SELECT account_liability_fen AS fen FROM funds WHERE fund = 'resident_pension' AND month = '2024-12'"
    )["fen"][0]
    assert closing == liability


def test_two_years_that_arrive_on_one_day_are_both_credited() -> None:
    """Paid on the last days of December and early in January, booked on the same day."""
    run = simcore.simulate(
        Scenario.load("baseline").with_(
            {"population.resident_share": 1.0, "labour.unemployed_to_flexible": 0.8},
            people=400,
            years=10,
            seed=22,
        )
    )
    twice = run.sql(
        "SELECT person_id, year(arrived_on) AS year, sum(account_fen)::BIGINT AS fen "
        "FROM yearly_contributions GROUP BY ALL HAVING count(DISTINCT arrived_on) < count(*)"
    )
    assert len(twice)
    for person, year, fen in twice.itertuples(index=False):
        row = run.sql(
            f"SELECT credited_fen FROM accounts WHERE person_id = {person} AND year = {year} "
            "AND scheme = 'resident_pension'"
        )
        assert row["credited_fen"].tolist() == [fen]


def test_a_payment_that_has_not_been_booked_is_not_yet_on_the_record() -> None:
    scenario = Scenario.load("baseline").with_(
        {"population.resident_share": 1.0}, people=500, years=2, seed=1
    )
    simulation = Simulation(scenario).advance("2021-05-24")
    assert (
        simulation.run.sql("SELECT max(arrived_on) AS day FROM yearly_contributions")["day"] < "2021-05-24"
    ).all()
    assert simulation.run.check().ok
    whole = simcore.simulate(scenario)
    between = whole.sql("SELECT * FROM yearly_contributions WHERE arrived_on = DATE '2021-05-25'")
    assert (between["settled_on"] < "2021-05-25").all()
    assert len(between)


@pytest.mark.parametrize(
    "column",
    [
        "person_id",
        "first_month",
        "last_month",
        "base_fen",
        "own_fen",
        "subsidy_fen",
        "account_fen",
        "channel",
        "settled_on",
        "arrived_on",
    ],
)
def test_a_falsified_payment_is_found(run: Run, column: str) -> None:
    def change(columns: Columns) -> None:
        place = len(columns["person_id"]) // 2
        columns[column][place] += 1 if column != "channel" or columns[column][place] < 6 else -1

    assert not falsified(run, "yearly_contributions", change).ok


@pytest.mark.parametrize(
    "column",
    [
        "opening_fen",
        "credited_fen",
        "interest_on_opening_fen",
        "interest_on_credits_fen",
        "drawn_fen",
        "closing_fen",
        "year",
        "person_id",
    ],
)
def test_a_falsified_year_of_an_account_is_found(run: Run, column: str) -> None:
    def change(columns: Columns) -> None:
        columns[column][np.flatnonzero(columns["scheme"] == Scheme.RESIDENT_PENSION)[-1]] += 1

    assert not falsified(run, "accounts", change).ok


def taken_out(columns: Columns) -> Columns:
    return {name: column[1:] for name, column in columns.items()}


def test_a_payment_taken_out_is_found(run: Run) -> None:
    change: Falsification = taken_out
    assert not falsified(run, "yearly_contributions", change).ok


def test_without_residents_there_is_no_such_fund() -> None:
    run = simcore.simulate(people=100, years=2)
    assert "resident_pension" not in set(run.funds["fund"])
    assert not len(run.sql("SELECT * FROM yearly_contributions"))

"""One person's records, out of books written by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from simcore.books.schema import TABLES
from simcore.inquiry.run import Run
from tests.inquiry.hand_made import run_by_hand


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    yield run_by_hand()


def of(record: pd.DataFrame, month: str, scheme: str = "employee_pension") -> pd.Series:
    (row,) = [row for _, row in record.iterrows() if row["month"] == month and row["scheme"] == scheme]
    return row


def test_the_record_has_one_row_a_month_and_scheme(run: Run) -> None:
    record = run.payments(0)
    first, last = (
        ["month", "covers_to", "scheme", "payer"],
        ["settled_on", "paid_on", "flag", "kind", "channel"],
    )
    assert list(record.columns) == [*first, "employer", "base", "employer_amount", "worker_amount", *last]
    assert len(record) == 4 * 4
    assert record.groupby("scheme")["month"].nunique().to_dict() == {
        "employee_pension": 4,
        "employee_medical": 4,
        "unemployment": 4,
        "work_injury": 4,
    }


def test_a_bill_paid_in_time_is_paid_and_arrives_on_the_next_receipts_day(run: Run) -> None:
    january = of(run.payments(0), "2020-01")
    assert (january["flag"], january["worker_amount"], january["employer_amount"]) == ("paid", 400.00, 800.00)
    assert (january["settled_on"], january["paid_on"]) == (
        pd.Timestamp("2020-01-25"),
        pd.Timestamp("2020-01-31"),
    )


def test_a_bill_paid_after_its_25th_is_late_and_one_not_paid_is_owed(run: Run) -> None:
    record = run.payments(0)
    assert of(record, "2020-02")["flag"] == "late_paid"
    assert of(record, "2020-03")["flag"] == "owed"
    assert pd.isna(of(record, "2020-03")["paid_on"])


def test_a_month_before_the_run_arrived_on_its_last_day(run: Run) -> None:
    december = of(run.payments(0), "2019-12")
    assert (december["flag"], december["paid_on"]) == ("paid", pd.Timestamp("2019-12-31"))


def test_a_flexible_worker_pays_alone_and_only_for_the_pension(run: Run) -> None:
    record = run.payments(1)
    assert set(record["scheme"]) == {"employee_pension"}
    row = of(record, "2020-02")
    assert (row["payer"], row["channel"], row["worker_amount"], row["employer_amount"]) == (
        "person",
        "wechat",
        800.0,
        0.0,
    )
    assert (row["settled_on"], row["paid_on"]) == (pd.Timestamp("2020-02-07"), pd.Timestamp("2020-02-25"))
    assert pd.isna(row["employer"])


def test_a_record_can_be_narrowed_to_a_scheme_and_to_months(run: Run) -> None:
    record = run.payments(0, scheme="unemployment", start="2020-01", end="2020-02")
    assert record["month"].tolist() == ["2020-01", "2020-02"]


def test_a_pension_that_waits_has_no_day_of_payment_yet(run: Run) -> None:
    benefits = run.benefits(2).set_index("month")
    assert benefits["paid_on"]["2019-12"] == pd.Timestamp("2019-12-10")
    assert benefits["paid_on"]["2020-02"] == pd.Timestamp("2020-02-20")
    assert pd.isna(benefits["paid_on"]["2020-03"])
    assert benefits["amount"].unique().tolist() == [3000.0]


def test_a_life_tells_birth_hiring_registration_and_late_payment(run: Run) -> None:
    life = run.events(0)
    assert life["kind"].tolist() == ["born", "hired", "registered", "paid_late"]
    assert life["detail"][2] == "10 days after hiring"
    assert life["article"][3] == "SIL 86"


def test_everybody_s_view_and_one_person_s_record_are_the_same_lines(run: Run) -> None:
    everybody = run.sql("SELECT * FROM payments WHERE person_id = 0 ORDER BY month, scheme, kind, settled_on")
    record = run.payments(0)
    assert (
        everybody["worker_amount_fen"].tolist()
        == (record["worker_amount"] * 100).round().astype(int).tolist()
    )
    assert everybody["flag"].tolist() == record["flag"].tolist()
    benefits = run.sql("SELECT * FROM benefits WHERE person_id = 2 ORDER BY month")
    assert benefits["amount_fen"].tolist() == [300_000] * 4
    assert list(benefits.columns) == ["person_id", "month", "scheme", "kind", "amount_fen", "paid_on"]


def test_the_tables_of_the_contract_can_be_asked(run: Run) -> None:
    for name in (*TABLES, "payments", "benefits"):
        if name == "payouts":
            continue  # the pieces of the funds' queues stand in the view `benefits`
        assert run.sql(f"SELECT count(*) AS n FROM {name}")["n"][0] >= 0
    spells = run.sql("SELECT * FROM contribution_spells")
    assert spells["first_month"].tolist() == ["2019-12", "2020-01"]
    assert run.sql("SELECT birth FROM people")["birth"].dtype.kind == "M"


def test_a_premium_paid_by_the_unemployment_fund_is_a_medical_line_once_it_is_paid() -> None:
    run = run_by_hand()
    common = {
        "person_id": 1,
        "scheme": 2,
        "first_month": 600,
        "last_month": 601,
        "account_part_fen": 0,
        "due_on": -1,
    }
    run.books.benefit_spells.append(kind=1, amount_fen=144_000, **common)
    run.books.benefit_spells.append(kind=2, amount_fen=33_500, **common)
    january_20, february_20 = 18_262 + 19, 18_262 + 31 + 19
    for kind in (1, 2):
        run.books.benefit_days.append(month=[600, 601], kind=kind, due_on=[january_20, february_20])
    run.books.payouts.append(
        scheme=2,
        due_on=january_20,
        from_person=1,
        from_kind=1,
        to_person=1,
        to_kind=2,
        paid_on=january_20,
        amount_fen=177_500,
        entries=2,
    )
    medical = run.payments(1, scheme="employee_medical")
    (row,) = medical.to_dict("records")
    assert (row["month"], row["kind"], row["payer"], row["channel"]) == (
        "2020-01",
        "paid_by_fund",
        "fund",
        "fund",
    )
    assert (row["base"], row["employer_amount"], row["worker_amount"]) == (3000.0, 335.0, 0.0)
    assert row["paid_on"] == pd.Timestamp("2020-01-20")

"""Books written by hand: three people, one employer, the first quarter of 2020.

Person 0 works for employer 1 since 2018. The bill for January is paid in time, that for February on 2
    March (6 days late),
that for March is still owed. Person 1 is a flexible worker who pays on the 7th. Person 2 draws a
    pension of 3,000 yuan; the
pension of February waits until the 20th, that of March is still waiting.
"""

from __future__ import annotations

import datetime

from simcore.books import Books
from simcore.inquiry.run import Run

START = 600
SIDES_OF_5000_YUAN = {
    "pension_worker_fen": 40_000,
    "pension_employer_fen": 80_000,
    "medical_worker_fen": 10_500,
    "medical_employer_fen": 47_500,
    "unemployment_worker_fen": 2_500,
    "unemployment_employer_fen": 2_500,
    "injury_employer_fen": 4_500,
}


def day(text: str) -> int:
    """A day as the books count it."""
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


def books_by_hand() -> Books:
    """The three lives."""
    books = Books(checked=True)
    books.people.append(
        person_id=[0, 1, 2],
        region=990_000,
        birth_day=[day("1980-05-05"), day("1985-03-01"), day("1950-01-01")],
        sequence=[1, 0, 1],
        sex=[0, 1, 0],
        retirement_category=[0, 2, 0],
        status=[1, 3, 5],
        entered_on=day("2005-01-03"),
        died_on=-1,
        retired_in=[-1, -1, 480],
        opening_months=0,
        opening_months_before_accounts=0,
        opening_index=0,
        opening_balance_fen=0,
        opening_pension_fen=[0, 0, 250_000],
    )
    books.employers.append(
        employer_id=[0, 1],
        slot=[-1, 0],
        industry=[0, 9],
        risk_class=[2, 4],
        size=[0, 1],
        conduct=[0, 1],
        founded_on=[-1, day("2015-06-01")],
        closed_on=-1,
    )
    spell = {
        "employer_id": 1,
        "kind": 0,
        "declared_month": -1,
        "maternity_employer_fen": 0,
        "channel": 0,
        "pay_day": -1,
    }
    books.contribution_spells.append(
        person_id=0,
        first_month=599,
        last_month=602,
        base_fen=500_000,
        account_fen=40_000,
        **spell,
        **SIDES_OF_5000_YUAN,
    )
    nothing = dict.fromkeys(SIDES_OF_5000_YUAN, 0) | {"pension_worker_fen": 80_000}
    flexible = spell | {"employer_id": -1, "kind": 3, "channel": 1, "pay_day": 7}
    books.contribution_spells.append(
        person_id=1,
        first_month=600,
        last_month=602,
        base_fen=400_000,
        account_fen=32_000,
        **flexible,
        **nothing,
    )
    books.contribution_days.append(
        month=[599, 600, 601, 602],
        kind=0,
        due_on=[day(f"{month}-25") for month in ("2019-12", "2020-01", "2020-02", "2020-03")],
        arrived_on=[day("2019-12-31"), -1, -1, -1],
    )
    books.contribution_days.append(
        month=[600, 601, 602],
        kind=3,
        due_on=-1,
        arrived_on=[day(f"{month}-25") for month in ("2020-01", "2020-02", "2020-03")],
    )
    books.benefit_days.append(
        month=[599, 600, 601, 602],
        kind=0,
        due_on=[day(f"{month}-10") for month in ("2019-12", "2020-01", "2020-02", "2020-03")],
    )
    sides = SIDES_OF_5000_YUAN | {"injury_worker_fen": 0}
    surcharges = {f"{scheme}_surcharge_fen": 0 for scheme in ("pension", "medical", "unemployment", "injury")}
    books.settlements.append(
        employer_id=1,
        month=[600, 601, 602],
        declared_month=[600, 601, 602],
        kind=0,
        due_on=[day("2020-01-25"), day("2020-02-25"), day("2020-03-25")],
        settled_on=[day("2020-01-25"), day("2020-03-02"), -1],
        paid_on=[day("2020-01-31"), day("2020-03-25"), -1],
        written_off_on=-1,
        people=1,
        **sides,
        **surcharges,
    )
    books.benefit_spells.append(
        person_id=2,
        scheme=0,
        kind=0,
        first_month=599,
        last_month=602,
        amount_fen=300_000,
        account_part_fen=0,
        due_on=-1,
    )
    books.payouts.append(
        scheme=0,
        due_on=[day("2020-01-10"), day("2020-02-10")],
        from_person=2,
        from_kind=0,
        to_person=2,
        to_kind=0,
        paid_on=[day("2020-01-10"), day("2020-02-20")],
        amount_fen=300_000,
        entries=1,
    )
    books.events.append(
        day=[day("2018-01-02"), day("2018-01-12")],
        person_id=0,
        employer_id=1,
        kind=[1, 2],
        reason=0,
        detail=[0, 10],
    )
    return books


def run_by_hand() -> Run:
    """The run that these books record, without a policy."""
    header = {"scenario": "by hand", "seed": 0, "start": START, "months": 3, "day": day("2020-03-31")}
    return Run(books_by_hand(), header | {"contribution_floors_fen": [300_000] * 3})

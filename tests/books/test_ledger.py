"""Money moves only as double entries; every verb of the ledger has two sides within each fund."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from simcore.books import Books
from simcore.books.ledger import TREASURY, Account, Ledger
from simcore.vocabulary import Scheme

PENSION, MEDICAL, UNEMPLOYMENT = Scheme.EMPLOYEE_PENSION, Scheme.EMPLOYEE_MEDICAL, Scheme.UNEMPLOYMENT
CASH, RECEIVABLE, PAYABLE, ACCOUNTS, POOL = Account

VERBS: dict[str, tuple[Callable[[Ledger], None], dict[tuple[int, int], int]]] = {
    "a reserve is cash and belongs to the pool": (
        lambda ledger: ledger.open_fund(1, PENSION, 900),
        {(PENSION, CASH): 900, (PENSION, POOL): -900},
    ),
    "existing accounts are owed from the pool": (
        lambda ledger: ledger.open_accounts(1, PENSION, 70),
        {(PENSION, POOL): 70, (PENSION, ACCOUNTS): -70},
    ),
    "a declaration makes a receivable of both sides": (
        lambda ledger: ledger.declare(1, MEDICAL, 20, 85),
        {(MEDICAL, RECEIVABLE): 105, (MEDICAL, POOL): -105},
    ),
    "receipts settle what was declared; own payments and surcharges are new": (
        lambda ledger: ledger.receive(1, PENSION, worker=8, employer=16, own=20, surcharges=1),
        {(PENSION, CASH): 45, (PENSION, RECEIVABLE): -24, (PENSION, POOL): -21},
    ),
    "a credit moves pool to accounts and no cash": (
        lambda ledger: ledger.credit_accounts(1, PENSION, 8),
        {(PENSION, POOL): 8, (PENSION, ACCOUNTS): -8},
    ),
    "a benefit that falls due is borne by pool and account": (
        lambda ledger: ledger.owe_benefits(1, PENSION, pool=30, accounts=12),
        {(PENSION, POOL): 30, (PENSION, ACCOUNTS): 12, (PENSION, PAYABLE): -42},
    ),
    "paying takes cash and what was payable": (
        lambda ledger: ledger.pay_benefits(1, PENSION, 42),
        {(PENSION, PAYABLE): 42, (PENSION, CASH): -42},
    ),
    "the premium of the unemployed leaves one fund and enters another": (
        lambda ledger: ledger.transfer_medical_premium(1, 5),
        {(UNEMPLOYMENT, PAYABLE): 5, (UNEMPLOYMENT, CASH): -5, (MEDICAL, CASH): 5, (MEDICAL, POOL): -5},
    ),
    "the treasury's cover is the treasury's loss": (
        lambda ledger: ledger.cover_deficit(1, PENSION, 6),
        {(TREASURY, POOL): 6, (TREASURY, CASH): -6, (PENSION, CASH): 6, (PENSION, POOL): -6},
    ),
    "a written-off bill is the pool's loss": (
        lambda ledger: ledger.write_off(1, PENSION, 8, 16),
        {(PENSION, POOL): 24, (PENSION, RECEIVABLE): -24},
    ),
    "fines go to the treasury and to no fund": (
        lambda ledger: ledger.pay_fines(1, 50),
        {(TREASURY, CASH): 50, (TREASURY, POOL): -50},
    ),
}


@pytest.mark.parametrize("claim", VERBS)
def test_verb(claim: str) -> None:
    verb, expected = VERBS[claim]
    books = Books(checked=True)
    verb(books.ledger)
    rows = books.columns("journal")
    moved: Counter[tuple[int, int]] = Counter()
    by_fund: Counter[int] = Counter()
    for fund, account, amount in zip(rows["fund"], rows["account"], rows["amount_fen"], strict=True):
        moved[int(fund), int(account)] += int(amount)
        by_fund[int(fund)] += int(amount)
    assert dict(moved) == expected
    assert set(by_fund.values()) == {0}
    assert set(rows["entry"].tolist()) == {0}


def test_a_movement_of_nothing_is_no_entry() -> None:
    books = Books()
    books.ledger.receive(1, PENSION)
    books.ledger.pay_benefits(2, PENSION, 10)
    assert books.columns("journal")["entry"].tolist() == [0, 0]

"""The ledger (总账): money moves only as double entries in whole fen, booked in batches.

Every fund, and the treasury, keeps five accounts. A positive amount is a debit, a negative one a credit; each
batch sums to zero within each fund that it touches, and so does each day.

    CASH                      what the fund has in its treasury account (财政专户)
    CONTRIBUTIONS_RECEIVABLE  declared by employers, not yet arrived: the bills' control account
    BENEFITS_PAYABLE          due and not yet paid: the control account of the queue
    PERSONAL_ACCOUNTS         owed to the insured: the control account of the personal accounts
    POOL                      what is left: the pooled fund

The verbs, each one batch (amounts are int fen, `fund` is a `Scheme`; an amount of zero books nothing):

    open_fund(day, fund, cash)                            CASH / POOL
    open_accounts(day, fund, liability)                   POOL / PERSONAL_ACCOUNTS
    declare(day, fund, worker, employer)                  RECEIVABLE / POOL
    receive(day, fund, *, worker, employer, own, surcharges)
                                                          CASH / RECEIVABLE (own and surcharges: POOL)
    credit_accounts(day, fund, amount)                    POOL / PERSONAL_ACCOUNTS
    credit_interest(day, fund, amount)                    POOL / PERSONAL_ACCOUNTS
    owe_benefits(day, fund, *, pool, accounts)            POOL and PERSONAL_ACCOUNTS / PAYABLE
    pay_benefits(day, fund, amount)                       PAYABLE / CASH
    transfer_medical_premium(day, amount)                 unemployment: PAYABLE / CASH; medical: CASH / POOL
    cover_deficit(day, fund, amount)                      treasury: POOL / CASH; fund: CASH / POOL
    subsidise(day, fund, amount)                          treasury: POOL / CASH; fund: CASH / POOL
    earn_interest(day, fund, amount)                      CASH / POOL
    write_off(day, fund, worker, employer)                POOL / RECEIVABLE
    pay_fines(day, amount)                                treasury: CASH / POOL
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from simcore.vocabulary import Scheme

if TYPE_CHECKING:
    from simcore.books.tables import Table

TREASURY = 7
"""The treasury's code in the journal's column `fund`, beside the schemes'."""

_MOVEMENTS_HELD = 1 << 14


class Account(IntEnum):
    """The accounts that every fund keeps."""

    CASH = 0
    CONTRIBUTIONS_RECEIVABLE = 1
    BENEFITS_PAYABLE = 2
    PERSONAL_ACCOUNTS = 3
    POOL = 4


class Purpose(IntEnum):
    """Why money moved."""

    OPENING = 0
    DECLARED_WORKER = 1
    DECLARED_EMPLOYER = 2
    CONTRIBUTION_WORKER = 3
    CONTRIBUTION_EMPLOYER = 4
    CONTRIBUTION_SELF = 5
    SURCHARGE = 6
    ACCOUNT_CREDIT = 7
    ACCOUNT_INTEREST = 8
    BENEFIT_DUE_POOL = 9
    BENEFIT_DUE_ACCOUNT = 10
    BENEFIT_PAID = 11
    MEDICAL_PREMIUM = 12
    DEFICIT_COVER = 13
    CASH_INTEREST = 14
    WRITTEN_OFF_WORKER = 15
    WRITTEN_OFF_EMPLOYER = 16
    FINE = 17
    SUBSIDY = 18


# Plain ints: a batch is booked in about a microsecond.
_CASH, _RECEIVABLE, _PAYABLE, _ACCOUNTS, _POOL = (int(account) for account in Account)

Movement = tuple[int, int, int, int, int]
"""Debit account, credit account, fund, purpose, fen."""


class Ledger:
    """Books batches into the journal. The caller says what happened; the ledger knows the two sides."""

    def __init__(self, journal: Table, entries: int = 0) -> None:
        self._journal = journal
        # Entry, day, debit account, credit account, fund, purpose, fen of each movement, one after another.
        self._moved: list[int] = []
        self._entries = entries

    @property
    def entries(self) -> int:
        """How many batches have been booked."""
        return self._entries

    def open_fund(self, day: int, fund: int, cash: int) -> None:
        """The reserve with which a fund begins."""
        self._book(day, (_CASH, _POOL, fund, Purpose.OPENING, cash))

    def open_accounts(self, day: int, fund: int, liability: int) -> None:
        """The personal accounts of the people who exist when the run begins."""
        self._book(day, (_POOL, _ACCOUNTS, fund, Purpose.OPENING, liability))

    def declare(self, day: int, fund: int, worker: int, employer: int) -> None:
        """Employers' bills of a declaration, whatever month they are for."""
        self._book(
            day,
            (_RECEIVABLE, _POOL, fund, Purpose.DECLARED_WORKER, worker),
            (_RECEIVABLE, _POOL, fund, Purpose.DECLARED_EMPLOYER, employer),
        )

    def receive(
        self, day: int, fund: int, *, worker: int = 0, employer: int = 0, own: int = 0, surcharges: int = 0
    ) -> None:
        """Receipts: both sides of employers' bills, flexible workers' payments (`own`), late surcharges."""
        self._book(
            day,
            (_CASH, _RECEIVABLE, fund, Purpose.CONTRIBUTION_WORKER, worker),
            (_CASH, _RECEIVABLE, fund, Purpose.CONTRIBUTION_EMPLOYER, employer),
            (_CASH, _POOL, fund, Purpose.CONTRIBUTION_SELF, own),
            (_CASH, _POOL, fund, Purpose.SURCHARGE, surcharges),
        )

    def credit_accounts(self, day: int, fund: int, amount: int) -> None:
        """The part of received pension contributions that belongs to the personal accounts."""
        self._book(day, (_POOL, _ACCOUNTS, fund, Purpose.ACCOUNT_CREDIT, amount))

    def credit_interest(self, day: int, fund: int, amount: int) -> None:
        """Interest on personal accounts, at the year's end or when an account is closed."""
        self._book(day, (_POOL, _ACCOUNTS, fund, Purpose.ACCOUNT_INTEREST, amount))

    def owe_benefits(self, day: int, fund: int, *, pool: int = 0, accounts: int = 0) -> None:
        """Benefits that fall due: what the pool bears and what is drawn from personal accounts."""
        self._book(
            day,
            (_POOL, _PAYABLE, fund, Purpose.BENEFIT_DUE_POOL, pool),
            (_ACCOUNTS, _PAYABLE, fund, Purpose.BENEFIT_DUE_ACCOUNT, accounts),
        )

    def pay_benefits(self, day: int, fund: int, amount: int) -> None:
        """Benefits paid to people (the medical premiums of the unemployed have their own verb)."""
        self._book(day, (_PAYABLE, _CASH, fund, Purpose.BENEFIT_PAID, amount))

    def transfer_medical_premium(self, day: int, amount: int) -> None:
        """The unemployment fund pays the medical premiums of people on benefit (article 48)."""
        self._book(
            day,
            (_PAYABLE, _CASH, Scheme.UNEMPLOYMENT, Purpose.MEDICAL_PREMIUM, amount),
            (_CASH, _POOL, Scheme.EMPLOYEE_MEDICAL, Purpose.MEDICAL_PREMIUM, amount),
        )

    def cover_deficit(self, day: int, fund: int, amount: int) -> None:
        """The treasury makes up what a fund lacks (Social Insurance Law, article 65)."""
        self._book(
            day,
            (_POOL, _CASH, TREASURY, Purpose.DEFICIT_COVER, amount),
            (_CASH, _POOL, fund, Purpose.DEFICIT_COVER, amount),
        )

    def subsidise(self, day: int, fund: int, amount: int) -> None:
        """What the government adds regularly (Social Insurance Law, articles 11 and 13)."""
        self._book(
            day,
            (_POOL, _CASH, TREASURY, Purpose.SUBSIDY, amount),
            (_CASH, _POOL, fund, Purpose.SUBSIDY, amount),
        )

    def earn_interest(self, day: int, fund: int, amount: int) -> None:
        """Interest on a fund's cash."""
        self._book(day, (_CASH, _POOL, fund, Purpose.CASH_INTEREST, amount))

    def write_off(self, day: int, fund: int, worker: int, employer: int) -> None:
        """Bills of an employer that closed without paying."""
        self._book(
            day,
            (_POOL, _RECEIVABLE, fund, Purpose.WRITTEN_OFF_WORKER, worker),
            (_POOL, _RECEIVABLE, fund, Purpose.WRITTEN_OFF_EMPLOYER, employer),
        )

    def pay_fines(self, day: int, amount: int) -> None:
        """Fines go to the treasury, not to a fund."""
        self._book(day, (_CASH, _POOL, TREASURY, Purpose.FINE, amount))

    def _book(self, day: int, *movements: Movement) -> None:
        entry, booked = self._entries, False
        for debit, credit, fund, purpose, amount in movements:
            if amount:
                self._moved.extend((entry, day, debit, credit, fund, purpose, amount))
                booked = True
        if booked:
            self._entries += 1
            if len(self._moved) >= _MOVEMENTS_HELD * 7:
                self.post()

    def post(self) -> None:
        """Hand what has moved so far over to the journal's table, a line for each side."""
        if self._moved:
            entry, day, debit, credit, fund, purpose, amount = (
                np.array(self._moved, np.int64).reshape(-1, 7).T
            )
            self._journal.append(
                entry=entry.repeat(2),
                day=day.repeat(2),
                account=np.stack((debit, credit), axis=1).ravel(),
                fund=fund.repeat(2),
                purpose=purpose.repeat(2),
                amount_fen=np.stack((amount, -amount), axis=1).ravel(),
            )
            self._moved = []

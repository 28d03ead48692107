"""What falls due to people, and the orders to the funds to pay it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simcore.city.agenda import Agenda
from simcore.city.ground import Ground
from simcore.city.lives import Rows
from simcore.city.pens import Pens
from simcore.vocabulary import BenefitKind, Scheme

FROM_ACCOUNTS = (BenefitKind.ACCOUNT_REFUND, BenefitKind.ACCOUNT_INHERITANCE)
"""Benefits that are wholly the person's own account."""


@dataclass(slots=True)
class Dues:
    """Benefits that fell due together: person, kind, fen. In a fund's queue they are ordered by person and
    kind.
    """

    person: np.ndarray
    kind: np.ndarray
    amount: np.ndarray

    @classmethod
    def of(cls, kind: int, rows: Rows, amount: np.ndarray) -> Dues:
        return cls(rows, np.full(len(rows), int(kind)), amount)

    def __len__(self) -> int:
        return len(self.person)

    def take(self, part: slice) -> Dues:
        return Dues(self.person[part], self.kind[part], self.amount[part])

    @classmethod
    def joined(cls, parts: Sequence[Dues]) -> Dues:
        """All of them, in the order given."""
        return cls(
            np.concatenate([part.person for part in parts]),
            np.concatenate([part.kind for part in parts]),
            np.concatenate([part.amount for part in parts]),
        )

    def in_order(self) -> Dues:
        """Ordered by person and kind."""
        order = np.lexsort((self.kind, self.person))
        return Dues(self.person[order], self.kind[order], self.amount[order])


class Orders:
    """What is ordered to be paid waits on each scheme's agenda as `(due_on, (due_on, dues))`."""

    def __init__(self, ground: Ground, pens: Pens, schemes: Sequence[Scheme]) -> None:
        self._ledger, self._pens = ground.books.ledger, pens
        self.agendas = {scheme: Agenda() for scheme in schemes}

    def owe(self, scheme: Scheme, dues: Dues, day: int, from_accounts: np.ndarray | int = 0) -> None:
        """A benefit falls due: from the personal accounts what they hold, the rest from the pool."""
        drawn = from_accounts if isinstance(from_accounts, int) else int(from_accounts.sum())
        self._ledger.owe_benefits(day, scheme, pool=int(dues.amount.sum()) - drawn, accounts=drawn)

    def pay(self, scheme: Scheme, dues: Dues, day: int, from_accounts: np.ndarray | int = 0) -> None:
        """Order the fund to pay, on its next pay day."""
        self.owe(scheme, dues, day, from_accounts)
        self.agendas[scheme].put(day, (day, dues))

    def pay_once(
        self, scheme: Scheme, benefits: Mapping[int, np.ndarray], rows: Rows, month: int, day: int
    ) -> None:
        """Benefits that are paid in one sum: fen by kind, one each of the rows (0: nothing of that kind)."""
        amounts = np.array([*benefits.values()])
        kind, person = (amounts > 0).nonzero()
        if not len(kind):
            return
        dues = Dues(rows[person], np.array([*benefits], np.int64)[kind], amounts[kind, person])
        self._pens.write_benefits(dues.person, scheme, dues.kind, month, month, dues.amount, due_on=day)
        drawn = sum(int(benefits[kind].clip(0).sum()) for kind in FROM_ACCOUNTS if kind in benefits)
        self.pay(scheme, dues, day, from_accounts=drawn)

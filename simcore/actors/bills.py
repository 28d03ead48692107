"""What employers have declared and the tax bureau has not yet booked: bills, and the people on those that
may arrive late.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simcore.society.dates import NEVER

SCHEMES = 4
"""Employee pension, employee medical, unemployment, work injury: the schemes of an employer's bill."""


_BILL_COLUMNS = (
    "employer",
    "month",
    "declared_month",
    "kind",
    "due_on",
    "settled_on",
    "by_line",
    "people",
    "worker",
    "employer_part",
    "credit",
)


@dataclass(slots=True)
class Bills:
    """One bill an employer, month, declaration and kind: paid whole or not at all. Columns of equal length.

    Days are NEVER while they lie open. `worker` and `employer_part` are 4 × bills, int64 fen; `credit` goes to the personal accounts. `by_line`
    says that the people on the bill are kept line by line; else they are those on the employer's ordinary
    lines.
    """

    employer: np.ndarray
    month: np.ndarray
    declared_month: np.ndarray
    kind: np.ndarray
    due_on: np.ndarray
    settled_on: np.ndarray
    by_line: np.ndarray
    people: np.ndarray
    worker: np.ndarray
    employer_part: np.ndarray
    credit: np.ndarray

    @classmethod
    def none(cls) -> Bills:
        empty = np.zeros(0, np.int64)
        both_sides = np.zeros((SCHEMES, 0), np.int64)
        return cls(empty, empty, empty, empty, empty, empty, np.zeros(0, bool), empty, both_sides, both_sides, empty)

    def __len__(self) -> int:
        return len(self.employer)

    @property
    def principal(self) -> np.ndarray:
        """Both sides of each scheme (4 × bills, fen)."""
        return self.worker + self.employer_part

    def take(self, chosen: np.ndarray) -> Bills:
        return Bills(*(getattr(self, name)[..., chosen] for name in _BILL_COLUMNS))

    def followed_by(self, more: Bills) -> Bills:
        return Bills(
            *(np.concatenate((getattr(self, name), getattr(more, name)), axis=-1) for name in _BILL_COLUMNS)
        )


@dataclass(slots=True)
class BillLines:
    """The people on bills that are kept line by line: `bill` is a position in `Bills`; `credit` (fen) goes
    to the account.
    """

    bill: np.ndarray
    person: np.ndarray
    own: np.ndarray
    credit: np.ndarray
    index: np.ndarray

    @classmethod
    def none(cls) -> BillLines:
        return cls(*(np.zeros(0, np.int64) for _ in range(5)))

    def __len__(self) -> int:
        return len(self.bill)

    def take(self, chosen: np.ndarray) -> BillLines:
        return BillLines(
            self.bill[chosen], self.person[chosen], self.own[chosen], self.credit[chosen], self.index[chosen]
        )

    def followed_by(self, more: BillLines, bills_before: int) -> BillLines:
        """These lines and `more`, whose bills stand `bills_before` places further on."""
        return BillLines(
            np.concatenate((self.bill, more.bill + bills_before)),
            np.concatenate((self.person, more.person)),
            np.concatenate((self.own, more.own)),
            np.concatenate((self.credit, more.credit)),
            np.concatenate((self.index, more.index)),
        )


class Receivables:
    """The bills that are declared and not yet booked, with the lines of those that are kept line by line."""

    def __init__(self) -> None:
        self.bills = Bills.none()
        self.lines = BillLines.none()

    def add(self, bills: Bills, lines: BillLines) -> None:
        self.lines = self.lines.followed_by(lines, len(self.bills))
        self.bills = self.bills.followed_by(bills)

    def remove(self, gone: np.ndarray) -> tuple[Bills, BillLines]:
        """Take the bills marked in `gone` (bool) out; gives them and their lines (bill positions within
        those given).
        """
        place = np.cumsum(gone) - 1
        of_gone = gone[self.lines.bill]
        bills, lines = self.bills.take(gone), self.lines.take(of_gone)
        lines.bill = place[lines.bill]
        kept = ~gone
        self.bills = self.bills.take(kept)
        self.lines = self.lines.take(~of_gone)
        self.lines.bill = (np.cumsum(kept) - 1)[self.lines.bill]
        return bills, lines

    def settle_what_waits(self, employers: np.ndarray, day: int) -> np.ndarray:
        """The employers marked (bool, one an employer) settle every bill that has no settlement day yet.

        Gives the ids of those that had any.
        """
        bills = self.bills
        waiting = (bills.settled_on == NEVER) & employers[bills.employer]
        bills.settled_on[waiting] = day
        return np.unique(bills.employer[waiting])

    def settle_by(self, employers: np.ndarray, day: int) -> None:
        """The employers marked settle everything on `day` at the latest."""
        bills = self.bills
        bills.settled_on = np.where(
            employers[bills.employer], np.minimum(bills.settled_on, day), bills.settled_on
        )

    def older_than(self, days: int, today: int, employers: int) -> np.ndarray:
        """Which employers (bool, one an employer) have an unbooked bill due more than `days` ago."""
        old = self.bills.employer[today - self.bills.due_on > days]
        return np.bincount(old, minlength=employers) > 0

    def unbooked_principal(self, employers: int) -> np.ndarray:
        """Fen owed by each employer on unbooked bills."""
        owed = np.zeros(employers, np.int64)
        np.add.at(owed, self.bills.employer, self.bills.principal.sum(axis=0))
        return owed

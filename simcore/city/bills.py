"""What employers have declared and the tax bureau has not yet booked: bills, and the people on those that
may arrive late.
"""

from __future__ import annotations

import numpy as np

from simcore.calendar import NEVER
from simcore.city.columns import Columns, column
from simcore.city.keeping import Keeper
from simcore.vocabulary import BILLED

BILL_SCHEMES = tuple(BILLED)
SCHEMES = len(BILL_SCHEMES)


class Bills(Columns):
    """One bill an employer, month, declaration and kind: paid whole or not at all.

    Days are NEVER while they lie open. Money is fen; `credit` goes to the personal accounts. `by_line` (0
    or 1) says that the people on the bill are kept line by line; else they are those on the employer's
    ordinary lines.
    """

    __slots__ = ()
    employer = column(0)
    month = column(1)
    declared_month = column(2)
    kind = column(3)
    due_on = column(4)
    settled_on = column(5)
    by_line = column(6)
    people = column(7)
    credit = column(8)

    @classmethod
    def none(cls) -> Bills:
        return cls(np.zeros((9 + 2 * SCHEMES, 0), np.int64))

    @property
    def worker(self) -> np.ndarray:
        """The workers' part of each scheme (4 × bills)."""
        return self.data[9 : 9 + SCHEMES]

    @property
    def employer_part(self) -> np.ndarray:
        """The employers' part of each scheme (4 × bills)."""
        return self.data[9 + SCHEMES :]

    @property
    def sums(self) -> list[tuple[int, int]]:
        """The workers' and the employers' part of all bills together (fen), by scheme."""
        sums = self.data[9:].sum(axis=1).tolist()
        return list(zip(sums[:SCHEMES], sums[SCHEMES:], strict=True))

    @property
    def principal(self) -> np.ndarray:
        """Both parts of each scheme (4 × bills)."""
        return self.worker + self.employer_part


class BillLines(Columns):
    """The people on bills that are kept line by line: `bill` is a position in `Bills`; `own` is the
    worker's pension part and `credit` what goes to the account (fen); `index` counts in ten-thousandths.
    """

    __slots__ = ()
    bill = column(0)
    person = column(1)
    own = column(2)
    credit = column(3)
    index = column(4)

    @classmethod
    def none(cls) -> BillLines:
        return cls(np.zeros((5, 0), np.int64))


class Receivables(Keeper):
    """The bills that are declared and not yet booked, with the lines of those that are kept line by line."""

    keeps = ("bills", "lines")

    def __init__(self) -> None:
        self.bills = Bills.none()
        self.lines = BillLines.none()

    def add(self, bills: Bills, lines: BillLines) -> None:
        lines.bill[:] += len(self.bills)
        self.lines = self.lines.followed_by(lines)
        self.bills = self.bills.followed_by(bills)

    def remove(self, gone: np.ndarray) -> tuple[Bills, BillLines]:
        """Take the bills marked in `gone` (bool) out; gives them and their lines (bill positions within
        those given).
        """
        places = np.where(gone, gone.cumsum(), (~gone).cumsum()) - 1
        lines, self.lines = self.lines.divided(gone[self.lines.bill])
        bills, self.bills = self.bills.divided(gone)
        for of_some in (lines, self.lines):
            of_some.bill[:] = places[of_some.bill]
        return bills, lines

    def settle_what_waits(self, employers: np.ndarray, day: int) -> None:
        """The employers marked (bool, one an employer) settle every bill that has no settlement day yet."""
        bills = self.bills
        bills.settled_on[(bills.settled_on == NEVER) & employers[bills.employer]] = day

    def settle_by(self, employers: np.ndarray, day: int) -> None:
        """The employers marked settle everything on `day` at the latest."""
        bills = self.bills
        theirs = employers[bills.employer]
        bills.settled_on[theirs] = np.minimum(bills.settled_on[theirs], day)

    def older_than(self, days: int, today: int, employers: int) -> np.ndarray:
        """Which employers (bool, one an employer) have an unbooked bill due more than `days` ago."""
        old = self.bills.employer[today - self.bills.due_on > days]
        return np.bincount(old, minlength=employers) > 0

    def unbooked_principal(self, employers: int) -> np.ndarray:
        """Fen owed by each employer on unbooked bills."""
        owed = np.zeros(employers, np.int64)
        np.add.at(owed, self.bills.employer, self.bills.principal.sum(axis=0))
        return owed

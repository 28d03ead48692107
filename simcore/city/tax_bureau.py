"""The tax bureau (税务局): takes in declarations and payments, adds what is due for lateness and books
receipts to the funds.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence

import numpy as np
import simpy

from simcore.books.books import Books
from simcore.books.schema import SCHEMES_OF_BILLS
from simcore.calendar import NEVER, month_of
from simcore.city.accounts import Accounts
from simcore.city.bills import BILL_SCHEMES, SCHEMES, BillLines, Bills, Receivables
from simcore.city.changes import NOBODY, Change, Changes
from simcore.city.columns import groups, one_or_each
from simcore.city.funds import Fund
from simcore.city.ground import Ground
from simcore.city.insured.employee import EmployeeLines
from simcore.city.insured_kind import Insured
from simcore.city.keeping import Keeper
from simcore.clock import Phase, today, until
from simcore.rulebook.policy import Policy
from simcore.vocabulary import Scheme

_EACH_SCHEME = np.arange(SCHEMES)[:, np.newaxis]
_COLUMNS_OF_SIDES = tuple(
    f"{scheme}_{side}_fen" for side in ("worker", "employer", "surcharge") for scheme in SCHEMES_OF_BILLS
)


class TaxBureau(Keeper):
    """Books what employers have paid on each receipts day (phase 0), and what people have paid in person on
    the month's first.
    """

    keeps = ("_in_flight",)

    def __init__(
        self,
        ground: Ground,
        policy: Policy,
        funds: Mapping[Scheme, Fund],
        accounts: Accounts,
        lines: EmployeeLines,
        kinds: Sequence[Insured],
        declarations: simpy.Store,
        receivables: Receivables,
        changes: Changes,
    ) -> None:
        self._ground, self._funds, self._accounts = ground, funds, accounts
        self._lines, self._kinds = lines, kinds
        self._declarations, self.receivables, self._changes = declarations, receivables, changes
        changes.subscribe(
            Change.EMPLOYERS_FAILED, lambda employers, month, day: self.write_off(employers, day)
        )
        self._in_flight = Bills.none()
        changes_of_law = policy.change_months(("late_surcharge",), ground.months[0], ground.months[-1])
        self._law_changes = np.array(changes_of_law, np.int64)
        self._surcharge = policy.compile(
            ("late_surcharge",), inputs=("unpaid", "due_on", "paid_on", "scheme")
        )

    def take_declarations(self) -> Generator[simpy.Event, tuple[Bills, BillLines], None]:
        """Enter what employers declare, the moment that it arrives.

        Bills that are settled in time for the month's last receipts day are booked there all together;
        the others wait among the receivables.
        """
        while True:
            bills, lines = yield self._declarations.get()
            day = today(self._ground.env)
            for scheme, (worker, employer) in enumerate(bills.sums):
                self._ground.books.ledger.declare(day, scheme, worker, employer)
            waiting = bills.by_line == 1
            lines.bill[:] = (np.cumsum(waiting) - 1)[lines.bill]
            late, self._in_flight = bills.divided(waiting)
            self.receivables.add(late, lines)
            np.add.at(self._ground.lives.owed, lines.person, 1)

    def book_receipts(self) -> Generator[simpy.Event, None, None]:
        for month in self._ground.ahead:
            days = self._ground.receipts_days(month)
            for day in days:
                yield until(self._ground.env, day, Phase.RECEIPTS)
                if day == days[0]:
                    for kind in self._kinds:
                        kind.book(month, day, self._funds)
                self._book_bills(month, day)
                for fund in self._funds.values():
                    fund.bank()

    def _book_bills(self, month: int, day: int) -> None:
        arrived = self._in_flight.settled_on < day
        if arrived.any():
            timely, self._in_flight = self._in_flight.divided(arrived)
            self._lines.book_month(timely.employer, month)
            self._book(timely, self._surcharges(timely), day)
        arrived = self.receivables.bills.settled_on < day
        if arrived.any():
            bills, lines = self.receivables.remove(arrived)
            self._credit_lines(lines, month)
            self._book(bills, self._surcharges(bills), day)
        self._changes.tell(Change.RECEIPTS_BOOKED, NOBODY, month, day)

    def _book(self, bills: Bills, surcharge: np.ndarray, day: int) -> None:
        surcharges = surcharge.sum(axis=1).tolist()
        for scheme, (worker, employer) in enumerate(bills.sums):
            self._funds[BILL_SCHEMES[scheme]].receive_contributions(
                day, worker=worker, employer=employer, surcharges=surcharges[scheme]
            )
        credits = int(bills.credit.sum())
        self._accounts.note_credits(credits, day)
        self.write_settlements(bills, surcharge, paid_on=day)

    def _surcharges(self, bills: Bills) -> np.ndarray:
        """Surcharge of each scheme and bill (4 × bills, fen), on the whole of a bill's scheme, to the day
        it was settled.
        """
        surcharge = np.zeros((SCHEMES, len(bills)), np.int64)
        late = (bills.settled_on > bills.due_on).nonzero()[0]
        # Bills settled between two changes of the law are reckoned together.
        period = self._law_changes.searchsorted(month_of(bills.settled_on[late]), side="right")
        for _, alike in groups(period):
            of_period = late[alike]
            those = bills.take(of_period)
            (surcharge[:, of_period],) = self._surcharge(
                int(those.settled_on.max()),
                unpaid=those.principal,
                due_on=one_or_each(those.due_on),
                paid_on=those.settled_on,
                scheme=_EACH_SCHEME,
            )
        return surcharge

    def _credit_lines(self, lines: BillLines, month: int) -> None:
        if not len(lines):
            return
        lives, accounts = self._ground.lives, self._accounts
        person, credit = lines.person, lines.credit
        np.add.at(lives.months_paid, person, 1)
        np.add.at(lives.unemployment_months, person, 1)
        np.add.at(lives.index_sum, person, lines.index)
        np.add.at(lives.own_contributions, person, lines.own)
        np.add.at(accounts.credited, person, credit)
        np.add.at(accounts.credit_product, person, credit * self._ground.dates.interest_months(month))
        np.subtract.at(lives.owed, person, 1)

    @property
    def open_bills(self) -> Bills:
        """Everything that is declared and not yet booked."""
        return self.receivables.bills.followed_by(self._in_flight)

    def write_off(self, employers: np.ndarray, day: int) -> None:
        """An employer that closed while it could not pay owes no more: its unbooked bills are written off."""
        gone = employers[self.receivables.bills.employer]
        if not gone.any():
            return
        bills, lines = self.receivables.remove(gone)
        bills.settled_on[:] = NEVER
        np.subtract.at(self._ground.lives.owed, lines.person, 1)
        self._changes.tell(Change.MONTHS_WRITTEN_OFF, lines.person, month_of(day), day)
        for scheme, (worker, employer) in enumerate(bills.sums):
            self._ground.books.ledger.write_off(day, scheme, worker, employer)
        self.write_settlements(bills, np.zeros((SCHEMES, len(bills)), np.int64), written_off_on=day)

    def write_settlements(
        self,
        bills: Bills,
        surcharge: np.ndarray,
        *,
        paid_on: int = -1,
        written_off_on: int = -1,
        books: Books | None = None,
    ) -> None:
        employer, month, declared_month, kind, due_on, settled_on, _, people, _, *parts = bills.data
        sides = zip(_COLUMNS_OF_SIDES, (*parts, *surcharge), strict=True)
        (books or self._ground.books).settlements.append(
            employer_id=employer,
            month=month,
            declared_month=declared_month,
            kind=kind,
            due_on=due_on,
            settled_on=np.where(settled_on == NEVER, -1, settled_on),
            paid_on=paid_on,
            written_off_on=written_off_on,
            people=people,
            **dict(sides),
        )

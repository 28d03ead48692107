"""The funds (社会保险基金): each keeps its own cash, pays in the order of its queue, and waits when there
is not enough.

Article 64: no scheme's money pays for another. The queue is ordered by the day on which a benefit fell due,
the person and the kind; the longest prefix that the cash covers is paid, and nobody overtakes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

import simpy

from simcore.books.schema import FUND_FLOWS, FUND_OUTGOING
from simcore.city.agenda import Agenda
from simcore.city.ground import Ground
from simcore.city.headcounts import Headcounts
from simcore.city.keeping import Keeper, Kept
from simcore.city.orders import Dues
from simcore.clock import Phase, until
from simcore.vocabulary import BenefitKind, Scheme

MILLION = 1_000_000
_MEDICAL_PREMIUM = int(BenefitKind.MEDICAL_PREMIUM)


class BooksDoNotBalance(RuntimeError):
    """A fund's cash is not what its flows say: the run stops."""


Payroll = Callable[[int, int], Dues]
"""Gives the regular benefits of a month that fall due on a day, in the order of the queue."""


class Fund(Keeper):
    """One scheme's money. Amounts are fen; the monthly row of flows is on a cash basis.

    Nobody waits for `cash`, which is therefore a plain number: what it does not cover waits in the queue.
    What is ordered to be paid waits on the agenda `orders` as `(due_on, (due_on, dues))`.
    """

    keeps = ("cash", "_queue", "_opening", "_arrived", "_flows")

    def __init__(
        self,
        ground: Ground,
        scheme: Scheme,
        reserve: int,
        orders: Agenda,
        headcounts: Headcounts,
        payrolls: Mapping[int, Sequence[Payroll]],
        premiums_to: Fund | None = None,
    ) -> None:
        """`payrolls` by the place of their pay day in the month; `premiums_to` gets the medical premiums that
        this fund pays.
        """
        self._ground, self._headcounts, self._premiums_to = ground, headcounts, premiums_to
        self.scheme = scheme
        self.cash = reserve
        self.orders = orders
        self._interest_rate = round(ground.scenario["funds.interest_rate"] * MILLION)
        self._payrolls = payrolls
        self._queue: dict[int, Dues] = {}
        self._opening = reserve
        self._arrived = 0
        self._flows = dict.fromkeys(FUND_FLOWS, 0)
        self.rows: list[dict[str, int]] = []

    def keep(self) -> Kept:
        return super().keep() | {"rows": tuple(self.rows)}

    def take_up(self, kept: Kept) -> None:
        super().take_up(kept)
        self.rows = list(kept["rows"])

    # Money comes in.

    def receive_contributions(
        self, day: int, *, worker: int = 0, employer: int = 0, own: int = 0, surcharges: int = 0
    ) -> None:
        self._ground.books.ledger.receive(
            day, self.scheme, worker=worker, employer=employer, own=own, surcharges=surcharges
        )
        self._flows["contributions_worker"] += worker
        self._flows["contributions_employer"] += employer
        self._flows["contributions_self"] += own
        self._flows["surcharges"] += surcharges
        self._arrived += worker + employer + own + surcharges

    def bank(self) -> None:
        """What has been received since the last call is now cash."""
        self.cash += self._arrived
        self._arrived = 0

    def receive_medical_premiums(self, amount: int) -> None:
        """The unemployment fund pays the premiums of people on benefit (article 48)."""
        self._flows["contributions_employer"] += amount
        self.cash += amount

    def receive_subsidy(self, day: int, amount: int) -> None:
        """The regular fiscal subsidy and national transfer (articles 11 and 13)."""
        self._ground.books.ledger.subsidise(day, self.scheme, amount)
        self._flows["subsidy"] += amount
        self.cash += amount

    def receive_cover(self, day: int, amount: int) -> None:
        """The treasury makes up what is missing (article 65)."""
        self._ground.books.ledger.cover_deficit(day, self.scheme, amount)
        self._flows["deficit_cover"] += amount
        self.cash += amount

    # Money goes out.

    def pay(self, month: int, place: int, day: int) -> None:
        """Take up what is ordered and what falls due on this pay day, the `place`-th of the month, and
        pay what the cash covers.
        """
        for due_on, dues in self.orders.due(day):
            self._enqueue(due_on, dues)
        for payroll in self._payrolls.get(place, ()):
            self._enqueue(day, payroll(month, day), in_order=True)
        self._pay_prefix(day)

    def _enqueue(self, due_on: int, dues: Dues, *, in_order: bool = False) -> None:
        if not len(dues):
            return
        if (waiting := self._queue.get(due_on)) is not None:
            dues, in_order = Dues.joined((waiting, dues)), False
        self._queue[due_on] = dues if in_order else dues.in_order()

    def _pay_prefix(self, day: int) -> None:
        """Pay, in order, as much of the queue as the cash covers."""
        for due_on in sorted(self._queue):
            dues = self._queue.pop(due_on)
            amount = int(dues.amount.sum())
            if amount <= self.cash:
                self._pay_out(day, due_on, dues, amount)
                continue
            so_far = dues.amount.cumsum()
            covered = int(so_far.searchsorted(self.cash, side="right"))
            if covered:
                self._pay_out(day, due_on, dues.take(slice(covered)), int(so_far[covered - 1]))
            self._queue[due_on] = dues.take(slice(covered, None))
            break

    def _pay_out(self, day: int, due_on: int, dues: Dues, amount: int) -> None:
        premiums = 0
        if self._premiums_to is not None:
            premiums = int(dues.amount[dues.kind == _MEDICAL_PREMIUM].sum())
        books = self._ground.books
        books.payouts.append(
            scheme=int(self.scheme),
            due_on=due_on,
            from_person=dues.person[:1],
            from_kind=dues.kind[:1],
            to_person=dues.person[-1:],
            to_kind=dues.kind[-1:],
            paid_on=day,
            amount_fen=amount,
            entries=len(dues),
        )
        books.ledger.pay_benefits(day, self.scheme, amount - premiums)
        if self._premiums_to is not None and premiums:
            books.ledger.transfer_medical_premium(day, premiums)
            self._premiums_to.receive_medical_premiums(premiums)
        self.cash -= amount
        self._flows["benefits"] += amount

    @property
    def paid_last_month(self) -> int:
        """The benefits (fen) paid in the last month that was closed; 0 in the first."""
        return self.rows[-1]["benefits"] if self.rows else 0

    def waiting(self) -> list[tuple[int, Dues]]:
        """What has fallen due, or been ordered, and is not yet paid, with the day on which it fell due."""
        return [*self._queue.items(), *(order for _, _, order in self.orders.items)]

    def waiting_since(self, day: int) -> int:
        """Fen of the entries that have waited since `day` or longer."""
        if not self._queue and not self.orders.items:
            return 0
        return sum(int(dues.amount.sum()) for due_on, dues in self.waiting() if due_on <= day)

    # The month's row.

    def close_month(self, month: int, day: int, account_liability: int) -> None:
        """Earn the month's interest on the opening cash and write the fund's row."""
        interest = self._interest()
        if interest:
            self._ground.books.ledger.earn_interest(day, self.scheme, interest)
            self._flows["interest"] += interest
            self.cash += interest
        closing = self.cash
        self.rows.append(
            {
                "month": month,
                "fund": int(self.scheme),
                "opening": self._opening,
                **self._flows,
                "closing": closing,
                "account_liability": account_liability,
            }
        )
        moved = sum(-amount if flow in FUND_OUTGOING else amount for flow, amount in self._flows.items())
        if self._opening + moved != closing:
            sum_of_flows = f"{self._opening} + {moved} != {closing} fen"
            raise BooksDoNotBalance(f"{self.scheme.name} does not balance in month {month}: {sum_of_flows}")
        self._opening = closing
        self._flows = dict.fromkeys(FUND_FLOWS, 0)

    def _interest(self) -> int:
        """A month's interest (fen) on the month's opening cash."""
        year = 12 * MILLION
        return (self._opening * self._interest_rate * 2 + year) // (2 * year)

    def table_rows(self, not_yet: Counter[int]) -> list[dict[str, int]]:
        """The rows so far, with the people counted for each month (also later, when a month is declared
        late).
        """
        counts, scheme = self._headcounts, self.scheme
        return [
            row
            | {
                "contributors": counts.contributors(scheme, row["month"]) - not_yet[row["month"]],
                "beneficiaries": counts.beneficiaries(scheme, row["month"]),
            }
            for row in self.rows
        ]


def pay_benefits(ground: Ground, funds: Iterable[Fund]) -> Generator[simpy.Event, None, None]:
    """On every pay day the funds pay one after the other, always in the same order, so that the records
    do not depend on who waited for whom.
    """
    for month in ground.ahead:
        for place, day in enumerate(ground.pay_days(month)):
            yield until(ground.env, day, Phase.PAYMENTS)
            for fund in funds:
                fund.pay(month, place, day)

"""The funds (社会保险基金): each keeps its own cash, pays in the order of its queue, and waits when there
is not enough.

Article 64: no scheme's money pays for another. The queue is ordered by the day on which a benefit fell due,
the person and the kind; the longest prefix that the cash covers is paid, and nobody overtakes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import simpy

from simcore.books.schema import FUND_FLOWS, FUND_OUTGOING
from simcore.calendar import working_days
from simcore.city.agenda import Agenda
from simcore.city.clock import Phase, until
from simcore.city.lives import Rows
from simcore.vocabulary import BenefitKind, Scheme

if TYPE_CHECKING:
    from simcore.city.city import City


class BooksDoNotBalance(RuntimeError):
    """A fund's cash is not what its flows say: the run stops."""


@dataclass(slots=True)
class Dues:
    """Benefits that fell due together: person, kind, fen. In a fund's queue they are ordered by person and
    kind.
    """

    person: np.ndarray
    kind: np.ndarray
    amount: np.ndarray

    @classmethod
    def of(cls, kind: BenefitKind, rows: Rows, amount: np.ndarray) -> Dues:
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


Payroll = Callable[[int, int], Dues]
"""Gives the regular benefits of a month that fall due on a day, in the order of the queue."""


class Fund:
    """One scheme's money. Amounts are fen; the monthly row of flows is on a cash basis.

    What is ordered to be paid waits on the agenda `orders` as `(due_on, (due_on, dues))`.
    """

    def __init__(self, city: City, scheme: Scheme, reserve: int, payrolls: Mapping[int, Payroll]) -> None:
        self._city = city
        self.scheme = scheme
        self.cash = simpy.Container(city.env, init=reserve)
        self.orders = Agenda(city.env)
        self._payrolls = payrolls  # by the place of their pay day in the month
        self._queue: dict[int, Dues] = {}
        self._opening = reserve
        self._arrived = 0
        self._flows = dict.fromkeys(FUND_FLOWS, 0)
        self._contributors = np.zeros(len(city.months), np.int64)
        self._beneficiaries = np.zeros(len(city.months), np.int64)
        self.rows: list[dict[str, int]] = []

    # Money comes in.

    def receive_contributions(
        self, day: int, *, worker: int = 0, employer: int = 0, own: int = 0, surcharges: int = 0
    ) -> None:
        self._city.books.ledger.receive(
            day, self.scheme, worker=worker, employer=employer, own=own, surcharges=surcharges
        )
        self._flows["contributions_worker"] += worker
        self._flows["contributions_employer"] += employer
        self._flows["contributions_self"] += own
        self._flows["surcharges"] += surcharges
        self._arrived += worker + employer + own + surcharges

    def bank(self) -> None:
        """What has been received since the last call is now cash."""
        if self._arrived:
            self.cash.put(self._arrived)
            self._arrived = 0

    def receive_medical_premiums(self, amount: int) -> None:
        """The unemployment fund pays the premiums of people on benefit (article 48)."""
        self._flows["contributions_employer"] += amount
        self.cash.put(amount)

    def receive_subsidy(self, day: int, amount: int) -> simpy.Event:
        """The regular fiscal subsidy and national transfer (articles 11 and 13)."""
        self._city.books.ledger.subsidise(day, self.scheme, amount)
        self._flows["subsidy"] += amount
        return self.cash.put(amount)

    def receive_cover(self, day: int, amount: int) -> simpy.Event:
        """The treasury makes up what is missing (article 65)."""
        self._city.books.ledger.cover_deficit(day, self.scheme, amount)
        self._flows["deficit_cover"] += amount
        return self.cash.put(amount)

    # Money goes out.

    def pay(self, pay_days: Sequence[int | str]) -> Generator[simpy.Event, list[tuple[int, Dues]], None]:
        for month in self._city.months:
            for place, day in enumerate(working_days(month, pay_days)):
                yield until(self._city.env, day, Phase.PAYMENTS)
                if self.orders.items:
                    for due_on, dues in (yield self.orders.get()):
                        self._enqueue(due_on, dues)
                if payroll := self._payrolls.get(place):
                    self._enqueue(day, payroll(month, day), in_order=True)
                paid = self._pay_prefix(day)
                if paid:
                    yield self.cash.get(paid)

    def _enqueue(self, due_on: int, dues: Dues, *, in_order: bool = False) -> None:
        if not len(dues):
            return
        if (waiting := self._queue.get(due_on)) is not None:
            dues, in_order = Dues.joined((waiting, dues)), False
        self._queue[due_on] = dues if in_order else dues.in_order()

    def _pay_prefix(self, day: int) -> int:
        """Pay, in order, as much of the queue as the cash covers; gives the fen paid."""
        left = int(self.cash.level)
        for due_on in sorted(self._queue):
            dues = self._queue[due_on]
            total = int(dues.amount.sum())
            covered = (
                len(dues)
                if total <= left
                else int(np.searchsorted(np.cumsum(dues.amount), left, side="right"))
            )
            if covered:
                left -= self._pay_out(day, due_on, dues.take(slice(covered)))
            if covered < len(dues):
                self._queue[due_on] = dues.take(slice(covered, None))
                break
            del self._queue[due_on]
        return int(self.cash.level) - left

    def _pay_out(self, day: int, due_on: int, dues: Dues) -> int:
        amount = int(dues.amount.sum())
        premiums = (
            int(dues.amount[dues.kind == BenefitKind.MEDICAL_PREMIUM].sum())
            if self.scheme == Scheme.UNEMPLOYMENT
            else 0
        )
        books = self._city.books
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
        if premiums:
            books.ledger.transfer_medical_premium(day, premiums)
            self._city.funds[Scheme.EMPLOYEE_MEDICAL].receive_medical_premiums(premiums)
        self._flows["benefits"] += amount
        return amount

    @property
    def paid_last_month(self) -> int:
        """The benefits (fen) paid in the last month that was closed; 0 in the first."""
        return self.rows[-1]["benefits"] if self.rows else 0

    def waiting(self) -> list[tuple[int, Dues]]:
        """What has fallen due, or been ordered, and is not yet paid, with the day on which it fell due."""
        return [*self._queue.items(), *(order for _, _, order in self.orders.items)]

    def waiting_since(self, day: int) -> int:
        """Fen of the entries that have waited since `day` or longer."""
        return sum(int(dues.amount.sum()) for due_on, dues in self.waiting() if due_on <= day)

    # The month's row.

    def count_contributors(self, month: int | np.ndarray, people: int | np.ndarray) -> None:
        """So many people more have a line that belongs to this month, or to these (each once)."""
        self._contributors[month - self._city.months[0]] += people

    def count_beneficiaries(self, month: int, people: int) -> None:
        self._beneficiaries[month - self._city.months[0]] += people

    def close_month(self, month: int, day: int, account_liability: int) -> Generator[simpy.Event, None, None]:
        """Earn the month's interest on the opening cash and write the fund's row."""
        interest = self._city.monthly_interest(self._opening)
        if interest:
            self._city.books.ledger.earn_interest(day, self.scheme, interest)
            self._flows["interest"] += interest
            yield self.cash.put(interest)
        closing = int(self.cash.level)
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

    def table_rows(self, not_yet: Counter[int]) -> list[dict[str, int]]:
        """The rows so far, with the people counted for each month (also later, when a month is declared
        late).
        """
        first = self._city.months[0]
        return [
            row
            | {
                "contributors": int(self._contributors[row["month"] - first]) - not_yet[row["month"]],
                "beneficiaries": int(self._beneficiaries[row["month"] - first]),
            }
            for row in self.rows
        ]

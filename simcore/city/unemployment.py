"""The agency's unemployment desk: who may draw benefit, for how long, and the monthly payments (articles 45
to 51).
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from simcore.books.books import Books
from simcore.calendar import first_day, month_of
from simcore.city.changes import Change, Changes
from simcore.city.claims import Claims
from simcore.city.contribution_lines import Totals
from simcore.city.ground import Ground
from simcore.city.headcounts import Headcounts
from simcore.city.lives import Rows
from simcore.city.orders import Dues, Orders
from simcore.city.pens import Pens
from simcore.rulebook.policy import Policy
from simcore.society.people import Status
from simcore.vocabulary import BenefitKind, EventKind, RefusalReason, Scheme


class Unemployment:
    """Benefit months granted, and everybody who draws them now. With each goes the medical premium that the
    fund pays.
    """

    def __init__(
        self,
        ground: Ground,
        pens: Pens,
        policy: Policy,
        orders: Orders,
        headcounts: Headcounts,
        totals: Totals,
        changes: Changes,
    ) -> None:
        self._ground, self._pens, self._orders = ground, pens, orders
        self._headcounts, self._totals = headcounts, totals
        changes.subscribe(Change.BECAME_UNEMPLOYED, lambda rows, month, day: self.close(rows))
        self._months = policy.compile(
            ("unemployment_benefit_months",), inputs=("paid_months", "unused_benefit_months")
        )
        self._amounts = policy.compile(("unemployment_benefit", "unemployment_medical_premium"), inputs=())
        self._paid_for_a_new_claim = policy.parameter("unemployment.minimum_paid_months")
        self._spell_first = np.zeros(self._ground.lives.n, np.int32)
        self._benefit, self._premium = self._law(self._ground.months[0])
        self._back_months: dict[int, list[tuple[int, Rows]]] = {}

    def _law(self, month: int) -> tuple[int, int]:
        benefit, premium = self._amounts(first_day(month))
        return int(benefit), int(premium)

    # Decisions.

    def decide(self, claims: Claims, month: int, day: int) -> None:
        lives = self._ground.lives
        rows = claims.person
        still = (lives.status_on(day, rows) == Status.UNEMPLOYED) & (
            lives.unemployed_since[rows] == claims.job_end + 1
        )
        self._pens.refuse(claims.take(~still), day, RefusalReason.NO_LONGER_UNEMPLOYED)
        claims = claims.take(still)
        voluntary = claims.voluntary == 1
        self._pens.refuse(claims.take(voluntary), day, RefusalReason.LEFT_VOLUNTARILY)
        claims = claims.take(~voluntary)
        if not len(claims):
            return
        rows = claims.person
        self._totals.settle_up(rows)
        paid = lives.unemployment_months[rows]
        (entitled,) = self._months(
            day,
            paid_months=paid.astype(np.int64),
            unused_benefit_months=lives.unused_benefit_months[rows].astype(np.int64),
        )
        none = entitled == 0
        self._pens.refuse(claims.take(none), day, RefusalReason.INSUFFICIENT_MONTHS, months=paid[none])
        self._grant(claims.take(~none), paid[~none], entitled[~none], month, day)

    def _grant(self, claims: Claims, paid: np.ndarray, entitled: np.ndarray, month: int, day: int) -> None:
        if not len(claims):
            return
        lives, rows = self._ground.lives, claims.person
        self._pens.write_claims(claims, day, granted=True, months=paid, entitlement=entitled)
        self._pens.events(day, rows, EventKind.GRANTED, detail=entitled)
        lives.unemployment_months[rows[paid >= self._paid_for_a_new_claim.at(day).value]] = 0
        lives.unused_benefit_months[rows] = entitled
        lives.on_benefit[rows] = True
        regular = month if day <= self._ground.benefit_day(month) else month + 1
        self._spell_first[rows] = regular
        self._pay_back_months(rows, month_of(claims.arrived_on), regular, day)

    def _pay_back_months(self, rows: Rows, first: np.ndarray, regular: int, day: int) -> None:
        lives = self._ground.lives
        benefit, premium = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
        for month in range(int(first.min()), regular):
            drawing = (first <= month) & (lives.unused_benefit_months[rows] > 0)
            chosen = rows[drawing]
            amounts = self._law(month)
            benefit[drawing] += amounts[0]
            premium[drawing] += amounts[1]
            self._write_spells(chosen, month, month, *amounts, due_on=day)
            self._back_months.setdefault(day, []).append((month, chosen))
            self._use_up(chosen, month, day)
        paid = benefit > 0
        if paid.any():
            dues = _both(rows[paid], benefit[paid], premium[paid])
            self._orders.pay(Scheme.UNEMPLOYMENT, dues, day)

    def months_of_waiting_premiums(self, waiting: list[tuple[int, Dues]]) -> Counter[int]:
        """How many medical premiums of each month are among these entries of the fund's queue."""
        months: Counter[int] = Counter()
        for due_on, dues in waiting:
            people = dues.person[dues.kind == BenefitKind.MEDICAL_PREMIUM]
            if back := self._back_months.get(due_on):
                for month, rows in back:
                    months[month] += int(np.isin(rows, people).sum())
            else:
                months[int(month_of(due_on))] += len(people)
        return months

    # The payroll.

    def due(self, month: int, day: int) -> Dues:
        """The regular benefits of `month`, for those who are still unemployed on its 15th."""
        lives = self._ground.lives
        kinds = np.array([BenefitKind.UNEMPLOYMENT_BENEFIT, BenefitKind.MEDICAL_PREMIUM])
        self._ground.books.benefit_days.append(month=month, kind=kinds, due_on=day)
        rows = np.flatnonzero(lives.on_benefit)
        ended = lives.benefit_last[rows] < month
        self.close(rows[ended])
        rows = rows[~ended]
        if (amounts := self._law(month)) != (self._benefit, self._premium):
            self._write_spells(rows, self._spell_first[rows], month - 1, self._benefit, self._premium)
            self._spell_first[rows] = np.maximum(self._spell_first[rows], month)
            self._benefit, self._premium = amounts
        rows = rows[self._spell_first[rows] <= month]
        dues = _both(rows, self._benefit, self._premium)
        self._orders.owe(Scheme.UNEMPLOYMENT, dues, day)
        exhausted = rows[lives.unused_benefit_months[rows] == 1]
        self._write_spells(exhausted, self._spell_first[exhausted], month, self._benefit, self._premium)
        self._use_up(rows, month, day)
        return dues

    def _use_up(self, rows: Rows, month: int, day: int) -> None:
        lives = self._ground.lives
        lives.unused_benefit_months[rows] -= 1
        exhausted = rows[lives.unused_benefit_months[rows] == 0]
        lives.on_benefit[exhausted] = False
        self._pens.events(day, exhausted, EventKind.BENEFIT_EXHAUSTED)
        self._headcounts.count_beneficiaries(Scheme.UNEMPLOYMENT, month, len(rows))
        self._headcounts.count_contributors(Scheme.EMPLOYEE_MEDICAL, month, len(rows))

    def close(self, rows: Rows) -> None:
        """The spell of benefit of these people is over, with the month in `benefit_last`."""
        lives = self._ground.lives
        rows = rows[lives.on_benefit[rows]]
        self._write_spells(
            rows, self._spell_first[rows], lives.benefit_last[rows], self._benefit, self._premium
        )
        lives.on_benefit[rows] = False

    def write_open_spells(self, books: Books, last_month: int) -> None:
        lives = self._ground.lives
        rows = np.flatnonzero(lives.on_benefit)
        last = np.minimum(lives.benefit_last[rows], last_month)
        self._write_spells(rows, self._spell_first[rows], last, self._benefit, self._premium, books=books)

    def _write_spells(
        self,
        rows: Rows,
        first: np.ndarray | int,
        last: np.ndarray | int,
        benefit: int,
        premium: int,
        *,
        due_on: int = -1,
        books: Books | None = None,
    ) -> None:
        if not len(rows):
            return
        first, last = (
            np.full(len(rows), month) if isinstance(month, int) else month for month in (first, last)
        )
        kept = first <= last
        rows, first, last = rows[kept], first[kept], last[kept]
        if len(rows):
            dues = _both(rows, benefit, premium)
            self._pens.write_benefits(
                dues.person,
                Scheme.UNEMPLOYMENT,
                dues.kind,
                first.repeat(2),
                last.repeat(2),
                dues.amount,
                due_on=due_on,
                books=books,
            )


def _both(rows: Rows, benefit: np.ndarray | int, premium: np.ndarray | int) -> Dues:
    """A benefit and a medical premium each, in the order of the queue."""
    kind, amount = np.empty((2, 2 * len(rows)), np.int64)
    kind[0::2], kind[1::2] = BenefitKind.UNEMPLOYMENT_BENEFIT, BenefitKind.MEDICAL_PREMIUM
    amount[0::2], amount[1::2] = benefit, premium
    return Dues(rows.repeat(2), kind, amount)

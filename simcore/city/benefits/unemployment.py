"""The agency's unemployment desk: who may draw benefit, for how long, and the monthly payments (articles 45
to 51).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from simcore.books.books import Books
from simcore.calendar import NEVER, first_day, month_of
from simcore.city.benefit import Benefit, Means
from simcore.city.changes import Change
from simcore.city.claims import Claims
from simcore.city.lives import Rows
from simcore.city.orders import Dues
from simcore.society.people import Status
from simcore.vocabulary import BenefitKind, ClaimKind, EventKind, RefusalReason, Scheme

_UNEMPLOYED = int(Status.UNEMPLOYED)
_BENEFIT_AND_PREMIUM = np.array([BenefitKind.UNEMPLOYMENT_BENEFIT, BenefitKind.MEDICAL_PREMIUM])


class Unemployment(Benefit):
    """Benefit months granted, and everybody who draws them now. With each goes the medical premium that the
    fund pays.
    """

    keeps = (
        "_unused_months",
        "_last_month",
        "_drawing",
        "_spell_first",
        "_benefit",
        "_premium",
        "_back_months",
    )
    scheme, claim, pay_day = Scheme.UNEMPLOYMENT, ClaimKind.UNEMPLOYMENT, 1

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        policy, people = means.policy, means.ground.lives.n
        self._unused_months = np.zeros(people, np.int16)
        self._last_month = np.full(people, NEVER, np.int32)
        self._drawing = np.zeros(people, bool)
        means.changes.subscribe(Change.BECAME_UNEMPLOYED, self._on_becoming_unemployed)
        means.changes.subscribe(Change.UNEMPLOYMENT_ENDS, self._on_ending)
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

    # Changes of life.

    def _on_becoming_unemployed(self, rows: Rows, month: int, day: Any) -> None:
        self.close(rows)
        self._last_month[rows] = NEVER

    def _on_ending(self, rows: Rows, month: int, unemployed_until: np.ndarray) -> None:
        """Article 51."""
        last = self._ground.dates.last_benefit_month(unemployed_until)
        self._last_month[rows] = np.minimum(self._last_month[rows], last)

    # Decisions.

    def decide(self, claims: Claims, month: int, day: int) -> None:
        lives = self._ground.lives
        rows = claims.person
        still = (lives.status_on(day, rows) == _UNEMPLOYED) & (
            lives.unemployed_since[rows] == claims.job_end + 1
        )
        claims, refused = claims.divided(still)
        self._pens.refuse(refused, day, RefusalReason.NO_LONGER_UNEMPLOYED)
        refused, claims = claims.divided(claims.voluntary == 1)
        self._pens.refuse(refused, day, RefusalReason.LEFT_VOLUNTARILY)
        if not len(claims):
            return
        rows = claims.person
        self._totals.settle_up(rows)
        paid = lives.unemployment_months[rows]
        (entitled,) = self._months(day, paid_months=paid, unused_benefit_months=self._unused_months[rows])
        some = entitled != 0
        if not some.all():
            refused = claims.take(~some)
            self._pens.refuse(refused, day, RefusalReason.INSUFFICIENT_MONTHS, months=paid[~some])
            claims, paid, entitled = claims.take(some), paid[some], entitled[some]
        self._grant(claims, paid, entitled, month, day)

    def _grant(self, claims: Claims, paid: np.ndarray, entitled: np.ndarray, month: int, day: int) -> None:
        if not len(claims):
            return
        lives, rows = self._ground.lives, claims.person
        self._pens.write_claims(claims, day, granted=True, months=paid, entitlement=entitled)
        self._pens.events(day, rows, EventKind.GRANTED, detail=entitled)
        lives.unemployment_months[rows[paid >= self._paid_for_a_new_claim.at(day).value]] = 0
        self._unused_months[rows] = entitled
        self._drawing[rows] = True
        regular = month if day <= self.due_day(month) else month + 1
        self._spell_first[rows] = regular
        self._pay_back_months(rows, month_of(claims.arrived_on), regular, day)

    def _pay_back_months(self, rows: Rows, first: np.ndarray, regular: int, day: int) -> None:
        benefit, premium = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
        earliest = int(first.min())
        if earliest >= regular:
            return
        for month in range(earliest, regular):
            drawing = (first <= month) & (self._unused_months[rows] > 0)
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

    def waiting_elsewhere(self, waiting: list[tuple[int, Dues]]) -> Mapping[Scheme, Counter[int]]:
        """Medical premiums that wait here make nobody a contributor there yet."""
        months: Counter[int] = Counter()
        for due_on, dues in waiting:
            people = dues.person[dues.kind == BenefitKind.MEDICAL_PREMIUM]
            if back := self._back_months.get(due_on):
                for month, rows in back:
                    months[month] += int(np.isin(rows, people).sum())
            else:
                months[int(month_of(due_on))] += len(people)
        return {Scheme.EMPLOYEE_MEDICAL: months}

    # The payroll.

    def regular(self, month: int, day: int) -> Dues:
        """The regular benefits of `month`, for those who are still unemployed on its 15th."""
        self._ground.books.benefit_days.append(month=month, kind=_BENEFIT_AND_PREMIUM, due_on=day)
        rows = self._drawing.nonzero()[0]
        ended = self._last_month[rows] < month
        if ended.any():
            self.close(rows[ended])
            rows = rows[~ended]
        if (amounts := self._law(month)) != (self._benefit, self._premium):
            self._write_spells(rows, self._spell_first[rows], month - 1, self._benefit, self._premium)
            self._spell_first[rows] = np.maximum(self._spell_first[rows], month)
            self._benefit, self._premium = amounts
        rows = rows[self._spell_first[rows] <= month]
        dues = _both(rows, self._benefit, self._premium)
        self._orders.owe(Scheme.UNEMPLOYMENT, dues, day)
        exhausted = rows[self._unused_months[rows] == 1]
        self._write_spells(exhausted, self._spell_first[exhausted], month, self._benefit, self._premium)
        self._use_up(rows, month, day)
        return dues

    def _use_up(self, rows: Rows, month: int, day: int) -> None:
        unused = self._unused_months[rows] - 1
        self._unused_months[rows] = unused
        exhausted = rows[unused == 0]
        self._drawing[exhausted] = False
        self._pens.events(day, exhausted, EventKind.BENEFIT_EXHAUSTED)
        self._headcounts.count_beneficiaries(Scheme.UNEMPLOYMENT, month, len(rows))
        self._headcounts.count_contributors(Scheme.EMPLOYEE_MEDICAL, month, len(rows))

    def close(self, rows: Rows) -> None:
        """The spell of benefit of these people is over, with its last month."""
        rows = rows[self._drawing[rows]]
        if not len(rows):
            return
        self._write_spells(
            rows, self._spell_first[rows], self._last_month[rows], self._benefit, self._premium
        )
        self._drawing[rows] = False

    def write_open_spells(self, books: Books, last_month: int) -> None:
        rows = np.flatnonzero(self._drawing)
        last = np.minimum(self._last_month[rows], last_month)
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
        if not kept.all():
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
    kind, amount = np.empty((2, len(rows), 2), np.int64)
    kind[:] = _BENEFIT_AND_PREMIUM
    amount[:, 0], amount[:, 1] = benefit, premium
    return Dues(rows.repeat(2), kind.ravel(), amount.ravel())

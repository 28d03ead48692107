"""One month's declaration of all employers: ordinary bills, and earlier months of workers who have only now
been registered.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from simcore.city.bills import BILL_SCHEMES, SCHEMES, BillLines, Bills
from simcore.city.columns import begins_of_runs, groups
from simcore.city.ground import Ground
from simcore.city.headcounts import Headcounts
from simcore.city.insured.employee import EmployeeLines
from simcore.city.lives import Jobs, Rows
from simcore.city.premiums import SIDES, PremiumLaw, Premiums
from simcore.vocabulary import LINE_SIDES, Channel, PaymentKind

_PLACE_OF_SIDE = [int(scheme) + (0 if side == "worker" else SCHEMES) for scheme, side in LINE_SIDES]
"""Where a side's amounts stand among the parts of a bill: all the workers', then all the employers'."""
_NORMAL, _ASSESSED, _BACK_PAYMENT = (
    int(kind) for kind in (PaymentKind.NORMAL, PaymentKind.ASSESSED, PaymentKind.BACK_PAYMENT)
)
_COLUMNS_OF_SIDES = tuple(f"{side}_fen" for side in SIDES)


class Declaration:
    """Collects the bills of the declaration of `month`."""

    def __init__(
        self,
        ground: Ground,
        lines: EmployeeLines,
        premium_law: PremiumLaw,
        headcounts: Headcounts,
        month: int,
    ) -> None:
        self._ground, self._lines, self._premium_law = ground, lines, premium_law
        self._headcounts, self._month = headcounts, month
        self._earlier: list[tuple[np.ndarray, ...]] = []

    def add_earlier_months(self, rows: Rows, job: Jobs) -> tuple[np.ndarray, np.ndarray]:
        """Months before this one that newly registered workers have worked: declared late, or assessed by
        the agency. Gives the first and the last of each.
        """
        if not len(rows):
            return rows, rows
        dates = self._ground.dates
        start, filed = job.start[rows], job.registered_on[rows]
        first = dates.first_contribution_month(start)
        last = np.minimum(dates.last_contribution_month(job.end[rows]), self._month - 1)
        counts = np.maximum(last - first + 1, 0)
        if not counts.any():
            return first, last
        in_time = filed <= dates.register_by(start)
        kind = np.where(
            job.found[rows],
            _ASSESSED,
            np.where(in_time, _NORMAL, _BACK_PAYMENT),
        )
        place = np.repeat(np.arange(len(rows)), counts)
        month = first[place] + np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
        # Months between two changes of the law have the same amounts: one evaluation and one spell serve
        # them all.
        period = self._premium_law.change_months.searchsorted(month, side="right")
        for _, chosen in groups(period):
            self._add_period(rows[place[chosen]], job, month[chosen], kind[place[chosen]])
        return first, last

    def _add_period(self, rows: Rows, job: Jobs, month: np.ndarray, kind: np.ndarray) -> None:
        law = self._premium_law
        employer = job.employer[rows]
        risk_class = self._ground.society.employers.risk_class[employer]
        at = int(month[0])
        lines = law.on_wage(at, job.declared_wage[rows], risk_class)
        assessed = kind == _ASSESSED
        if assessed.any():
            raised = law.assessed(at, self._lines.last_line(rows[assessed]), risk_class[assessed])
            lines.data[:, assessed] = raised.data
        self._earlier.append((rows, employer, month, kind, lines.data))
        self._write_spells(rows, employer, month, kind, lines)

    def _write_spells(
        self, rows: Rows, employer: np.ndarray, month: np.ndarray, kind: np.ndarray, lines: Premiums
    ) -> None:
        begins = begins_of_runs(rows).nonzero()[0]
        ends = np.append(begins[1:], len(rows)) - 1
        _, credit, *of_sides, base = lines.data.take(begins, axis=1)
        amounts = dict(zip(_COLUMNS_OF_SIDES, of_sides, strict=True))
        self._ground.books.contribution_spells.append(
            person_id=rows[begins],
            employer_id=employer[begins],
            kind=kind[begins],
            first_month=month[begins],
            last_month=month[ends],
            declared_month=self._month,
            base_fen=base,
            **amounts,
            maternity_employer_fen=0,
            account_fen=credit,
            channel=Channel.EMPLOYER,
            pay_day=-1,
        )

    def close(self, settlement_days: np.ndarray) -> tuple[Bills, BillLines]:
        """The bills of the month, with the people of those that may arrive after the month's end."""
        ordinary, ordinary_lines = self._ordinary(settlement_days)
        if not self._earlier:
            return ordinary, ordinary_lines
        earlier, earlier_lines = self._bills_of_earlier_months(settlement_days)
        earlier_lines.bill[:] += len(ordinary)
        return ordinary.followed_by(earlier), ordinary_lines.followed_by(earlier_lines)

    def _ordinary(self, settlement_days: np.ndarray) -> tuple[Bills, BillLines]:
        lines, month = self._lines, self._month
        employer = lines.sums[0].nonzero()[0]
        people, credits, *totals = lines.sums.take(employer, axis=1)
        settled_on = settlement_days[employer]
        late = settled_on >= self._ground.receipts_days(month)[-1]
        bills = Bills.of(
            employer,
            month,
            month,
            _NORMAL,
            self._ground.dates.declaration_day(month),
            settled_on,
            late,
            people,
            credits,
            *parts_of(totals),
        )
        contributors = int(people.sum())
        for scheme in BILL_SCHEMES:
            self._headcounts.count_contributors(scheme, month, contributors)
        if not late.any():
            return bills, BillLines.none()
        bill = np.full(lines.sums.shape[1], -1)
        bill[employer[late]] = late.nonzero()[0]
        rows = (lines.on & (bill >= 0)[lines.payer]).nonzero()[0]
        index, credit, own = lines.line[:3].take(rows, axis=1)
        return bills, BillLines.of(bill[lines.payer[rows]], rows, own, credit, index)

    def _bills_of_earlier_months(self, settlement_days: np.ndarray) -> tuple[Bills, BillLines]:
        rows, employer, month, kind, lines = (
            np.concatenate(columns, axis=-1) for columns in zip(*self._earlier, strict=True)
        )
        index, credit, own = lines[:3]
        key = (employer << 24) | (month << 4) | kind
        order = key.argsort(kind="stable")
        begins = begins_of_runs(key[order])
        first = order[begins]
        bill = np.empty(len(rows), np.int64)
        bill[order] = begins.cumsum() - 1
        ordered = lines[:-1].take(order, axis=1)
        # Nobody pays an index: its row counts the people.
        ordered[0] = 1
        people, credits, *totals = np.add.reduceat(ordered, begins.nonzero()[0], axis=1)
        months, kinds = month[first], kind[first]
        dates = self._ground.dates
        bills = Bills.of(
            employer[first],
            months,
            self._month,
            kinds,
            np.where(
                kinds == _NORMAL,
                dates.declaration_day(self._month),
                dates.due_on(months),
            ),
            settlement_days[employer[first]],
            1,
            people,
            credits,
            *parts_of(totals),
        )
        for scheme in BILL_SCHEMES:
            self._headcounts.count_late_contributors(scheme, month)
        return bills, BillLines.of(bill, rows, own, credit, index)


def parts_of(amounts: Sequence[np.ndarray]) -> np.ndarray:
    """Amounts by side as the workers' part of each scheme, then the employers' part of each."""
    parts = np.zeros((2 * SCHEMES, len(amounts[0])), np.int64)
    parts[_PLACE_OF_SIDE] = amounts
    return parts

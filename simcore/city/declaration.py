"""One month's declaration of all employers: ordinary bills, and earlier months of workers who have only now
been registered.
"""

from __future__ import annotations

import numpy as np

from simcore.city.bills import BILL_SCHEMES, SCHEMES, BillLines, Bills
from simcore.city.columns import groups
from simcore.city.ground import Ground
from simcore.city.headcounts import Headcounts
from simcore.city.insured.employee import EmployeeLines
from simcore.city.lives import Jobs, Rows
from simcore.city.premiums import IS_WORKER_SIDE, SCHEME_OF_SIDE, SIDES, PremiumLaw, Premiums
from simcore.vocabulary import Channel, PaymentKind


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
            PaymentKind.ASSESSED,
            np.where(in_time, PaymentKind.NORMAL, PaymentKind.BACK_PAYMENT),
        )
        place = np.repeat(np.arange(len(rows)), counts)
        month = first[place] + np.arange(len(place)) - np.repeat(np.cumsum(counts) - counts, counts)
        # Months between two changes of the law have the same amounts: one evaluation and one spell serve
        # them all.
        period = np.searchsorted(self._premium_law.change_months, month, side="right")
        for _, chosen in groups(period):
            self._add_period(rows[place[chosen]], job, month[chosen], kind[place[chosen]])
        return first, last

    def _add_period(self, rows: Rows, job: Jobs, month: np.ndarray, kind: np.ndarray) -> None:
        law = self._premium_law
        risk_class = self._ground.society.employers.risk_class[job.employer[rows]]
        at = int(month[0])
        lines = law.on_wage(at, job.declared_wage[rows], risk_class)
        assessed = kind == PaymentKind.ASSESSED
        if assessed.any():
            raised = law.assessed(at, self._lines.last_line(rows[assessed]), risk_class[assessed])
            for column, of_assessed in zip(lines, raised, strict=True):
                column[..., assessed] = of_assessed
        self._earlier.append(
            (rows, job.employer[rows], month, kind, lines.amounts, lines.credit, lines.month_index)
        )
        self._write_spells(rows, job.employer[rows], month, kind, lines)

    def _write_spells(
        self, rows: Rows, employer: np.ndarray, month: np.ndarray, kind: np.ndarray, lines: Premiums
    ) -> None:
        begins = np.flatnonzero(np.diff(rows, prepend=-1) != 0)
        ends = np.append(begins[1:], len(rows)) - 1
        amounts = dict(zip((f"{side}_fen" for side in SIDES), lines.amounts[:, begins], strict=True))
        self._ground.books.contribution_spells.append(
            person_id=rows[begins],
            employer_id=employer[begins],
            kind=kind[begins],
            first_month=month[begins],
            last_month=month[ends],
            declared_month=self._month,
            base_fen=lines.base[begins],
            **amounts,
            maternity_employer_fen=0,
            account_fen=lines.credit[begins],
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
        employer = np.flatnonzero(lines.people)
        settled_on = settlement_days[employer]
        late = settled_on >= self._ground.receipts_days(month)[-1]
        worker, part = by_scheme(lines.totals[:, employer])
        bills = Bills.of(
            employer,
            month,
            month,
            PaymentKind.NORMAL,
            self._ground.dates.declaration_day(month),
            settled_on,
            late,
            lines.people[employer],
            lines.credits[employer],
            *worker,
            *part,
        )
        self._count_contributors(month, int(bills.people.sum()))
        place = np.zeros(len(lines.people), np.int64)
        place[employer] = np.arange(len(employer))
        pays_late = np.zeros(len(lines.people), bool)
        pays_late[employer[late]] = True
        rows = np.flatnonzero(lines.on & pays_late[lines.payer])
        of_rows = (
            place[lines.payer[rows]],
            rows,
            lines.amounts[0, rows],
            lines.credit[rows],
            lines.index[rows],
        )
        return bills, BillLines.of(*of_rows)

    def _bills_of_earlier_months(self, settlement_days: np.ndarray) -> tuple[Bills, BillLines]:
        rows, employer, month, kind, amounts, credit, index = (
            np.concatenate(columns, axis=-1) for columns in zip(*self._earlier, strict=True)
        )
        key = (employer.astype(np.int64) << 24) | (month.astype(np.int64) << 4) | kind
        keys, first, bill = np.unique(key, return_index=True, return_inverse=True)
        totals = np.zeros((len(SIDES), len(keys)), np.int64)
        for side in range(len(SIDES)):
            np.add.at(totals[side], bill, amounts[side])
        credits = np.zeros(len(keys), np.int64)
        np.add.at(credits, bill, credit)
        worker, part = by_scheme(totals)
        months, kinds = month[first], kind[first]
        dates = self._ground.dates
        bills = Bills.of(
            employer[first],
            months,
            self._month,
            kinds,
            np.where(
                kinds == PaymentKind.NORMAL,
                dates.declaration_day(self._month),
                dates.due_on(months),
            ),
            settlement_days[employer[first]],
            1,
            np.bincount(bill, minlength=len(keys)),
            credits,
            *worker,
            *part,
        )
        self._count_contributors(*np.unique(month, return_counts=True))
        return bills, BillLines.of(bill, rows, amounts[0], credit, index)

    def _count_contributors(self, month: int | np.ndarray, people: int | np.ndarray) -> None:
        for scheme in BILL_SCHEMES:
            self._headcounts.count_contributors(scheme, month, people)


def by_scheme(amounts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Amounts by side (7 × n) as the workers' and the employers' part of each scheme (two arrays of 4 ×
    n).
    """
    worker = np.zeros((SCHEMES, amounts.shape[1]), np.int64)
    part = np.zeros_like(worker)
    for side, scheme in enumerate(SCHEME_OF_SIDE):
        (worker if IS_WORKER_SIDE[side] else part)[scheme] += amounts[side]
    return worker, part

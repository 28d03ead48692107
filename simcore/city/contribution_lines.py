"""Who stands on which employer's payroll declaration, and running totals of what has been paid for them.

An ordinary month of an ordinary person costs nothing here: an employer's bill is a running total over its
people, and what a booked bill brings a person is counted at the employer. The person's own totals are
brought up to date only when something changes (`settle_up`).
"""

from __future__ import annotations

import numpy as np

from simcore.books.books import Books
from simcore.calendar import NEVER, number_in_year
from simcore.city.accounts import Accounts
from simcore.city.ground import Ground
from simcore.city.lives import Rows
from simcore.city.premiums import SIDES, PremiumLaw, Premiums
from simcore.vocabulary import Channel, PaymentKind

PENSION_WORKER = 0


class EmployeeLines:
    """Columns of the lines (one row a person) and running totals (one row an employer).

    `booked` and `booked_months` of an employer count its bills that arrived within their own month, and the
    account months (13 − n) that each brought.
    """

    def __init__(self, ground: Ground, accounts: Accounts, law: PremiumLaw) -> None:
        lives, risk_class = ground.lives, ground.society.employers.risk_class
        people, employers = lives.n, len(risk_class)
        self._lives, self._accounts, self._law, self._books = lives, accounts, law, ground.books
        self._risk_class = risk_class
        self.on = np.zeros(people, bool)
        self.employer = np.zeros(people, np.int64)
        self.job_start = np.full(people, -1, np.int32)
        self.first = np.zeros(people, np.int32)
        self.last = np.full(people, NEVER, np.int32)
        self.base = lives.people.last_line_base.astype(np.int64, copy=True)
        self.amounts = np.ascontiguousarray(lives.people.last_line_amounts.T, np.int32)
        self.credit = np.zeros(people, np.int32)
        self.index = np.zeros(people, np.int32)
        self._booked_before = np.zeros(people, np.int32)
        self._months_before = np.zeros(people, np.int32)
        self.booked = np.zeros(employers, np.int32)
        self.booked_months = np.zeros(employers, np.int32)
        self.people = np.zeros(employers, np.int64)
        self.totals = np.zeros((len(SIDES), employers), np.int64)
        self.credits = np.zeros(employers, np.int64)

    def join(
        self, rows: Rows, employer: np.ndarray, job_start: np.ndarray, wage: np.ndarray, month: int
    ) -> None:
        """From `month` on these people stand on their employer's ordinary declaration."""
        self.on[rows] = True
        self.employer[rows] = employer
        self.job_start[rows] = job_start
        self._booked_before[rows] = self.booked[employer]
        self._months_before[rows] = self.booked_months[employer]
        self._set(rows, self._law.on_wage(month, wage, self._risk_class[employer]), month)
        self._count(rows, +1)

    def leave(self, rows: Rows) -> None:
        """Their last month lies behind: close their spells."""
        if not len(rows):
            return
        self.settle_up(rows)
        self._write_spells(rows, self.last[rows])
        self._count(rows, -1)
        self.on[rows] = False
        self.last[rows] = NEVER

    def reprice(self, rows: Rows, wage: np.ndarray, month: int) -> None:
        """A new declared wage, or new law, from `month` on: whoever's amounts change begins a new spell."""
        new = self._law.on_wage(month, wage, self._risk_class[self.employer[rows]])
        changed = (new.base != self.base[rows]) | (new.month_index != self.index[rows])
        changed |= (new.amounts != self.amounts.take(rows, axis=1)).any(axis=0) | (
            new.credit != self.credit[rows]
        )
        rows = rows[changed]
        self.settle_up(rows)
        self._write_spells(rows, month - 1)
        self._count(rows, -1)
        self._set(rows, Premiums(*(column[..., changed] for column in new)), month)
        self._count(rows, +1)

    def last_line(self, rows: Rows) -> Premiums:
        """The latest ordinary line of each person (base 0: none yet)."""
        amounts = self.amounts.take(rows, axis=1).astype(np.int64)
        return Premiums(self.base[rows], amounts, self.credit[rows], self.index[rows])

    def settle_up(self, rows: Rows) -> None:
        """Bring the persons' totals and accounts up to what their employers' booked bills have brought
        them.
        """
        rows = rows[self.on[rows]]
        if not len(rows):
            return
        employer = self.employer[rows]
        months = self.booked[employer] - self._booked_before[rows]
        account_months = self.booked_months[employer] - self._months_before[rows]
        own = self.amounts[PENSION_WORKER][rows].astype(np.int64)
        credit = self.credit[rows].astype(np.int64)
        lives, accounts = self._lives, self._accounts
        lives.months_paid[rows] += months
        lives.unemployment_months[rows] += months
        lives.index_sum[rows] += self.index[rows].astype(np.int64) * months
        lives.own_contributions[rows] += own * months
        accounts.credited[rows] += credit * months
        accounts.credit_product[rows] += credit * account_months
        self._booked_before[rows] = self.booked[employer]
        self._months_before[rows] = self.booked_months[employer]

    def write_open_spells(self, books: Books, last_month: int) -> None:
        """The spells that are still running, as they stand after the declaration of `last_month`."""
        rows = np.flatnonzero(self.on)
        self._write_spells(rows, np.minimum(self.last[rows], last_month), books)

    def _set(self, rows: Rows, lines: Premiums, month: int) -> None:
        self.first[rows] = month
        self.base[rows] = lines.base
        for side, amounts in zip(self.amounts, lines.amounts, strict=True):
            side[rows] = amounts
        self.credit[rows] = lines.credit
        self.index[rows] = lines.month_index

    def _count(self, rows: Rows, sign: int) -> None:
        employer = self.employer[rows]
        columns = [*self.amounts.take(rows, axis=1), self.credit[rows]]
        totals = [*self.totals, self.credits]
        if len(rows) * 8 < len(self.people):
            np.add.at(self.people, employer, sign)
            for total, column in zip(totals, columns, strict=True):
                np.add.at(total, employer, sign * column.astype(np.int64))
            return
        count = len(self.people)
        self.people += sign * np.bincount(employer, minlength=count)
        for total, column in zip(totals, columns, strict=True):
            # The sums are float64, and exact: an employer's month stays far below 2**53 fen.
            total += sign * np.bincount(employer, weights=column, minlength=count).astype(np.int64)

    def _write_spells(self, rows: Rows, last_month: np.ndarray | int, books: Books | None = None) -> None:
        last = np.full(len(rows), last_month) if isinstance(last_month, int) else last_month
        kept = self.first[rows] <= last
        rows, last = rows[kept], last[kept]
        if not len(rows):
            return
        amounts = dict(zip((f"{side}_fen" for side in SIDES), self.amounts.take(rows, axis=1), strict=True))
        (books or self._books).contribution_spells.append(
            person_id=rows,
            employer_id=self.employer[rows],
            kind=PaymentKind.NORMAL,
            first_month=self.first[rows],
            last_month=last,
            declared_month=-1,
            base_fen=self.base[rows],
            **amounts,
            maternity_employer_fen=0,
            account_fen=self.credit[rows],
            channel=Channel.EMPLOYER,
            pay_day=-1,
        )


class FlexibleLines:
    """Flexible workers (灵活就业人员) who pay for themselves: the same running totals, with one payer that
    always pays.
    """

    def __init__(self, ground: Ground, accounts: Accounts, law: PremiumLaw) -> None:
        people = ground.lives.n
        self._lives, self._accounts, self._law, self._books = ground.lives, accounts, law, ground.books
        self._careers, self._wages = ground.society.careers, ground.society.wages
        self.on = np.zeros(people, bool)
        self.first = np.zeros(people, np.int32)
        self.base = np.zeros(people, np.int64)
        self.amount = np.zeros(people, np.int64)
        self.credit = np.zeros(people, np.int64)
        self.index = np.zeros(people, np.int32)
        self._booked_before = np.zeros(people, np.int32)
        self._months_before = np.zeros(people, np.int32)
        self.booked = 0
        self.booked_months = 0
        self.people = 0
        self.total = 0
        self.total_credit = 0

    def join(self, rows: Rows, wage: np.ndarray, month: int) -> None:
        """From `month` on these people pay on the base that they chose."""
        self.on[rows] = True
        self._booked_before[rows] = self.booked
        self._months_before[rows] = self.booked_months
        self._set(rows, self._law.flexible(month, wage), month)

    def leave(self, rows: Rows) -> None:
        if not len(rows):
            return
        self.settle_up(rows)
        self._write_spells(rows, self._lives.flexible_last[rows])
        self._count(rows, -1)
        self.on[rows] = False

    def reprice(self, rows: Rows, wage: np.ndarray, month: int) -> None:
        """The yearly choice of a base, or new law."""
        new = self._law.flexible(month, wage)
        changed = (new[0] != self.base[rows]) | (new[1] != self.amount[rows])
        changed |= (new[2] != self.credit[rows]) | (new[3] != self.index[rows])
        rows = rows[changed]
        self.settle_up(rows)
        self._write_spells(rows, month - 1)
        self._count(rows, -1)
        base, amount, credit, index = (column[changed] for column in new)
        self._set(rows, (base, amount, credit, index), month)

    def book(self, account_months: int) -> None:
        """The month's payments have arrived."""
        self.booked += 1
        self.booked_months += account_months

    def settle_up(self, rows: Rows) -> None:
        rows = rows[self.on[rows]]
        if not len(rows):
            return
        months = self.booked - self._booked_before[rows]
        account_months = self.booked_months - self._months_before[rows]
        lives, accounts, credit = self._lives, self._accounts, self.credit[rows]
        lives.months_paid[rows] += months
        lives.index_sum[rows] += self.index[rows].astype(np.int64) * months
        lives.own_contributions[rows] += self.amount[rows] * months
        accounts.credited[rows] += credit * months
        accounts.credit_product[rows] += credit * account_months
        self._booked_before[rows] = self.booked
        self._months_before[rows] = self.booked_months

    def write_open_spells(self, books: Books, last_month: int) -> None:
        """The spells that are still running, as they stand after the receipts of `last_month`."""
        rows = np.flatnonzero(self.on)
        self._write_spells(rows, np.minimum(self._lives.flexible_last[rows], last_month), books)

    def _set(
        self, rows: Rows, line: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], month: int
    ) -> None:
        self.first[rows] = month
        self.base[rows], self.amount[rows], self.credit[rows], self.index[rows] = line
        self._count(rows, +1)

    def _count(self, rows: Rows, sign: int) -> None:
        self.people += sign * len(rows)
        self.total += sign * int(self.amount[rows].sum())
        self.total_credit += sign * int(self.credit[rows].sum())

    def _write_spells(self, rows: Rows, last_month: np.ndarray | int, books: Books | None = None) -> None:
        last = np.full(len(rows), last_month) if isinstance(last_month, int) else last_month
        kept = self.first[rows] <= last
        rows, last = rows[kept], last[kept]
        if not len(rows):
            return
        (books or self._books).contribution_spells.append(
            person_id=rows,
            employer_id=-1,
            kind=PaymentKind.FLEXIBLE,
            first_month=self.first[rows],
            last_month=last,
            declared_month=-1,
            base_fen=self.base[rows],
            pension_worker_fen=self.amount[rows],
            pension_employer_fen=0,
            medical_worker_fen=0,
            medical_employer_fen=0,
            unemployment_worker_fen=0,
            unemployment_employer_fen=0,
            injury_employer_fen=0,
            maternity_employer_fen=0,
            account_fen=self.credit[rows],
            channel=self._lives.channel[rows],
            pay_day=self._lives.pay_day[rows],
        )

    def begin(self, rows: Rows, month: int, last: np.ndarray) -> None:
        """Pay as a flexible worker from the month after `month` to `last`."""
        lives, careers = self._lives, self._careers
        # Who was employed for a few days only may still stand on the lines of before.
        self.leave(rows[self.on[rows]])
        lives.flexible_first[rows] = month + 1
        lives.flexible_last[rows] = last
        lives.pay_day[rows] = careers.pay_day(rows, month)
        lives.channel[rows] = careers.channel(rows, month)

    def choose(self, month: int) -> None:
        """Who pays as a flexible worker for `month`, and on which base."""
        lives, wages = self._lives, self._wages
        # Whoever paid for the month before last has left already.
        leaving = np.flatnonzero(lives.flexible_last == month - 1)
        self.leave(leaving[self.on[leaving]])
        if number_in_year(month) == 1 or month in self._law.change_months:
            rows = np.flatnonzero(self.on)
            self.reprice(rows, wages.chosen_monthly_wage(rows, month), month)
        joining = np.flatnonzero(lives.flexible_first == month)
        joining = joining[lives.flexible_last[joining] >= month]
        if len(joining):
            self.join(joining, wages.chosen_monthly_wage(joining, month), month)


class Totals:
    """Both kinds of lines: a person's totals are brought up to date before somebody reads them."""

    def __init__(self, lines: EmployeeLines, flexible: FlexibleLines) -> None:
        self.lines, self.flexible = lines, flexible

    def settle_up(self, rows: Rows) -> None:
        """Bring these people's totals up to date."""
        self.lines.settle_up(rows)
        self.flexible.settle_up(rows)

    def settle_up_all(self) -> None:
        """Bring everybody's totals up to date."""
        self.lines.settle_up(np.flatnonzero(self.lines.on))
        self.flexible.settle_up(np.flatnonzero(self.flexible.on))

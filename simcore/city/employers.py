"""Employers (用人单位): hire, register their workers in time, late or never, declare and pay every month,
fall behind, recover, close.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import simpy

from simcore.calendar import NEVER, first_day, last_day, month_of, number_in_year, year_of
from simcore.city.bills import Receivables
from simcore.city.changes import NOBODY, Change, Changes
from simcore.city.columns import distinct, groups
from simcore.city.declaration import Declaration
from simcore.city.ground import Ground
from simcore.city.headcounts import Headcounts
from simcore.city.insured.employee import EmployeeLines
from simcore.city.keeping import Keeper
from simcore.city.lives import Jobs, Rows
from simcore.city.pens import Pens
from simcore.city.premiums import PremiumLaw
from simcore.clock import Phase, until
from simcore.rulebook.policy import Policy
from simcore.vocabulary import EventKind, LeavingReason, PaymentKind

UNDER_DECLARING = 2


class Employers(Keeper):
    """The employers of the city, one row each; row 0 is an earlier employer from before the run."""

    keeps = (
        "in_trouble",
        "declares_truly",
        "fines_owed",
        "_just_corrected",
        "_fines_paid",
        "_registering",
        "_joining",
        "_not_in_time",
        "_left",
    )

    def __init__(
        self,
        ground: Ground,
        pens: Pens,
        policy: Policy,
        lines: EmployeeLines,
        premium_law: PremiumLaw,
        headcounts: Headcounts,
        declarations: simpy.Store,
        receivables: Receivables,
        changes: Changes,
    ) -> None:
        self._ground, self._pens, self._dates = ground, pens, ground.dates
        self._lines, self._premium_law, self._headcounts = lines, premium_law, headcounts
        self._declarations, self._receivables, self._changes = declarations, receivables, changes
        changes.subscribe(Change.RECEIPTS_BOOKED, lambda rows, month, day: self._book_fines(day))
        self._fine_on_hidden_wages = policy.compile(("hidden_wages_fine",), inputs=("hidden_wages",))
        columns = self._ground.society.employers
        count = len(columns.conduct)
        self.count = count
        self.columns = columns
        self.in_trouble = np.zeros(count, bool)
        self.declares_truly = columns.conduct != UNDER_DECLARING
        self._just_corrected = np.zeros(count, bool)
        self.fines_owed = np.zeros(count, np.int64)
        self._fines_paid = 0
        self._registering: dict[int, list[tuple[Rows, np.ndarray]]] = {}
        self._joining: dict[int, list[tuple[Rows, np.ndarray]]] = {}
        self._not_in_time: list[tuple[Rows, np.ndarray]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
        self._left: list[tuple[Rows, np.ndarray]] = []
        job, first_month = self._ground.lives.job, self._ground.months[0]
        employed = np.flatnonzero(job.end == NEVER)
        this_year = year_of(first_month)
        new_year = first_day(first_month - number_in_year(first_month) + 1)
        self.set_wages(job, employed[job.start[employed] < new_year], this_year - 1)
        self.set_wages(job, employed[job.start[employed] >= new_year], this_year)
        self._joining[first_month] = [(employed, job.start[employed])]

    # Workers come and go.

    def hire(self, rows: Rows, employers: np.ndarray, days: np.ndarray, month: int) -> None:
        """Take these people on from `days`; each employer plans its filing by its conduct."""
        job = self._ground.lives.job
        job.employer[rows] = employers
        job.start[rows] = days
        job.end[rows] = NEVER
        job.found[rows] = False
        job.left_reason[rows] = 0
        job.registered_on[rows] = self._ground.society.employers.registration_day(
            rows, employers, days, month, self._dates.register_by(days)
        )
        for year, hired in groups(year_of(month_of(days))):
            self.set_wages(job, rows[hired], year)
        self.plan_registration(rows, job)
        late = rows[job.registered_on[rows] > self._dates.register_by(days)]
        if len(late):
            self._not_in_time.append((late, job.start[late]))
        self._pens.events(days, rows, EventKind.HIRED, employer_id=employers)

    def set_wages(self, job: Jobs, rows: Rows, year: int) -> None:
        """Pay, and declare, the wages of `year`."""
        employer = job.employer[rows]
        wage = self._ground.society.wages.wage(rows, employer, year)
        job.wage[rows] = wage
        self._declare_wages(job, rows)

    def _declare_wages(self, job: Jobs, rows: Rows) -> None:
        hides = ~self.declares_truly[job.employer[rows]]
        job.declared_wage[rows] = self._ground.society.wages.declared(job.wage[rows], hides)

    def plan_registration(self, rows: Rows, job: Jobs) -> None:
        """Put the filing on the agenda of the month whose declaration will first list the worker."""
        filed = rows[job.registered_on[rows] != NEVER]
        for month, of_month in groups(self._dates.declared_in(job.registered_on[filed])):
            chosen = filed[of_month]
            self._registering.setdefault(month, []).append((chosen, job.start[chosen]))

    def end_jobs(self, rows: Rows, days: np.ndarray, reason: LeavingReason | np.ndarray) -> None:
        """These jobs end on `days` (inclusive)."""
        if not len(rows):
            return
        job, lines = self._ground.lives.job, self._lines
        job.end[rows] = days
        job.left_reason[rows] = reason
        on_line = lines.on[rows] & (lines.job_start[rows] == job.start[rows])
        lines.last[rows[on_line]] = self._dates.last_contribution_month(days[on_line])
        self._left.append((rows, job.start[rows]))
        self._pens.events(days, rows, EventKind.LEFT_JOB, employer_id=job.employer[rows], reason=reason)

    # The monthly declaration.

    def declare(self) -> Generator[simpy.Event, None, None]:
        for month in self._ground.ahead:
            yield until(self._ground.env, self._dates.declaration_day(month), Phase.ARRIVALS)
            self._ground.books.contribution_days.append(
                month=np.array([month]),
                kind=PaymentKind.NORMAL,
                due_on=self._dates.declaration_day(month),
                arrived_on=-1,
            )
            self._open(month)
            self._update_trouble(month)
            self._settle_arrears(month)
            bills, lines = self._declaration(month)
            self._changes.tell(Change.DECLARED, NOBODY, month, self._dates.declaration_day(month))
            yield self._declarations.put((bills, lines))

    def _declaration(self, month: int) -> tuple[object, object]:
        lines, lives = self._lines, self._ground.lives
        # Whose last month lies further back has left already.
        leaving = np.flatnonzero(lines.last == month - 1)
        leaving = leaving[lines.on[leaving]]
        lines.leave(leaving)
        self._changes.tell(Change.DECLARATIONS_END, leaving, month, month - 1)
        if number_in_year(month) == 1:
            self._raise_wages(month)
            self._forget_closed_cases(first_day(month))
        declaration = Declaration(self._ground, lines, self._premium_law, self._headcounts, month)
        joining = self._due(self._joining, month)
        registering = self._due(self._registering, month)
        self._reprice(month)
        for job in (lives.job, lives.former_job):
            registered = self._registered(registering, job, month)
            earlier = declaration.add_earlier_months(registered, job)
            self._changes.tell(Change.MONTHS_DECLARED, registered, month, earlier)
            waiting = joining[0][job.start[joining[0]] == joining[1]]
            self._join(np.concatenate((waiting, registered)), job, month)
        return declaration.close(self._settlement_days(month))

    @staticmethod
    def _due(agenda: dict[int, list[tuple[Rows, np.ndarray]]], month: int) -> tuple[Rows, np.ndarray]:
        """Everybody on the agenda of `month`, with the first day of the job that put them there."""
        batches = agenda.pop(month, [])
        if not batches:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        rows, starts = (np.concatenate(column) for column in zip(*batches, strict=True))
        return rows, starts

    def _registered(self, filing: tuple[Rows, np.ndarray], job: Jobs, month: int) -> Rows:
        """Those whose filing takes effect: still employed on the day of filing and not gone before the
        month began.
        """
        rows, starts = filing
        if not len(rows):
            return rows
        rows = rows[job.start[rows] == starts]
        if not len(rows):
            return rows
        # Once each: the agency may have found somebody in the month in which the employer meant to file.
        rows = distinct(rows)
        filed, end = job.registered_on[rows], job.end[rows]
        valid = (filed != NEVER) & (filed <= end) & (end >= first_day(month))
        rows, filed = rows[valid], filed[valid]
        in_this_month = self._dates.declared_in(filed) == month
        rows, filed = rows[in_this_month], filed[in_this_month]
        self._pens.events(
            filed, rows, EventKind.REGISTERED, employer_id=job.employer[rows], detail=filed - job.start[rows]
        )
        return rows

    def _join(self, rows: Rows, job: Jobs, month: int) -> None:
        """Put registered workers on the ordinary lines, now or when their first month comes."""
        if not len(rows):
            return
        rows = rows[~(self._lines.on[rows] & (self._lines.job_start[rows] == job.start[rows]))]
        first = self._dates.first_contribution_month(job.start[rows])
        later = first > month
        if later.any():
            waiting = rows[later]
            self._joining.setdefault(month + 1, []).append((waiting, job.start[waiting]))
        rows = rows[~later]
        last = self._dates.last_contribution_month(job.end[rows])
        rows, last = rows[last >= month], last[last >= month]
        if not len(rows):
            return
        lines = self._lines
        lines.hire(rows, job.employer[rows], job.start[rows], job.declared_wage[rows], month)
        lines.last[rows] = last
        self._changes.tell(Change.MONTHS_DECLARED, rows, month, (month, NEVER))

    def _raise_wages(self, month: int) -> None:
        """The yearly declaration of wages: last year's, for everyone hired before this year."""
        for job in (self._ground.lives.job, self._ground.lives.former_job):
            rows = np.flatnonzero(
                (job.start >= 0) & (job.start < first_day(month)) & (job.end >= first_day(month))
            )
            self.set_wages(job, rows, year_of(month) - 1)

    def _reprice(self, month: int) -> None:
        """New wages, new law or an employer that was put right: work out its people's lines anew."""
        lines = self._lines
        everyone = number_in_year(month) == 1 or month in self._premium_law.change_months
        if not everyone and not self._just_corrected.any():
            return
        rows = np.flatnonzero(lines.on)
        if not everyone:
            rows = rows[self._just_corrected[lines.payer[rows]]]
        self._just_corrected[:] = False
        job, former = self._ground.lives.job, self._ground.lives.former_job
        current = job.start[rows] == lines.job_start[rows]
        wage = np.where(current, job.declared_wage[rows], former.declared_wage[rows])
        lines.reprice(rows, wage, month)

    # Paying.

    def _open(self, month: int) -> None:
        if month > self._ground.months[0]:
            founded = np.flatnonzero(self.columns.founded_month == month)
            self._pens.employer_events(first_day(month), founded, EventKind.FOUNDED)

    def _update_trouble(self, month: int) -> None:
        open_now = self.columns.open_in(month)
        trouble = self._ground.society.employers.in_trouble(month) & open_now
        on = self._dates.declaration_day(month)
        changed = ((trouble != self.in_trouble) & open_now).nonzero()[0]
        self._pens.employer_events(on, changed[trouble[changed]], EventKind.FELL_BEHIND)
        self._pens.employer_events(on, changed[~trouble[changed]], EventKind.RECOVERED)
        self.in_trouble = trouble

    def _settle_arrears(self, month: int) -> None:
        """Whoever is not in trouble settles what waited for better times, and its fines."""
        able = ~self.in_trouble
        on = self._dates.declaration_day(month)
        self._receivables.settle_what_waits(able, on)
        self._fines_paid += int(self.fines_owed[able].sum())
        self.fines_owed[able] = 0

    def _settlement_days(self, month: int) -> np.ndarray:
        """The day (one an employer) on which each settles what it declares this month; NEVER while in
        trouble.
        """
        everyone = np.arange(self.count)
        delay = self._ground.society.employers.payment_delay(everyone, month)
        return np.where(self.in_trouble, NEVER, self._dates.declaration_day(month) + delay)

    def _book_fines(self, on: int) -> None:
        """Fines go to the treasury, never to a fund."""
        if self._fines_paid:
            self._ground.books.ledger.pay_fines(on, self._fines_paid)
            self._fines_paid = 0

    def fine(self, employers: np.ndarray, amounts: np.ndarray, on: int) -> None:
        fined = employers[amounts > 0]
        amounts = amounts[amounts > 0]
        self.fines_owed[fined] += amounts
        self._pens.employer_events(on, fined, EventKind.FINED, detail=amounts)

    # The agency looks in.

    def correct(self, employers: np.ndarray, on: int) -> None:
        """The agency found hidden wages: from the next declaration on these employers declare what they
        pay.
        """
        lines, job = self._lines, self._ground.lives.job
        hiding = np.zeros(self.count, bool)
        hiding[employers] = True
        hiding &= ~self.declares_truly
        if not hiding.any():
            return
        former = self._ground.lives.former_job
        here = np.flatnonzero(hiding[job.employer])
        left = distinct(np.concatenate([here[:0], *(rows for rows, _ in self._left)]))
        left = left[hiding[former.employer[left]]]
        rows = np.flatnonzero(lines.on & hiding[lines.payer])
        current = job.start[rows] == lines.job_start[rows]
        hidden_each = np.where(
            current, job.wage[rows] - job.declared_wage[rows], former.wage[rows] - former.declared_wage[rows]
        )
        hidden = np.zeros(self.count, np.int64)
        np.add.at(hidden, lines.payer[rows], hidden_each)
        found = np.flatnonzero(hiding)
        (fines,) = self._fine_on_hidden_wages(on, hidden_wages=hidden[found])
        self.fine(found, fines, on)
        self.declares_truly[found] = True
        self._just_corrected[found] = True
        self._declare_wages(job, here)
        self._declare_wages(former, left)

    def unregistered(self, employers: np.ndarray, on: int) -> list[tuple[Jobs, Rows]]:
        """Workers of the employers marked (bool) who should have been registered by now and are not."""
        everybody, starts = (np.concatenate(column) for column in zip(*self._not_in_time, strict=True))
        self._not_in_time = [(everybody, starts)]
        found = []
        for job in (self._ground.lives.job, self._ground.lives.former_job):
            there = employers[job.employer[everybody]].nonzero()[0]
            rows = everybody[there]
            overdue = (self._dates.register_by(starts[there]) < on) & self._still_open(
                job, rows, starts[there], on
            )
            found.append((job, np.sort(rows[overdue])))
        return found

    @staticmethod
    def _still_open(job: Jobs, rows: Rows, starts: np.ndarray, on: int) -> np.ndarray:
        """Whose job that began on these days still stands, not registered, after day `on`."""
        return (job.start[rows] == starts) & (job.end[rows] >= on) & (job.registered_on[rows] > on)

    def _forget_closed_cases(self, on: int) -> None:
        """Who was registered in the meantime, or has gone, is looked at no more."""
        rows, starts = (np.concatenate(column) for column in zip(*self._not_in_time, strict=True))
        still = np.zeros(len(rows), bool)
        for job in (self._ground.lives.job, self._ground.lives.former_job):
            still |= self._still_open(job, rows, starts, on)
        self._not_in_time = [(rows[still], starts[still])]

    # The end of a month: closings, and the registrations of those who left.

    def close_month(self) -> Generator[simpy.Event, None, None]:
        for month in self._ground.ahead:
            on = last_day(month)
            yield until(self._ground.env, on, Phase.CHANGES)
            closing = self.columns.closing_month == month
            if closing.any():
                self._close(closing, month, on)
            self._write_registrations()

    def _close(self, closing: np.ndarray, month: int, on: int) -> None:
        job = self._ground.lives.job
        losing = np.flatnonzero((job.end == NEVER) & closing[job.employer])
        self._changes.tell(Change.JOBS_CLOSED, losing, month, on)
        broke = closing & self.in_trouble
        self._changes.tell(Change.EMPLOYERS_FAILED, broke, month, on)
        self._receivables.settle_by(closing & ~self.in_trouble, on)
        self.fines_owed[broke] = 0
        self._fines_paid += int(self.fines_owed[closing].sum())
        self.fines_owed[closing] = 0
        self._pens.employer_events(on, np.flatnonzero(closing), EventKind.CLOSED)

    def jobs_ended_this_month(self) -> list[tuple[Jobs, Rows]]:
        """Jobs that ended, or will end, within the month in which the run stands."""
        if not self._left:
            return []
        rows, starts = (np.concatenate(column) for column in zip(*self._left, strict=True))
        jobs = (self._ground.lives.job, self._ground.lives.former_job)
        return [(job, np.sort(rows[job.start[rows] == starts])) for job in jobs]

    def _write_registrations(self) -> None:
        for job, rows in self.jobs_ended_this_month():
            self._pens.write_registrations(self._ground.books, job, rows)
        self._left.clear()

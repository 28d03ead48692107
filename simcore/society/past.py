"""The past of the people who exist when the run begins: contributions, accounts, awards and pensions since
2010.

By the law of those years, year by year and block of people by block, into the same books and in the same
form as the run's own records, so that a pension paid in the first month is a real pension. What lies before
2010 is the opening line. The totals at the start in the people columns are sums over these records.

Past payments arrive in their own month. A past award is decided on the last day of the retirement month.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day, january, last_day, month_of, month_text, working_days, year_of
from simcore.society.employers import Conduct
from simcore.society.lawful_dates import LawfulDates, lawful_dates
from simcore.society.luck import Purpose
from simcore.society.opening_line import RECORDS_BEGIN, draw_opening_lines
from simcore.society.past_pensions import PastPensions
from simcore.society.people import Status
from simcore.vocabulary import BenefitKind

if TYPE_CHECKING:
    from simcore.books.books import Books
    from simcore.rulebook.policy import Policy
    from simcore.society.society import Society

Ints = NDArray[np.int64]

BLOCK = 100_000
"""People written at once: bounds the memory that the past takes."""

_EMPLOYEE = (
    "contribution_base",
    "contribution_index",
    "employee_pension_worker",
    "employee_pension_employer",
    "employee_pension_to_account",
    "medical_with_mutual_aid_worker",
    "medical_with_mutual_aid_employer",
    "unemployment_worker",
    "unemployment_employer",
    "work_injury_employer",
    "maternity_employer",
)
_FLEXIBLE = ("flexible_pension_contribution", "flexible_pension_to_account")
_BASE = ("contribution_base", "contribution_index")
_NORMAL, _FLEXIBLE_KIND = 0, 3
_BY_EMPLOYER = 0
_NONE = -1


@dataclass(slots=True)
class Stretches:
    """Months in a row that a person pays in one way: rows, employer (−1: flexible, 0: an earlier one),
    year in which the job began, first and last month; a person's stretches stand in order of time."""

    rows: Ints
    employer: Ints
    job_year: Ints
    first: Ints
    last: Ints

    def within(self, first: int, last: int) -> Stretches:
        """What of them lies in these months."""
        inside = np.flatnonzero((self.first <= last) & (self.last >= first))
        return Stretches(
            self.rows[inside],
            self.employer[inside],
            self.job_year[inside],
            np.maximum(self.first[inside], first),
            np.minimum(self.last[inside], last),
        )

    def chosen(self, places: NDArray[np.bool_]) -> Stretches:
        """Those at these places."""
        return Stretches(
            self.rows[places],
            self.employer[places],
            self.job_year[places],
            self.first[places],
            self.last[places],
        )


def write_past(society: Society, policy: Policy, books: Books | None) -> None:
    """Draw the opening lines, write the records since 2010 to `books` (nothing if None) and fill the
    totals at the start."""
    people, wages, scenario = society.people, society.wages, society.scenario
    gap = draw_opening_lines(
        scenario,
        society.luck,
        people,
        int(society.employers.wage_factor[0]),
        wages.average_wage(first_day(RECORDS_BEGIN)),
        policy.on(month_text(RECORDS_BEGIN))["employee_pension.minimum_months_at_first"],
    )
    everyone = slice(0, people.initial)
    months = people.opening_months[everyone].astype(np.int64)
    people.months_paid[everyone] = months
    people.months_before_accounts[everyone] = people.opening_months_before_accounts[everyone]
    people.index_sum[everyone] = months * people.opening_index[everyone]
    people.account_balance[everyone] = people.opening_balance[everyone]
    people.monthly_pension[everyone] = people.opening_pension[everyone]
    writer = _Writer(society, policy, books)
    writer.write_days()
    for start in range(0, people.initial, BLOCK):
        writer.write(np.arange(start, min(start + BLOCK, people.initial), dtype=np.int64), gap)


class _Writer:
    """Writes the past of one block of people after another."""

    def __init__(self, society: Society, policy: Policy, books: Books | None) -> None:
        self._society = society
        self._books = books
        self._end = society.scenario.start - 1
        self._employee = policy.compile(_EMPLOYEE, inputs=("monthly_wage", "risk_class"))
        self._base = policy.compile(_BASE, inputs=("monthly_wage",))
        self._flexible = policy.compile(_FLEXIBLE, inputs=("chosen_base",))
        self._dates = lawful_dates(policy)
        self._pensions = PastPensions(society.people, policy, books, self._end, self._dates)
        self._starts = self._period_starts(policy)

    def _period_starts(self, policy: Policy) -> list[int]:
        if self._end < RECORDS_BEGIN:
            return []
        changes = policy.change_months((*_EMPLOYEE, *_FLEXIBLE), RECORDS_BEGIN, self._end)
        januaries = range(RECORDS_BEGIN, self._end + 1, 12)
        return sorted({*januaries, *(month for month in changes if RECORDS_BEGIN <= month <= self._end)})

    def write_days(self) -> None:
        """When the lines of the past arrived: employers' by the end of their month, the others as now."""
        months = np.arange(RECORDS_BEGIN, self._end + 1)
        if self._books is None or not len(months):
            return
        scenario = self._society.scenario
        receipts = [working_days(month, scenario["tax_bureau.receipts_days"])[0] for month in months.tolist()]
        pay_days = [working_days(month, scenario["funds.pay_days"])[0] for month in months.tolist()]
        for kind, due_on, arrived_on in (
            (_NORMAL, self._dates.due_on(months), last_day(months)),
            (_FLEXIBLE_KIND, _NONE, np.array(receipts)),
        ):
            self._books.contribution_days.append(
                month=months, kind=kind, due_on=due_on, arrived_on=arrived_on
            )
        self._books.benefit_days.append(
            month=months, kind=BenefitKind.PENSION.value, due_on=np.array(pay_days)
        )

    def write(self, rows: Ints, gap: Ints) -> None:
        """Everything about these people."""
        stretches = _stretches(self._society, rows, gap[rows], self._end, self._dates)
        for year in range(2010, year_of(self._end) + 1):
            self._pensions.open_year(rows, year)
            for first, last in self._periods(year):
                self._contributions(stretches.within(first, last), first)
            self._pensions.close_year(rows, year)

    def _periods(self, year: int) -> Iterator[tuple[int, int]]:
        starts = [month for month in self._starts if year_of(month) == year]
        ends = [month - 1 for month in starts[1:]] + [min(january(year + 1) - 1, self._end)]
        yield from zip(starts, ends, strict=True)

    def _contributions(self, stretches: Stretches, month: int) -> None:
        flexible = stretches.employer == _NONE
        self._employees_lines(stretches.chosen(~flexible), month)
        self._flexible_lines(stretches.chosen(flexible), month)

    def _employees_lines(self, stretches: Stretches, month: int) -> None:
        rows, people = stretches.rows, self._society.people
        if not len(rows):
            return
        risk_class = self._society.employers.risk_class[stretches.employer].astype(np.int64)
        wage = self._declared_wages(stretches, year_of(month))
        values = self._employee(first_day(month), monthly_wage=wage, risk_class=risk_class)
        base, index, *amounts = (_column(value, len(rows)) for value in values)
        pension_worker, pension_employer, to_account = amounts[:3]
        medical_worker, medical_employer, unemployment_worker, unemployment_employer = amounts[3:7]
        injury, maternity = amounts[7:]
        line = (
            pension_worker,
            pension_employer,
            medical_worker,
            medical_employer,
            unemployment_worker,
            unemployment_employer,
            injury,
        )
        months = self._count(stretches, index, pension_worker, to_account)
        np.add.at(people.unemployment_months, rows, months.astype(np.int32))
        self._employee_since(stretches)
        # A person's stretches stand in order, so that the last one written stays.
        people.last_line_month[rows] = stretches.last
        people.last_line_base[rows] = base
        people.last_line_amounts[rows] = np.stack(line, axis=1)
        self._append(stretches, _NORMAL, base, line, maternity, to_account, _BY_EMPLOYER, _NONE)

    def _employee_since(self, stretches: Stretches) -> None:
        """Since when these months and those before them stand in a row."""
        people = self._society.people
        order = np.lexsort((stretches.first, stretches.rows))
        rows, first, last = (column[order] for column in (stretches.rows, stretches.first, stretches.last))
        same = np.append(False, rows[1:] == rows[:-1])
        before = np.where(same, np.append(0, last[:-1]), people.last_line_month[rows])
        begins = first != before + 1
        # The latest beginning stays; who has none goes on from before.
        people.employee_since[rows[begins]] = first[begins]

    def _flexible_lines(self, stretches: Stretches, month: int) -> None:
        rows, people = stretches.rows, self._society.people
        if not len(rows):
            return
        chosen = self._society.wages.chosen_monthly_wage(rows, month)
        day = first_day(month)
        base, index = (_column(value, len(rows)) for value in self._base(day, monthly_wage=chosen))
        paid, to_account = (_column(value, len(rows)) for value in self._flexible(day, chosen_base=base))
        self._count(stretches, index, paid, to_account)
        line = (paid, *(0,) * 6)
        self._append(
            stretches, _FLEXIBLE_KIND, base, line, 0, to_account, people.channel[rows], people.pay_day[rows]
        )

    def _declared_wages(self, stretches: Stretches, year: int) -> Ints:
        """In the year in which a job began the wage of that year, later that of the year before."""
        wages, employers = self._society.wages, self._society.employers
        new = stretches.job_year == year
        wage = wages.wage(stretches.rows, stretches.employer, year - 1)
        if new.any():
            wage[new] = wages.wage(stretches.rows[new], stretches.employer[new], year)
        return wages.declared(wage, employers.conduct[stretches.employer] == Conduct.UNDER_DECLARING)

    def _count(self, stretches: Stretches, index: Ints, paid: Ints, to_account: Ints) -> Ints:
        """Add the lines to the totals; gives the number of months of each stretch."""
        people, rows = self._society.people, stretches.rows
        months = stretches.last - stretches.first + 1
        np.add.at(people.months_paid, rows, months.astype(np.int32))
        np.add.at(people.index_sum, rows, index * months)
        np.add.at(people.own_contributions, rows, paid * months)
        np.add.at(people.account_credited, rows, to_account * months)
        weights = self._dates.interest_months_from_to(stretches.first, stretches.last)
        np.add.at(people.account_credit_product, rows, to_account * weights)
        return months

    def _append(
        self,
        stretches: Stretches,
        kind: int,
        base: Ints,
        line: tuple[Any, ...],
        maternity: Any,
        to_account: Ints,
        channel: Any,
        pay_day: Any,
    ) -> None:
        if self._books is None:
            return
        self._books.contribution_spells.append(
            person_id=stretches.rows,
            employer_id=stretches.employer,
            kind=kind,
            first_month=stretches.first,
            last_month=stretches.last,
            declared_month=_NONE,
            base_fen=base,
            pension_worker_fen=line[0],
            pension_employer_fen=line[1],
            medical_worker_fen=line[2],
            medical_employer_fen=line[3],
            unemployment_worker_fen=line[4],
            unemployment_employer_fen=line[5],
            injury_employer_fen=line[6],
            maternity_employer_fen=maternity,
            account_fen=to_account,
            channel=channel,
            pay_day=pay_day,
        )


def _column(value: Any, length: int) -> Ints:
    return np.broadcast_to(np.asarray(value, dtype=np.int64), (length,))


def _stretches(society: Society, rows: Ints, gap: Ints, end: int, dates: LawfulDates) -> Stretches:
    """How these people paid from 2010 on: with earlier employers, broken by a gap, then as the run finds
    them."""
    people = society.people
    status = people.status[rows]
    entry = month_of(people.entry_day[rows].astype(np.int64))
    employed, flexible = status == Status.EMPLOYED, status == Status.FLEXIBLE
    start_of_job = np.where(employed, people.job_start[rows], 0).astype(np.int64)
    until = np.full(len(rows), end, np.int64)
    until[status == Status.PENSIONER] = people.award_month[rows][status == Status.PENSIONER]
    until[employed] = dates.first_contribution_month(start_of_job[employed]) - 1
    until[flexible] = people.flexible_from[rows][flexible] - 1
    jobless = status == Status.UNEMPLOYED
    until[jobless] = dates.last_contribution_month(
        people.unemployed_since[rows][jobless].astype(np.int64) - 1
    )

    since = np.maximum(entry, RECORDS_BEGIN)
    room = np.maximum(until - since + 1, 0)
    gap = np.minimum(gap, np.maximum(room - 1, 0))
    place = since + society.luck.draw(Purpose.PAST_GAP_PLACE, 0, rows) * np.maximum(room - gap, 0) // 2**32
    entry_year = year_of(entry)
    earlier = np.zeros(len(rows), np.int64)
    current_first = np.where(employed, until + 1, people.flexible_from[rows])
    pays = employed | (flexible & people.flexible_pays[rows])
    parts = (
        Stretches(rows, earlier, entry_year, since, np.where(gap > 0, place - 1, until)),
        Stretches(rows, earlier, entry_year, place + gap, np.where(gap > 0, until, 0)),
        Stretches(
            rows,
            np.where(employed, people.employer[rows], _NONE).astype(np.int64),
            np.where(employed, year_of(month_of(start_of_job)), 0),
            np.maximum(current_first, RECORDS_BEGIN),
            np.where(pays, end, 0),
        ),
    )
    together = Stretches(*(np.concatenate([getattr(p, n) for p in parts]) for n in Stretches.__slots__))
    return together.chosen(together.first <= together.last)

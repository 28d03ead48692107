"""Writing down what is still open on the day on which somebody looks: running spells, open bills, people,
funds.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from simcore.books.books import Books
from simcore.calendar import NEVER, first_day, last_day, month_of
from simcore.city.bills import SCHEMES

if TYPE_CHECKING:
    from simcore.city.city import City


def records_of(city: City, books: Books, day: int) -> None:
    """Complete `books` with everything that is open at the end of `day`, so that they can be read as a
    whole.
    """
    month = int(month_of(day))
    for kind in city.insured:
        kind.write_open_spells(books, day)
    for benefit in city.benefits:
        if benefit.pay_day is not None:
            benefit.write_open_spells(books, month if day >= benefit.due_day(month) else month - 1)
    _open_registrations(city, books, day)
    bills = city.tax_bureau.open_bills
    if len(bills):
        bills.settled_on[bills.settled_on > day] = NEVER
        city.tax_bureau.write_settlements(bills, np.zeros((SCHEMES, len(bills)), np.int64), books=books)
    _funds(city, books)
    _people(city, books, day)
    _employers(city, books, day)


def _open_registrations(city: City, books: Books, day: int) -> None:
    """Jobs that go on at the end of `day`, and those that ended since the last month was closed."""
    declared = city.lines.last_month_paid_for(day)
    job = city.ground.lives.job
    rows = np.flatnonzero((job.end == NEVER) & (job.start >= 0) & (job.start <= day))
    city.pens.write_registrations(books, job, rows, declared, day)
    for ended, rows in city.employers.jobs_ended_this_month():
        city.pens.write_registrations(books, ended, rows[ended.start[rows] <= day], declared, day)


def _funds(city: City, books: Books) -> None:
    """The funds' rows. A premium that still waits in another fund's queue makes nobody a contributor yet."""
    waiting = {scheme: Counter[int]() for scheme in city.funds}
    for benefit in city.benefits:
        for scheme, months in benefit.waiting_elsewhere(city.funds[benefit.scheme].waiting()).items():
            waiting[scheme] += months
    rows = [row for scheme, fund in city.funds.items() for row in fund.table_rows(waiting[scheme])]
    rows.sort(key=lambda row: (row["month"], row["fund"]))
    if rows:
        money = [name for name in rows[0] if name not in ("month", "fund", "contributors", "beneficiaries")]
        columns = {
            (f"{name}_fen" if name in money else name): np.array([row[name] for row in rows])
            for name in rows[0]
        }
        books.funds.append(**columns)


def _people(city: City, books: Books, day: int) -> None:
    people, lives = city.ground.society.people, city.ground.lives
    entered = np.flatnonzero(people.entry_day <= day)
    region, sequence = city.ground.society.identity.region, city.ground.society.identity.sequence
    death = people.death_day[entered]
    status = lives.status_on(day, entered)
    books.people.append(
        person_id=entered,
        region=region[entered],
        birth_day=people.birth_day[entered],
        sequence=sequence[entered],
        sex=people.sex[entered],
        retirement_category=lives.category[entered],
        status=status,
        entered_on=people.entry_day[entered],
        died_on=np.where(death <= day, death, -1),
        retired_in=np.where(lives.pension_year[entered] > 0, lives.retired_in[entered], -1),
        opening_months=people.opening_months[entered],
        opening_months_before_accounts=people.opening_months_before_accounts[entered],
        opening_index=people.opening_index[entered],
        opening_balance_fen=people.opening_balance[entered],
        opening_pension_fen=people.opening_pension[entered],
    )


def _employers(city: City, books: Books, day: int) -> None:
    columns = city.ground.society.employers
    founded = np.flatnonzero((columns.founded_month <= month_of(day)) | (np.arange(columns.count) == 0))
    month = columns.founded_month[founded]
    known = month != NEVER
    closing = columns.closing_month[founded]
    closed = np.where(closing == NEVER, NEVER, last_day(np.where(closing == NEVER, 0, closing)))
    books.employers.append(
        employer_id=founded,
        slot=columns.slot[founded],
        industry=columns.industry[founded],
        risk_class=columns.risk_class[founded],
        size=columns.size[founded],
        conduct=columns.conduct[founded],
        founded_on=np.where(known, first_day(np.where(known, month, 0)), -1),
        closed_on=np.where(closed <= day, closed, -1),
    )

"""Residents: who pays for a year, when and how much, follows from careers, luck and law."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simcore.audit.case import Case, Contributors, Ints, PaidInPerson, yuan
from simcore.calendar import day_text, first_day, january, last_day, month_of, month_text, year_of
from simcore.law.resident_pension.tiers import tiers_open_to_all
from simcore.vocabulary import PaymentKind, Scheme

SCHEME = Scheme.RESIDENT_PENSION
MONTHS_A_YEAR = 12
_DAYS = 1 << 20
"""More than any day number, so that person and day make one key."""
_AMOUNTS = (
    "resident_pension_contribution",
    "resident_pension_own_payment",
    "resident_pension_subsidy",
    "resident_pension_to_account",
)
_INTEREST = ("resident_account_interest_on_opening", "resident_account_interest_on_credits")
_COLUMNS = (
    "person_id",
    "settled_on",
    "base_fen",
    "own_fen",
    "subsidy_fen",
    "account_fen",
    "channel",
    "arrived_on",
)


@dataclass(frozen=True, slots=True)
class _Stretches:
    """What people did, from which day on, ordered by person and day; `open` says that they worked for
    themselves or looked for work.
    """

    key: Ints
    person: Ints
    open: NDArray[np.bool_]

    def open_on(self, person: Ints, day: Ints) -> NDArray[np.bool_]:
        """Whether these people were open on these days; not before their first stretch."""
        place = np.searchsorted(self.key, _key(person, day), side="right") - 1
        found = np.maximum(place, 0)
        theirs: NDArray[np.bool_] = (place >= 0) & (self.person[found] == person)
        return theirs & self.open[found]


def _key(person: Ints, day: Ints) -> Ints:
    return person * _DAYS + day + _DAYS // 2


def examine(case: Case) -> None:
    """Every payment, what the fund has of it, and every year of the accounts."""
    lawful = _payments(case)
    case.same(
        3,
        f"SELECT {', '.join(_COLUMNS)}, scheme, kind, first_month, last_month FROM raw_yearly_contributions",
        lawful,
        lambda row, is_recorded: (
            f"the payment of person {row['person_id']} of {day_text(row['settled_on'])} to the residents' "
            f"pension ({yuan(row['own_fen'])}) is {'recorded' if is_recorded else 'lawful'} only",
            f"人员 {row['person_id']} {day_text(row['settled_on'])} 缴纳的居民养老保险费"
            f"（{yuan(row['own_fen'])}）仅见于{'记录' if is_recorded else '重算'}",
        ),
    )
    arrived, credit = lawful["arrived_on"], lawful["account_fen"]
    case.paid_in_person.append(PaidInPerson(SCHEME, arrived, lawful["own_fen"], lawful["subsidy_fen"]))
    for month in range(case.start, case.last + 1):
        people = np.array(
            [np.count_nonzero(lawful["first_month"] // MONTHS_A_YEAR == month // MONTHS_A_YEAR)]
        )
        case.contributors.append(Contributors(SCHEME, np.array([month]), people))
    moved = case.account_movements[SCHEME]
    for day, fen in zip(arrived.tolist(), credit.tolist(), strict=True):
        moved.credits[day] += fen
    _accounts(case, lawful["person_id"], arrived, credit)


def _payments(case: Case) -> dict[str, Ints]:
    """What was paid in the run's months and had arrived by the day of the audit."""
    parts = [np.zeros((len(_COLUMNS), 0), np.int64)]
    if SCHEME in case.schemes:
        stretches, elsewhere = _stretches(case), _paid_elsewhere(case)
        parts += [_paid_in(case, month, stretches, elsewhere) for month in range(case.start, case.last + 1)]
    columns: dict[str, Ints] = dict(zip(_COLUMNS, np.concatenate(parts, axis=1), strict=True))
    settled_in: Ints = month_of(columns["settled_on"])
    first = settled_in - settled_in % MONTHS_A_YEAR
    return columns | {
        "scheme": np.full(len(first), int(SCHEME)),
        "kind": np.full(len(first), int(PaymentKind.RESIDENT)),
        "first_month": first,
        "last_month": first + MONTHS_A_YEAR - 1,
    }


def _paid_in(case: Case, month: int, stretches: _Stretches, elsewhere: Ints) -> Ints:
    """The payments made in a month: rows as in `_COLUMNS`."""
    residents, people = case.society.residents, case.society.people
    person, begins = residents.paying_in(month), first_day(month)
    day = begins - 1 + residents.pay_day(person, month)
    end = np.full(len(person), last_day(month))
    birth_month = month_of(people.birth_day[person].astype(np.int64))
    (of_age,) = case.policy.compile(("may_join_resident_pension",), inputs=("age_months",))(
        begins, age_months=month - birth_month
    )
    paying, begun_in, last_month = elsewhere
    pays_elsewhere = paying[(begun_in <= month) & (last_month >= month)]
    receipts = [case.days_of("tax_bureau.receipts_days", at)[0] for at in (month, month + 1)]
    arrived = np.where(day < receipts[0], receipts[0], receipts[1])
    chosen = of_age & stretches.open_on(person, day) & stretches.open_on(person, end)
    chosen &= (people.death_day[person] > end) & ~np.isin(person, pays_elsewhere) & (arrived <= case.day)
    person, day, arrived = person[chosen], day[chosen], arrived[chosen]
    tiers = residents.tier(person, tiers_open_to_all(case.policy, month_text(month)))
    amounts = case.policy.compile(_AMOUNTS, inputs=("annual_tier",))(begins, annual_tier=tiers)
    return np.stack((person, day, *amounts, residents.channel(person, month), arrived))


def _stretches(case: Case) -> _Stretches:
    careers = case.careers
    retired = np.flatnonzero(careers.retired_in >= 0)
    # Of what begins on one day the last counts: whoever lost a job may find another at once.
    parts = (
        (careers.unemployed.person, careers.unemployed.since, True),
        (careers.flexible.person, careers.flexible.turned_on, True),
        (careers.jobs.person, careers.jobs.hired_on, False),
        (retired, last_day(careers.retired_in[retired]), False),
    )
    person = np.concatenate([part[0] for part in parts])
    key = _key(person, np.concatenate([part[1] for part in parts]))
    is_open = np.concatenate([np.full(len(part[0]), part[2]) for part in parts])
    order = np.argsort(key, kind="stable")
    return _Stretches(key[order], person[order], is_open[order])


def _paid_elsewhere(case: Case) -> Ints:
    """Who pays as a flexible worker: person, the month in which that was decided, the last month paid for."""
    times = case.careers.flexible
    pays = times.pays == 1
    return np.stack((times.person[pays], times.begun_in[pays], times.last_month[pays]))


def _accounts(case: Case, person: Ints, arrived: Ints, credit: Ints) -> None:
    """Each year's credits with their interest, in the years that are closed."""
    interest = case.policy.compile(_INTEREST, inputs=("opening_balance", "months_elapsed", "credit_product"))
    months_of_interest = case.policy.compile(("account_interest_months",), inputs=("account_month",))
    month = month_of(arrived)
    (weight,) = case.by_month(months_of_interest, month, {"account_month": month}, 1)
    opening = np.zeros(case.society.people.size, np.int64)
    rows: list[Ints] = [np.zeros((8, 0), np.int64)]
    for year in range(year_of(case.start), year_of(case.last + 1)):
        december = january(year + 1) - 1
        here = year_of(month) == year
        credited, product = np.zeros_like(opening), np.zeros_like(opening)
        np.add.at(credited, person[here], credit[here])
        np.add.at(product, person[here], credit[here] * weight[here])
        on_opening, on_credits = interest(
            first_day(december),
            opening_balance=opening,
            months_elapsed=MONTHS_A_YEAR,
            credit_product=product,
        )
        closing = opening + credited + on_opening + on_credits
        kept = np.flatnonzero((opening != 0) | (credited != 0))
        of_year = (opening, credited, on_opening, on_credits, np.zeros_like(opening), closing)
        rows.append(np.stack((kept, np.full(len(kept), year), *(column[kept] for column in of_year))))
        case.account_movements[SCHEME].interest[last_day(december)] += int((on_opening + on_credits).sum())
        opening = closing
    names = ("opening", "credited", "interest_on_opening", "interest_on_credits", "drawn", "closing")
    columns = ("person_id", "year", *(f"{name}_fen" for name in names))
    case.same(
        5,
        f"SELECT {', '.join(columns)} FROM raw_accounts WHERE scheme = {SCHEME.value}",
        dict(zip(columns, np.concatenate(rows, axis=1), strict=True)),
        lambda row, is_recorded: (
            f"the residents' account of person {row['person_id']} in {row['year']} (closing "
            f"{yuan(row['closing_fen'])}) is {'recorded' if is_recorded else 'lawful'} only",
            f"人员 {row['person_id']} {row['year']} 年居民养老个人账户（年末 {yuan(row['closing_fen'])}）"
            f"仅见于{'记录' if is_recorded else '重算'}",
        ),
    )

"""Everybody who is or will be insured during the run: one row a person, one NumPy column a fact.

Row number = person id. The people alive at the start come first, then the entrants in order of entry. All
columns are given before policy acts; the actors copy what they change. Months and days are ints from 1970,
money is fen, indices are ten-thousandths; NEVER is "never", and 0 stands where a column says nothing about a
person.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import NEVER
from simcore.vocabulary import BILLED, LINE_SIDES


class Status(IntEnum):
    """Where a person stands."""

    NOT_ENTERED = 0
    EMPLOYED = 1
    UNEMPLOYED = 2
    FLEXIBLE = 3
    RETIRING = 4
    PENSIONER = 5
    PAYING_ON = 6
    LEFT = 7
    DEAD = 8


class Sex(IntEnum):
    """As in the 17th digit of an ID number: odd for men, even for women."""

    MALE = 0
    FEMALE = 1


class Category(IntEnum):
    """The retirement category, by the age of retirement before 2025."""

    MALE_60 = 0
    FEMALE_55 = 1
    FEMALE_50 = 2


LINE_AMOUNTS = tuple(f"{BILLED[scheme]}_{side}" for scheme, side in LINE_SIDES)
"""The amounts of an employee's line, in the order of `People.last_line_amounts`."""

Int8 = NDArray[np.int8]
Int16 = NDArray[np.int16]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(slots=True, eq=False)
class People:
    """The columns, all of the same length (initial people and entrants)."""

    initial: int
    """How many people are alive at the start; the rows from here on are entrants."""

    # Born with.
    sex: Int8
    birth_day: Int32
    death_day: Int32
    entry_day: Int32
    retirement_category: Int8
    relative_wage: Int32
    """Ten-thousandths: the person's wage against the mean of the same age, before the employer's factor."""
    flexible_ratio: Int32
    """Ten-thousandths of the average wage: the base the person chooses as a flexible worker."""

    # Where the run finds them.
    status: Int8
    plan_month: Int32
    """The month of the next planned career change, >= the start; NEVER if none."""
    employer: Int32
    job_start: Int32
    registered_on: Int32
    unemployed_since: Int32
    """First day without the job (unemployed people)."""
    flexible_from: Int32
    """First month of the flexible spell (flexible people)."""
    flexible_pays: Bools
    pay_day: Int8
    channel: Int8
    award_month: Int32
    """The retirement month R (pensioners); 0 for others. The pension runs from R + 1."""

    # What they bring from before 2010: one opening line a person (drawn).
    opening_months: Int32
    opening_months_before_accounts: Int32
    opening_index: Int32
    opening_balance: Int64
    opening_pension: Int64
    """Monthly pension at the end of 2009 of those retired before 2010, fen."""

    # Totals at the run's start, from the opening line and the records of the past.
    months_paid: Int32
    months_before_accounts: Int32
    index_sum: Int64
    """Sum over the paid months of each month's index, ten-thousandths."""
    unemployment_months: Int32
    """Months of unemployment insurance paid since 2010."""
    own_contributions: Int64
    """Worker amounts of pension lines since 2010 (a flexible worker's whole payment), fen."""
    account_balance: Int64
    """Personal account at the opening of the start's calendar year, fen."""
    account_credited: Int64
    """Credits of that year before the start (0 for a start in January), fen."""
    account_credit_product: Int64
    """Σ credit × (13 − calendar month) of these."""
    account_drawn: Int64
    account_draw_product: Int64

    # The last line of the past as an employee: 0 if none.
    last_line_month: Int32
    employee_since: Int32
    """The first of the months in a row up to `last_line_month`, whoever the employer was (from 2010 on)."""
    last_line_base: Int64
    last_line_amounts: Int64
    """One row a person, columns LINE_AMOUNTS, fen."""

    # Pensioners.
    monthly_pension: Int64
    """The pension of the month before the start (the first one, if it begins at the start), fen. The
    raise of a start in January is still to come."""
    account_part: Int64
    """What is drawn from the account each month while it lasts, fen (0 for those retired before 2010)."""

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.sex)

    @classmethod
    def blank(cls, size: int, initial: int) -> People:
        """Columns that say nothing yet: zeros, and NEVER where a day or month may never come."""
        columns: dict[str, NDArray[np.generic]] = {}
        kinds = {"Int8": np.int8, "Int16": np.int16, "Int32": np.int32, "Int64": np.int64, "Bools": np.bool_}
        for field in fields(cls):
            if field.name != "initial":
                shape = (size, len(LINE_AMOUNTS)) if field.name == "last_line_amounts" else size
                columns[field.name] = np.zeros(shape, dtype=kinds[str(field.type)])
        for name in ("plan_month", "registered_on"):
            columns[name].fill(NEVER)
        return cls(initial=initial, **columns)  # type: ignore[arg-type]

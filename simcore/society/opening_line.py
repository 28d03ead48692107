"""The opening line: what people bring from before 2010, drawn (`uncertain`), one line a person.

Months paid by the end of 2009, of these before 1996, their average index, the personal account then, and
the pension of those who had retired by then. Their accounts are taken as used up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import january, month_of
from simcore.society.luck import Luck, Purpose, threshold
from simcore.society.people import People, Status
from simcore.society.wage_levels import ONE

if TYPE_CHECKING:
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]

RECORDS_BEGIN = january(2010)
"""The first month with records; everything before is in the opening line."""

ACCOUNTS_BEGIN = january(1996)
_LOWEST_INDEX, _HIGHEST_INDEX = 4_500, 30_000


def draw_opening_lines(
    scenario: Scenario,
    luck: Luck,
    people: People,
    wage_level: int,
    average_wage: int,
    shortest_career: int,
) -> Ints:
    """Fill the opening columns of the initial people; gives the length of each one's break in payment since
    2010 (months).

    `wage_level` is the earlier employers' factor (ten-thousandths), `average_wage` the yearly average wage
    of 2009 (fen), `shortest_career` the months that a pension then took.
    """
    rows = np.arange(people.initial, dtype=np.int64)
    everyone = slice(0, people.initial)
    pensioner = people.status[everyone] == Status.PENSIONER
    retired = people.award_month[everyone].astype(np.int64)
    entry = month_of(people.entry_day[everyone].astype(np.int64))
    end = np.where(pensioner, np.minimum(retired + 1, RECORDS_BEGIN), RECORDS_BEGIN)
    span = np.maximum(end - entry, 0)
    since = np.where(pensioner, np.maximum(retired + 1 - np.maximum(entry, RECORDS_BEGIN), 0), 0)

    gap = luck.between(Purpose.PAST_GAP_LENGTH, 0, rows, 1, scenario["past.gap_longest"])
    gap = np.where(luck.chance(Purpose.PAST_GAP, 0, rows, threshold(scenario["past.gap_share"])), gap, 0)
    gap = np.where(pensioner, np.minimum(gap, np.maximum(since - 1, 0)), gap)
    gap = np.where(pensioner, np.minimum(gap, np.maximum(span + since - shortest_career, 0)), gap)

    density = _density(scenario, luck, rows)
    paid = span * density >> 32
    needed = np.where(pensioner, shortest_career + gap - since, 0)
    paid = np.maximum(paid, np.minimum(needed, span))
    before = np.minimum(paid, np.maximum(np.minimum(end, ACCOUNTS_BEGIN) - entry, 0) * density >> 32)

    noise = luck.between(Purpose.PAST_INDEX, 0, rows, 8_500, 11_500)
    level = people.relative_wage[everyone].astype(np.int64) * wage_level // ONE * noise // ONE
    index = np.clip(level, _LOWEST_INDEX, _HIGHEST_INDEX)
    retired_before = pensioner & (retired < RECORDS_BEGIN)
    credit = _account_by_months(scenario, average_wage)[paid - before]
    people.opening_months[everyone] = paid
    people.opening_months_before_accounts[everyone] = before
    people.opening_index[everyone] = np.where(paid > 0, index, 0)
    people.opening_balance[everyone] = np.where(retired_before, 0, (credit * index + ONE // 2) // ONE)
    people.opening_pension[everyone] = np.where(retired_before, _pensions(scenario, luck, people, rows), 0)
    return gap


def _density(scenario: Scenario, luck: Luck, rows: Ints) -> Ints:
    """Each one's share of paid months before 2010 (2**-32ths): spread evenly around the mean, at most one."""
    mean = scenario["past.density"]
    spread = 2 * min(1 - mean, mean)
    lowest, width = threshold(mean - spread / 2), threshold(spread)
    return lowest + (luck.draw(Purpose.PAST_DENSITY, 0, rows) * (width >> 8) >> 24)


def _account_by_months(scenario: Scenario, average_wage: int) -> Ints:
    """What the last k months before 2010 have brought into an account at an index of one, with interest
    (fen; index k)."""
    months = np.arange(RECORDS_BEGIN - ACCOUNTS_BEGIN + 1)
    year = 2009 - (months[:-1] // 12)
    share = np.where(
        year < 2006, scenario["past.account_share_before_2006"], scenario["past.account_share_since_2006"]
    )
    growth = (1 + scenario["past.account_interest"]) / (1 + scenario["past.wage_growth_before_2010"])
    credits = average_wage / 12 * share * growth ** (2009.0 - year)
    table = np.concatenate(([0], np.rint(np.cumsum(credits)).astype(np.int64)))
    # Months beyond 1996 bring nothing more into an account that began then.
    return np.concatenate((table, np.full(1200, table[-1])))


def _pensions(scenario: Scenario, luck: Luck, people: People, rows: Ints) -> Ints:
    """Monthly pensions at the end of 2009: around the mean, partly after the person's relative wage,
    whole yuan in fen."""
    mean = scenario["past.mean_pension_2009"]
    follows = round(scenario["past.pension_follows_wage"] * ONE)
    level = ONE - follows + follows * people.relative_wage[rows].astype(np.int64) // ONE
    noise = luck.between(Purpose.PAST_PENSION, 0, rows, 8_000, 12_000)
    pensions: Ints = mean * level // ONE * noise // ONE * 100
    return pensions

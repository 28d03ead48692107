"""The claims that people bring to the agency, and the days on which they arrive: from careers, and from
what the agency decided about pensions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day
from simcore.vocabulary import ClaimKind

if TYPE_CHECKING:
    from simcore.audit.careers import Careers
    from simcore.society.society import Society

Ints = NDArray[np.int64]


@dataclass(slots=True)
class Arrivals:
    """One row a claim: person, kind, day; `month` is that of retirement or death (−1: unemployment),
    `period` the row of the time without work (−1: another claim).
    """

    person: Ints
    kind: Ints
    day: Ints
    month: Ints
    period: Ints


@dataclass(slots=True)
class AfterRefusal:
    """Who was refused a pension for want of months: the day, and up to which month the person pays on (−1:
    takes the account and goes).
    """

    person: Ints
    day: Ints
    pays_to: Ints


def arrivals(society: Society, careers: Careers, refused: AfterRefusal, others: list[list[Ints]]) -> Arrivals:
    """All claims, also those that are still to come; `others` are columns of further kinds."""
    parts = [
        *others,
        _pensions(careers, refused),
        _deaths(society, careers, refused),
        _unemployment(society, careers),
    ]
    return Arrivals(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _pensions(careers: Careers, refused: AfterRefusal) -> list[Ints]:
    """In the month after that of retirement, and again when whoever pays on has paid enough."""
    retired = np.flatnonzero(careers.retired_in >= 0)
    on = np.flatnonzero(refused.pays_to >= 0)
    person = np.concatenate((retired, refused.person[on]))
    month = np.concatenate((careers.retired_in[retired], refused.pays_to[on]))
    none = np.full(len(person), -1)
    return [person, np.full(len(person), int(ClaimKind.PENSION)), first_day(month + 1), month, none]


def _deaths(society: Society, careers: Careers, refused: AfterRefusal) -> list[Ints]:
    """Some days after the death, and not before its month is over; nobody claims for who has left."""
    left_on = np.full(len(careers.died_in), -1, np.int64)
    gone = refused.pays_to < 0
    left_on[refused.person[gone]] = refused.day[gone]
    died = np.flatnonzero(careers.died_in >= 0)
    month = careers.died_in[died]
    insured = (left_on[died] < 0) | (left_on[died] >= first_day(month))
    died, month = died[insured], month[insured]
    day = np.empty(len(died), np.int64)
    for one in np.unique(month).tolist():
        rows = month == one
        lag = society.careers.death_lag(died[rows], one)
        day[rows] = np.maximum(society.people.death_day[died[rows]] + lag, first_day(one + 1))
    return [died, np.full(len(died), int(ClaimKind.DEATH)), day, month, np.full(len(died), -1)]


def _unemployment(society: Society, careers: Careers) -> list[Ints]:
    """Those of the newly unemployed who think of it."""
    times = careers.unemployed
    claims, day = np.zeros(len(times.person), bool), np.zeros(len(times.person), np.int64)
    for month in np.unique(times.begun_in[times.begun_in >= 0]).tolist():
        rows = np.flatnonzero(times.begun_in == month)
        person = times.person[rows]
        claims[rows] = society.careers.claims(person, month, times.voluntary[rows] == 1)
        lag = society.careers.claim_lag(person, month)
        day[rows] = np.maximum(times.since[rows] - 1 + lag, first_day(month + 1))
    period = np.flatnonzero(claims)
    kind = np.full(len(period), int(ClaimKind.UNEMPLOYMENT))
    return [times.person[period], kind, day[period], np.full(len(period), -1), period]

"""Employers: how many, how big, in which trade, of what conduct, open from when to when, and when they run
out of money.

The city has a number of slots; a slot has one employer after another, each founded the month after its
predecessor closed, of the same size and trade but with a conduct of its own. Row 0 is an earlier employer,
from before the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import NEVER
from simcore.law.work_injury.trades import TRADES, trade_of
from simcore.society.luck import (
    LONGEST_WAIT,
    Luck,
    Purpose,
    chosen,
    cumulative_thresholds,
    threshold,
    wait_table,
    waits,
)
from simcore.society.wage_levels import ONE, lognormal_levels, sector_levels, sector_spreads, wage_scale

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Conduct(IntEnum):
    """How an employer keeps the law."""

    PUNCTUAL = 0
    LATE = 1
    UNDER_DECLARING = 2
    NOT_REGISTERING = 3


# Plain ints: NumPy asks an enumeration for its attributes at every comparison.
_LATE, _NOT_REGISTERING = int(Conduct.LATE), int(Conduct.NOT_REGISTERING)

_CLASSES = (("1_9", 1, 9), ("10_49", 10, 49), ("50_299", 50, 299), ("300", 300, 2000))
_OLDEST_MONTHS = 240
_YOUNGEST_MONTHS = 6
_CHAIN = 4096


def in_time(lag: Ints, allowed: Ints) -> Ints:
    """Days from hiring to registration within those that the law allows, from a draw each."""
    days: Ints = np.minimum(1 + lag % np.maximum(allowed, 1), allowed)
    return days


@dataclass(slots=True, eq=False)
class Employers:
    """Columns, one row an employer (row number = employer id), and what is drawn month by month.

    `slot` int32 (−1 for row 0), `industry` int8 (a row of TRADES), `risk_class` int8 (1–8), `size` int32
    (workers of the model expected), `wage_factor` int32 (ten-thousandths), `conduct` int8, `founded_month`
    and `closing_month` int32 (the last month; NEVER if it lies beyond the run).
    """

    slot: NDArray[np.int32]
    industry: NDArray[np.int8]
    risk_class: NDArray[np.int8]
    size: NDArray[np.int32]
    wage_factor: NDArray[np.int32]
    conduct: NDArray[np.int8]
    founded_month: NDArray[np.int32]
    closing_month: NDArray[np.int32]
    slot_thresholds: Ints
    _luck: Luck
    _rules: _Rules
    _chain_keys: Ints
    _chain_rows: Ints
    _trouble: tuple[Ints, Ints, Ints]

    @property
    def count(self) -> int:
        """How many rows there are, row 0 included."""
        return len(self.slot)

    def employer_of_slot(self, slots: Ints, months: Ints | int) -> Ints:
        """The employer that is open in these slots in these months (any month from the founding of the
        slot's first)."""
        keys = np.asarray(slots, np.int64) * _CHAIN + months
        return self._chain_rows[np.searchsorted(self._chain_keys, keys, side="right") - 1]

    def open_in(self, month: int) -> Bools:
        """Which employers are open in a month (row 0 never)."""
        return (self.founded_month <= month) & (month <= self.closing_month)

    def in_trouble(self, month: int) -> Bools:
        """Which employers have no money to pay contributions in a month."""
        rows, first, last = self._trouble
        trouble = np.zeros(self.count, np.bool_)
        trouble[rows[(first <= month) & (month <= last)]] = True
        return trouble

    def payment_delay(self, employers: Ints, month: int) -> Ints:
        """Days from the 25th on which these employers pay what they declare in a month: 0 unless of
        conduct LATE."""
        luck, rules = self._luck, self._rules
        delay = np.zeros(len(employers), np.int64)
        late = (self.conduct[employers] == _LATE).nonzero()[0]
        late = late[luck.chance(Purpose.LATE_MONTH, month, employers[late], rules.late_month)]
        delay[late] = luck.between(Purpose.PAYMENT_DELAY, month, employers[late], 1, rules.longest_delay)
        return delay

    def inspected(self, month: int) -> Bools:
        """Which employers the agency's inspection would visit in a month; whether they are open is not
        looked at."""
        rows = np.arange(self.count, dtype=np.int64)
        return self._luck.chance(Purpose.INSPECTION, month, rows, self._rules.inspection) & (rows > 0)

    def registration_day(
        self, rows: Ints, employers: Ints, start_day: Ints, month: int, register_by: Ints
    ) -> Ints:
        """The day on which employers mean to register these hires, NEVER if not at all; `month` is that
        of the draw, `register_by` the last day that the law allows."""
        luck, rules, conduct = self._luck, self._rules, self.conduct[employers]
        draws = luck.draw(Purpose.REGISTRATION, month, rows)
        lag = luck.draw(Purpose.REGISTRATION_LAG, month, rows)
        not_registering = conduct == _NOT_REGISTERING
        slow = not_registering | ((conduct == _LATE) & (draws < rules.late_registration))
        never = not_registering & (draws < rules.unregistered)
        allowed = register_by - start_day
        late_lag = allowed + 1 + lag % np.maximum(rules.longest_registration - allowed, 1)
        return np.where(never, NEVER, start_day + np.where(slow, late_lag, in_time(lag, allowed)))

    def name(self, employer: int) -> tuple[str, str]:
        """An employer's name in English and Chinese; row 0 is an earlier employer."""
        if employer == 0:
            return "earlier employer", "以前单位"
        english, chinese, _ = TRADES[int(self.industry[employer])]
        return f"{english} company no. {employer}", f"{chinese}{employer}号公司"


@dataclass(frozen=True, slots=True)
class _Rules:
    """The thresholds and limits of what is drawn month by month."""

    late_month: int
    longest_delay: int
    late_registration: int
    unregistered: int
    longest_registration: int
    inspection: int

    @classmethod
    def of(cls, scenario: Scenario) -> _Rules:
        return cls(
            threshold(scenario["employers.late_month_share"]),
            scenario["employers.payment_delay_longest"],
            threshold(scenario["employers.late_registration_share"]),
            threshold(scenario["employers.unregistered_share"]),
            scenario["employers.late_registration_longest"],
            threshold(scenario["agency.inspection_rate"]),
        )


def employers_founded(scenario: Scenario, policy: Policy, luck: Luck) -> Employers:
    """All employers of a run: one in each slot at the start, and their successors to the run's end."""
    weights = _slot_weights(scenario, luck)
    slot, founded, closing = _chains(scenario, luck, len(weights))
    rows = np.arange(1, len(slot) + 1, dtype=np.int64)
    industry = _industries(scenario, luck, len(weights))
    conduct = _conducts(scenario, luck, rows)
    order = np.argsort(slot * _CHAIN + founded, kind="stable")
    workers = expected_workers(scenario)
    sizes = np.maximum(np.rint(weights / weights.sum() * workers), 1).astype(np.int64)
    earlier = np.array([int(trade_of(scenario["past.earlier_risk_class"]))])

    def column(first: int | Ints, rest: Ints, kind: type[np.signedinteger]) -> NDArray[np.signedinteger]:
        return np.concatenate((np.atleast_1d(first), rest)).astype(kind)

    trades = column(earlier, industry[slot], np.int8)
    scale = wage_scale(scenario, policy)
    return Employers(
        slot=column(-1, slot, np.int32),
        industry=trades,
        risk_class=np.array([trade[2] for trade in TRADES], np.int8)[trades],
        size=column(0, sizes[slot], np.int32),
        wage_factor=column(round(scale * ONE), _wage_factors(scenario, luck, weights, scale)[slot], np.int32),
        conduct=column(Conduct.PUNCTUAL, conduct, np.int8),
        founded_month=column(NEVER, founded, np.int32),
        closing_month=column(-1, closing, np.int32),
        slot_thresholds=cumulative_thresholds(weights),
        _luck=luck,
        _rules=_Rules.of(scenario),
        _chain_keys=(slot * _CHAIN + founded)[order],
        _chain_rows=rows[order],
        _trouble=_trouble(scenario, luck, rows, founded, closing),
    )


def expected_workers(scenario: Scenario) -> float:
    """How many of the starting people work for an employer."""
    active = scenario.people * (1 - scenario["population.pensioner_share"])
    return float(active * (1 - scenario["behaviour.flexible_share"] - scenario["labour.unemployed_share"]))


def _slot_weights(scenario: Scenario, luck: Luck) -> NDArray[np.float64]:
    """The size of each slot's employers (any unit): the classes in exact shares, spread log-evenly
    within a class."""
    count = max(1, round(expected_workers(scenario) / scenario["employers.workers_per_employer"]))
    slots = np.arange(count, dtype=np.int64)
    draws = luck.draw(Purpose.SLOT_SIZE, 0, slots)
    # Ranks instead of the draws themselves: a class of a hundred employers has its share of big ones.
    rank = np.empty(count, np.int64)
    rank[np.argsort(luck.draw(Purpose.SLOT_RANK, 0, slots), kind="stable")] = slots
    lowest = np.array([low for _, low, _ in _CLASSES], np.float64)
    highest = np.array([high for _, _, high in _CLASSES], np.float64) + 1
    means = (highest - lowest) / np.log(highest / lowest)
    shares = np.array([scenario[f"employers.size_{name}_share"] for name, _, _ in _CLASSES])
    kind = chosen((2 * rank + 1) * (1 << 31) // count, cumulative_thresholds(shares / means))
    weights: NDArray[np.float64] = lowest[kind] * (highest[kind] / lowest[kind]) ** (draws / 2**32)
    for _ in range(4):
        weights = np.minimum(weights, max(scenario["employers.largest_share"], 1 / count) * weights.sum())
    return weights


def _industries(scenario: Scenario, luck: Luck, slots: int) -> Ints:
    shares = [scenario[f"employers.risk_class_{trade[2]}_share"] for trade in TRADES]
    alike = np.bincount([trade[2] for trade in TRADES])
    weights = [share / alike[trade[2]] for share, trade in zip(shares, TRADES, strict=True)]
    draws = luck.draw(Purpose.INDUSTRY, 0, np.arange(slots, dtype=np.int64))
    return chosen(draws, cumulative_thresholds(weights))


def _conducts(scenario: Scenario, luck: Luck, rows: Ints) -> Ints:
    names = ("punctual", "late", "under_declaring", "not_registering")
    table = cumulative_thresholds([scenario[f"employers.{name}_share"] for name in names])
    return chosen(luck.draw(Purpose.CONDUCT, 0, rows), table)


def _wage_factors(scenario: Scenario, luck: Luck, weights: NDArray[np.float64], scale: float) -> Ints:
    """By slot: its sector's mean level times its own, times the scale of all wages (ten-thousandths).

    Scaled so that the mean over all workers is the one meant, however few employers there are.
    """
    slots = np.arange(len(weights), dtype=np.int64)
    non_private = luck.chance(Purpose.SECTOR, 0, slots, threshold(scenario["wages.non_private_share"]))
    draws = luck.draw(Purpose.WAGE_FACTOR, 0, slots)
    levels = []
    for mean, spread in zip(sector_levels(scenario), sector_spreads(scenario), strict=True):
        quantiles = lognormal_levels(spread)
        levels.append(quantiles[draws * len(quantiles) >> 32] * mean)
    level = np.where(non_private, levels[1], levels[0])
    level *= scale * weights.sum() / (level * weights).sum() * ONE
    factors: Ints = np.rint(level).astype(np.int64)
    return factors


def _chains(scenario: Scenario, luck: Luck, slots: int) -> tuple[Ints, Ints, Ints]:
    """Slot, founding month and closing month of every employer: first those of the start, then their
    successors."""
    start, end = scenario.start, scenario.start + scenario.months
    hazard = 1 - (1 - scenario["employers.closing_rate"]) ** (1 / 12)
    table = wait_table(hazard)
    slot = np.arange(slots, dtype=np.int64)
    founded = start - luck.between(Purpose.FOUNDED, 0, slot, _YOUNGEST_MONTHS, _OLDEST_MONTHS)
    opens, generation, chains = np.full(slots, start, np.int64), 0, []
    while len(slot):
        life = waits(luck.draw(Purpose.LIFETIME, generation, slot), table)
        closing = np.where(life == LONGEST_WAIT, NEVER, opens + life - 1)
        closing = np.where(closing >= end, NEVER, closing)
        chains.append((slot, founded, closing))
        closes = closing < NEVER
        slot, founded = slot[closes], closing[closes] + 1
        opens, generation = founded, generation + 1
    slot, founded, closing = (np.concatenate(columns) for columns in zip(*chains, strict=True))
    return slot, founded, closing


def _trouble(
    scenario: Scenario, luck: Luck, rows: Ints, founded: Ints, closing: Ints
) -> tuple[Ints, Ints, Ints]:
    """Spells without money: employer, first and last month. Drawn one after another until the run's or
    employer's end."""
    end = np.minimum(closing, scenario.start + scenario.months - 1)
    spells = []
    rate, recovery = scenario["employers.trouble_rate"], scenario["employers.recovery_rate"]
    if rate > 0:
        wait, length = wait_table(rate), wait_table(recovery)
        free, open_rows, open_end = np.maximum(founded, scenario.start), rows, end
        for spell in range(scenario.months):
            first = free + waits(luck.draw(Purpose.TROUBLE_WAIT, spell, open_rows), wait)
            last = first + waits(luck.draw(Purpose.TROUBLE_LENGTH, spell, open_rows), length) - 1
            inside = first <= open_end
            free, open_rows, open_end = last[inside] + 1, open_rows[inside], open_end[inside]
            if not len(open_rows):
                break
            spells.append((open_rows, first[inside], np.minimum(last[inside], open_end)))
    closes = closing < NEVER
    final = closes & luck.chance(
        Purpose.FINAL_TROUBLE, 0, rows, threshold(scenario["employers.final_trouble_share"])
    )
    months = luck.between(
        Purpose.FINAL_TROUBLE_LENGTH, 0, rows, 1, scenario["employers.final_trouble_longest"]
    )
    first = np.maximum(np.maximum(closing - months + 1, founded), scenario.start)
    spells.append((rows[final], first[final], closing[final]))
    columns = tuple(np.concatenate(parts) for parts in zip(*spells, strict=True))
    return columns[0], columns[1], columns[2]

"""Careers: what luck brings a person in a month. A draw depends on seed, purpose, month and person only.

All functions take row numbers (an int64 array) and the month of the draw, and give an array of the same
length. The model's order of events is the actors' business; here is only what is drawn.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simcore.calendar import first_day, month_of
from simcore.society.employers import Employers
from simcore.society.luck import Luck, Purpose, chosen, cumulative_thresholds, threshold, wait_table, waits
from simcore.society.people import People

if TYPE_CHECKING:
    from simcore.scenarios import Scenario

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

YOUNG_MONTHS = 30 * 12
LONGEST_CLAIM_LAG = 45
SHORTEST_DEATH_LAG, LONGEST_DEATH_LAG = 5, 60
LATEST_PAY_DAY = 15
CHANNELS = {"wechat": 1, "alipay": 2, "chongqing_express": 3, "counter": 4, "bank_debit": 6}
"""The channels that flexible workers use, with their codes in the books."""


class Outcome(IntEnum):
    """How a job ends by the worker's career."""

    JOB_TO_JOB = 0
    DISMISSED = 1
    QUIT = 2


class Careers:
    """The careers of a society's people."""

    def __init__(self, scenario: Scenario, luck: Luck, people: People, employers: Employers) -> None:
        self._luck = luck
        self._slot_table = employers.slot_thresholds
        self._birth_month = month_of(people.birth_day.astype(np.int64)).astype(np.int32)
        self.separation = wait_table(scenario["labour.separation_rate"])
        self.young_separation = wait_table(scenario["labour.young_separation_rate"])
        self.finding = wait_table(scenario["labour.job_finding_rate"])
        self.flexible_exit = wait_table(scenario["labour.flexible_exit_rate"])
        job_to_job, involuntary = scenario["labour.job_to_job_share"], scenario["labour.involuntary_share"]
        self._outcomes = np.array(
            [threshold(job_to_job), threshold(job_to_job + (1 - job_to_job) * involuntary)], dtype=np.int64
        )
        self._chances = {
            Purpose.TURNS_FLEXIBLE: threshold(scenario["labour.unemployed_to_flexible"]),
            Purpose.ENTERS_FLEXIBLE: threshold(scenario["labour.enter_flexible"]),
            Purpose.FLEXIBLE_PAYS: threshold(scenario["behaviour.flexible_paying_share"]),
            Purpose.PAYS_ON: threshold(scenario["behaviour.pay_on_share"]),
        }
        self._claims = threshold(scenario["behaviour.claim_share"])
        self._voluntary_claims = threshold(scenario["behaviour.voluntary_claim_share"])
        self._channel_codes = np.array(list(CHANNELS.values()), dtype=np.int64)
        self._channels = cumulative_thresholds([scenario[f"behaviour.{name}_share"] for name in CHANNELS])

    def job_plan_month(self, rows: Ints, start_month: Ints | int) -> Ints:
        """The month of the next career change of people whose job starts in `start_month`: at least two
        months later."""
        months = np.full(len(rows), start_month, np.int64)
        plans = np.empty(len(rows), np.int64)
        # The draw is keyed by month, so people of different months are drawn apart.
        for month in set(months.tolist()):
            chosen_rows = months == month
            plans[chosen_rows] = self._job_plan(rows[chosen_rows], month)
        return plans

    def _job_plan(self, rows: Ints, month: int) -> Ints:
        draws = self._luck.draw(Purpose.JOB_PLAN, month, rows)
        young = month - self._birth_month[rows] < YOUNG_MONTHS
        wait = np.where(young, waits(draws, self.young_separation), waits(draws, self.separation))
        return month + np.maximum(wait, 2)

    def unemployed_plan_month(self, rows: Ints, month: int) -> Ints:
        """The month in which people who lose their job in `month` find the next: at least one month later."""
        return month + waits(self._luck.draw(Purpose.UNEMPLOYED_PLAN, month, rows), self.finding)

    def flexible_plan_month(self, rows: Ints, month: int) -> Ints:
        """The month in which people who turn flexible in `month` take a job: at least two months later."""
        return month + np.maximum(
            waits(self._luck.draw(Purpose.FLEXIBLE_PLAN, month, rows), self.flexible_exit), 2
        )

    def leave_day(self, rows: Ints, month: int) -> Ints:
        """The last day of the job that ends in `month`."""
        return first_day(month) + self._luck.draw(Purpose.LEAVE_DAY, month, rows) % 28

    def find_day(self, rows: Ints, month: int) -> Ints:
        """The first day of the job, or of the flexible work, that is found in `month`."""
        return first_day(month) + self._luck.draw(Purpose.FIND_DAY, month, rows) % 28

    def leave_outcome(self, rows: Ints, month: int) -> Ints:
        """How the job ends: the codes of `Outcome`."""
        return np.asarray(chosen(self._luck.draw(Purpose.LEAVE_OUTCOME, month, rows), self._outcomes))

    def claims(self, rows: Ints, month: int, voluntary: Bools | bool) -> Bools:
        """Whether the newly unemployed claim the benefit."""
        limit = np.where(voluntary, self._voluntary_claims, self._claims)
        return self._luck.chance(Purpose.CLAIM, month, rows, limit)

    def claim_lag(self, rows: Ints, month: int) -> Ints:
        """Days from the end of the job to the claim, 1 to 45."""
        return self._luck.between(Purpose.CLAIM_LAG, month, rows, 1, LONGEST_CLAIM_LAG)

    def death_lag(self, rows: Ints, month: int) -> Ints:
        """Days from a death to the survivors' claim, 5 to 60."""
        return self._luck.between(Purpose.DEATH_LAG, month, rows, SHORTEST_DEATH_LAG, LONGEST_DEATH_LAG)

    def turns_flexible(self, rows: Ints, month: int) -> Bools:
        """Whether the unemployed turn flexible instead of taking a job."""
        return self._chance(Purpose.TURNS_FLEXIBLE, rows, month)

    def enters_flexible(self, rows: Ints, month: int) -> Bools:
        """Whether entrants begin as flexible workers."""
        return self._chance(Purpose.ENTERS_FLEXIBLE, rows, month)

    def flexible_pays(self, rows: Ints, month: int) -> Bools:
        """Whether people who turn flexible in `month` pay contributions."""
        return self._chance(Purpose.FLEXIBLE_PAYS, rows, month)

    def pays_on(self, rows: Ints, month: int) -> Bools:
        """Whether people short of months pay on after the retirement age."""
        return self._chance(Purpose.PAYS_ON, rows, month)

    def pay_day(self, rows: Ints, month: int) -> Ints:
        """The day of the month on which a flexible worker pays, 1 to 15."""
        return self._luck.between(Purpose.PAY_DAY, month, rows, 1, LATEST_PAY_DAY)

    def channel(self, rows: Ints, month: int) -> Ints:
        """The channel by which a flexible worker pays: the books' codes."""
        return self.channel_of(self._luck.draw(Purpose.CHANNEL, month, rows))

    def channel_of(self, draws: Ints) -> Ints:
        """The channel of each draw."""
        return self._channel_codes[chosen(draws, self._channels)]

    def slot(self, rows: Ints, month: int) -> Ints:
        """The slot in which people find a job in `month`, by size."""
        return self.slot_of(self._luck.draw(Purpose.SLOT, month, rows))

    def slot_of(self, draws: Ints) -> Ints:
        """The slot of each draw."""
        return np.asarray(chosen(draws, self._slot_table))

    def _chance(self, purpose: Purpose, rows: Ints, month: int) -> Bools:
        return self._luck.chance(purpose, month, rows, self._chances[purpose])

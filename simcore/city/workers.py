"""Workers: enter, take up, lose and change jobs, turn flexible and back, retire when the law lets them,
die.

Each change carries its own day. The workers announce the changes of a month on its first day (phase 5), and
the institutions take them up on their next working days.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import numpy as np
import simpy

from simcore.calendar import NEVER, first_day, last_day, month_of, number_in_year
from simcore.city.agenda import Agenda
from simcore.city.claims import Claims
from simcore.city.clock import Phase, until
from simcore.city.lives import Rows
from simcore.rulebook.policy import Policy
from simcore.society.people import Status
from simcore.vocabulary import EventKind, LeavingReason

if TYPE_CHECKING:
    from simcore.city.city import City

FEMALE_55, FEMALE_50 = 1, 2
JOB_TO_JOB, QUIT = 0, 2
REASON_OF_OUTCOME = np.array([LeavingReason.CHANGED_JOB, LeavingReason.DISMISSED, LeavingReason.QUIT])
"""By the code of the outcome."""


class Workers:
    """Everybody's changes of life, month by month."""

    def __init__(self, city: City, policy: Policy, claims: Agenda) -> None:
        self._city = city
        self._claims = claims
        self._waiting_claims: list[Claims] = []
        months = city.months
        self._age_law = policy.compile(
            ("statutory_retirement_month",), inputs=("birth_month", "retirement_category")
        )
        self._law_changes = set(policy.change_months(("statutory_retirement_month",), months[0], months[-1]))

    def live(self) -> Generator[simpy.Event, None, None]:
        city = self._city
        for month in city.months:
            yield until(city.env, first_day(month), Phase.CHANGES)
            if month == city.months[0] or month in self._law_changes:
                self._reckon_retirement(np.flatnonzero(city.lives.status <= Status.FLEXIBLE), month)
            self._change(month)
            for claims in self._waiting_claims:
                yield self._claims.put((int(claims.arrived_on.min()), claims))
            self._waiting_claims.clear()

    def claim(self, claims: Claims) -> None:
        """Hand claims in; they reach the agency on their day."""
        if len(claims):
            self._waiting_claims.append(claims)

    def _reckon_retirement(self, rows: Rows, month: int) -> None:
        lives = self._city.lives
        (by_law,) = self._age_law(
            first_day(month), birth_month=lives.birth_month[rows], retirement_category=lives.category[rows]
        )
        lives.retire_month[rows] = np.maximum(by_law, month)

    def _change(self, month: int) -> None:
        lives = self._city.lives
        dying = lives.dying_in(month)
        dying = dying[(lives.status[dying] != Status.NOT_ENTERED) & (lives.status[dying] != Status.DEAD)]
        retiring = np.flatnonzero(lives.retire_month <= month)
        status, lives_on = lives.status[retiring], lives.death_month[retiring] != month
        retiring = retiring[(status >= Status.EMPLOYED) & (status <= Status.FLEXIBLE) & lives_on]
        if len(retiring):
            retiring = self._retiring_now(retiring, month)
        changing = np.flatnonzero(lives.plan_month == month)
        changing = changing[lives.death_month[changing] != month]
        # Whoever enters at the age of retirement enters first, and retires the month after.
        entering = lives.status[changing] == Status.NOT_ENTERED
        changing = changing[entering | (lives.retire_month[changing] > month)]
        if len(dying):
            self._die(dying, month)
        if len(retiring):
            self._retire(retiring, month)
        if len(changing):
            self._follow_plans(changing, month)

    # Death and retirement.

    def _die(self, rows: Rows, month: int) -> None:
        city, lives = self._city, self._city.lives
        days = city.society.people.death_day[rows]
        status = lives.status[rows]
        self._end_jobs(rows, days, LeavingReason.DIED)
        self._end_flexible(rows, city.dates.last_contribution_month(days))
        self._end_benefit(rows, days)
        insured = rows[status != Status.LEFT]
        lag = city.society.careers.death_lag(insured, month)
        arrival = np.maximum(city.society.people.death_day[insured] + lag, first_day(month + 1))
        self.claim(Claims.of_deaths(insured, arrival, month))
        self._cancel_plans(rows)
        lives.change_status(rows, Status.DEAD, days)
        city.events(days, rows, EventKind.DIED)
        city.pensions.stop(rows[status == Status.PENSIONER], month)

    def _retiring_now(self, rows: Rows, month: int) -> Rows:
        """A flexible woman of the 50 track retires on the 55 track: she is reckoned anew and may have to
        wait.
        """
        lives = self._city.lives
        flexible = rows[(lives.status[rows] == Status.FLEXIBLE) & (lives.category[rows] == FEMALE_50)]
        if len(flexible):
            lives.category[flexible] = FEMALE_55
            self._reckon_retirement(flexible, month)
        return rows[lives.retire_month[rows] <= month]

    def _retire(self, rows: Rows, month: int) -> None:
        lives = self._city.lives
        end = last_day(month)
        self._end_jobs(rows, np.full(len(rows), end), LeavingReason.RETIRED)
        self._end_flexible(rows, month)
        self._end_benefit(rows, np.full(len(rows), end))
        self._cancel_plans(rows)
        lives.change_status(rows, Status.RETIRING, end)
        self._city.events(end, rows, EventKind.RETIRED)
        self.claim(Claims.of_pensions(rows, first_day(month + 1), month))

    def _cancel_plans(self, rows: Rows) -> None:
        self._city.lives.plan_month[rows] = NEVER
        self._city.lives.retire_month[rows] = NEVER

    def _end_jobs(self, rows: Rows, days: np.ndarray, reason: LeavingReason) -> None:
        employed = self._city.lives.status[rows] == Status.EMPLOYED
        self._city.employers.end_jobs(rows[employed], days[employed], reason)

    def _end_flexible(self, rows: Rows, last: np.ndarray | int) -> None:
        """Who pays as a flexible worker does so up to month `last`."""
        ends = self._city.lives.flexible_last
        ends[rows] = np.minimum(ends[rows], last)

    def _end_benefit(self, rows: Rows, unemployed_until: np.ndarray) -> None:
        """Who draws unemployment benefit was without work up to these days (article 51)."""
        ends = self._city.lives.benefit_last
        ends[rows] = np.minimum(ends[rows], self._city.dates.last_benefit_month(unemployed_until))

    # Careers.

    def _follow_plans(self, rows: Rows, month: int) -> None:
        """Enter, leave a job for another or for none, find a job, turn flexible: all at once, each on a
        day.
        """
        city, lives, careers = self._city, self._city.lives, self._city.society.careers
        status = lives.status[rows]
        entering, employed = status == Status.NOT_ENTERED, status == Status.EMPLOYED
        searching = ~(entering | employed)
        days = np.empty(len(rows), np.int64)
        days[entering] = city.society.people.entry_day[rows[entering]]
        days[searching] = careers.find_day(rows[searching], month)
        days[employed] = careers.leave_day(rows[employed], month)
        city.events(days[entering], rows[entering], EventKind.ENTERED)

        outcome = np.full(len(rows), JOB_TO_JOB)
        outcome[employed] = careers.leave_outcome(rows[employed], month)
        city.employers.end_jobs(rows[employed], days[employed], REASON_OF_OUTCOME[outcome[employed]])
        jobless = outcome != JOB_TO_JOB
        self._become_unemployed(rows[jobless], days[jobless], month, outcome[jobless] == QUIT)

        turning = np.zeros(len(rows), bool)
        turning[entering] = careers.enters_flexible(rows[entering], month)
        unemployed = status == Status.UNEMPLOYED
        turning[unemployed] = careers.turns_flexible(rows[unemployed], month)
        self._turn_flexible(rows[turning], days[turning], month)
        taking = ~(jobless | turning)
        self._take_jobs(rows[taking], (days + employed)[taking], month)

    def lose_jobs(self, rows: Rows, month: int, on: int) -> None:
        """The employer of these people closes on day `on`, the last of `month`."""
        days = np.full(len(rows), on)
        self._city.employers.end_jobs(rows, days, LeavingReason.CLOSED)
        self._become_unemployed(rows, days, month, np.zeros(len(rows), bool))

    def _become_unemployed(self, rows: Rows, job_end: np.ndarray, month: int, voluntary: np.ndarray) -> None:
        lives, careers = self._city.lives, self._city.society.careers
        if not len(rows):
            return
        self._city.unemployment.close(rows)
        lives.unemployed_since[rows] = job_end + 1
        lives.benefit_last[rows] = NEVER
        lives.plan_month[rows] = careers.unemployed_plan_month(rows, month)
        lives.change_status(rows, Status.UNEMPLOYED, job_end + 1)
        claiming = careers.claims(rows, month, voluntary)
        rows, job_end, voluntary = rows[claiming], job_end[claiming], voluntary[claiming]
        arrival = np.maximum(job_end + careers.claim_lag(rows, month), first_day(month + 1))
        self.claim(Claims.of_unemployment(rows, arrival, job_end, voluntary))

    def _take_jobs(self, rows: Rows, days: np.ndarray, month: int) -> None:
        if not len(rows):
            return
        city, lives = self._city, self._city.lives
        start_month = month_of(days)
        lives.former_job.copy_rows(lives.job, rows)
        slots = city.society.careers.slot(rows, month)
        employers = city.society.employers.employer_of_slot(slots, start_month)
        city.employers.hire(rows, employers, days, month)
        self._end_flexible(rows, city.dates.first_contribution_month(days) - 1)
        self._end_benefit(rows, days - 1)
        lives.plan_month[rows] = city.society.careers.job_plan_month(rows, start_month)
        lives.change_status(rows, Status.EMPLOYED, days)

    def _turn_flexible(self, rows: Rows, days: np.ndarray, month: int) -> None:
        if not len(rows):
            return
        city, lives, careers = self._city, self._city.lives, self._city.society.careers
        self._end_benefit(rows, days - 1)
        lives.plan_month[rows] = careers.flexible_plan_month(rows, month)
        lives.change_status(rows, Status.FLEXIBLE, days)
        city.events(days, rows, EventKind.TURNED_FLEXIBLE)
        paying = rows[careers.flexible_pays(rows, month)]
        self.begin_flexible_lines(paying, month, np.full(len(paying), NEVER))

    def begin_flexible_lines(self, rows: Rows, month: int, last: np.ndarray) -> None:
        """Pay as a flexible worker from the month after `month` to `last`."""
        lives, careers, flexible = self._city.lives, self._city.society.careers, self._city.flexible
        # Who was employed for a few days only may still stand on the lines of before.
        flexible.leave(rows[flexible.on[rows]])
        lives.flexible_first[rows] = month + 1
        lives.flexible_last[rows] = last
        lives.pay_day[rows] = careers.pay_day(rows, month)
        lives.channel[rows] = careers.channel(rows, month)

    def choose_flexible_lines(self, month: int) -> None:
        """Who pays as a flexible worker for `month`, and on which base."""
        city, lives, flexible = self._city, self._city.lives, self._city.flexible
        # Whoever paid for the month before last has left already.
        leaving = np.flatnonzero(lives.flexible_last == month - 1)
        flexible.leave(leaving[flexible.on[leaving]])
        wages = city.society.wages
        if number_in_year(month) == 1 or month in city.premium_law.change_months:
            rows = np.flatnonzero(flexible.on)
            flexible.reprice(rows, wages.chosen_monthly_wage(rows, month), month)
        joining = np.flatnonzero(lives.flexible_first == month)
        joining = joining[lives.flexible_last[joining] >= month]
        if len(joining):
            flexible.join(joining, wages.chosen_monthly_wage(joining, month), month)

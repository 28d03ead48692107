"""Workers: enter, take up, lose and change jobs, turn flexible and back, retire when the law lets them,
die.

Each change carries its own day. The workers announce the changes of a month on its first day (phase 5), and
the institutions take them up on their next working days.
"""

from __future__ import annotations

from collections.abc import Generator

import numpy as np
import simpy

from simcore.calendar import NEVER, first_day, last_day, month_of
from simcore.city.agenda import Agenda
from simcore.city.changes import Change, Changes
from simcore.city.claims import Claims, Letters
from simcore.city.employers import Employers
from simcore.city.ground import Ground
from simcore.city.insured.flexible import FlexibleLines
from simcore.city.lives import Rows
from simcore.city.pens import Pens
from simcore.clock import Phase, until
from simcore.rulebook.policy import Policy
from simcore.society.people import Status
from simcore.vocabulary import EventKind, LeavingReason

# Plain ints: NumPy asks an enumeration for its attributes at every comparison.
NOT_ENTERED, EMPLOYED, UNEMPLOYED, FLEXIBLE = (
    int(status) for status in (Status.NOT_ENTERED, Status.EMPLOYED, Status.UNEMPLOYED, Status.FLEXIBLE)
)
LEFT, DEAD = int(Status.LEFT), int(Status.DEAD)
FEMALE_55, FEMALE_50 = 1, 2
JOB_TO_JOB, QUIT = 0, 2
REASON_OF_OUTCOME = np.array([LeavingReason.CHANGED_JOB, LeavingReason.DISMISSED, LeavingReason.QUIT])
"""By the code of the outcome."""


class Workers:
    """Everybody's changes of life, month by month."""

    def __init__(
        self,
        ground: Ground,
        pens: Pens,
        policy: Policy,
        employers: Employers,
        flexible: FlexibleLines,
        letters: Letters,
        claims: Agenda,
        changes: Changes,
    ) -> None:
        self._ground, self._pens, self._employers, self._flexible = ground, pens, employers, flexible
        self._letters, self._claims, self._changes = letters, claims, changes
        changes.subscribe(Change.JOBS_CLOSED, self.lose_jobs)
        months = ground.months
        self._age_law = policy.compile(
            ("statutory_retirement_month",), inputs=("birth_month", "retirement_category")
        )
        self._law_changes = set(policy.change_months(("statutory_retirement_month",), months[0], months[-1]))

    def live(self) -> Generator[simpy.Event, None, None]:
        for month in self._ground.ahead:
            yield until(self._ground.env, first_day(month), Phase.CHANGES)
            if month == self._ground.months[0] or month in self._law_changes:
                self._reckon_retirement(np.flatnonzero(self._ground.lives.status <= FLEXIBLE), month)
            self._change(month)
            for claims in self._letters.taken():
                self._claims.put(int(claims.arrived_on.min()), claims)

    def _reckon_retirement(self, rows: Rows, month: int) -> None:
        lives = self._ground.lives
        (by_law,) = self._age_law(
            first_day(month), birth_month=lives.birth_month[rows], retirement_category=lives.category[rows]
        )
        lives.retire_month[rows] = np.maximum(by_law, month)

    def _change(self, month: int) -> None:
        lives = self._ground.lives
        dying = lives.dying_in(month)
        status = lives.status[dying]
        dying = dying[(status != NOT_ENTERED) & (status != DEAD)]
        retiring = (lives.retire_month <= month).nonzero()[0]
        if len(retiring):
            status, lives_on = lives.status[retiring], lives.death_month[retiring] != month
            retiring = retiring[(status >= EMPLOYED) & (status <= FLEXIBLE) & lives_on]
            retiring = self._retiring_now(retiring, month)
        changing = (lives.plan_month == month).nonzero()[0]
        changing = changing[lives.death_month[changing] != month]
        # Whoever enters at the age of retirement enters first, and retires the month after.
        entering = lives.status[changing] == NOT_ENTERED
        changing = changing[entering | (lives.retire_month[changing] > month)]
        if len(dying):
            self._die(dying, month)
        if len(retiring):
            self._retire(retiring, month)
        if len(changing):
            self._follow_plans(changing, month)
        self._give_birth(month)

    def _give_birth(self, month: int) -> None:
        lives = self._ground.lives
        mothers, days = self._ground.society.births.in_month(month)
        if not len(mothers):
            return
        status = lives.status[mothers]
        here = (status != NOT_ENTERED) & (status != DEAD)
        if here.any():
            mothers, days = mothers[here], days[here]
            self._pens.events(days, mothers, EventKind.GAVE_BIRTH)
            self._changes.tell(Change.GAVE_BIRTH, mothers, month, days)

    # Death and retirement.

    def _die(self, rows: Rows, month: int) -> None:
        lives = self._ground.lives
        days = self._ground.society.people.death_day[rows]
        status = lives.status[rows]
        self._end_jobs(rows, days, LeavingReason.DIED)
        self._flexible.end(rows, self._ground.dates.last_contribution_month(days))
        self._changes.tell(Change.UNEMPLOYMENT_ENDS, rows, month, days)
        insured = rows[status != LEFT]
        lag = self._ground.society.careers.death_lag(insured, month)
        arrival = np.maximum(self._ground.society.people.death_day[insured] + lag, first_day(month + 1))
        self._letters.add(Claims.of_deaths(insured, arrival, month))
        self._cancel_plans(rows)
        lives.change_status(rows, Status.DEAD, days)
        self._pens.events(days, rows, EventKind.DIED)
        self._changes.tell(Change.DIED, rows, month, NEVER)

    def _retiring_now(self, rows: Rows, month: int) -> Rows:
        """A flexible woman of the 50 track retires on the 55 track: she is reckoned anew and may have to
        wait.
        """
        lives = self._ground.lives
        flexible = rows[(lives.status[rows] == FLEXIBLE) & (lives.category[rows] == FEMALE_50)]
        if not len(flexible):
            return rows
        lives.category[flexible] = FEMALE_55
        self._reckon_retirement(flexible, month)
        return rows[lives.retire_month[rows] <= month]

    def _retire(self, rows: Rows, month: int) -> None:
        lives = self._ground.lives
        end = last_day(month)
        self._end_jobs(rows, np.full(len(rows), end), LeavingReason.RETIRED)
        self._flexible.end(rows, month)
        self._changes.tell(Change.UNEMPLOYMENT_ENDS, rows, month, np.full(len(rows), end))
        self._cancel_plans(rows)
        lives.change_status(rows, Status.RETIRING, end)
        self._pens.events(end, rows, EventKind.RETIRED)
        self._letters.add(Claims.of_pensions(rows, first_day(month + 1), month))

    def _cancel_plans(self, rows: Rows) -> None:
        self._ground.lives.plan_month[rows] = NEVER
        self._ground.lives.retire_month[rows] = NEVER

    def _end_jobs(self, rows: Rows, days: np.ndarray, reason: LeavingReason) -> None:
        employed = self._ground.lives.status[rows] == EMPLOYED
        self._employers.end_jobs(rows[employed], days[employed], reason)

    # Careers.

    def _follow_plans(self, rows: Rows, month: int) -> None:
        """Enter, leave a job for another or for none, find a job, turn flexible: all at once, each on a
        day.
        """
        lives, careers = self._ground.lives, self._ground.society.careers
        status = lives.status[rows]
        entering, employed = status == NOT_ENTERED, status == EMPLOYED
        searching = ~(entering | employed)
        days = np.empty(len(rows), np.int64)
        days[entering] = self._ground.society.people.entry_day[rows[entering]]
        days[searching] = careers.find_day(rows[searching], month)
        days[employed] = careers.leave_day(rows[employed], month)
        self._pens.events(days[entering], rows[entering], EventKind.ENTERED)

        outcome = np.full(len(rows), JOB_TO_JOB)
        outcome[employed] = careers.leave_outcome(rows[employed], month)
        self._employers.end_jobs(rows[employed], days[employed], REASON_OF_OUTCOME[outcome[employed]])
        jobless = outcome != JOB_TO_JOB
        self._become_unemployed(rows[jobless], days[jobless], month, outcome[jobless] == QUIT)

        turning = np.zeros(len(rows), bool)
        turning[entering] = careers.enters_flexible(rows[entering], month)
        unemployed = status == UNEMPLOYED
        turning[unemployed] = careers.turns_flexible(rows[unemployed], month)
        self._turn_flexible(rows[turning], days[turning], month)
        taking = ~(jobless | turning)
        self._take_jobs(rows[taking], (days + employed)[taking], month)

    def lose_jobs(self, rows: Rows, month: int, on: int) -> None:
        """The employer of these people closes on day `on`, the last of `month`."""
        days = np.full(len(rows), on)
        self._employers.end_jobs(rows, days, LeavingReason.CLOSED)
        self._become_unemployed(rows, days, month, np.zeros(len(rows), bool))

    def _become_unemployed(self, rows: Rows, job_end: np.ndarray, month: int, voluntary: np.ndarray) -> None:
        lives, careers = self._ground.lives, self._ground.society.careers
        if not len(rows):
            return
        self._changes.tell(Change.BECAME_UNEMPLOYED, rows, month, NEVER)
        lives.unemployed_since[rows] = job_end + 1
        lives.plan_month[rows] = careers.unemployed_plan_month(rows, month)
        lives.change_status(rows, Status.UNEMPLOYED, job_end + 1)
        claiming = careers.claims(rows, month, voluntary)
        rows, job_end, voluntary = rows[claiming], job_end[claiming], voluntary[claiming]
        arrival = np.maximum(job_end + careers.claim_lag(rows, month), first_day(month + 1))
        self._letters.add(Claims.of_unemployment(rows, arrival, job_end, voluntary))

    def _take_jobs(self, rows: Rows, days: np.ndarray, month: int) -> None:
        if not len(rows):
            return
        lives = self._ground.lives
        start_month = month_of(days)
        lives.former_job.copy_rows(lives.job, rows)
        slots = self._ground.society.careers.slot(rows, month)
        employers = self._ground.society.employers.employer_of_slot(slots, start_month)
        self._employers.hire(rows, employers, days, month)
        self._flexible.end(rows, self._ground.dates.first_contribution_month(days) - 1)
        self._changes.tell(Change.UNEMPLOYMENT_ENDS, rows, month, days - 1)
        lives.plan_month[rows] = self._ground.society.careers.job_plan_month(rows, start_month)
        lives.change_status(rows, Status.EMPLOYED, days)

    def _turn_flexible(self, rows: Rows, days: np.ndarray, month: int) -> None:
        if not len(rows):
            return
        lives, careers = self._ground.lives, self._ground.society.careers
        self._changes.tell(Change.UNEMPLOYMENT_ENDS, rows, month, days - 1)
        lives.plan_month[rows] = careers.flexible_plan_month(rows, month)
        lives.change_status(rows, Status.FLEXIBLE, days)
        self._pens.events(days, rows, EventKind.TURNED_FLEXIBLE)
        paying = rows[careers.flexible_pays(rows, month)]
        self._flexible.begin(paying, month, np.full(len(paying), NEVER))

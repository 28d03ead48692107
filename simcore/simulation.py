"""Running a society under a law: `simulate` for a whole run, `Simulation` for one that can be stopped and
looked into.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from simcore.errors import InvalidInput, WithoutEffect
from simcore.scenarios import Scenario

if TYPE_CHECKING:
    from simcore.inquiry.run import Run
    from simcore.rulebook.policy import Policy
    from simcore.society.society import Society

Progress = Callable[[int, int], None]
"""Is told, after every simulated year, how many months are done and how many there are."""

EPOCH = datetime.date(1970, 1, 1)
ENOUGH_FOR_EVERYTHING = 10**17
"""Opening cash (fen) for the year that only measures what the funds spend."""
MILLION = 1_000_000
MONTHS_A_YEAR = 12


def simulate(
    scenario: str | Path | Scenario = "baseline",
    *,
    people: int | None = None,
    years: int | None = None,
    start: str | None = None,
    seed: int | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
) -> Run:
    """Run a scenario from its first day to its last, and give its records.

    `scenario` is a name, the path of a YAML file or a Scenario; the keywords override it. With `out`, the
    records are written to that folder (which must not exist yet, or be empty) as the run goes, and the Run
    reads them there. Errors: InvalidInput.
    """
    given = {"people": people, "years": years, "start": start, "seed": seed}
    chosen = Scenario.load(scenario).with_({key: value for key, value in given.items() if value is not None})
    simulation = Simulation(chosen, out=out)
    for done in range(MONTHS_A_YEAR, chosen.months + 1, MONTHS_A_YEAR):
        simulation.advance_to_month(chosen.start + done)
        if progress:
            progress(done, chosen.months)
    return simulation.run


class Simulation:
    """A run that can be advanced to a day, looked into, and advanced again.

    `advance("2030-06-12")` runs to the end of that day; `run` gives the records so far. Stopping changes
    nothing: a run that was stopped and one that was not have the same records. Errors: InvalidInput.
    """

    def __init__(
        self, scenario: str | Path | Scenario = "baseline", *, out: str | Path | None = None
    ) -> None:
        from simcore.books.books import Books
        from simcore.calendar import first_day
        from simcore.city.city import City
        from simcore.society.creation import create_society
        from simcore.society.luck import Luck

        self.scenario = Scenario.load(scenario)
        before_reform = self.scenario.without_reforms().load_policy()
        self.policy = self.scenario.load_policy() if self.scenario.reforms else before_reform
        self._books = Books(Path(out) if out is not None else None)
        self._society = create_society(self.scenario, before_reform, Luck(self.scenario.seed), self._books)
        self.reserves = opening_reserves(self.scenario, self._society, before_reform)
        self._city = City(self.scenario, self._society, self.policy, self._books, self.reserves)
        if self.scenario.reforms:
            _tell_what_is_without_effect(self.scenario, self.policy)
        self._first_day = first_day(self.scenario.start)
        self._last_day = first_day(self.scenario.start + self.scenario.months) - 1
        self._day = self._first_day - 1
        self._finished: Run | None = None

    @property
    def day(self) -> datetime.date:
        """The day at whose end the run stands (before the first day: the day before it)."""
        return EPOCH + datetime.timedelta(days=self._day)

    def advance(self, until: str | datetime.date | None = None) -> Simulation:
        """Run to the end of a day (`"2030-06-12"`; a month means its first day), or to the end of the run."""
        self._advance(self._last_day if until is None else self._day_number(until))
        return self

    def advance_to_month(self, month: int) -> None:
        """Run to the last day before `month` (counted from 1970-01)."""
        from simcore.calendar import first_day

        self._advance(first_day(month) - 1)

    @property
    def run(self) -> Run:
        """The records so far, as a Run of their own: going on does not change it."""
        if self._finished is None:
            records = self._records()
            if self._day < self._last_day:
                return records
            self._finished = records
        return self._finished

    def _records(self) -> Run:
        from simcore.city.records import records_of
        from simcore.inquiry.run import Run

        self._city.agency.note_arrivals(self._day, also_unseen=True)
        self._city.pens.post_events(self._day)
        finished = self._day == self._last_day
        books = self._books if finished else self._books.snapshot()
        records_of(self._city, books, self._day)
        return Run.from_books(books, self._header(), self.policy, finished=finished)

    def _header(self) -> dict[str, object]:
        return {
            "scenario": self.scenario.name,
            "scenario_yaml": self.scenario.to_yaml(),
            "scenario_digest": self.scenario.digest,
            "policy_digest": self.policy.digest,
            "seed": self.scenario.seed,
            "start": self.scenario.start,
            "months": self.scenario.months,
            "day": self._day,
            "reserves": list(self.reserves),
            "carried_back": self.policy.carried_back,
        }

    def _advance(self, day: int) -> None:
        if day > self._day:
            self._city.advance(day)
            self._day = day

    def _day_number(self, until: str | datetime.date) -> int:
        from simcore.calendar import day_number

        day = day_number(until, "until")
        if not self._day <= day <= self._last_day:
            first, last = self.day.isoformat(), (EPOCH + datetime.timedelta(days=self._last_day)).isoformat()
            raise InvalidInput(
                f"until is {until}; this run stands at {first} and can be advanced up to {last}",
                f"until 为 {until}；本次模拟现在停在 {first}，最多可推进到 {last}",
            )
        return day


def _tell_what_is_without_effect(scenario: Scenario, policy: Policy) -> None:
    """Warn of what the reforms change and nothing in the simulated city asks."""
    changed = {change.name for change in scenario.law_changes().changes}
    idle = sorted(changed - policy.reached())
    if idle:
        english, chinese = ", ".join(idle), "、".join(idle)
        warnings.warn(
            WithoutEffect(
                f"the reform changes {english}, but nothing in the simulated city depends on it",
                f"改革修改了 {chinese}，但模拟城市中没有任何内容依赖于此",
            ),
            stacklevel=4,
        )


def opening_reserves(scenario: Scenario, society: Society, policy: Policy) -> tuple[int, ...]:
    """The cash (fen, one a fund) with which the run begins: so many months of the first simulated year's
    spending.

    That year is run under the law before any reform, so that a reform and its baseline begin with the same
    money.
    """
    from simcore.books.books import Books
    from simcore.city.city import FUND_SCHEMES, City

    year = scenario.without_reforms().with_(years=1)
    books = Books(None)
    pilot = City(year, society, policy, books, [ENOUGH_FOR_EVERYTHING] * len(FUND_SCHEMES))
    pilot.advance_to_end()
    reserves = []
    for scheme in FUND_SCHEMES:
        spent = sum(row["benefits"] for row in pilot.funds[scheme].rows)
        months = scenario["funds.opening_reserve_months"]
        share = round(months.get(scheme.name.lower(), months["others"]) * MILLION)
        year_of_months = MONTHS_A_YEAR * MILLION
        reserves.append((spent * share * 2 + year_of_months) // (2 * year_of_months))
    return tuple(reserves)

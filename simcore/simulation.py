"""Running a society under a law: `simulate` for a whole run, `Simulation` for one that can be stopped, looked
into and gone on with, `resume` for one that was stopped or killed while it was written to a folder.
"""

from __future__ import annotations

import datetime
import inspect
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcore.calendar import day_number, day_text, first_day, month_number, month_of, month_text
from simcore.errors import InvalidInput, WithoutEffect, unknown
from simcore.scenarios import Scenario

if TYPE_CHECKING:
    from simcore.books.books import Books
    from simcore.books.unfinished import Kept, Writing
    from simcore.inquiry.run import Run
    from simcore.opening import Opening
    from simcore.rulebook.policy import Policy

Progress = Callable[[int, int], None]
"""Is told, after every simulated year, how many months are done and how many there are."""

EPOCH = datetime.date(1970, 1, 1)
MONTHS_A_YEAR = 12
KEEPING_SHARE = 20
"""A run that is written to a folder keeps itself for going on at most so often that it costs one part
in so many of its time.
"""


def simulate(
    scenario: str | Path | Scenario = "baseline",
    *,
    people: int | None = None,
    years: int | None = None,
    start: str | None = None,
    seed: int | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
    **misspelt: Any,
) -> Run:
    """Run a scenario from its first day to its last, and give its records.

    `scenario` is a name, the path of a YAML file or a Scenario; the keywords override it. With `out`, the
    records are written to that folder (which must not exist yet, or be empty) as the run goes, and the Run
    reads them there; a run that is killed can be gone on with by `resume`. Errors: InvalidInput.
    """
    _refuse(misspelt, simulate)
    simulation = Simulation(scenario, people=people, years=years, start=start, seed=seed, out=out)
    return simulation.to_its_end(progress)


def resume(folder: str | Path, *, progress: Progress | None = None) -> Run:
    """Go on with a run that was stopped or killed while it was written to `folder`, and give its records: the
    same bytes as if it had never been stopped. A run that is complete is only opened.

    Errors: InvalidInput if there is no such run, another program is writing it, or the program's law has
    changed since.
    """
    from simcore.books.unfinished import cleared, is_unfinished
    from simcore.inquiry.run import open_run

    path = Path(folder)
    if not is_unfinished(path):
        cleared(path)
        return open_run(path)
    return Simulation.taken_up(path).to_its_end(progress)


class Simulation:
    """A run that can be advanced to a day, looked into, and advanced again. It takes the keywords of
    `simulate`.

    `advance("2030-06-12")` runs to the end of that day; `run` gives the records so far. Stopping changes
    nothing: a run that was stopped and one that was not have the same records. Errors: InvalidInput.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario = "baseline",
        *,
        people: int | None = None,
        years: int | None = None,
        start: str | None = None,
        seed: int | None = None,
        out: str | Path | None = None,
        **misspelt: Any,
    ) -> None:
        from simcore.books.books import Books
        from simcore.opening import opening_of

        _refuse(misspelt, Simulation)
        given = {"people": people, "years": years, "start": start, "seed": seed}
        chosen = Scenario.load(scenario).with_(
            {key: value for key, value in given.items() if value is not None}
        )
        writing = None
        if out is not None:
            from simcore.books.unfinished import Writing

            writing = Writing.begun(Path(out))
        books = Books(out)
        self._begin(chosen, opening_of(chosen, books), books, writing=writing)
        if writing is not None:
            writing.name(self._header())

    def _begin(
        self,
        scenario: Scenario,
        opening: Opening,
        books: Books,
        *,
        writing: Writing | None = None,
        kept: dict[str, Any] | None = None,
        policy: Policy | None = None,
    ) -> None:
        """Stand at the beginning, or with `kept` where another run of the same opening stood. `policy` is the
        scenario's law, if it is loaded already.
        """
        from simcore.city.city import City

        self.scenario, self.reserves = scenario, opening.reserves
        self.policy = policy or (scenario.load_policy() if scenario.reforms else opening.policy)
        self._opening, self._books, self._writing = opening, books, writing
        self._city = City(scenario, opening.society, self.policy, books, opening.reserves, kept)
        self._last_day = first_day(scenario.start + scenario.months) - 1
        if scenario.reforms:
            _tell_what_is_without_effect(opening.policy, self.policy, self._last_day)
        self._day = first_day(self._city.ground.ahead.start) - 1
        self._kept_at, self._keeping_took = time.monotonic(), 0.0
        self._finished: Run | None = None

    @classmethod
    def taken_up(cls, folder: str | Path) -> Simulation:
        """The run that was stopped or killed while it was written to `folder`, where it can go on. Errors:
        InvalidInput.
        """
        from simcore.books.unfinished import taken_up

        writing, header = taken_up(Path(folder))
        try:
            return cls._restored(Path(folder), writing, header)
        except BaseException:
            writing.leave()
            raise

    @classmethod
    def _restored(cls, folder: Path, writing: Writing, header: dict[str, Any]) -> Simulation:
        from simcore.books.books import Books
        from simcore.books.unfinished import restore
        from simcore.city.packing import unpacked
        from simcore.inquiry.reopening import policy_of, scenario_of
        from simcore.opening import opening_again, opening_of

        scenario = scenario_of(header)
        policy_of(header)
        books = Books(folder)
        kept: Kept | None = restore(folder, books)
        simulation = cls.__new__(cls)
        if kept is None:
            simulation._begin(scenario, opening_of(scenario, books), books, writing=writing)
        else:
            opening = opening_again(scenario, tuple(header["reserves"]))
            city = unpacked(kept.text, kept.arrays)
            simulation._begin(scenario, opening, books, writing=writing, kept=city)
        return simulation

    def under(self, scenario: Scenario) -> Simulation:
        """Another run that goes on from where this one stands, under the law of `scenario`; this one stays.

        It equals a whole run of that scenario. This run must stand at the end of a month, and the two
        laws may differ only from a year later on, since deadlines look ahead. Errors: InvalidInput.
        """
        month = month_of(self._day + 1)
        if first_day(month) != self._day + 1 or month >= self.scenario.start + self.scenario.months:
            raise InvalidInput(
                f"this run stands at {self.day}; it can go on under another law from the end of a month on, "
                "before its last",
                f"本次模拟停在 {self.day}；只能从月末（且不晚于倒数第二个月末）起改用另一部法律继续",
            )
        if scenario.without_reforms() != self.scenario.without_reforms():
            raise InvalidInput(
                f"scenario {scenario.name!r} differs from this run's in more than its reforms; "
                "it needs a run of its own",
                f"情景 {scenario.name!r} 与本次模拟的差别不只是改革；需要单独运行",
            )
        policy = scenario.load_policy()
        difference = self.policy.diff(policy)
        if len(difference):
            self._refuse_if_too_late(scenario, difference.since, month + MONTHS_A_YEAR)
        other = Simulation.__new__(Simulation)
        kept = self._city.keep(month)
        other._begin(scenario, self._opening, self._books.snapshot(), kept=kept, policy=policy)
        return other

    def _refuse_if_too_late(self, scenario: Scenario, since: str, earliest: int) -> None:
        if since and month_number(since, "since") >= earliest:
            return
        begins = since or "ever"
        raise InvalidInput(
            f"the law of {scenario.name!r} differs from {begins} on; a run that stands at {self.day} can go "
            f"on under it only if that is {month_text(earliest)} or later",
            f"{scenario.name!r} 的法律自 {since or '始终'} 起不同；停在 {self.day} 的模拟只有在其不早于 "
            f"{month_text(earliest)} 时才能改用它继续",
        )

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
        self._advance(first_day(month) - 1)

    def to_its_end(self, progress: Progress | None = None) -> Run:
        """Run to the last day, and give the records."""
        start, months = self.scenario.start, self.scenario.months
        try:
            for done in range(MONTHS_A_YEAR, months + 1, MONTHS_A_YEAR):
                self.advance_to_month(start + done)
                if progress:
                    progress(done, months)
            return self.run
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Write no further to the run's folder, so that another program may go on there."""
        if self._writing is not None:
            self._writing.leave()

    @property
    def run(self) -> Run:
        """The records so far, as a Run of their own: going on does not change it."""
        if self._finished is None:
            records = self._records()
            if self._day < self._last_day:
                return records
            self._finished = records
            if self._writing is not None:
                self._writing.done()
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
            "funds": [int(scheme) for scheme in self._city.schemes],
            "reserves": list(self.reserves),
            "carried_back": self.policy.carried_back,
        }

    def _advance(self, day: int) -> None:
        if self._writing is not None:
            # A run in a folder goes year by year, so that it can be gone on with after a stop.
            for month in range(self.scenario.start + MONTHS_A_YEAR, month_of(day + 1) + 1, MONTHS_A_YEAR):
                eve = first_day(month) - 1
                if self._day < eve < self._last_day:
                    self._advance_city(eve)
                    self._keep(month)
        self._advance_city(day)

    def _advance_city(self, day: int) -> None:
        if day > self._day:
            self._city.advance(day)
            self._day = day

    def _keep(self, month: int) -> None:
        from simcore.city.packing import packed

        assert self._writing is not None
        began = time.monotonic()
        if began - self._kept_at < KEEPING_SHARE * self._keeping_took:
            return
        arrays: list[Any] = []
        text = packed(self._city.keep(month), arrays)
        self._writing.keep(self._books, month, text, arrays)
        self._kept_at = time.monotonic()
        self._keeping_took = self._kept_at - began

    def _day_number(self, until: str | datetime.date) -> int:
        day = day_number(until, "until")
        if not self._day <= day <= self._last_day:
            first, last = self.day.isoformat(), (EPOCH + datetime.timedelta(days=self._last_day)).isoformat()
            raise InvalidInput(
                f"until is {until}; this run stands at {first} and can be advanced up to {last}",
                f"until 为 {until}；本次模拟现在停在 {first}，最多可推进到 {last}",
            )
        return day


def _refuse(misspelt: dict[str, Any], function: Callable[..., Any]) -> None:
    """Refuse keywords that do not exist."""
    for name in misspelt:
        known = [
            parameter.name
            for parameter in inspect.signature(function).parameters.values()
            if parameter.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        raise unknown(("keyword", "参数"), name, known)


def _tell_what_is_without_effect(before: Policy, policy: Policy, last_day: int) -> None:
    """Warn of what the reforms change and nothing in the simulated city asks, or only after its last day."""
    begins: dict[str, str] = {}
    for change in before.diff(policy).changes:
        begins.setdefault(change.name, change.since)
    idle = sorted(set(begins) - policy.reached())
    if idle:
        english, chinese = ", ".join(idle), "、".join(idle)
        _warn(
            f"the reform changes {english}, but nothing in the simulated city depends on it",
            f"改革修改了 {chinese}，但模拟城市中没有任何内容依赖于此",
        )
    end = day_text(last_day)
    late = {name: since for name, since in sorted(begins.items()) if since > end and name not in idle}
    if late:
        english = ", ".join(f"{name} from {since} on" for name, since in late.items())
        chinese = "、".join(f"{name}（自 {since} 起）" for name, since in late.items())
        _warn(
            f"the reform changes {english}, but this run ends on {end}, before that",
            f"改革修改了 {chinese}，但本次模拟于 {end} 结束，届时改革尚未生效",
        )


def _warn(english: str, chinese: str) -> None:
    warnings.warn(WithoutEffect(english, chinese), stacklevel=6)

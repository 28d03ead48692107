"""One scenario over many seeds: a class is a small sample, so what is said of a fund is said with a band."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simcore.errors import InvalidInput, unknown
from simcore.scenarios import Scenario
from simcore.simulation import simulate
from simcore.study.indicators import indicators

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[int, int], None]
"""Is told, after every run, how many are done and how many there are."""

LOW, HIGH = 0.1, 0.9
"""The band holds four of five runs."""


@dataclass(frozen=True, slots=True)
class Ensemble:
    """The indicators of many runs of a scenario: `table` has the index `seed, year, fund` and a column an
    indicator.
    """

    scenario: Scenario
    table: pd.DataFrame

    @property
    def seeds(self) -> list[int]:
        """The seeds, ascending."""
        return sorted(set(self.table.index.get_level_values("seed")))

    def band(self, indicator: str, fund: str = "employee_pension") -> pd.DataFrame:
        """The columns `year, low, median, high` of a fund's indicator over the seeds: the median, and between
        which values four of five runs lie. Errors: InvalidInput for an unknown indicator or fund.
        """
        import pandas as pd

        over_seeds = self._of(indicator, fund).groupby("year")
        low, median, high = (over_seeds.quantile(share) for share in (LOW, 0.5, HIGH))
        return pd.DataFrame({"low": low, "median": median, "high": high}).reset_index()

    def first_year_of_cover(self, fund: str = "employee_pension") -> pd.Series[Any]:
        """By seed, the first year in which the treasury had to cover the fund (missing: never in the run).
        Errors: InvalidInput for an unknown fund.
        """
        cover = self._of("cover", fund).reset_index()
        first = cover[cover["cover"] > 0].groupby("seed")["year"].min()
        return first.reindex(self.seeds).astype("Int64").rename("first_year_of_cover")

    def _of(self, indicator: str, fund: str) -> pd.Series[Any]:
        if indicator not in self.table.columns:
            raise unknown(("indicator", "指标"), indicator, list(self.table.columns))
        funds = self.table.index.get_level_values("fund")
        if fund not in funds:
            raise unknown(("fund", "基金"), fund, sorted(set(funds)))
        chosen: pd.Series[Any] = self.table.xs(fund, level="fund")[indicator]
        return chosen


def ensemble(
    scenario: str | Path | Scenario = "baseline",
    seeds: int | Iterable[int] = 20,
    client: Any = None,
    progress: Progress | None = None,
    *,
    workers: int | None = None,
) -> Ensemble:
    """Run a scenario with each of the seeds (a number: 1 to that many), on all cores of this machine, on so
    many `workers`, or on a Dask `client`. The result is the same whoever works.

    A program of its own calls this below `if __name__ == "__main__":`, since each worker reads it. Errors:
    InvalidInput.
    """
    import pandas as pd

    chosen = Scenario.load(scenario)
    scenarios = [chosen.with_(seed=seed) for seed in _seeds(seeds)]
    tables = []
    for done, (seed, table) in enumerate(_run_all(scenarios, client, _workers(workers, len(scenarios))), 1):
        tables.append(pd.concat({seed: table}, names=["seed"]))
        if progress:
            progress(done, len(scenarios))
    return Ensemble(chosen, pd.concat(tables).sort_index())


def _seeds(seeds: int | Iterable[int]) -> list[int]:
    given = list(range(1, seeds + 1)) if isinstance(seeds, int) else list(seeds)
    if not given or len(set(given)) < len(given):
        raise InvalidInput(
            f"seeds is {seeds!r}; allowed are a number of runs from 1 on, or different seeds",
            f"seeds 为 {seeds!r}；应为不小于 1 的运行次数，或互不相同的随机种子",
        )
    return given


def _workers(workers: int | None, runs: int) -> int:
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if workers < 1:
        raise InvalidInput(
            f"workers is {workers}; allowed is a number from 1 on", f"workers 为 {workers}；应不小于 1"
        )
    return min(workers, runs)


def _run_all(scenarios: list[Scenario], client: Any, workers: int) -> Iterator[tuple[int, pd.DataFrame]]:
    if client is not None:
        yield from client.gather(client.map(_one, scenarios, pure=False))
    elif workers == 1:
        yield from map(_one, scenarios)
    else:
        yield from _side_by_side(scenarios, workers)


def _side_by_side(scenarios: list[Scenario], workers: int) -> Iterator[tuple[int, pd.DataFrame]]:
    unguarded = InvalidInput(
        'a program that runs an ensemble does so below the line `if __name__ == "__main__":`, '
        "since each worker reads the program; or say workers=1",
        '程序中的 ensemble 应写在 `if __name__ == "__main__":` 之下，因为每个工作进程都会读取该程序；'
        "也可以指定 workers=1",
    )
    if parent_process() is not None:
        raise unguarded
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield from pool.map(_one, scenarios)
    except BrokenProcessPool as error:
        raise unguarded from error


def _one(scenario: Scenario) -> tuple[int, pd.DataFrame]:
    """A run's seed and indicators: little enough to travel."""
    return scenario.seed, indicators(simulate(scenario))

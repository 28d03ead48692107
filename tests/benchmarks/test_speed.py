"""How fast the engine is, against the plain model in the same process. Nothing here asserts a time: it
prints.

`python3 run.py bench` runs them. Person-months are people of the scenario × months.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import simcore
from simcore import Run, Scenario

Benchmark = Callable[..., Any]


def speed(people: int, years: int, seconds: float) -> float:
    """Million person-months a second."""
    return people * years * 12 / seconds / 1e6


def prepared(people: int, years: int, out: Path | None = None) -> simcore.Simulation:
    """A simulation that stands before its first day: the society and its past are made."""
    return simcore.Simulation(Scenario.load("baseline").with_(people=people, years=years), out=out)


def timed(people: int, years: int, out: Path | None = None) -> tuple[float, float, Run]:
    """Seconds of preparation, seconds of simulation with the books kept, and the run."""
    begin = time.perf_counter()
    simulation = prepared(people, years, out)
    ready = time.perf_counter()
    run = simulation.advance().run
    return ready - begin, time.perf_counter() - ready, run


@pytest.mark.parametrize("years", [40])
def test_a_class(benchmark: Benchmark, years: int) -> None:
    run = benchmark.pedantic(  # type: ignore[attr-defined]
        lambda simulation: simulation.advance().run,
        setup=lambda: ((prepared(2_000, years),), {}),
        rounds=3,
    )
    assert len(run.funds) == 4 * 12 * years


def test_a_hundred_thousand_people_and_the_ratio_to_the_plain_model(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from simcore.plain import simulate_plainly

    small = Scenario.load("baseline").with_(people=200, years=5)
    reserves = simcore.Simulation(small).reserves
    begin = time.perf_counter()
    simulate_plainly(small, reserves)
    plain = speed(200, 5, time.perf_counter() - begin)
    preparation, seconds, run = timed(100_000, 40)
    fast = speed(100_000, 40, seconds)
    with capsys.disabled():
        print(f"\n100,000 people × 40 years: {preparation:.1f} s to prepare, {seconds:.1f} s to simulate,")
        print(f"  {fast:.2f} M person-months/s; plain model {plain:.4f} M: ratio {fast / plain:.0f}")
    assert run.check().ok


def test_cost_grows_with_people(capsys: pytest.CaptureFixture[str]) -> None:
    costs = {people: timed(people, 2)[1] for people in (10_000, 100_000, 1_000_000)}
    with capsys.disabled():
        print()
        for people, seconds in costs.items():
            print(f"{people:>9,} people × 2 years: {seconds:.2f} s, {seconds / people * 1e6:.2f} µs a person")
    assert len(costs) == 3


def timed_alone(people: int, years: int, out: Path) -> tuple[float, float, float]:
    """Seconds of preparation and of simulation, and the peak memory (GB) of this process."""
    preparation, seconds, _ = timed(people, years, out)
    return preparation, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def test_a_million_people_written_out_as_it_goes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "million"
    # A process of its own: this one still holds the peak of what came before.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        preparation, seconds, memory = alone.submit(timed_alone, 1_000_000, 40, out).result()
    with capsys.disabled():
        print(f"\n1,000,000 people × 40 years, on disk: {preparation:.0f} s + {seconds:.0f} s,")
        print(f"  {speed(1_000_000, 40, seconds):.2f} M person-months/s, {memory:.2f} GB peak")
    assert simcore.open_run(out).folder == out

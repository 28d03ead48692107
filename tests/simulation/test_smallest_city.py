"""The smallest city tells of the pension fund what the plain model tells, where everything else stands
still.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from simcore.plain import simulate_plainly, smallest_city
from simcore.plain.smallest_city import SmallestCity
from simcore.scenarios import Scenario

YUAN = 100
NOTHING_ELSE = {
    "population.entrants_per_year": 0,
    "population.late_entry_share": 0,
    "population.mortality_multiplier": 0,
    "past.density": 1,
    "past.gap_share": 0,
    "labour.separation_rate": 0.0001,
    "labour.young_separation_rate": 0.0001,
    "labour.unemployed_share": 0,
    "behaviour.flexible_share": 0,
    "employers.punctual_share": 1,
    "employers.late_share": 0,
    "employers.under_declaring_share": 0,
    "employers.not_registering_share": 0,
    "employers.closing_rate": 0,
    "employers.trouble_rate": 0,
    "agency.inspection_rate": 0,
}
COLUMNS = (
    "opening",
    "contributions_worker",
    "contributions_employer",
    "subsidy",
    "deficit_cover",
    "interest",
    "benefits",
    "closing",
)
AMPLE, SCARCE = 500_000_000 * YUAN, 20_000 * YUAN


@pytest.mark.parametrize("reserve", [AMPLE, SCARCE])
@pytest.mark.parametrize("seed", [1, 6])
def test_the_smallest_city_and_the_plain_model_keep_the_same_pension_fund(seed: int, reserve: int) -> None:
    scenario = Scenario.load("baseline").with_(NOTHING_ELSE, people=60, years=8, seed=seed)
    plain = simulate_plainly(scenario, (reserve, AMPLE, AMPLE, AMPLE))
    assert {event.kind for event in plain.events} == {"retired", "left_job", "claimed", "awarded"}
    pensions = [row for row in plain.funds if row.fund == "employee_pension"]
    books = SmallestCity(scenario, reserve).books
    assert (sum(book.deficit_cover for book in books) > 0) == (reserve == SCARCE)
    for row, book in zip(pensions, books, strict=True):
        for column in COLUMNS:
            assert getattr(row, column) == getattr(book, column), (row.month, column)


def test_the_smallest_city_stands_on_a_page() -> None:
    assert len(Path(smallest_city.__file__).read_text("utf-8").splitlines()) <= 150

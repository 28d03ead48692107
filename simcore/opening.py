"""What a run begins with before any reform: the society, its past, and the funds' reserves. Runs of the same
opening share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from simcore.books.books import Books
from simcore.city.city import City, fund_schemes
from simcore.society.creation import create_society
from simcore.society.luck import Luck

if TYPE_CHECKING:
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario
    from simcore.society.society import Society

SMALL = 20_000
"""People of a class: so small an opening is remembered for the runs that come after."""
ENOUGH_FOR_EVERYTHING = 10**17
"""Opening cash (fen) for the year that only measures what the funds spend."""
MILLION = 1_000_000
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Opening:
    """`policy` is the law before any reform, `reserves` the funds' opening cash (fen, one a fund).
    Nobody changes an opening; a city works on copies.
    """

    policy: Policy
    society: Society
    reserves: tuple[int, ...]


def opening_of(scenario: Scenario, books: Books) -> Opening:
    """The opening of a scenario, whatever it reforms; its past is written to `books`."""
    before = scenario.without_reforms()
    if scenario.people > SMALL:
        return _made(before, books)
    opening, past = _remembered(before)
    books.begin_with(past)
    return opening


def opening_again(scenario: Scenario, reserves: tuple[int, ...]) -> Opening:
    """The opening of a run that goes on: its past is written and its reserves are known already."""
    before = scenario.without_reforms()
    policy = before.load_policy()
    return Opening(policy, create_society(before, policy, Luck(before.seed)), reserves)


@lru_cache(maxsize=4)
def _remembered(scenario: Scenario) -> tuple[Opening, Books]:
    past = Books()
    return _made(scenario, past), past


def _made(scenario: Scenario, books: Books) -> Opening:
    policy = scenario.load_policy()
    society = create_society(scenario, policy, Luck(scenario.seed), books)
    return Opening(policy, society, opening_reserves(scenario, society, policy))


def opening_reserves(scenario: Scenario, society: Society, policy: Policy) -> tuple[int, ...]:
    """The cash (fen, one a fund) with which the run begins: so many months of the first simulated year's
    spending.

    That year is run under the law before any reform, so that a reform and its baseline begin with the same
    money.
    """
    year, schemes = scenario.with_(years=1), fund_schemes(scenario)
    pilot = City(year, society, policy, Books(), [ENOUGH_FOR_EVERYTHING] * len(schemes))
    pilot.advance_to_end()
    reserves = []
    for scheme in schemes:
        spent = sum(row["benefits"] for row in pilot.funds[scheme].rows)
        months = scenario["funds.opening_reserve_months"]
        share = round(months.get(scheme.name.lower(), months["others"]) * MILLION)
        year_of_months = MONTHS_A_YEAR * MILLION
        reserves.append((spent * share * 2 + year_of_months) // (2 * year_of_months))
    return tuple(reserves)

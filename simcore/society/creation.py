"""Everybody and every employer of a scenario, as they stand at its first month, with their past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simcore.society.births import Births
from simcore.society.careers import Careers
from simcore.society.demography import people_born
from simcore.society.employers import employers_founded
from simcore.society.lawful_dates import lawful_dates
from simcore.society.luck import Luck
from simcore.society.opening import place_in_life
from simcore.society.past import write_past
from simcore.society.residents import Residents
from simcore.society.society import Society
from simcore.society.wages import Wages

if TYPE_CHECKING:
    from simcore.books.books import Books
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario


def create_society(scenario: Scenario, policy: Policy, luck: Luck, books: Books | None = None) -> Society:
    """The society of a scenario at its first month, with its past.

    The past is written to `books` if given; the opening totals in the people columns are there in any
    case.
    """
    people = people_born(scenario, policy, luck)
    employers = employers_founded(scenario, policy, luck)
    careers = Careers(scenario, luck, people, employers)
    place_in_life(scenario, luck, people, employers, careers, lawful_dates(policy))
    wages = Wages(scenario, policy, people, employers)
    births = Births(scenario, luck, people)
    residents = Residents(scenario, luck, people, careers)
    society = Society(scenario, policy, luck, people, employers, careers, wages, births, residents)
    write_past(society, policy, books)
    return society

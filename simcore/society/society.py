"""A society: who lives in the model, whom they work for, what luck they have, what they earn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simcore.society.careers import Careers
from simcore.society.demography import people_born
from simcore.society.employers import Employers, employers_founded
from simcore.society.identity import IdNumbers
from simcore.society.luck import Luck
from simcore.society.opening import place_in_life
from simcore.society.past import write_past
from simcore.society.people import People
from simcore.society.wages import Wages

if TYPE_CHECKING:
    from simcore.books.books import Books
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario


@dataclass(slots=True, eq=False)
class Society:
    """Everybody who will ever live during a run, and every employer, before any policy acts."""

    scenario: Scenario
    policy: Policy
    luck: Luck
    people: People
    employers: Employers
    careers: Careers
    wages: Wages
    _identity: IdNumbers | None = field(default=None, repr=False)

    @classmethod
    def create(cls, scenario: Scenario, policy: Policy, luck: Luck, books: Books | None = None) -> Society:
        """The society of a scenario at its first month, with its past.

        The past is written to `books` if given; the opening totals in the people columns are there in any
        case.
        """
        people = people_born(scenario, policy, luck)
        employers = employers_founded(scenario, policy, luck)
        careers = Careers(scenario, luck, people, employers)
        place_in_life(scenario, luck, people, employers, careers)
        wages = Wages(scenario, policy, people, employers)
        society = cls(scenario, policy, luck, people, employers, careers, wages)
        write_past(society, policy, books)
        return society

    @property
    def identity(self) -> IdNumbers:
        """The ID numbers of everybody, formed when first asked for."""
        if self._identity is None:
            self._identity = IdNumbers(self.people.birth_day, self.people.sex)
        return self._identity

    def id_number(self, row: int) -> str:
        """The 18 characters of one person's ID number."""
        return self.identity.id_number(row)

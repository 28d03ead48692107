"""A society: who lives in the model, whom they work for, what luck they have, what they earn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from simcore.society.births import Births
from simcore.society.careers import Careers
from simcore.society.employers import Employers
from simcore.society.identity import IdNumbers
from simcore.society.luck import Luck
from simcore.society.people import People
from simcore.society.residents import Residents
from simcore.society.wages import Wages

if TYPE_CHECKING:
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
    births: Births
    residents: Residents
    _identity: IdNumbers | None = field(default=None, repr=False)

    @property
    def identity(self) -> IdNumbers:
        """The ID numbers of everybody, formed when first asked for."""
        if self._identity is None:
            self._identity = IdNumbers(self.people.birth_day, self.people.sex)
        return self._identity

    def id_number(self, row: int) -> str:
        """The 18 characters of one person's ID number."""
        return self.identity.id_number(row)

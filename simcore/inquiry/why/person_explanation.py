"""An explanation of one person's amount: the law's steps, with the person's record where it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simcore.rulebook.explanation import Explanation


@dataclass(frozen=True)
class PersonExplanation(Explanation):
    """As any explanation; `person` is the person_id. What came from the record is a step of the kind
    `record`, with the lines that made it below it.
    """

    person: int = -1

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain data, for export."""
        return {"person": self.person, **super().to_dict()}

    __repr__ = Explanation.__str__

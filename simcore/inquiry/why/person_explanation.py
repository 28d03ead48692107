"""An explanation of one person's amount: the law's steps, with the person's record where it was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simcore.rulebook.explanation import Explanation
from simcore.rulebook.reasons import in_force_on
from simcore.rulebook.texts import Text


@dataclass(frozen=True)
class PersonExplanation(Explanation):
    """As any explanation; `person` is the person_id. What came from the record is a step of the kind
    `record`, with the lines that made it below it.
    """

    person: int = -1

    @property
    def basis(self) -> Text:
        """The record, and the law of the day or days by which its amounts were reckoned."""
        days = self.days_of_law
        if not days:
            return Text(f"from the record up to {self.date}", f"依据截至 {self.date} 的个人记录")
        if len(days) == 1:
            return Text("from the record, ", "依据个人记录，") + in_force_on(days[0])
        return Text(
            f"from the record; each amount by the law of the day named with it ({days[0]} to {days[-1]})",
            f"依据个人记录；各项金额按其所注日期有效的规定计算（{days[0]} 至 {days[-1]}）",
        )

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain data, for export."""
        return {"person": self.person, **super().to_dict()}

    __repr__ = Explanation.__str__

"""The form of a benefit: what a fund pays on a claim, once or month by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from simcore.calendar import working_days
from simcore.plain.claims import Answer, Claim
from simcore.plain.funds import Fund
from simcore.plain.ground import Ground
from simcore.plain.worker import Worker
from simcore.vocabulary import BenefitKind, Scheme


class Benefit:
    """`scheme` pays it, claims of the kind `claim` are for it; `pay_day` is the place, among the
    month's pay days, of the one on which its regular payments fall due (None: it is paid once).
    """

    scheme: ClassVar[Scheme]
    claim: ClassVar[int]
    pay_day: ClassVar[int | None] = None
    granted: ClassVar[str] = "granted"
    """The event of a claim that was granted."""

    def __init__(self, ground: Ground, workers: Sequence[Worker], funds: Mapping[Scheme, Fund]) -> None:
        self.ground, self.law, self.workers, self.funds = ground, ground.law, workers, funds

    def decide(self, claim: Claim, today: int) -> Answer:
        """Grants or refuses."""
        raise NotImplementedError

    def fall_due(self, today: int, month: int) -> None:
        """Everything regular of a month falls due."""

    def last_month_due(self, today: int) -> int:
        """The last month whose regular day has passed: what was granted today is paid up to it at once."""
        assert self.pay_day is not None
        month = self.ground.month
        regular = working_days(month, self.ground.scenario["funds.pay_days"])[self.pay_day]
        return month if today > regular else month - 1

    def pay_once(self, person_id: int, kind: BenefitKind | int, amount: int) -> None:
        """A benefit that is paid once, due today."""
        if amount > 0:
            self.funds[self.scheme].owe(person_id, kind, self.ground.today, {self.ground.month: amount})

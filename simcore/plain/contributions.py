"""Contributions: the amounts of a month, the bill on which they stand, and the line in a person's record."""

from __future__ import annotations

from dataclasses import dataclass, field

from simcore.plain.records import NONE, Payment
from simcore.vocabulary import PaymentKind, Scheme


@dataclass(frozen=True, slots=True)
class Contribution:
    """One month's amounts of one person: for each scheme what the worker and what the employer pays."""

    base: int
    worker: dict[Scheme, int]
    employer: dict[Scheme, int]
    to_account: int
    """What of the pension contribution goes to the personal account."""


@dataclass(slots=True)
class Bill:
    """What an employer declared for one month in one declaration; paid whole or not at all.

    `due_on` is the lawful day; `settled_on` the day on which the employer pays, known from the declaration on
    and often still to come; `paid_on` the receipts day on which the tax bureau books it.
    """

    employer_id: int
    month: int
    declared_month: int
    kind: PaymentKind
    due_on: int
    lines: list[Line] = field(default_factory=list)
    settled_on: int = NONE
    paid_on: int = NONE
    written_off_on: int = NONE

    @property
    def is_open(self) -> bool:
        """Neither booked by the tax bureau nor written off."""
        return self.paid_on == NONE and self.written_off_on == NONE

    @property
    def flag(self) -> str:
        """How it stands: owed, paid, paid late, or written off."""
        if self.written_off_on != NONE:
            return "written_off"
        if self.paid_on == NONE:
            return "owed"
        return "late_paid" if self.settled_on > self.due_on else "paid"

    def sides(self, scheme: Scheme) -> tuple[int, int]:
        """What all workers on it, and what the employer, pay to a scheme."""
        contributions = [line.contribution for line in self.lines]
        worker = sum(contribution.worker.get(scheme, 0) for contribution in contributions)
        return worker, sum(contribution.employer.get(scheme, 0) for contribution in contributions)


@dataclass(slots=True)
class Line:
    """One person's contribution for one month, or for those up to `covers_to`. Who pays in person has no
    bill.
    """

    person_id: int
    month: int
    kind: PaymentKind
    contribution: Contribution
    bill: Bill | None = None
    settled_on: int = NONE
    paid_on: int = NONE
    payer: str = "employer"
    channel: str = "employer"
    covers_to: int = NONE

    def payments(self) -> list[Payment]:
        """The line as the payment inquiry shows it, scheme by scheme."""
        contribution, bill = self.contribution, self.bill
        return [
            Payment(
                self.person_id,
                self.month,
                covers_to=self.covers_to,
                scheme=scheme.name.lower(),
                payer=self.payer,
                employer_id=bill.employer_id if bill else NONE,
                base=contribution.base,
                employer_amount=contribution.employer.get(scheme, 0),
                worker_amount=contribution.worker.get(scheme, 0),
                settled_on=bill.settled_on if bill else self.settled_on,
                paid_on=bill.paid_on if bill else self.paid_on,
                flag=bill.flag if bill else "paid",
                kind=self.kind.name.lower(),
                channel=self.channel,
            )
            for scheme in Scheme
            if scheme in contribution.worker or scheme in contribution.employer
        ]

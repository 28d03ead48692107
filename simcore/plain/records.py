"""What the plain model writes down: one record for each thing that happened. Money in fen, -1 is none."""

from __future__ import annotations

from dataclasses import dataclass

from simcore.vocabulary import BenefitKind, Scheme

NONE = -1


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a person or an employer on a day."""

    day: int
    person_id: int
    employer_id: int
    kind: str
    reason: str = ""
    detail: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A claim as the agency decided it."""

    person_id: int
    kind: str
    arrived_on: int
    decided_on: int
    granted: bool
    reason: str
    months: int
    entitlement: int


@dataclass(frozen=True, slots=True)
class Award:
    """A pension as it was granted, with everything that made it."""

    person_id: int
    decided_on: int
    retirement_month: int
    contribution_months: int
    months_before_accounts: int
    average_index: int
    account_balance: int
    divisor: int
    benefit_base: int
    basic: int
    account_part: int
    transitional: int
    monthly: int


@dataclass(slots=True)
class BenefitLine:
    """One month's benefit of one person, or a benefit paid once."""

    person_id: int
    month: int
    scheme: Scheme
    kind: BenefitKind | int
    amount: int
    due_on: int
    paid_on: int = NONE


@dataclass(frozen=True, slots=True)
class Payment:
    """A contribution as the payment inquiry shows it: one record for each scheme."""

    person_id: int
    month: int
    covers_to: int
    scheme: str
    payer: str
    employer_id: int
    base: int
    employer_amount: int
    worker_amount: int
    settled_on: int
    paid_on: int
    flag: str
    kind: str
    channel: str


@dataclass(frozen=True, slots=True)
class AccountYear:
    """A year of one personal account."""

    person_id: int
    year: int
    scheme: str
    opening: int
    credited: int
    interest_on_opening: int
    interest_on_credits: int
    drawn: int
    closing: int


@dataclass(slots=True)
class FundMonth:
    """A month of one fund, on the day on which cash moved."""

    month: int
    fund: str
    opening: int
    contributions_employer: int = 0
    contributions_worker: int = 0
    contributions_self: int = 0
    subsidy: int = 0
    deficit_cover: int = 0
    interest: int = 0
    surcharges: int = 0
    other_in: int = 0
    benefits: int = 0
    refunds: int = 0
    other_out: int = 0
    closing: int = 0
    account_liability: int = 0
    contributors: int = 0
    beneficiaries: int = 0

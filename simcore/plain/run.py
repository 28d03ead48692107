"""What a run of the plain model leaves behind: lists of records, in fen, months and days as integers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from simcore.plain.records import (
    FUNDS,
    NONE,
    AccountYear,
    Award,
    BenefitLine,
    Decision,
    Event,
    FundMonth,
    Line,
    Payment,
)
from simcore.plain.world import World, society_of
from simcore.scenarios import Scenario
from simcore.vocabulary import PaymentKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_EMPLOYER_KINDS = (PaymentKind.NORMAL, PaymentKind.ASSESSED, PaymentKind.BACK_PAYMENT)


@dataclass(frozen=True, slots=True)
class PlainRun:
    """The records of a run."""

    payments: list[Payment]
    benefits: list[BenefitLine]
    accounts: list[AccountYear]
    funds: list[FundMonth]
    events: list[Event]
    claims: list[Decision]
    awards: list[Award]

    def frame(self, table: str) -> pd.DataFrame:
        """One of the lists as a pandas table; money stays in fen."""
        import pandas as pd

        return pd.DataFrame([asdict(record) for record in getattr(self, table)])


def simulate_plainly(scenario: Scenario, reserves: Sequence[int]) -> PlainRun:
    """Runs a scenario person by person; reserves: the opening cash of the four funds in fen, as in `FUNDS`.

    For lessons and tests: some hundred people are comfortable, more take minutes.
    """
    world = World(scenario, scenario.load_policy(), society_of(scenario), reserves)
    world.run()
    world.forget_the_future()
    payments = [payment for line in _lines(world) for payment in payments_of(line)]
    _count_people(world.fund_months, payments, world.benefits)
    return PlainRun(
        payments,
        world.benefits,
        world.account_years,
        world.fund_months,
        world.events,
        world.decisions,
        world.awards,
    )


def _lines(world: World) -> list[Line]:
    return [line for worker in world.workers for line in worker.lines] + world.paid_by_fund


def payments_of(line: Line) -> list[Payment]:
    """A line as the payment inquiry shows it, scheme by scheme."""
    employed, bill, contribution = line.kind in _EMPLOYER_KINDS, line.bill, line.contribution
    payer = "employer" if employed else "fund" if line.kind == PaymentKind.PAID_BY_FUND else "person"
    return [
        Payment(
            line.person_id,
            line.month,
            NONE,
            scheme.name.lower(),
            payer,
            bill.employer_id if bill else NONE,
            contribution.base,
            contribution.employer.get(scheme, 0),
            contribution.worker.get(scheme, 0),
            bill.settled_on if bill else line.settled_on,
            line.paid_on,
            bill.flag if bill else "paid",
            line.kind.name.lower(),
            line.channel,
        )
        for scheme in FUNDS
        if scheme in contribution.worker or scheme in contribution.employer
    ]


def _count_people(fund_months: list[FundMonth], payments: list[Payment], benefits: list[BenefitLine]) -> None:
    contributors: dict[tuple[str, int], set[int]] = {}
    beneficiaries: dict[tuple[str, int], set[int]] = {}
    for payment in payments:
        contributors.setdefault((payment.scheme, payment.month), set()).add(payment.person_id)
    for benefit in benefits:
        beneficiaries.setdefault((benefit.scheme.name.lower(), benefit.month), set()).add(benefit.person_id)
    for row in fund_months:
        row.contributors = len(contributors.get((row.fund, row.month), ()))
        row.beneficiaries = len(beneficiaries.get((row.fund, row.month), ()))

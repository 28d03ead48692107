"""What a run of the plain model leaves behind: lists of records, in fen, months and days as integers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from simcore.plain.city import City
from simcore.plain.records import (
    NONE,
    AccountYear,
    Award,
    BenefitLine,
    Decision,
    Event,
    FundMonth,
    Payment,
)
from simcore.scenarios import Scenario
from simcore.society.creation import create_society
from simcore.society.luck import Luck

if TYPE_CHECKING:
    import pandas as pd


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
    """Runs a scenario person by person; reserves: the opening cash of the funds in fen, in the order of
    their schemes.

    For lessons and tests: some hundred people are comfortable, more take minutes.
    """
    before_reform = scenario.without_reforms().load_policy()
    society = create_society(scenario, before_reform, Luck(scenario.seed))
    city = City(scenario, scenario.load_policy(), society, reserves)
    city.run()
    ground = city.ground
    for line in ground.lines:
        # A day of settlement that lies after the run has not come.
        if line.bill and line.bill.settled_on > ground.last_day:
            line.bill.settled_on = NONE
    payments = [payment for line in ground.lines for payment in line.payments()]
    count_people(ground.fund_months, payments, ground.benefits)
    return PlainRun(
        payments,
        ground.benefits,
        ground.account_years,
        ground.fund_months,
        ground.events,
        ground.decisions,
        ground.awards,
    )


def count_people(funds: list[FundMonth], payments: list[Payment], benefits: list[BenefitLine]) -> None:
    """Distinct persons with a line, or a benefit, that belongs to a fund's month."""
    contributors, beneficiaries = defaultdict(set), defaultdict(set)
    for payment in payments:
        for month in range(payment.month, max(payment.month, payment.covers_to) + 1):
            contributors[payment.scheme, month].add(payment.person_id)
    for benefit in benefits:
        beneficiaries[benefit.scheme.name.lower(), benefit.month].add(benefit.person_id)
    for row in funds:
        row.contributors = len(contributors[row.fund, row.month])
        row.beneficiaries = len(beneficiaries[row.fund, row.month])

"""The plain model as a whole: everybody who acts in it, put together, and the days that pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from typing import Any

import simpy

from simcore.calendar import last_day, month_of, number_in_year
from simcore.clock import Phase, moment
from simcore.discovery import all_in
from simcore.plain.agency import Agency
from simcore.plain.benefit import Benefit
from simcore.plain.employer import Employer
from simcore.plain.funds import Fund, Treasury
from simcore.plain.ground import Ground, News
from simcore.plain.insured_kind import Insured
from simcore.plain.tax_bureau import TaxBureau
from simcore.plain.worker import Worker
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.society.society import Society
from simcore.vocabulary import Scheme


class City:
    """The people and offices of one run. `reserves`: the opening cash of the funds in fen, in the order of
    their schemes.
    """

    def __init__(self, scenario: Scenario, policy: Policy, society: Society, reserves: Sequence[int]) -> None:
        ground = self.ground = Ground(scenario, society, policy)
        kinds = [kind for kind in all_in("simcore.plain.insured", Insured) if kind.occurs(scenario)]
        schemes = sorted({scheme for kind in kinds for scheme in kind.schemes})
        self.funds = {
            scheme: Fund(ground, scheme, cash) for scheme, cash in zip(schemes, reserves, strict=True)
        }
        self.employers = [Employer(ground, number) for number in range(society.employers.count)]
        self.workers = [Worker(ground, self.employers, number) for number in range(society.people.size)]
        means = (ground, self.workers, self.funds)
        self.benefits = [benefit(*means) for benefit in all_in("simcore.plain.benefits", Benefit)]
        self.insured = [kind(*means) for kind in kinds]
        self.tax_bureau = TaxBureau(ground, self.insured)
        desks = {benefit.claim: benefit for benefit in self.benefits}
        self.agency = Agency(ground, self.employers, self.workers, desks)
        self.treasury = Treasury(ground, self.funds)
        ground.listen(News.EMPLOYER_CLOSED, self.lose_job)

    def run(self) -> None:
        """Starts a process for everybody and lets the days pass."""
        processes: list[Generator[simpy.Event, Any, None]] = [
            *(worker.live() for worker in self.workers),
            *(employer.run() for employer in self.employers[1:]),
            *(kind.live() for kind in self.insured),
            self.tax_bureau.book_receipts(),
            self.agency.sit(),
            self.treasury.cover_shortfalls(),
            self.pay_benefits(),
            self.close_months(),
        ]
        for process in processes:
            self.ground.env.process(process)
        self.ground.env.run(until=moment(self.ground.last_day + 1, Phase.RECEIPTS))

    def lose_job(self, person_id: int, day: int) -> None:
        """The employer of this person has closed."""
        self.workers[person_id].lose_job(day, month_of(day), "closed")

    def pay_benefits(self) -> Generator[simpy.Event, Any, None]:
        """A process: on each pay day what is regular falls due, and the funds pay one after the other."""
        for place, today in self.ground.working_days("funds.pay_days"):
            yield self.ground.wait(today, Phase.PAYMENTS)
            for benefit in self.benefits:
                if benefit.pay_day == place:
                    benefit.fall_due(today, self.ground.month)
            for fund in self.funds.values():
                yield from fund.pay(today)

    def close_months(self) -> Generator[simpy.Event, None, None]:
        """A process: on the last evening of each month the funds close it, in December the accounts their
        year.
        """
        for month in self.ground.months:
            yield self.ground.wait(last_day(month), Phase.CLOSING)
            accounts = [worker.record.account for worker in self.workers]
            accounts += [account for kind in self.insured for account in kind.accounts]
            if number_in_year(month) == 12:
                rows = [account.end_year(self.ground.today) for account in accounts]
                self.ground.account_years += [row for row in rows if row.opening or row.credited or row.drawn]
            liability = Counter[Scheme]()
            for account in accounts:
                liability[account.scheme] += account.without_interest
            for scheme, fund in self.funds.items():
                fund.close_month(month, liability[scheme])

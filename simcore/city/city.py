"""The city: puts people, employers and institutions on one ground and lets them meet."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, Any, cast

import simpy

from simcore.calendar import first_day, last_day, number_in_year
from simcore.city.accounts import Accounts
from simcore.city.agency import Agency
from simcore.city.agenda import Agenda
from simcore.city.benefit import Means, all_benefits
from simcore.city.bills import Receivables
from simcore.city.changes import Changes
from simcore.city.claims import Letters
from simcore.city.employers import Employers
from simcore.city.funds import Fund, Payroll, pay_benefits
from simcore.city.ground import Ground
from simcore.city.headcounts import Headcounts
from simcore.city.insured.employee import EmployeeLines
from simcore.city.insured.flexible import FlexibleLines
from simcore.city.insured_kind import Insured, InsuredMeans, all_insured
from simcore.city.keeping import Keeper, Kept
from simcore.city.lines import Totals
from simcore.city.orders import Orders
from simcore.city.pens import Pens
from simcore.city.premiums import PremiumLaw
from simcore.city.tax_bureau import TaxBureau
from simcore.city.treasury import Treasury
from simcore.city.workers import Workers
from simcore.clock import Phase, moment, until
from simcore.vocabulary import Scheme

if TYPE_CHECKING:
    from simcore.books.books import Books
    from simcore.rulebook.policy import Policy
    from simcore.scenarios import Scenario
    from simcore.society.society import Society


def fund_schemes(scenario: Scenario) -> tuple[Scheme, ...]:
    """The schemes that have a fund in a scenario, in the order of their codes."""
    return tuple(sorted({scheme for kind in all_insured(scenario) for scheme in kind.schemes}))


class City:
    """Everything that a run consists of. `reserves` are the funds' opening cash in fen, in the order of
    `fund_schemes`. With `kept`, the city goes on where another one stood, under a law that may differ
    from then on.
    """

    def __init__(
        self,
        scenario: Scenario,
        society: Society,
        policy: Policy,
        books: Books,
        reserves: Sequence[int],
        kept: Kept | None = None,
    ) -> None:
        since = None if kept is None else kept["month"]
        ground = self.ground = Ground(scenario, society, policy, books, since)
        pens = self.pens = Pens(ground)
        changes, letters, claims = Changes(), Letters(), Agenda()
        declarations, receivables = simpy.Store(ground.env), Receivables()
        kinds = all_insured(scenario)
        self.schemes = fund_schemes(scenario)
        orders = Orders(ground, pens, self.schemes)
        headcounts = Headcounts(ground.months, self.schemes)
        accounts = self.accounts = Accounts.of_employees(society.people, policy, books, ground.dates)
        law = PremiumLaw(policy, ground.months[0], ground.months[-1])
        insured: dict[type[Insured], Insured] = {}
        for kind in kinds:
            insured[kind] = kind(InsuredMeans(ground, policy, accounts, law, headcounts, dict(insured)))
        self.insured = list(insured.values())
        self.accounts_of = {Scheme.EMPLOYEE_PENSION: accounts}
        for each in self.insured:
            self.accounts_of |= each.accounts_of
        lines = self.lines = cast(EmployeeLines, insured[EmployeeLines])
        flexible = cast(FlexibleLines, insured[FlexibleLines])
        totals = self.totals = Totals(self.insured, ground.lives.n)
        self.employers = Employers(
            ground, pens, policy, lines, law, headcounts, declarations, receivables, changes
        )
        means = Means(
            ground, policy, pens, orders, headcounts, totals, lines, flexible, accounts, letters, changes
        )
        self.benefits = [benefit(means) for benefit in all_benefits(scenario)]
        workers = Workers(ground, pens, policy, self.employers, flexible, letters, claims, changes)
        desks = {benefit.claim: benefit.decide for benefit in self.benefits if benefit.claim is not None}
        self.agency = Agency(ground, pens, policy, self.employers, lines, receivables, claims, desks)
        self.funds = self._founded(reserves, orders, headcounts)
        self.tax_bureau = TaxBureau(
            ground,
            policy,
            self.funds,
            accounts,
            lines,
            self.insured,
            declarations,
            receivables,
            changes,
        )
        treasury = Treasury(ground, self.funds)
        self._keepers: dict[str, Keeper] = {
            "lives": ground.lives,
            "pens": pens,
            "letters": letters,
            "claims": claims,
            "receivables": receivables,
            "headcounts": headcounts,
            **{f"accounts_{scheme.name}": owed for scheme, owed in self.accounts_of.items()},
            **{f"insured_{type(kind).__name__}": kind for kind in self.insured},
            "employers": self.employers,
            "agency": self.agency,
            "tax_bureau": self.tax_bureau,
            **{f"orders_{scheme.name}": agenda for scheme, agenda in orders.agendas.items()},
            **{f"fund_{scheme.name}": fund for scheme, fund in self.funds.items()},
            **{f"benefit_{type(benefit).__name__}": benefit for benefit in self.benefits},
        }
        if kept is None:
            self._begin(reserves)
        else:
            for name, keeper in self._keepers.items():
                keeper.take_up(kept[name])
        processes: list[Generator[simpy.Event, Any, None]] = [
            workers.live(),
            *(each.live() for each in self.insured),
            self.employers.declare(),
            self.employers.close_month(),
            self.tax_bureau.take_declarations(),
            self.tax_bureau.book_receipts(),
            self.agency.sit(),
            treasury.cover(),
            pay_benefits(ground, self.funds.values()),
            self._close_books(),
        ]
        for process in processes:
            ground.env.process(process)

    def _founded(self, reserves: Sequence[int], orders: Orders, headcounts: Headcounts) -> dict[Scheme, Fund]:
        """The funds with their opening cash, each with the payrolls of its benefits."""
        payrolls: dict[Scheme, dict[int, list[Payroll]]] = {scheme: {} for scheme in self.schemes}
        for benefit in self.benefits:
            if benefit.pay_day is not None:
                payrolls[benefit.scheme].setdefault(benefit.pay_day, []).append(benefit.regular)
        funds: dict[Scheme, Fund] = {}
        for scheme, reserve in zip(self.schemes, reserves, strict=True):
            premiums_to = funds[Scheme.EMPLOYEE_MEDICAL] if scheme == Scheme.UNEMPLOYMENT else None
            funds[scheme] = Fund(
                self.ground,
                scheme,
                reserve,
                orders.agendas[scheme],
                headcounts,
                payrolls[scheme],
                premiums_to,
            )
        return funds

    def _begin(self, reserves: Sequence[int]) -> None:
        ground = self.ground
        day = first_day(ground.months[0])
        for scheme, reserve in zip(self.schemes, reserves, strict=True):
            ground.books.ledger.open_fund(day, scheme, reserve)
        ground.books.ledger.open_accounts(day, Scheme.EMPLOYEE_PENSION, self.accounts.liability)

    def keep(self, month: int) -> Kept:
        """All that a city must remember to go on with `month`; the run stands on the eve of its first day."""
        return {"month": month} | {name: keeper.keep() for name, keeper in self._keepers.items()}

    def advance(self, day: int) -> None:
        """Run to the end of `day`."""
        self.ground.env.run(until=moment(day + 1, Phase.RECEIPTS))

    def advance_to_end(self) -> None:
        """Run to the end of the last day."""
        self.advance(last_day(self.ground.months[-1]))

    def _close_books(self) -> Generator[simpy.Event, None, None]:
        for month in self.ground.ahead:
            day = last_day(month)
            yield until(self.ground.env, day, Phase.CLOSING)
            if number_in_year(month) == 12:
                self.totals.settle_up_all()
                for accounts in self.accounts_of.values():
                    accounts.close_year(month, day)
            self.pens.post_events(day)
            for scheme, fund in self.funds.items():
                liability = self.accounts_of[scheme].liability if scheme in self.accounts_of else 0
                fund.close_month(month, day, liability)

"""The city: puts people, employers and institutions on one clock and lets them meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import simpy

from simcore.books.books import Books
from simcore.calendar import NEVER, first_day, last_day, number_in_year, working_days
from simcore.city.accounts import Accounts
from simcore.city.agency import Agency
from simcore.city.agenda import Agenda
from simcore.city.claims import Claims
from simcore.city.clock import Phase, moment, until
from simcore.city.contribution_lines import EmployeeLines, FlexibleLines
from simcore.city.employers import Employers
from simcore.city.funds import Dues, Fund
from simcore.city.lives import Jobs, Lives, Rows
from simcore.city.pensions import Pensions
from simcore.city.premiums import PremiumLaw
from simcore.city.survivors import Survivors
from simcore.city.tax_bureau import TaxBureau
from simcore.city.treasury import Treasury
from simcore.city.unemployment import Unemployment
from simcore.city.workers import Workers
from simcore.rulebook.policy import Policy
from simcore.scenarios import Scenario
from simcore.society.lawful_dates import lawful_dates
from simcore.society.people import Status
from simcore.society.society import Society
from simcore.vocabulary import (
    BenefitKind,
    EventKind,
    LeavingReason,
    RefusalReason,
    RegistrationCause,
    Scheme,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

FUND_SCHEMES = (Scheme.EMPLOYEE_PENSION, Scheme.EMPLOYEE_MEDICAL, Scheme.UNEMPLOYMENT, Scheme.WORK_INJURY)
FROM_ACCOUNTS = (BenefitKind.ACCOUNT_REFUND, BenefitKind.ACCOUNT_INHERITANCE)
"""Benefits that are wholly the person's own account."""
MILLION = 1_000_000


class City:
    """Everything that a run consists of. `reserves` are the funds' opening cash in fen, in the order of
    FUND_SCHEMES.
    """

    def __init__(
        self, scenario: Scenario, society: Society, policy: Policy, books: Books, reserves: Sequence[int]
    ) -> None:
        self.scenario, self.society, self.books = scenario, society, books
        self.months = range(scenario.start, scenario.start + 12 * scenario.years)
        self.env = simpy.Environment(initial_time=moment(first_day(scenario.start), Phase.RECEIPTS))
        self.lives = Lives(society.people)
        self.dates = lawful_dates(policy)
        self.accounts = Accounts(society.people, policy, books, self.dates)
        self.premium_law = PremiumLaw(policy, self.months[0], self.months[-1])
        self.lines = EmployeeLines(
            self.lives, self.accounts, self.premium_law, books, society.employers.risk_class
        )
        self.flexible = FlexibleLines(self.lives, self.accounts, self.premium_law, books)
        claims = Agenda(self.env)
        pay_days = scenario["funds.pay_days"]
        self.employers = Employers(self, policy)
        self.workers = Workers(self, policy, claims)
        self.tax_bureau = TaxBureau(self, policy, scenario["tax_bureau.receipts_days"])
        self.agency = Agency(self, policy, claims, scenario["agency.sitting_days"])
        self.pensions = Pensions(self, policy)
        self.survivors = Survivors(self, policy)
        self.unemployment = Unemployment(self, policy)
        payrolls = {
            Scheme.EMPLOYEE_PENSION: {0: self.pensions.due},
            Scheme.UNEMPLOYMENT: {1: self.unemployment.due},
        }
        self.funds = {
            scheme: Fund(self, scheme, reserve, payrolls.get(scheme, {}))
            for scheme, reserve in zip(FUND_SCHEMES, reserves, strict=True)
        }
        self.treasury = Treasury(self)
        self._interest_rate = scenario["funds.interest_rate"]
        self._events: list[tuple[Any, ...]] = []
        self._begin(reserves)
        processes: list[Generator[simpy.Event, Any, None]] = [
            self.workers.live(),
            self.employers.declare(),
            self.employers.close_month(),
            self.tax_bureau.take_declarations(),
            self.tax_bureau.book_receipts(),
            self.agency.sit(),
            self.treasury.cover(),
            *(fund.pay(pay_days) for fund in self.funds.values()),
            self._close_books(),
        ]
        for process in processes:
            self.env.process(process)

    def _begin(self, reserves: Sequence[int]) -> None:
        lives = self.lives
        paying = np.flatnonzero((lives.status == Status.FLEXIBLE) & self.society.people.flexible_pays)
        lives.flexible_first[paying] = self.months[0]
        lives.flexible_last[paying] = NEVER
        day = first_day(self.months[0])
        for scheme, reserve in zip(FUND_SCHEMES, reserves, strict=True):
            self.books.ledger.open_fund(day, scheme, reserve)
        self.books.ledger.open_accounts(day, self.accounts.liability)

    def advance(self, day: int) -> None:
        """Run to the end of `day`."""
        self.env.run(until=moment(day + 1, Phase.RECEIPTS))

    def advance_to_end(self) -> None:
        """Run to the end of the last day."""
        self.advance(last_day(self.months[-1]))

    def _close_books(self) -> Generator[simpy.Event, None, None]:
        for month in self.months:
            day = last_day(month)
            yield until(self.env, day, Phase.CLOSING)
            if number_in_year(month) == 12:
                self.lines.settle_up(np.flatnonzero(self.lines.on))
                self.flexible.settle_up(np.flatnonzero(self.flexible.on))
                self.accounts.close_year(month, day)
            self.post_events(day)
            for scheme, fund in self.funds.items():
                liability = self.accounts.liability if scheme == Scheme.EMPLOYEE_PENSION else 0
                yield from fund.close_month(month, day, liability)

    # What several actors do alike.

    def settle_up(self, rows: Rows) -> None:
        """Bring these people's totals up to date before somebody reads them."""
        self.lines.settle_up(rows)
        self.flexible.settle_up(rows)

    def monthly_interest(self, cash: int) -> int:
        """A month's interest (fen) on a fund's opening cash."""
        year = 12 * MILLION
        return (cash * round(self._interest_rate * MILLION) * 2 + year) // (2 * year)

    def pension_day(self, month: int) -> int:
        """The month's first pay day, on which its pensions fall due."""
        return working_days(month, self.scenario["funds.pay_days"])[0]

    def benefit_day(self, month: int) -> int:
        """The month's second pay day, on which its unemployment benefits fall due."""
        return working_days(month, self.scenario["funds.pay_days"])[1]

    def owe(self, scheme: Scheme, dues: Dues, day: int, from_accounts: np.ndarray | int = 0) -> None:
        """A benefit falls due: from the personal accounts what they hold, the rest from the pool."""
        drawn = int(np.sum(from_accounts))
        self.books.ledger.owe_benefits(day, scheme, pool=int(dues.amount.sum()) - drawn, accounts=drawn)

    def pay(self, scheme: Scheme, dues: Dues, day: int, from_accounts: np.ndarray | int = 0) -> None:
        """Order the fund to pay, on its next pay day."""
        self.owe(scheme, dues, day, from_accounts)
        self.funds[scheme].orders.put((day, (day, dues)))

    def pay_once(
        self, scheme: Scheme, benefits: Mapping[BenefitKind, np.ndarray], rows: Rows, month: int, day: int
    ) -> None:
        """Benefits that are paid in one sum: fen by kind, one each of the rows (0: nothing of that kind)."""
        parts = [(kind, rows[amount > 0], amount[amount > 0]) for kind, amount in benefits.items()]
        dues = Dues.joined([Dues.of(kind, person, amount) for kind, person, amount in parts])
        if not len(dues):
            return
        self.write_benefits(dues.person, scheme, dues.kind, month, month, dues.amount, due_on=day)
        drawn = sum(int(amount.sum()) for kind, _, amount in parts if kind in FROM_ACCOUNTS)
        self.pay(scheme, dues, day, from_accounts=drawn)

    # Records.

    def write_benefits(
        self,
        rows: Rows,
        scheme: Scheme,
        kind: BenefitKind | np.ndarray,
        first: np.ndarray | int,
        last: np.ndarray | int,
        amount: np.ndarray | int,
        *,
        account_part: np.ndarray | int = 0,
        due_on: int = -1,
        books: Books | None = None,
    ) -> None:
        (books or self.books).benefit_spells.append(
            person_id=rows,
            scheme=int(scheme),
            kind=kind,
            first_month=first,
            last_month=last,
            amount_fen=amount,
            account_part_fen=account_part,
            due_on=due_on,
        )

    def events(
        self,
        days: np.ndarray | int,
        rows: Rows,
        kind: EventKind,
        *,
        employer_id: np.ndarray | int = -1,
        reason: LeavingReason | RefusalReason | np.ndarray | int = 0,
        detail: np.ndarray | int = 0,
    ) -> None:
        if len(rows):
            self._events.append((days, rows, employer_id, kind, reason, detail))

    def employer_events(
        self, day: int, employers: np.ndarray, kind: EventKind, detail: np.ndarray | int = 0
    ) -> None:
        if len(employers):
            self._events.append((day, np.full(len(employers), -1), employers, kind, 0, detail))

    def post_events(self, day: int) -> None:
        """Hand the events up to `day` over to the books: many small batches cost as much as one large one."""
        if not self._events:
            return
        lengths = [len(batch[1]) for batch in self._events]
        columns = [_joined(parts, lengths) for parts in zip(*self._events, strict=True)]
        past = columns[0] <= day
        names = ("day", "person_id", "employer_id", "kind", "reason", "detail")
        self.books.events.append(**{name: column[past] for name, column in zip(names, columns, strict=True)})
        self._events.clear()
        if not past.all():
            self._events.append(tuple(column[~past] for column in columns))

    def refuse(self, claims: Claims, day: int, reason: RefusalReason, months: np.ndarray | int = 0) -> None:
        """The agency refuses these claims."""
        if len(claims):
            self.write_claims(claims, day, granted=False, reason=reason, months=months)
            self.events(day, claims.person, EventKind.REFUSED, reason=reason, detail=claims.kind)

    def write_claims(
        self,
        claims: Claims,
        day: int,
        *,
        granted: bool,
        reason: RefusalReason | int = 0,
        months: np.ndarray | int = 0,
        entitlement: np.ndarray | int = 0,
    ) -> None:
        if len(claims):
            self.books.claims.append(
                person_id=claims.person,
                kind=claims.kind,
                arrived_on=claims.arrived_on,
                decided_on=day,
                granted=int(granted),
                reason=int(reason),
                months=months,
                entitlement=entitlement,
            )

    def write_registrations(
        self, books: Books, job: Jobs, rows: Rows, declared: int = NEVER, day: int = NEVER - 1
    ) -> None:
        """The registrations of jobs as they stand at the end of `day`.

        A registration has taken effect if the declaration of month `declared`, or one before, listed the
        worker.
        """
        if not len(rows):
            return
        filed, end = job.registered_on[rows], job.end[rows]
        effective = (filed != NEVER) & (filed <= end)
        listed = self.dates.declared_in(np.where(effective, filed, 0))
        effective &= (end >= first_day(listed)) & (listed <= declared)
        in_time = filed <= self.dates.register_by(job.start[rows])
        cause = np.where(
            ~effective,
            RegistrationCause.NONE,
            np.where(
                job.found[rows],
                RegistrationCause.INSPECTED,
                np.where(in_time, RegistrationCause.IN_TIME, RegistrationCause.LATE),
            ),
        )
        books.registrations.append(
            person_id=rows,
            employer_id=job.employer[rows],
            hired_on=job.start[rows],
            registered_on=np.where(effective, filed, -1),
            cause=cause,
            left_on=np.where(end > day, -1, end),
            left_reason=np.where(end > day, 0, job.left_reason[rows]),
        )


def _joined(parts: Sequence[np.ndarray | int], lengths: list[int]) -> np.ndarray:
    """Arrays and single values, each standing for so many rows, as one column."""
    column = np.empty(sum(lengths), np.int64)
    start = 0
    for part, length in zip(parts, lengths, strict=True):
        column[start : start + length] = part
        start += length
    return column

"""The agency's pension desk: awards, refusals, paying on, taking the account, and the pension payroll."""

from __future__ import annotations

from typing import Any

import numpy as np

from simcore.books.books import Books
from simcore.calendar import first_day, number_in_year, year_of
from simcore.city.benefit import Benefit, Means
from simcore.city.changes import Change
from simcore.city.claims import Claims
from simcore.city.columns import groups
from simcore.city.lives import Rows
from simcore.city.orders import Dues
from simcore.society.people import Status
from simcore.vocabulary import BenefitKind, ClaimKind, EventKind, RefusalReason, Scheme

_DEAD, _PENSIONER = int(Status.DEAD), int(Status.PENSIONER)
_AWARD = (
    "average_index",
    "payout_divisor",
    "benefit_base",
    "basic_pension",
    "account_pension",
    "transitional_pension",
    "monthly_pension",
)


class Pensions(Benefit):
    """Columns of the pensions in payment live in `Lives`; here is who is on the payroll and since when at
    this amount.
    """

    keeps = ("_stopping", "_spell_first")
    scheme, claim, pay_day = Scheme.EMPLOYEE_PENSION, ClaimKind.PENSION, 0

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        policy, ground = means.policy, means.ground
        self._flexible = means.flexible
        means.changes.subscribe(Change.DIED, self._on_deaths)
        lives, people = ground.lives, ground.society.people
        self._minimum = policy.compile(
            ("minimum_contribution_months",),
            inputs=("birth_month", "retirement_category", "retirement_month"),
        )
        self._award = policy.compile(
            _AWARD,
            inputs=(
                "birth_month",
                "retirement_month",
                "index_sum",
                "contribution_months",
                "months_before_accounts",
                "account_balance",
            ),
        )
        self._paying_on = policy.compile(
            ("last_month_of_paying_on", "minimum_period_complete_in"),
            inputs=(
                "birth_month",
                "paying_on_from",
                "minimum_contribution_months",
                "contribution_months",
            ),
        )
        months = ground.months
        self._law_changes = np.array(
            policy.change_months(("minimum_contribution_months", *_AWARD), months[0] - 12, months[-1]),
            np.int64,
        )
        self._raise = policy.compile(("pension_raised_by_mean",), inputs=("pension_before_increase",))
        self._before_accounts = people.months_before_accounts
        self._stopping: dict[int, list[Rows]] = {}
        self._spell_first = np.full(lives.n, self._ground.months[0], np.int32)
        lives.pension_year[lives.on_payroll] = year_of(self._ground.months[0] - 1)

    # Decisions.

    def decide(self, claims: Claims, month: int, day: int) -> None:
        lives = self._ground.lives
        claims, refused = claims.divided(lives.status_on(day, claims.person) != _DEAD)
        self._pens.refuse(refused, day, RefusalReason.DIED_BEFORE_DECISION)
        self._totals.settle_up(claims.person)
        # Retirement months between two changes of the law are decided together.
        period = self._law_changes.searchsorted(claims.month, side="right")
        for _, alike in groups(period):
            chosen = claims.take(alike)
            rows = chosen.person
            (minimum,) = self._minimum(
                first_day(int(chosen.month[0])),
                birth_month=lives.birth_month[rows],
                retirement_category=lives.category[rows],
                retirement_month=chosen.month,
            )
            short = lives.months_paid[rows] < minimum
            refused, granted = chosen.divided(short)
            if len(refused):
                self._refuse(refused, minimum[short], month, day)
            if len(granted):
                self._grant(granted, month, day)

    def _refuse(self, claims: Claims, minimum: np.ndarray, month: int, day: int) -> None:
        """Article 16: pay on until the minimum is reached, or take the account and go."""
        lives, rows = self._ground.lives, claims.person
        self._pens.refuse(claims, day, RefusalReason.INSUFFICIENT_MONTHS, months=lives.months_paid[rows])
        oldest, last = self._paying_on(
            first_day(month),
            birth_month=lives.birth_month[rows],
            paying_on_from=month + 1,
            minimum_contribution_months=minimum,
            contribution_months=lives.months_paid[rows],
        )
        pays_on = self._ground.society.careers.pays_on(rows, month) & (last <= oldest)
        self._take_account(rows[~pays_on], month, day)
        self._pay_on(rows[pays_on], last[pays_on], month, day)

    def _pay_on(self, rows: Rows, last: np.ndarray, month: int, day: int) -> None:
        if not len(rows):
            return
        lives = self._ground.lives
        lives.decide_status(rows, Status.PAYING_ON, day)
        self._pens.events(day, rows, EventKind.PAYING_ON, detail=last - month)
        self._flexible.leave(rows[self._flexible.on[rows]])
        self._letters.add(Claims.of_pensions(rows, first_day(last + 1), last))
        living = lives.death_month[rows] != month
        self._flexible.begin(rows[living], month, last[living])

    def _take_account(self, rows: Rows, month: int, day: int) -> None:
        if not len(rows):
            return
        balance = self._accounts.close(rows, month, day)
        self._ground.lives.decide_status(rows, Status.LEFT, day)
        self._pens.events(day, rows, EventKind.ACCOUNT_TAKEN, detail=balance)
        self._orders.pay_once(
            Scheme.EMPLOYEE_PENSION, {BenefitKind.ACCOUNT_REFUND: balance}, rows, month, day
        )
        self._headcounts.count_beneficiaries(Scheme.EMPLOYEE_PENSION, month, int((balance > 0).sum()))

    def _grant(self, claims: Claims, month: int, day: int) -> None:
        lives, rows = self._ground.lives, claims.person
        retired_in = claims.month
        months = lives.months_paid[rows]
        balance = self._accounts.balance(rows, month)
        index, divisor, base, basic, account_part, transitional, pension = self._award(
            first_day(int(retired_in[0])),
            birth_month=lives.birth_month[rows],
            retirement_month=retired_in,
            index_sum=lives.index_sum[rows],
            contribution_months=months,
            months_before_accounts=self._before_accounts[rows],
            account_balance=balance,
        )
        self._ground.books.awards.append(
            person_id=rows,
            decided_on=day,
            retirement_month=retired_in,
            contribution_months=months,
            months_before_accounts=self._before_accounts[rows],
            average_index=index,
            account_balance_fen=balance,
            divisor=divisor,
            benefit_base_fen=base,
            basic_fen=basic,
            account_part_fen=account_part,
            transitional_fen=transitional,
            monthly_fen=pension,
        )
        self._pens.write_claims(claims, day, granted=True, months=months)
        self._pens.events(day, rows, EventKind.AWARDED, detail=pension)
        lives.decide_status(rows, Status.PENSIONER, day)
        lives.retired_in[rows] = retired_in
        lives.account_part[rows] = account_part
        lives.pension[rows] = pension
        lives.pension_year[rows] = year_of(retired_in)
        self._begin(rows, retired_in + 1, month, day)

    def _begin(self, rows: Rows, first: np.ndarray, month: int, day: int) -> None:
        """Pay the months since retirement at once, and put the new pensioners on the payroll."""
        lives = self._ground.lives
        regular = month if day <= self.due_day(month) else month + 1
        due = np.zeros(len(rows), np.int64)
        earliest = int(first.min())
        for year in range(year_of(earliest), year_of(regular) + 1):
            self._raise_to(rows[first < first_month_of(year + 1)], year)
            if earliest >= regular:
                continue
            start = np.maximum(first, first_month_of(year))
            stop = min(regular, first_month_of(year + 1))
            back = start < stop
            if back.any():
                late, start = rows[back], start[back]
                due[back] += lives.pension[late] * (stop - start)
                self._write_spells(late, start, stop - 1, due_on=day)
                for each in range(int(start.min()), stop):
                    self._headcounts.count_beneficiaries(
                        Scheme.EMPLOYEE_PENSION, each, int((start <= each).sum())
                    )
        if earliest < regular:
            received = np.maximum(regular - first, 0)
            owed = received > 0
            late = rows[owed]
            drawn = self._accounts.draw(late, lives.account_part[late] * received[owed], month)
            self._orders.pay(
                Scheme.EMPLOYEE_PENSION,
                Dues.of(BenefitKind.PENSION, late, due[owed]),
                day,
                from_accounts=drawn,
            )
        self._spell_first[rows] = np.maximum(regular, first)
        lives.on_payroll[rows] = True
        self.stop(rows[lives.death_month[rows] == month], month)

    # The payroll.

    def _on_deaths(self, rows: Rows, month: int, day: Any) -> None:
        self.stop(rows[self._ground.lives.status_before[rows] == _PENSIONER], month)

    def stop(self, rows: Rows, month: int) -> None:
        """These pensioners die in `month`, which is the last month of their pension."""
        if len(rows):
            self._stopping.setdefault(month, []).append(rows)

    def regular(self, month: int, day: int) -> Dues:
        """The regular pensions of `month`; the part that the accounts still hold is drawn from them."""
        lives = self._ground.lives
        self._ground.books.benefit_days.append(month=np.array([month]), kind=BenefitKind.PENSION, due_on=day)
        for rows in self._stopping.pop(month - 1, []):
            on_payroll = rows[lives.on_payroll[rows]]
            self._write_spells(on_payroll, self._spell_first[on_payroll], month - 1)
            lives.on_payroll[on_payroll] = False
        rows = lives.on_payroll.nonzero()[0]
        if number_in_year(month) == 1:
            self._write_spells(rows, self._spell_first[rows], month - 1)
            self._raise_to(rows, year_of(month))
            self._spell_first[rows] = np.maximum(self._spell_first[rows], month)
        drawing = self._accounts.not_used_up(rows)
        drawn = self._accounts.draw(drawing, lives.account_part[drawing], month)
        self._headcounts.count_beneficiaries(Scheme.EMPLOYEE_PENSION, month, len(rows))
        dues = Dues.of(BenefitKind.PENSION, rows, lives.pension[rows])
        self._orders.owe(Scheme.EMPLOYEE_PENSION, dues, day, from_accounts=drawn)
        return dues

    def _raise_to(self, rows: Rows, year: int) -> None:
        """Article 18: every January's increase of the pensions awarded before that year."""
        lives = self._ground.lives
        rows = rows[lives.pension_year[rows] < year]
        if len(rows):
            (lives.pension[rows],) = self._raise(
                first_day(first_month_of(year)), pension_before_increase=lives.pension[rows]
            )
            lives.pension_year[rows] = year

    def write_open_spells(self, books: Books, last_month: int) -> None:
        rows = np.flatnonzero(self._ground.lives.on_payroll)
        self._write_spells(rows, self._spell_first[rows], last_month, books=books)

    def _write_spells(
        self, rows: Rows, first: np.ndarray | int, last: int, *, due_on: int = -1, books: Books | None = None
    ) -> None:
        if isinstance(first, int):
            first = np.full(len(rows), first)
        kept = first <= last
        rows, first = rows[kept], first[kept]
        if len(rows):
            self._pens.write_benefits(
                rows,
                Scheme.EMPLOYEE_PENSION,
                BenefitKind.PENSION,
                first,
                last,
                self._ground.lives.pension[rows],
                account_part=self._ground.lives.account_part[rows],
                due_on=due_on,
                books=books,
            )


def first_month_of(year: int) -> int:
    return (year - 1970) * 12

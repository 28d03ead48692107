"""The pension of an old worker: the decision, and the payments month by month until death."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simcore.calendar import first_day, january, month_of, year_of
from simcore.plain.benefit import Benefit
from simcore.plain.claims import Answer, Claim
from simcore.plain.funds import Fund
from simcore.plain.ground import Ground
from simcore.plain.records import Award
from simcore.plain.worker import Worker
from simcore.society.people import Status
from simcore.vocabulary import BenefitKind, ClaimKind, Scheme


@dataclass(slots=True)
class Pension:
    """A pension in payment."""

    monthly: int
    account_part: int
    raised_to: int
    """The year whose raise is in `monthly`."""
    next_month: int
    """The first month that has not fallen due."""


class Pensions(Benefit):
    """A pension runs from the month after retirement to the month of death."""

    scheme, claim, pay_day, granted = Scheme.EMPLOYEE_PENSION, ClaimKind.PENSION, 0, "awarded"

    def __init__(self, ground: Ground, workers: Sequence[Worker], funds: Mapping[Scheme, Fund]) -> None:
        super().__init__(ground, workers, funds)
        people, first_month = ground.society.people, ground.months[0]
        self.pensions: dict[int, Pension] = {}
        for person_id in (worker.person_id for worker in workers if worker.retired_in is not None):
            monthly, account_part = people.monthly_pension[person_id], people.account_part[person_id]
            self.pensions[person_id] = Pension(
                int(monthly), int(account_part), year_of(first_month - 1), first_month
            )

    def decide(self, claim: Claim, today: int) -> Answer:
        """Enough months: a pension. Too few: pays on, or takes the account out."""
        worker, retirement_month = self.workers[claim.person_id], claim.about
        months = worker.record.months_paid
        if worker.is_dead():
            return Answer("died_before_decision")
        minimum = self.law(
            first_day(retirement_month),
            "minimum_contribution_months",
            birth_month=worker.birth_month,
            retirement_category=int(worker.category),
            retirement_month=retirement_month,
        )
        if months < minimum:
            self.go_without_pension(worker, minimum, today)
            return Answer("insufficient_months", months)
        award = self.award(worker, retirement_month, today)
        self.ground.awards.append(award)
        self.begin(worker, award, today)
        return Answer("", months, granted=award.monthly)

    def go_without_pension(self, worker: Worker, minimum: int, today: int) -> None:
        """Pays on, but not beyond the age that the law gives; or takes the account out and goes."""
        month = month_of(today)
        oldest, complete_in = self.law.several(
            first_day(month),
            ("last_month_of_paying_on", "minimum_period_complete_in"),
            birth_month=worker.birth_month,
            paying_on_from=month + 1,
            minimum_contribution_months=minimum,
            contribution_months=worker.record.months_paid,
        )
        if complete_in <= oldest and worker.fate.pays_on(month):
            if worker.status != Status.DEAD:
                worker.status = Status.PAYING_ON
            worker.flexible = worker.paying_flexibly(month, last=int(complete_in))
            worker.tell(today, "paying_on", detail=int(complete_in) - month)
            worker.claim(ClaimKind.PENSION, first_day(int(complete_in) + 1), about=int(complete_in))
            return
        amount = worker.record.account.close(today)
        self.pay_once(worker.person_id, BenefitKind.ACCOUNT_REFUND, amount)
        worker.tell(today, "account_taken", detail=amount)
        if worker.status != Status.DEAD:
            worker.status = Status.LEFT

    def award(self, worker: Worker, retirement_month: int, today: int) -> Award:
        """The pension by the law of the month of retirement, from what has been paid up to today."""
        record, balance = worker.record, worker.record.account.balance(today)
        rules = ("average_index", "payout_divisor", "benefit_base", "basic_pension", "account_pension")
        index, divisor, base, basic, account_part, transitional, monthly = self.law.several(
            first_day(retirement_month),
            (*rules, "transitional_pension", "monthly_pension"),
            birth_month=worker.birth_month,
            retirement_month=retirement_month,
            index_sum=record.index_sum,
            contribution_months=record.months_paid,
            months_before_accounts=record.months_before_accounts,
            account_balance=balance,
        )
        return Award(
            worker.person_id,
            today,
            retirement_month,
            record.months_paid,
            record.months_before_accounts,
            int(index),
            balance,
            int(divisor),
            int(base),
            int(basic),
            int(account_part),
            int(transitional),
            int(monthly),
        )

    def begin(self, worker: Worker, award: Award, today: int) -> None:
        """The months since retirement are paid together; from then on every month has its day."""
        retired = worker.retired_in = award.retirement_month
        pension = Pension(award.monthly, award.account_part, year_of(retired), next_month=retired + 1)
        self.pensions[worker.person_id] = pension
        if worker.status != Status.DEAD:
            worker.status = Status.PENSIONER
        self.months_fall_due(worker, pension, today, self.last_month_due(today))

    def fall_due(self, today: int, month: int) -> None:
        for person_id, pension in self.pensions.items():
            self.months_fall_due(self.workers[person_id], pension, today, month)

    def months_fall_due(self, worker: Worker, pension: Pension, today: int, last_month: int) -> None:
        """All months up to that one that have not been due before are due today."""
        months = range(pension.next_month, min(last_month, month_of(worker.death_day)) + 1)
        if not months:
            return
        pension.next_month = months[-1] + 1
        worker.record.account.draw(pension.account_part * len(months), month_of(today))
        amounts = {month: self.amount(pension, year_of(month)) for month in months}
        self.funds[self.scheme].owe(worker.person_id, BenefitKind.PENSION, today, amounts)

    def amount(self, pension: Pension, year: int) -> int:
        """Raises the pension for each January up to that of a year, rounded each time, and gives it."""
        while pension.raised_to < year:
            pension.raised_to += 1
            day, before = first_day(january(pension.raised_to)), pension.monthly
            pension.monthly = self.law(day, "pension_raised_by_mean", pension_before_increase=before)
        return pension.monthly

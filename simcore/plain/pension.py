"""The pension of an old worker: the decision, and the payments month by month until death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simcore import calendar
from simcore.plain.answer import Answer
from simcore.plain.claims import Claim
from simcore.plain.records import Award
from simcore.society.people import Status
from simcore.vocabulary import BenefitKind, Scheme

if TYPE_CHECKING:
    from simcore.plain.worker import Worker


class Pension:
    """A pension that has been granted. It runs from the month after retirement to the month of death."""

    def __init__(
        self, worker: Worker, retirement_month: int, monthly: int, account_part: int, raised_to: int
    ) -> None:
        self.worker = worker
        self.retirement_month = retirement_month
        self.monthly, self.account_part = monthly, account_part
        self.raised_to = raised_to
        """The year whose raise is in `monthly`."""
        self.next_month = retirement_month + 1
        """The first month that has not fallen due."""

    def amount(self, month: int) -> int:
        """The pension of a month, raised once for each January since retirement, and rounded each time."""
        while self.raised_to < calendar.year_of(month):
            self.raised_to += 1
            january = calendar.first_day(calendar.january(self.raised_to))
            self.monthly = self.worker.law(
                january, "pension_raised_by_mean", pension_before_increase=self.monthly
            )
        return self.monthly

    def fall_due(self, today: int, last_month: int) -> None:
        """All months up to that one that have not been due before are due today."""
        death_month = calendar.month_of(self.worker.death_day)
        months = range(self.next_month, min(last_month, death_month) + 1)
        if not months:
            return
        self.next_month = months[-1] + 1
        self.worker.account.draw(self.worker.law, self.account_part * len(months), calendar.month_of(today))
        amounts = {month: self.amount(month) for month in months}
        fund = self.worker.world.funds[Scheme.EMPLOYEE_PENSION]
        fund.owe(self.worker.person_id, BenefitKind.PENSION, today, amounts)

    def months_drawn(self) -> int:
        """How many months the pension ran, up to and with the month of death."""
        return calendar.month_of(self.worker.death_day) - self.retirement_month


def decide(worker: Worker, claim: Claim, today: int) -> Answer:
    """Enough months: a pension. Too few: pays on, or takes the account out."""
    retirement_month: int = claim.about
    months = worker.months_paid
    if worker.is_dead():
        return Answer("died_before_decision")
    minimum = worker.law(
        calendar.first_day(retirement_month),
        "minimum_contribution_months",
        birth_month=worker.birth_month,
        retirement_category=int(worker.category),
        retirement_month=retirement_month,
    )
    if months < minimum:
        go_without_pension(worker, calendar.month_of(today), minimum)
        return Answer("insufficient_months", months)
    award = award_for(worker, retirement_month, today)
    worker.world.awards.append(award)
    start_pension(worker, award, today)
    return Answer("", months, granted=award.monthly)


def go_without_pension(worker: Worker, month: int, minimum: int) -> None:
    """Nobody pays on beyond the age that the law gives."""
    day = calendar.first_day(month)
    oldest = worker.law(day, "last_month_of_paying_on", birth_month=worker.birth_month)
    complete_in = worker.law(
        day,
        "minimum_period_complete_in",
        paying_on_from=month + 1,
        minimum_contribution_months=minimum,
        contribution_months=worker.months_paid,
    )
    if complete_in <= oldest and worker.fate.pays_on(month):
        worker.pay_on(month, complete_in)
        return
    today = worker.world.clock.today
    amount = worker.account.close(worker.law, today)
    worker.claim_once(BenefitKind.ACCOUNT_REFUND, amount)
    worker.tell(today, "account_taken", detail=amount)
    if worker.status != Status.DEAD:
        worker.status = Status.LEFT


def award_for(worker: Worker, retirement_month: int, today: int) -> Award:
    """The pension by the law of the month of retirement, from what has been paid up to today."""
    law, day = worker.law, calendar.first_day(retirement_month)
    average_index = law(
        day, "average_index", index_sum=worker.index_sum, contribution_months=worker.months_paid
    )
    divisor = law(day, "payout_divisor", birth_month=worker.birth_month, retirement_month=retirement_month)
    balance = worker.account.balance(law, today)
    benefit_base, basic, account_part, transitional, monthly = law.several(
        day,
        ("benefit_base", "basic_pension", "account_pension", "transitional_pension", "monthly_pension"),
        average_index=average_index,
        contribution_months=worker.months_paid,
        months_before_accounts=worker.months_before_accounts,
        account_balance=balance,
        payout_divisor=divisor,
        one_child_certificate=False,
    )
    return Award(
        worker.person_id,
        today,
        retirement_month,
        worker.months_paid,
        worker.months_before_accounts,
        average_index,
        balance,
        divisor,
        int(benefit_base),
        int(basic),
        int(account_part),
        int(transitional),
        int(monthly),
    )


def start_pension(worker: Worker, award: Award, today: int) -> None:
    """The months since retirement are paid together; from then on every month has its day."""
    retired, month = award.retirement_month, calendar.month_of(today)
    worker.pension = Pension(worker, retired, award.monthly, award.account_part, calendar.year_of(retired))
    if worker.status != Status.DEAD:
        worker.status = Status.PENSIONER
    pay_day = worker.world.clock.day_of(month, worker.world.scenario["funds.pay_days"][0])
    worker.pension.fall_due(today, month if today > pay_day else month - 1)

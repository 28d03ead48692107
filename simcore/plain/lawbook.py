"""The law, asked for one person at a time: `law(day, "monthly_pension", average_index=…, …)`.

It is the same law that everything else uses; this only remembers which questions have been put before, so
that a question put a hundred thousand times is prepared once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simcore import calendar
from simcore.plain.records import Contribution
from simcore.rulebook.policy import Policy
from simcore.vocabulary import Scheme

_BASE = "contribution_base"
_TO_ACCOUNT = "employee_pension_to_account"
_WORKER = (
    "employee_pension_worker",
    "medical_with_mutual_aid_worker",
    "unemployment_worker",
)
_EMPLOYER = (
    "employee_pension_employer",
    "medical_with_mutual_aid_employer",
    "unemployment_employer",
    "work_injury_employer",
)


class Lawbook:
    """Answers by the law of a day, in fen, months, tenths (divisors), ten-thousandths (indices)."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._questions: dict[tuple[tuple[str, ...], tuple[str, ...]], Callable[..., tuple[int, ...]]] = {}

    def __call__(self, day: int, target: str, **inputs: Any) -> int:
        """One thing that the law says on that day."""
        return int(self.several(day, (target,), **inputs)[0])

    def several(self, day: int, targets: tuple[str, ...], **inputs: Any) -> tuple[int, ...]:
        """Several things that the law says on that day about the same facts."""
        question = (targets, tuple(inputs))
        if question not in self._questions:
            self._questions[question] = self.policy.compile(*question)
        return self._questions[question](day, **inputs)

    def parameter(self, day: int, path: str) -> Any:
        """The value of a parameter on that day."""
        return self.policy.parameter(path).at(day).value

    def declaration_day(self, month: int) -> int:
        """The day on which a month is declared and due."""
        return self(calendar.first_day(month), "declaration_deadline", contribution_month=month)

    def last_contribution_month(self, worked_until: int) -> int:
        """The last month that work up to and including a day pays for."""
        if worked_until == calendar.NEVER:
            return calendar.NEVER
        return self(worked_until, "last_contribution_month", job_ended_on=worked_until)

    def last_benefit_month(self, unemployed_until: int) -> int:
        """The last month of unemployment benefit of somebody without work up to and including a day."""
        if unemployed_until == calendar.NEVER:
            return calendar.NEVER
        return self(unemployed_until, "last_unemployment_benefit_month", unemployed_until=unemployed_until)

    def interest_months(self, month: int) -> int:
        """For how many months of its year money that moves in a month earns interest."""
        return self(calendar.first_day(month), "account_interest_months", account_month=month)

    def contribution(self, day: int, monthly_wage: int, risk_class: int) -> Contribution:
        """What an employee with that declared wage and the employer pay for a month."""
        return self.contribution_on(day, self(day, _BASE, monthly_wage=monthly_wage), risk_class)

    def contribution_on_floor(self, day: int, risk_class: int) -> Contribution:
        """The same for somebody of whom no wage is known."""
        return self.contribution_on(day, self(day, "contribution_floor"), risk_class)

    def contribution_on(self, day: int, base: int, risk_class: int) -> Contribution:
        """The same on a contribution base."""
        amounts = self.several(
            day, (*_WORKER, *_EMPLOYER, _TO_ACCOUNT), contribution_base=base, risk_class=risk_class
        )
        (pension, medical, unemployment) = amounts[:3]
        (pension_er, medical_er, unemployment_er, injury_er) = amounts[3:7]
        return Contribution(
            base,
            worker={
                Scheme.EMPLOYEE_PENSION: pension,
                Scheme.EMPLOYEE_MEDICAL: medical,
                Scheme.UNEMPLOYMENT: unemployment,
            },
            employer={
                Scheme.EMPLOYEE_PENSION: pension_er,
                Scheme.EMPLOYEE_MEDICAL: medical_er,
                Scheme.UNEMPLOYMENT: unemployment_er,
                Scheme.WORK_INJURY: injury_er,
            },
            to_account=amounts[7],
        )

    def assessed(self, day: int, last: Contribution) -> Contribution:
        """What is assessed for a month that was not declared: more than the last line."""

        def raised(amount: int) -> int:
            return self(day, "assessed_contribution", last_month_contribution=amount)

        worker = {scheme: raised(amount) for scheme, amount in last.worker.items()}
        employer = {scheme: raised(amount) for scheme, amount in last.employer.items()}
        return Contribution(last.base, worker, employer, worker[Scheme.EMPLOYEE_PENSION])

    def flexible_contribution(self, day: int, chosen_wage: int) -> Contribution:
        """What a flexible worker pays for a month who chose that wage as the base."""
        base = self(day, _BASE, monthly_wage=chosen_wage)
        whole, to_account = self.several(
            day, ("flexible_pension_contribution", "flexible_pension_to_account"), chosen_base=base
        )
        return Contribution(base, worker={Scheme.EMPLOYEE_PENSION: whole}, employer={}, to_account=to_account)

    def surcharge(self, unpaid: int, due_on: int, settled_on: int, scheme: Scheme) -> int:
        """What is added to a contribution that was settled late."""
        if settled_on <= due_on:
            return 0
        code = int(scheme)
        return self(
            settled_on, "late_surcharge", unpaid=unpaid, due_on=due_on, paid_on=settled_on, scheme=code
        )

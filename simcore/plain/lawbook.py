"""The law, asked for one person at a time: `law(day, "monthly_pension", average_index=…, …)`.

It is the same law that everything else uses; this only remembers which questions have been put before, so
that a question put a hundred thousand times is prepared once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simcore.plain.contributions import Contribution
from simcore.rulebook.policy import Policy
from simcore.vocabulary import Scheme

WORKER = {
    Scheme.EMPLOYEE_PENSION: "employee_pension_worker",
    Scheme.EMPLOYEE_MEDICAL: "medical_with_mutual_aid_worker",
    Scheme.UNEMPLOYMENT: "unemployment_worker",
}
EMPLOYER = {
    Scheme.EMPLOYEE_PENSION: "employee_pension_employer",
    Scheme.EMPLOYEE_MEDICAL: "medical_with_mutual_aid_employer",
    Scheme.UNEMPLOYMENT: "unemployment_employer",
    Scheme.WORK_INJURY: "work_injury_employer",
}
"""Which rule says what each side pays to a scheme."""


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

    def on_wage(self, day: int, monthly_wage: int, risk_class: int) -> Contribution:
        """What an employee with that declared wage and the employer pay for a month."""
        return self.on_base(day, self(day, "contribution_base", monthly_wage=monthly_wage), risk_class)

    def on_base(self, day: int, base: int, risk_class: int) -> Contribution:
        """The same on a contribution base."""
        rules = (*WORKER.values(), *EMPLOYER.values(), "employee_pension_to_account")
        amounts = iter(self.several(day, rules, contribution_base=base, risk_class=risk_class))
        worker = {scheme: next(amounts) for scheme in WORKER}
        employer = {scheme: next(amounts) for scheme in EMPLOYER}
        return Contribution(base, worker, employer, to_account=next(amounts))

    def assessed(self, day: int, last: Contribution | None, risk_class: int) -> Contribution:
        """A month that was not declared: more than the last line, or the floor if there was none before."""
        if last is None:
            return self.on_base(day, self(day, "contribution_floor"), risk_class)

        def raised(side: dict[Scheme, int]) -> dict[Scheme, int]:
            rule = "assessed_contribution"
            return {scheme: self(day, rule, last_month_contribution=paid) for scheme, paid in side.items()}

        worker = raised(last.worker)
        return Contribution(last.base, worker, raised(last.employer), worker[Scheme.EMPLOYEE_PENSION])

    def flexible(self, day: int, chosen_wage: int) -> Contribution:
        """What a flexible worker pays for a month who chose that wage as the base."""
        base = self(day, "contribution_base", monthly_wage=chosen_wage)
        rules = ("flexible_pension_contribution", "flexible_pension_to_account")
        whole, to_account = self.several(day, rules, chosen_base=base)
        return Contribution(base, {Scheme.EMPLOYEE_PENSION: whole}, {}, to_account)

    def surcharge(self, unpaid: int, due_on: int, settled_on: int, scheme: Scheme) -> int:
        """What is added to a contribution that was settled late."""
        if settled_on <= due_on:
            return 0
        facts = {"unpaid": unpaid, "due_on": due_on, "paid_on": settled_on, "scheme": int(scheme)}
        return self(settled_on, "late_surcharge", **facts)

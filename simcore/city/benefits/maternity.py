"""The agency's maternity desk: the allowance for the leave of an insured mother (articles 54 to 56)."""

from __future__ import annotations

from typing import Any

import numpy as np

from simcore.calendar import first_day
from simcore.city.benefit import Benefit, Means
from simcore.city.changes import Change
from simcore.city.claims import Claims
from simcore.city.columns import groups
from simcore.city.lives import Rows
from simcore.rulebook.inputs import NO_LOSS
from simcore.scenarios import Scenario
from simcore.society.people import Status
from simcore.vocabulary import EventKind, RefusalReason, Scheme, code

_ALLOWANCE = "maternity_allowance"
_RULES = ("maternity_is_eligible", "maternity_allowance")


class Maternity(Benefit):
    """Paid once, by medical insurance, in which maternity insurance is merged.

    What counts is known on the first day of the month of birth: the months in a row that have been declared,
    the employer's mean contribution base of the year before (of what the run has recorded), and the mother's
    own base, which stands in for a mean that does not exist yet.
    """

    keeps = ("_since", "_until", "_unpaid", "_bases", "_counts", "_births")
    scheme, claim = Scheme.EMPLOYEE_MEDICAL, code("claim_kinds", "maternity")

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        policy, ground, people = means.policy, means.ground, means.ground.society.people
        self._employees, self._dates = means.employees, ground.dates
        months = ground.months
        self._law_changes = policy.change_months((*_RULES, "maternity_allowance_base"), months[0], months[-1])
        self._base = policy.compile(
            ("maternity_allowance_base",), inputs=("unit_average_wage", "own_average_wage")
        )
        self._allowance = policy.compile(
            _RULES,
            inputs=(
                "consecutive_paid_months",
                "employer_in_arrears",
                "allowance_monthly_base",
                "children",
                "difficult_birth",
                "lost_after_weeks",
            ),
        )
        # The months in a row for which somebody has been declared: the first and, once they end, the last.
        self._since = people.employee_since.astype(np.int64)
        self._until = np.where(people.last_line_month > 0, people.last_line_month, -1).astype(np.int64)
        self._unpaid = np.zeros(ground.lives.n, bool)
        employers = ground.society.employers.count
        # The employers' declared bases and people of this year and of the one before.
        self._bases, self._counts = np.zeros((2, employers), np.int64), np.zeros((2, employers), np.int64)
        # What counted at each birth: key, months, the employer's mean base and her own; in the order of keys.
        self._births = np.zeros((4, 0), np.int64)
        for change, told in (
            (Change.MONTHS_DECLARED, self._on_months_declared),
            (Change.DECLARATIONS_END, self._on_the_end),
            (Change.MONTHS_WRITTEN_OFF, self._on_writing_off),
            (Change.DECLARED, self._on_declaration),
            (Change.GAVE_BIRTH, self._on_births),
        ):
            means.changes.subscribe(change, told)

    @classmethod
    def occurs(cls, scenario: Scenario) -> bool:
        return bool(scenario["population.birth_rate"])

    # What is known of the insured and their employers.

    def _on_months_declared(self, rows: Rows, month: int, months: Any) -> None:
        first, last = (np.broadcast_to(bound, len(rows)) for bound in months)
        real = first <= last
        rows, first, last = rows[real], first[real], last[real]
        begins = first > self._until[rows] + 1
        self._since[rows[begins]] = first[begins]
        self._until[rows] = np.maximum(self._until[rows], last)

    def _on_the_end(self, rows: Rows, month: int, last: int) -> None:
        self._until[rows] = last

    def _on_writing_off(self, rows: Rows, month: int, day: int) -> None:
        self._unpaid[rows] = True

    def _on_declaration(self, nobody: Rows, month: int, day: int) -> None:
        lines, count = self._employees, self._bases.shape[1]
        if month % 12 == 0:
            for columns in (self._bases, self._counts):
                columns[1] = columns[0]
                columns[0] = 0
        rows = np.flatnonzero(lines.on)
        np.add.at(self._bases[0], lines.payer[rows], lines.base[rows])
        self._counts[0] += np.bincount(lines.payer[rows], minlength=count)

    # Births and claims.

    def _on_births(self, mothers: Rows, month: int, days: np.ndarray) -> None:
        lives = self._ground.lives
        employed = lives.status[mothers] == Status.EMPLOYED
        mothers, days = mothers[employed], days[employed]
        covered = self._until[mothers] >= month - 1
        months = np.where(covered, month - self._since[mothers], 0)
        own = self._employees.base[mothers]
        # The first of January comes before the year's first declaration moves this year to the year before.
        year_before = 0 if month % 12 == 0 else 1
        employer = lives.job.employer[mothers]
        bases, counts = self._bases[year_before][employer], self._counts[year_before][employer]
        mean = (2 * bases + counts) // np.maximum(2 * counts, 1)
        counted = (_key(mothers, month), months, np.where(counts > 0, mean, own), own)
        births = np.concatenate((self._births, np.stack(counted)), axis=1)
        self._births = births[:, np.argsort(births[0], kind="stable")]
        arrived_on = self._ground.society.births.claim_day(mothers, month, days)
        self._letters.add(Claims.of(arrived_on, mothers, self.claim, month, -1, 0))

    def decide(self, claims: Claims, month: int, day: int) -> None:
        found = np.searchsorted(self._births[0], _key(claims.person, claims.month))
        _, months, unit_wage, own_wage = self._births[:, found]
        self._births = np.delete(self._births, found, axis=1)
        unpaid = self._unpaid[claims.person]
        amount, eligible = np.zeros(len(claims), np.int64), np.zeros(len(claims), bool)
        period = np.searchsorted(self._law_changes, claims.month, side="right")
        for _, alike in groups(period):
            # By the law of the month of birth.
            law = first_day(int(claims.month[alike][0]))
            wages = {"unit_average_wage": unit_wage[alike], "own_average_wage": own_wage[alike]}
            (base,) = self._base(law, **wages)
            eligible[alike], amount[alike] = self._allowance(
                law,
                consecutive_paid_months=months[alike],
                employer_in_arrears=unpaid[alike],
                allowance_monthly_base=base,
                children=1,
                difficult_birth=False,
                lost_after_weeks=NO_LOSS,
            )
        refused = claims.take(~eligible)
        self._pens.refuse(refused, day, RefusalReason.INSUFFICIENT_MONTHS, months=months[~eligible])
        self._grant(claims.take(eligible), months[eligible], amount[eligible], day)

    def _grant(self, claims: Claims, months: np.ndarray, amount: np.ndarray, day: int) -> None:
        """The allowance belongs to the month of birth."""
        self._pens.write_claims(claims, day, granted=True, months=months)
        self._pens.events(day, claims.person, EventKind.GRANTED, detail=amount)
        kind = code("benefit_kinds", _ALLOWANCE)
        for month, born in groups(claims.month):
            mothers = claims.person[born]
            self._orders.pay_once(self.scheme, {kind: amount[born]}, mothers, month, day)
            self._headcounts.count_beneficiaries(self.scheme, month, len(mothers))


def _key(mothers: Rows, month: np.ndarray | int) -> np.ndarray:
    """One number for a mother and a month of birth."""
    return mothers.astype(np.int64) << 16 | month

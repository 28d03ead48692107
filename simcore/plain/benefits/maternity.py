"""The maternity allowance: the claim of an insured mother, and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simcore.calendar import first_day, month_of, year_of
from simcore.plain.benefit import Benefit
from simcore.plain.claims import Answer, Claim
from simcore.plain.contributions import Line
from simcore.plain.fate import one
from simcore.plain.funds import Fund
from simcore.plain.ground import Ground, News
from simcore.plain.records import NONE
from simcore.plain.worker import Worker
from simcore.rulebook.inputs import NO_LOSS
from simcore.society.people import Status
from simcore.vocabulary import PaymentKind, Scheme, code


@dataclass(frozen=True, slots=True)
class Birth:
    """What counts of a birth: known on the first day of its month."""

    month: int
    consecutive_months: int
    unit_wage: int
    own_wage: int


class Maternity(Benefit):
    """Paid once, by medical insurance, in which maternity insurance is merged."""

    scheme, claim = Scheme.EMPLOYEE_MEDICAL, code("claim_kinds", "maternity")

    def __init__(self, ground: Ground, workers: Sequence[Worker], funds: Mapping[Scheme, Fund]) -> None:
        super().__init__(ground, workers, funds)
        ground.listen(News.GAVE_BIRTH, self.on_birth)

    def on_birth(self, mother: int, day: int) -> None:
        """Whoever is employed claims some weeks later."""
        worker, month = self.workers[mother], month_of(day)
        if worker.status == Status.EMPLOYED and worker.job:
            own_wage = worker.record.last_line.base if worker.record.last_line else 0
            unit_wage = self.mean_base(worker.job.employer_id, year_of(month) - 1)
            about = Birth(month, self.months_in_a_row(worker, month - 1), unit_wage or own_wage, own_wage)
            arrives = int(self.ground.society.births.claim_day(one(mother), month, one(day))[0])
            worker.claim(self.claim, arrives, about)

    def months_in_a_row(self, worker: Worker, last: int) -> int:
        """How many months up to that one have been declared without a gap, in the run and before it."""
        people, row = self.ground.society.people, worker.person_id
        declared = {line.month for line in worker.record.lines if line.bill}
        if people.last_line_month[row]:
            declared.update(range(people.employee_since[row], people.last_line_month[row] + 1))
        first = last
        while first in declared:
            first -= 1
        return last - first

    def mean_base(self, employer_id: int, year: int) -> int:
        """The mean base of an employer's ordinary declarations of a year, rounded half-up; 0 without any."""
        bases = [line.contribution.base for line in self.ground.lines if is_ordinary(line, employer_id, year)]
        return (2 * sum(bases) + len(bases)) // (2 * len(bases)) if bases else 0

    def decide(self, claim: Claim, today: int) -> Answer:
        """By the law of the month of birth; nothing counts while declared months were written off."""
        birth: Birth = claim.about
        day, lines = first_day(birth.month), self.workers[claim.person_id].record.lines
        base = self.law(
            day,
            "maternity_allowance_base",
            unit_average_wage=birth.unit_wage,
            own_average_wage=birth.own_wage,
        )
        eligible, allowance = self.law.several(
            day,
            ("maternity_is_eligible", "maternity_allowance"),
            consecutive_paid_months=birth.consecutive_months,
            employer_in_arrears=any(line.bill and line.bill.written_off_on != NONE for line in lines),
            allowance_monthly_base=base,
            children=1,
            difficult_birth=False,
            lost_after_weeks=NO_LOSS,
        )
        if not eligible:
            return Answer("insufficient_months", birth.consecutive_months)
        kind, amounts = code("benefit_kinds", "maternity_allowance"), {birth.month: int(allowance)}
        self.funds[self.scheme].owe(claim.person_id, kind, today, amounts)
        return Answer("", birth.consecutive_months, granted=int(allowance))


def is_ordinary(line: Line, employer_id: int, year: int) -> bool:
    """Whether a line stands on an employer's ordinary declaration of a month of that year."""
    bill = line.bill
    if bill is None or bill.employer_id != employer_id or bill.kind != PaymentKind.NORMAL:
        return False
    return bill.declared_month == bill.month and year_of(bill.month) == year

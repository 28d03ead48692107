"""Maternity allowance: the days that are paid, on the employer's mean base of the year before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from simcore.calendar import day_text, first_day, january, last_day, month_text, year_of
from simcore.inquiry.why.answers import answers, paid_once
from simcore.inquiry.why.contributions import base_fact
from simcore.inquiry.why.ledger_entries import AMOUNTS
from simcore.inquiry.why.person_record import EMPLOYERS_KINDS, PersonRecord, Row
from simcore.inquiry.why.record_steps import agreeing, fact, grafted, joined, paid_text
from simcore.rulebook.reasons import Step
from simcore.rulebook.texts import Text
from simcore.vocabulary import LeavingReason, PaymentKind, code


@answers("maternity_allowance")
def allowance(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """The allowance for a birth (its month is that of the benefit), by the law of the month of birth."""
    kind = code("benefit_kinds", "maternity_allowance")
    line = paid_once(record, {kind}, month, ("has drawn no maternity allowance", "没有领取生育津贴的记录"))
    born = int(line["month"])
    law, day = month_text(born), first_day(born)
    wages = {"unit_average_wage": _mean_base(record, born), "own_average_wage": _own_base(record, born)}
    reach = record.policy.graph.reach(["maternity_allowance_base"], day)
    given = {name: step.value for name, step in wages.items() if name in reach}
    base = record.policy.explain("maternity_allowance_base", law, **given)
    told = record.policy.explain(target, law, allowance_monthly_base=base.value).tree
    told = grafted(told, {"allowance_monthly_base": grafted(base.tree, wages)})
    label = (f"{told.label[0]} for the birth of {law}", f"{law} 生育的{told.label[1]}")
    document = joined([paid_text(record, line), *agreeing(line["amount_fen"], told.inside)])
    whole = fact(target, label, told.unit, line["amount_fen"], document, [told, _conditions(record, line)])
    return whole, day


def _conditions(record: PersonRecord, line: Row) -> Step:
    """The months in a row that had been declared by the month before the birth."""
    kind, due = code("claim_kinds", "maternity"), line["due"]
    (claim,) = (row for row in record.claims if row["kind"] == kind and row["decided_on"] == due)
    arrived, decided = day_text(claim["arrived_on"]), day_text(due)
    document = Text(f"claim of {arrived}, decided on {decided}", f"{arrived} 申领，{decided} 核定")
    label = ("months declared in a row before the birth", "生育前连续申报缴费月数")
    months = fact("consecutive_paid_months", label, "months", claim["months"], document)
    law = month_text(line["month"])
    told = record.policy.explain(
        "maternity_is_eligible", law, consecutive_paid_months=months.value, employer_in_arrears=False
    )
    arrears = fact(
        "employer_in_arrears",
        ("months of hers were written off", "本人缴费月份被核销"),
        "yes_no",
        False,
        document,
    )
    return grafted(told.tree, {months.name: months, arrears.name: arrears})


def _mean_base(record: PersonRecord, born: int) -> Step:
    """The mean base of the employer's ordinary declarations of the year before, as far as the run goes; the
    mother's own where there is none.
    """
    employer, year = _employer(record, born), year_of(born) - 1
    name = "unit_average_wage"
    bases = list(_bases(record, employer, january(year), january(year + 1) - 1))
    if not bases:
        own = _own_base(record, born)
        no_mean = Text(
            f"employer no. {employer} has declared nothing for {year} in the run: her own base",
            f"单位 {employer} 在本次模拟中没有 {year} 年的申报：以本人缴费基数代替",
        )
        return replace(own, name=name, document=joined([no_mean, own.document]))
    months = sum(count for _, count in bases)
    total = sum(base * count for base, count in bases)
    label = ("employer's mean contribution base of the year before", "用人单位上年度月平均缴费基数")
    document = Text(
        f"employer no. {employer}, {months} lines of {year}", f"单位 {employer}，{year} 年 {months} 条记录"
    )
    return fact(name, label, "yuan", (2 * total + months) // (2 * months), document)


def _bases(record: PersonRecord, employer: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Bases of an employer's ordinary lines with the months within these for which they hold."""
    for spell in record.spells_of(employer):
        ordinary = spell["kind"] == PaymentKind.NORMAL and spell["declared_month"] < 0
        begins = max(spell["first_month"], first, record.start)
        months = min(spell["last_month"], last) - begins + 1
        if ordinary and months > 0:
            yield int(spell["base_fen"]), months


def _own_base(record: PersonRecord, born: int) -> Step:
    """The base of her last ordinary line before the birth."""
    lines = [
        line
        for line in record.lines
        if line["kind"] in EMPLOYERS_KINDS and line["month"] < born and line["declared_month"] < 0
    ]
    return base_fact(record, lines[-1], AMOUNTS, "own_average_wage")


def _employer(record: PersonRecord, born: int) -> int:
    """Whose worker she was at the end of the month of birth; a job taken up the day after counts where the
    one before was changed for it.
    """
    last = last_day(born)
    moves = any(
        job["left_on"] == last and job["left_reason"] == LeavingReason.CHANGED_JOB
        for job in record.registrations
    )
    jobs = [job for job in record.registrations if job["hired_on"] <= last + (1 if moves else 0)]
    return int(jobs[-1]["employer_id"])

"""The pension: its award by the law of the month of retirement, its parts, its yearly increases; the facts
behind it.
"""

from __future__ import annotations

from dataclasses import replace

from simcore.calendar import day_text, first_day, january, month_text, year_of
from simcore.inquiry.why.accounts import balance_on
from simcore.inquiry.why.answers import answers, nothing
from simcore.inquiry.why.contributions import yuan
from simcore.inquiry.why.ledger_entries import PENSION_AMOUNTS
from simcore.inquiry.why.months import last_day_of, law_of_today, life_ended
from simcore.inquiry.why.person_record import PersonRecord, Row
from simcore.inquiry.why.record_steps import (
    DRAWN,
    DRAWN_STATUS,
    agreeing,
    fact,
    grafted,
    joined,
    paid_text,
    year_steps,
)
from simcore.rulebook.reasons import Step
from simcore.rulebook.texts import Text
from simcore.society.opening_line import RECORDS_BEGIN
from simcore.vocabulary import BenefitKind

_PARTS = (
    "average_index",
    "payout_divisor",
    "benefit_base",
    "basic_pension",
    "account_pension",
    "transitional_pension",
    "minimum_contribution_months",
)


# The facts that lead to a pension, as the record had them on a day.


def months_fact(record: PersonRecord, day: int) -> Step:
    """The months that had arrived by a day, by year, after those of the opening line."""
    lines, opening = record.arrived(day), int(record.someone["opening_months"])
    steps = year_steps(
        record, lines, ("months paid in", "缴费月数"), "months", lambda line: 1, PENSION_AMOUNTS
    )
    if opening:
        label = ("months before 2010", "2010年以前的月数")
        steps.insert(0, fact("opening_months", label, "months", opening, DRAWN, status=DRAWN_STATUS))
    on = day_text(day)
    label = (f"months of contribution by {on}", f"截至 {on} 的累计缴费月数")
    return fact("contribution_months", label, "months", opening + len(lines), steps=steps)


def index_fact(record: PersonRecord, day: int) -> Step:
    """The sum of the monthly indices, by year."""
    lines, someone = record.arrived(day), record.someone
    opening = int(someone["opening_months"]) * int(someone["opening_index"])
    steps = year_steps(
        record, lines, ("indices of", "缴费指数"), "index_sum", record.index_of, PENSION_AMOUNTS
    )
    if opening:
        label = ("indices before 2010", "2010年以前的缴费指数")
        steps.insert(0, fact("opening_indices", label, "index_sum", opening, DRAWN, status=DRAWN_STATUS))
    inside = opening + sum(record.index_of(line) for line in lines)
    label = (f"sum of the monthly indices by {day_text(day)}", f"截至 {day_text(day)} 的各月缴费指数之和")
    return fact("index_sum", label, "index_sum", inside, steps=steps)


def before_accounts_fact(record: PersonRecord) -> Step:
    label = ("months before personal accounts began (1996-01)", "建立个人账户前的缴费月数")
    inside = int(record.someone["opening_months_before_accounts"])
    if not inside:
        return fact("months_before_accounts", label, "months", inside)
    return fact("months_before_accounts", label, "months", inside, DRAWN, status=DRAWN_STATUS)


def birth_fact(record: PersonRecord) -> Step:
    document = Text("the ID number, digits 7 to 12", "身份号码第7至12位")
    return fact("birth_month", ("month of birth", "出生年月"), "month", record.birth_month, document)


def category_fact(record: PersonRecord) -> Step:
    document = Text("register of people", "参保登记")
    inside = int(record.someone["retirement_category"])
    return fact(
        "retirement_category", ("retirement category", "退休类别"), "retirement_category", inside, document
    )


def retirement_fact(award: Row) -> Step:
    decided = day_text(award["decided_on"])
    document = Text(f"claim decided on {decided}", f"{decided} 核定")
    label = ("month of retirement", "退休年月")
    return fact("retirement_month", label, "month", award["retirement_month"], document)


def award_facts(record: PersonRecord, award: Row) -> dict[str, Step]:
    """What the award of a pension took from the record, by the law's names."""
    decided = award["decided_on"]
    found = [
        months_fact(record, decided),
        index_fact(record, decided),
        before_accounts_fact(record),
        birth_fact(record),
        category_fact(record),
        retirement_fact(award),
        balance_on(record, decided, at_decision=True),
    ]
    return {one.name: one for one in found}


# Answers.


@answers("contribution_months", "index_sum")
def months(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """Months or indices by today, or by the end of a month."""
    day = last_day_of(record, month)
    told = months_fact(record, day) if target == "contribution_months" else index_fact(record, day)
    return replace(told, document=life_ended(record)), day


@answers(*_PARTS)
def part(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """A part of the pension as it was awarded; the average index also before there is a pension."""
    award = _award_by(record, month)
    if award is not None:
        day = first_day(award["retirement_month"])
        return _by_law(record, target, day, award_facts(record, award))
    if target == "average_index":
        until = last_day_of(record, month)
        facts = {one.name: one for one in (months_fact(record, until), index_fact(record, until))}
        return _by_law(record, target, law_of_today(record, month), facts)
    if record.someone["opening_pension_fen"]:
        other = record.policy.graph.label_of("monthly_pension")[1]
        raise nothing(
            record,
            "was awarded the pension before the records begin, so its parts are not known; ask for "
            "monthly_pension",
            f"的养老金在记录开始前已核定，无法查询其组成部分；可查询 {other}",
        )
    if record.awards:
        awarded, said = month_text(record.awards[-1]["retirement_month"]), month_text(month or 0)
        raise nothing(
            record,
            f"had been awarded no pension by {said}, only in {awarded}",
            f"至 {said} 尚未核定养老金，核定月份为 {awarded}",
        )
    raise nothing(record, "has been awarded no pension", "尚未核定养老金")


def _award_by(record: PersonRecord, month: int | None) -> Row | None:
    """The award of the pension, if it was made by a month (None: by now)."""
    awards = [award for award in record.awards if month is None or award["retirement_month"] <= month]
    return awards[-1] if awards else None


def _by_law(record: PersonRecord, target: str, day: int, facts: dict[str, Step]) -> tuple[Step, int]:
    graph = record.policy.graph
    reach = graph.reach([graph.find(target) or target], day)
    given = {name: step.value for name, step in facts.items() if name in reach}
    told = record.policy.explain(target, day_text(day), **given)
    return grafted(told.tree, facts), day


@answers("statutory_retirement_month", "statutory_retirement_age_months", "retirement_delay_months")
def retirement(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """When the law lets this person retire, by the law of the month meant; once retired, by that of the month
    of retirement.
    """
    retired = int(record.someone["retired_in"])
    day = law_of_today(record, month)
    if retired >= 0 and first_day(retired) <= day:
        day = first_day(retired)
    facts = {one.name: one for one in (birth_fact(record), category_fact(record))}
    return _by_law(record, target, day, facts)


@answers("monthly_pension")
def pension(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """The pension of a month, or the one in force: the award and each January's increase since."""
    lines = [line for line in record.benefits if line["kind"] == BenefitKind.PENSION]
    if month is not None:
        lines = [line for line in lines if line["month"] <= month]
    if not lines or (month is not None and lines[-1]["month"] != month):
        said = "" if month is None else f" for {month_text(month)}"
        said_zh = "" if month is None else f" {month_text(month)}"
        raise nothing(record, f"has drawn no pension{said}", f"没有领取养老金的记录{said_zh}")
    last = lines[-1]
    parts = [_beginning(record), *_increases(record, lines)]
    label = (f"monthly pension of {month_text(last['month'])}", f"{month_text(last['month'])} 月养老金")
    document = joined(
        [paid_text(record, last), *agreeing(last["amount_fen"], parts[-1].inside, "yuan_a_month")]
    )
    return fact(target, label, "yuan_a_month", last["amount_fen"], document, parts), first_day(last["month"])


def _beginning(record: PersonRecord) -> Step:
    if record.awards:
        award = record.awards[-1]
        told, _ = _by_law(
            record, "monthly_pension", first_day(award["retirement_month"]), award_facts(record, award)
        )
        label = (f"pension awarded from {month_text(award['retirement_month'] + 1)}", "核定的月养老金")
        return replace(told, label=(label[0], f"自 {month_text(award['retirement_month'] + 1)} 起{label[1]}"))
    label = (
        "pension at the end of 2009, awarded before the records begin",
        "2009年末养老金（记录开始前核定）",
    )
    opening = int(record.someone["opening_pension_fen"])
    return fact("opening_pension", label, "yuan_a_month", opening, DRAWN, status=DRAWN_STATUS)


def _increases(record: PersonRecord, lines: list[Row]) -> list[Step]:
    """The explanation of each January since the award, by the law of that January."""
    award = record.awards[-1] if record.awards else None
    year = year_of(award["retirement_month"] if award else RECORDS_BEGIN - 1)
    before = award["monthly_fen"] if award else int(record.someone["opening_pension_fen"])
    last = year_of(lines[-1]["month"])
    steps = []
    for each in range(year + 1, last + 1):
        month = january(each)
        said = month_text(month)
        told = record.policy.explain(
            "pension_raised_by_mean", said, pension_before_increase=yuan(before)
        ).tree
        was = fact(
            "pension_before_increase",
            ("pension before the year's increase", "调整前养老金"),
            "yuan_a_month",
            before,
            Text(f"the amount of {month_text(month - 1)}", f"{month_text(month - 1)} 的数额"),
        )
        told = grafted(told, {"pension_before_increase": was})
        steps.append(replace(told, label=(f"pension from {said}", f"自 {said} 起的养老金")))
        before = int(told.inside)
    return steps

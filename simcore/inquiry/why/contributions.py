"""Contribution lines: what a month's base asks of both sides, assessed months, surcharges on late bills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from simcore.calendar import day_text, first_day, last_day, month_text
from simcore.inquiry.why.answers import answers, nothing
from simcore.inquiry.why.ledger_entries import AMOUNTS, PENSION_AMOUNTS, ledger_text, surcharged
from simcore.inquiry.why.person_record import EMPLOYERS_KINDS, PersonRecord, Row
from simcore.inquiry.why.record_steps import agreeing, fact, grafted, joined, kind_of, line_document, summed
from simcore.rulebook.inputs import INPUTS
from simcore.rulebook.reasons import Step
from simcore.rulebook.texts import Text
from simcore.rulebook.units import UNITS
from simcore.rulebook.words import FEN_PER_YUAN
from simcore.society.employers import Conduct
from simcore.vocabulary import BILLED, PaymentKind, Scheme, terms

COLUMN = {
    "employee_pension_worker": "pension_worker_fen",
    "employee_pension_employer": "pension_employer_fen",
    "medical_with_mutual_aid_worker": "medical_worker_fen",
    "medical_with_mutual_aid_employer": "medical_employer_fen",
    "unemployment_worker": "unemployment_worker_fen",
    "unemployment_employer": "unemployment_employer_fen",
    "work_injury_employer": "injury_employer_fen",
    "maternity_employer": "maternity_employer_fen",
    "employee_pension_to_account": "account_fen",
}
WORKERS = tuple(name for name in COLUMN if name.endswith("_worker"))
EMPLOYERS = tuple(name for name in COLUMN if name.endswith("_employer"))
TOTALS = {"worker_contributions": WORKERS, "employer_contributions": EMPLOYERS}
FLEXIBLE = {
    "flexible_pension_contribution": "pension_worker_fen",
    "flexible_pension_to_account": "account_fen",
}


def line_of(record: PersonRecord, month: int | None, kinds: tuple[PaymentKind, ...]) -> Row:
    """The line of a month, or the latest one. Errors: InvalidInput where there is none of these kinds."""
    lines = [line for line in record.lines if line["kind"] in kinds]
    if month is None:
        if lines:
            return lines[-1]
        raise nothing(record, "has no contribution of this kind", "没有此类缴费记录")
    for line in lines:
        if line["month"] == month:
            return line
    said = month_text(month)
    for other in record.lines:
        if other["month"] == month:
            asked = (
                "flexible_pension_contribution"
                if other["kind"] == PaymentKind.FLEXIBLE
                else "worker_contributions"
            )
            kind = kind_of(other)
            raise nothing(
                record,
                f"has no contribution of this kind for {said}, but one of another kind ({kind.en}); ask for "
                f"{asked} or contribution_base",
                f"{said} 没有此类缴费记录，但有另一类记录（{kind.zh}）；可查询 "
                f"{record.policy.graph.label_of(asked)[1]} 或 缴费基数",
            )
    raise nothing(record, f"has no contribution of this kind for {said}", f"{said} 没有此类缴费记录")


def base_fact(
    record: PersonRecord, line: Row, columns: Sequence[str], name: str = "contribution_base"
) -> Step:
    """The base of a line, as it was declared, with the ledger entries of these amounts of the line."""
    label = ("contribution base on record", "记录的缴费基数")
    return fact(name, label, "yuan", line["base_fen"], line_document(record, line, columns))


def class_fact(record: PersonRecord, line: Row) -> Step:
    """The risk class of the employer's industry."""
    employer = line["employer_id"]
    document = Text(f"register of employers, no. {employer}", f"单位登记，单位 {employer}")
    return fact(
        "risk_class",
        ("risk class of the employer", "单位行业风险类别"),
        "risk_class",
        line["risk_class"],
        document,
    )


@answers("contribution_base")
def base(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """The base itself: the record has what was declared, the law its limits in that month."""
    line = line_of(record, month, (*EMPLOYERS_KINDS, PaymentKind.FLEXIBLE))
    if line["kind"] == PaymentKind.ASSESSED:
        return _base_of_assessed(record, line), first_day(line["month"])
    told = record.policy.explain(target, month_text(line["month"]), monthly_wage=yuan(line["base_fen"])).tree
    return _on_the_wage_declared(record, line, told), first_day(line["month"])


def _on_the_wage_declared(record: PersonRecord, line: Row, told: Step) -> Step:
    """A base with what it says of the wage that was declared: the record has no wage, and what is not between
    floor and ceiling may have been any wage below or above.
    """
    own = line["kind"] == PaymentKind.FLEXIBLE
    label = ("wage chosen", "自选缴费工资") if own else ("wage declared", "申报工资")
    limits = {step.name: step.inside for step in told.steps}
    base = UNITS["yuan"].face(line["base_fen"])
    known = (f"{base} yuan", f"{base} 元")
    numbers = told.numbers
    if line["base_fen"] == limits["contribution_floor"]:
        known = (f"at most {base} yuan, the floor", f"不高于下限 {base} 元")
        numbers = (f"{base}, the floor", f"下限 {base}")
    elif line["base_fen"] == limits["contribution_ceiling"]:
        known = (f"at least {base} yuan, the ceiling", f"不低于上限 {base} 元")
        numbers = (f"{base}, the ceiling", f"上限 {base}")
    what = INPUTS["monthly_wage"]
    formula = (
        told.formula[0].replace(what.label_en, label[0]),
        told.formula[1].replace(what.label_zh, label[1]),
    )
    where = joined([_what_is_known_of_the_wage(record, line), line_document(record, line, AMOUNTS)])
    declared = replace(fact("monthly_wage", label, "yuan", line["base_fen"], where), shown=known)
    return replace(grafted(told, {"monthly_wage": declared}), formula=formula, numbers=numbers)


def _what_is_known_of_the_wage(record: PersonRecord, line: Row) -> Text:
    if line["kind"] == PaymentKind.FLEXIBLE:
        return Text("read off the base", "由缴费基数推知")
    if record.conduct_of(line["employer_id"]) == Conduct.UNDER_DECLARING:
        return Text(
            "read off the base; this employer declares less than it pays, the wage itself is not on record",
            "由缴费基数推知；该单位少报工资，实际工资不在记录中",
        )
    return Text("read off the base; the wage itself is not on record", "由缴费基数推知；实际工资不在记录中")


@answers("contribution_index")
def index(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """The index of a month that counts for the pension."""
    line = line_of(record, month, (*EMPLOYERS_KINDS, PaymentKind.FLEXIBLE))
    told = record.policy.explain(target, month_text(line["month"]), contribution_base=yuan(line["base_fen"]))
    return grafted(told.tree, {"contribution_base": base_fact(record, line, PENSION_AMOUNTS)}), first_day(
        line["month"]
    )


@answers(*COLUMN)
def one_side(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """One side of one insurance of an employee's month."""
    line = line_of(record, month, EMPLOYERS_KINDS)
    return side(record, line, target), first_day(line["month"])


@answers(*TOTALS)
def total(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """What is withheld from the wage, or paid by the employer, for a month: the sum of its parts."""
    line = line_of(record, month, EMPLOYERS_KINDS)
    parts = [side(record, line, name) for name in TOTALS[target] if line[COLUMN[name]]]
    rule = record.policy.graph.rule_on(target, first_day(line["month"]))
    columns = [COLUMN[name] for name in TOTALS[target]]
    inside = sum(line[column] for column in columns)
    lawful = sum(part.inside for part in parts)
    where = joined([line_document(record, line, columns), *agreeing(inside, lawful)])
    label = rule.label_en, rule.label_zh
    whole = fact(target, label, "yuan", inside, where, parts)
    return summed(whole, [(1, part) for part in parts]), first_day(line["month"])


def side(record: PersonRecord, line: Row, target: str) -> Step:
    """An amount of an employee's line by the law of its month."""
    if line["kind"] == PaymentKind.ASSESSED:
        return _assessed(record, line, target)
    return _on_base(record, line, target, base_fact(record, line, (COLUMN[target],)))


def _on_base(record: PersonRecord, line: Row, target: str, base: Step) -> Step:
    given = {"contribution_base": base.value, "risk_class": line["risk_class"]}
    reach = record.policy.graph.reach([target], first_day(line["month"]), frozenset({"contribution_base"}))
    used = {name: value for name, value in given.items() if name in reach}
    told = record.policy.explain(target, month_text(line["month"]), **used)
    return grafted(told.tree, {"contribution_base": base, "risk_class": class_fact(record, line)})


def _assessed(record: PersonRecord, line: Row, target: str) -> Step:
    """110 % of the last ordinary line; without one, the floor at its full rates (article 62)."""
    before = _lines_before(record, line)
    if not before:
        floor = record.policy.explain("contribution_floor", month_text(line["month"])).tree
        return _on_base(record, line, target, floor)
    last, column = before[-1], COLUMN[target]
    if target == "employee_pension_to_account":
        column = "pension_worker_fen"
    label = record.policy.graph.label_of(target)
    stands = _of_last_line(record, line, last, "last_month_contribution", label, column)
    told = record.policy.explain(
        "assessed_contribution", month_text(line["month"]), last_month_contribution=stands.value
    )
    return replace(grafted(told.tree, {"last_month_contribution": stands}), label=label)


def _of_last_line(
    record: PersonRecord, assessed: Row, last: Row, name: str, label: tuple[str, str], column: str
) -> Step:
    """An amount of the person's last ordinary line. The law means the month before at the same employer; that
    an older line, or one at another employer, stands in for it is a convention of the model.
    """
    said = month_text(last["month"])
    told = (f"{label[0]}, last ordinary line, of {said}", f"上一正常缴费记录（{said}）的{label[1]}")
    where, status = line_document(record, last, AMOUNTS if column == "base_fen" else (column,)), ""
    if last["employer_id"] != assessed["employer_id"] or last["month"] != assessed["month"] - 1:
        elsewhere = last["employer_id"] != assessed["employer_id"]
        whose = ("at another employer", "其他单位") if elsewhere else ("at this employer", "本单位")
        convention = Text(
            f"model convention: the last ordinary line of the person, here {whose[0]}, stands in for the "
            "month before",
            f"模型约定：以本人上一正常缴费记录（{whose[1]}）代替上月数额",
        )
        where, status = joined([convention, where]), "uncertain"
    return fact(name, told, "yuan", last[column], where, status=status)


def _lines_before(record: PersonRecord, assessed: Row) -> list[Row]:
    """The ordinary lines declared before the one that was assessed."""
    return [
        line
        for line in record.lines
        if line["kind"] == PaymentKind.NORMAL
        and line["declared_month"] < 0
        and line["month"] < assessed["declared_month"]
    ]


def _base_of_assessed(record: PersonRecord, line: Row) -> Step:
    before = _lines_before(record, line)
    label = ("contribution base", "缴费基数")
    if before:
        last = _of_last_line(record, line, before[-1], "last_month_base", label, "base_fen")
    else:
        nothing_before = ("base of the last ordinary line", "上一正常缴费记录的基数")
        last = fact("last_month_base", nothing_before, "yuan", 0, Text("none before", "此前无缴费记录"))
    told = record.policy.explain("assessed_base", month_text(line["month"]), last_month_base=last.value)
    return replace(grafted(told.tree, {"last_month_base": last}), label=label)


@answers("assessed_contribution")
def assessed(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """An assessed month: all its amounts."""
    line = line_of(record, month, (PaymentKind.ASSESSED,))
    parts = [side(record, line, name) for name in (*WORKERS, *EMPLOYERS) if line[COLUMN[name]]]
    inside = sum(line[COLUMN[name]] for name in (*WORKERS, *EMPLOYERS))
    label = record.policy.graph.label_of(target)
    where = line_document(record, line, AMOUNTS)
    whole = fact(target, label, "yuan", inside, where, parts)
    return summed(whole, [(1, part) for part in parts]), first_day(line["month"])


@answers(*FLEXIBLE)
def flexible(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """A flexible worker's month."""
    line = line_of(record, month, (PaymentKind.FLEXIBLE,))
    told = record.policy.explain(target, month_text(line["month"]), chosen_base=yuan(line["base_fen"]))
    return grafted(
        told.tree, {"chosen_base": base_fact(record, line, (FLEXIBLE[target],), "chosen_base")}
    ), first_day(line["month"])


@answers("late_surcharge")
def surcharge(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """The surcharge on the employer's bill of a month, on the whole of each insurance of the bill."""
    late = [
        line
        for line in record.lines
        if line["kind"] in EMPLOYERS_KINDS
        and line["settled_on"] is not None
        and not line["has_no_bill"]
        and line["settled_on"] > line["due_on"]
        and (month is None or line["month"] == month)
    ]
    if not late:
        of = "" if month is None else f" for {month_text(month)}"
        of_zh = "" if month is None else f" {month_text(month)}"
        raise nothing(record, f"stands on no bill{of} that was paid late", f"没有逾期缴纳的账单{of_zh}")
    line = late[-1]
    bill = record.bill_of(line)
    assert bill is not None
    settled = day_text(bill["settled_on"])
    parts, inside = [], 0
    for scheme, name in BILLED.items():
        unpaid = bill[f"{name}_worker_fen"] + bill[f"{name}_employer_fen"]
        told = record.policy.explain(
            target,
            settled,
            unpaid=yuan(unpaid),
            due_on=day_text(bill["due_on"]),
            paid_on=settled,
            scheme=scheme.name.lower(),
        ).tree
        term = terms()["schemes"][scheme.name.lower()]
        label = (f"{told.label[0]}, {term['en']}", f"{told.label[1]}（{term['zh']}）")
        parts.append(replace(grafted(told, _bill_facts(bill, scheme, unpaid)), label=label))
        inside += int(told.inside)
    said = month_text(bill["month"])
    label = (f"late surcharge on the employer's bill for {said}", f"单位 {said} 账单的滞纳金")
    where = _bill_document(record, bill, line)
    whole = fact(target, label, "yuan", inside, where, parts)
    return summed(whole, [(1, part) for part in parts]), bill["settled_on"]


def _bill_facts(bill: Row, scheme: Scheme, unpaid: int) -> dict[str, Step]:
    term = terms()["schemes"][scheme.name.lower()]
    document = Text(f"bill for {month_text(bill['month'])}", f"{month_text(bill['month'])} 账单")
    label = (f"on the bill: {term['en']}", f"账单中的{term['zh']}")
    return {
        "scheme": fact("scheme", ("insurance", "险种"), "scheme", int(scheme), document),
        "unpaid": fact("unpaid", label, "yuan", unpaid, document),
        "due_on": fact("due_on", ("due on", "应缴日期"), "day", bill["due_on"], document),
        "paid_on": fact("paid_on", ("paid on", "实缴日期"), "day", bill["settled_on"], document),
    }


def _bill_document(record: PersonRecord, bill: Row, line: Row) -> Text:
    people = bill["people"]
    return joined(
        [
            kind_of(line),
            Text(f"bill for {month_text(bill['month'])}", f"{month_text(bill['month'])} 账单"),
            Text(f"{people} {'person' if people == 1 else 'people'} on it", f"共 {people} 人"),
            *ledger_text(surcharged(record, line)),
        ]
    )


@answers("registration_deadline")
def registration(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """By when the employer of a month (or the latest) had to register this person."""
    jobs = record.registrations
    if month is not None:
        # Of two jobs in one month the later one is meant.
        jobs = [
            job
            for job in jobs
            if job["hired_on"] <= last_day(month)
            and (job["left_on"] < 0 or job["left_on"] >= first_day(month))
        ]
    if not jobs:
        of = ("", "") if month is None else (f" in {month_text(month)}", f" {month_text(month)} ")
        raise nothing(
            record, f"had no job with an employer of the run{of[0]}", f"{of[1]}没有在本次模拟单位就业的记录"
        )
    job = jobs[-1]
    filed = Text("not registered", "未登记")
    if job["registered_on"] >= 0:
        day = day_text(job["registered_on"])
        filed = Text(f"registered on {day}", f"{day} 登记")
    where = Text(f"employer no. {job['employer_id']}", f"单位 {job['employer_id']}")
    hired = fact(
        "hired_on", ("first day of work", "用工之日"), "day", job["hired_on"], joined([where, filed])
    )
    told = record.policy.explain(target, day_text(job["hired_on"]), hired_on=day_text(job["hired_on"]))
    return grafted(told.tree, {"hired_on": hired}), job["hired_on"]


def yuan(fen: Any) -> Decimal:
    """Fen as the law's face takes them."""
    return Decimal(int(fen)) / FEN_PER_YUAN

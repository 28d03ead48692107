"""Unemployment benefit: the month's amount, the premium paid with it, and the months that were granted."""

from __future__ import annotations

from simcore.calendar import day_text, first_day, month_text
from simcore.inquiry.why.answers import answers, nothing
from simcore.inquiry.why.pensions import paid_text
from simcore.inquiry.why.person_record import EMPLOYERS_KINDS, PersonRecord, Row
from simcore.inquiry.why.record_steps import fact, grafted, year_steps
from simcore.rulebook.reasons import Step
from simcore.rulebook.texts import Text
from simcore.vocabulary import BenefitKind, ClaimKind, Scheme

_KIND = {
    "unemployment_benefit": BenefitKind.UNEMPLOYMENT_BENEFIT,
    "unemployment_medical_premium": BenefitKind.MEDICAL_PREMIUM,
}


@answers(*_KIND)
def benefit(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """What was due for a month, or for the last one that was drawn."""
    lines = [line for line in record.benefits if line["kind"] == _KIND[target]]
    if month is not None:
        lines = [line for line in lines if line["month"] == month]
    if not lines:
        said = "" if month is None else f" for {month_text(month)}"
        said_zh = "" if month is None else f" {month_text(month)}"
        raise nothing(
            record, f"has drawn no unemployment benefit{said}", f"没有领取失业保险金的记录{said_zh}"
        )
    line = lines[-1]
    law = record.policy.explain(target, month_text(line["month"])).tree
    grant = _granted(record, _grant_of(record, line["due"]))
    label = (f"{law.label[0]} of {month_text(line['month'])}", f"{month_text(line['month'])} {law.label[1]}")
    document = paid_text(record, line, Scheme.UNEMPLOYMENT)
    amount = fact(target, label, law.unit, line["amount_fen"], document, [law, grant])
    return amount, first_day(line["month"])


@answers("unemployment_benefit_months")
def months(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """The months that the latest grant (or that of a month) gave."""
    day = record.today if month is None else first_day(month + 1) - 1
    grant = _grant_of(record, day)
    return _granted(record, grant), grant["decided_on"]


def _grants(record: PersonRecord) -> list[Row]:
    return [row for row in record.claims if row["kind"] == ClaimKind.UNEMPLOYMENT and row["granted"]]


def _grant_of(record: PersonRecord, day: int) -> Row:
    grants = [grant for grant in _grants(record) if grant["decided_on"] <= day]
    if not grants:
        raise nothing(record, "has been granted no unemployment benefit", "没有获准的失业保险金")
    return grants[-1]


def _granted(record: PersonRecord, grant: Row) -> Step:
    """The months of a grant by the law, from the months paid and those left of the grant before."""
    decided = day_text(grant["decided_on"])
    law = record.policy.explain(
        "unemployment_benefit_months",
        decided,
        paid_months=grant["months"],
        unused_benefit_months=_unused(record, grant),
    )
    arrived = day_text(grant["arrived_on"])
    claim = Text(f"claim of {arrived}, decided on {decided}", f"{arrived} 申领，{decided} 核定")
    paid = fact(
        "paid_months",
        record.policy.graph.label_of("paid_months"),
        "months",
        grant["months"],
        claim,
        [_paid_by_year(record, grant)],
    )
    unused = fact(
        "unused_benefit_months",
        ("months left of the grant before", "上次未领完的失业金月数"),
        "months",
        _unused(record, grant),
    )
    return grafted(law.tree, {"paid_months": paid, "unused_benefit_months": unused})


def _paid_by_year(record: PersonRecord, grant: Row) -> Step:
    """All months of unemployment insurance that had arrived by the decision; the earlier grants used some."""
    lines = [line for line in record.arrived(grant["decided_on"]) if line["kind"] in EMPLOYERS_KINDS]
    label = (
        "months of unemployment insurance in all (earlier grants have used some)",
        "失业保险累计缴费月数（以前的领取可能已用去部分）",
    )
    steps = year_steps(record, lines, ("months paid in", "缴费月数"), "months", lambda line: 1)
    return fact("months_insured_in_all", label, "months", len(lines), steps=steps)


def _unused(record: PersonRecord, grant: Row) -> int:
    """What the grant before left undrawn."""
    before = [one for one in _grants(record) if one["decided_on"] < grant["decided_on"]]
    if not before:
        return 0
    last = before[-1]
    drawn: int = sum(
        line["kind"] == BenefitKind.UNEMPLOYMENT_BENEFIT
        and last["decided_on"] <= line["due"] < grant["decided_on"]
        for line in record.benefits
    )
    return int(last["entitlement"]) - drawn

"""Unemployment benefit: the month's amount, the premium paid with it, and the months that were granted."""

from __future__ import annotations

from simcore.calendar import day_text, first_day, month_text
from simcore.inquiry.why.answers import answers, nothing
from simcore.inquiry.why.ledger_entries import UNEMPLOYMENT_AMOUNTS
from simcore.inquiry.why.months import last_day_of
from simcore.inquiry.why.person_record import EMPLOYERS_KINDS, PersonRecord, Row
from simcore.inquiry.why.record_steps import agreeing, fact, grafted, joined, paid_text, summed, year_steps
from simcore.rulebook.reasons import Step
from simcore.rulebook.texts import Text
from simcore.vocabulary import BenefitKind, ClaimKind

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
    document = joined([paid_text(record, line), *agreeing(line["amount_fen"], law.inside, law.unit)])
    amount = fact(target, label, law.unit, line["amount_fen"], document, [law, grant])
    return amount, first_day(line["month"])


@answers("unemployment_benefit_months")
def months(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """The months that the latest grant (or that of a month) gave."""
    grant = _grant_of(record, last_day_of(record, month))
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
    paid, unused = _paid(record, grant), _unused(record, grant)
    law = record.policy.explain(
        "unemployment_benefit_months",
        decided,
        paid_months=paid.inside,
        unused_benefit_months=unused.inside,
    )
    return grafted(law.tree, {"paid_months": paid, "unused_benefit_months": unused})


def _before(record: PersonRecord, grant: Row) -> list[Row]:
    return [one for one in _grants(record) if one["decided_on"] < grant["decided_on"]]


def _paid(record: PersonRecord, grant: Row) -> Step:
    """The months that count for a grant: all that had arrived by the decision, less those that have counted
    for grants before.
    """
    arrived, decided = day_text(grant["arrived_on"]), day_text(grant["decided_on"])
    claim = Text(f"claim of {arrived}, decided on {decided}", f"{arrived} 申领，{decided} 核定")
    in_all = _paid_by_year(record, grant)
    enough = record.policy.parameter("unemployment.minimum_paid_months")
    used = [one for one in _before(record, grant) if one["months"] >= enough.at(one["decided_on"]).value]
    label, parts = ("months paid before this unemployment", "本次失业前累计缴费月数"), [(1, in_all)]
    if used:
        label = ("months paid since the grant before", "上次核定以来的缴费月数")
        parts.append((-1, _counted_before(used)))
    steps = [part for _, part in parts]
    return summed(fact("paid_months", label, "months", grant["months"], claim, steps), parts)


def _counted_before(grants: list[Row]) -> Step:
    label = ("months that have counted for grants before", "以前核定已计算的缴费月数")
    months = [
        fact(
            f"counted_on_{day}",
            (f"counted for the grant decided on {day}", f"{day} 核定时已计算"),
            "months",
            grant["months"],
        )
        for grant in grants
        for day in [day_text(grant["decided_on"])]
    ]
    total = sum(grant["months"] for grant in grants)
    return fact("months_counted_before", label, "months", total, steps=months)


def _paid_by_year(record: PersonRecord, grant: Row) -> Step:
    """All months of unemployment insurance that had arrived by the decision."""
    lines = [line for line in record.arrived(grant["decided_on"]) if line["kind"] in EMPLOYERS_KINDS]
    label = ("months of unemployment insurance in all", "失业保险累计缴费月数")
    steps = year_steps(
        record, lines, ("months paid in", "缴费月数"), "months", lambda line: 1, UNEMPLOYMENT_AMOUNTS
    )
    return fact("months_insured_in_all", label, "months", len(lines), steps=steps)


def _unused(record: PersonRecord, grant: Row) -> Step:
    """What the grant before left undrawn."""
    name, label = "unused_benefit_months", ("months left of the grant before", "上次未领完的失业金月数")
    before = _before(record, grant)
    if not before:
        return fact(name, label, "months", 0, Text("no grant before", "此前没有核定"))
    last, day = before[-1], day_text(before[-1]["decided_on"])
    drawn: int = sum(
        line["kind"] == BenefitKind.UNEMPLOYMENT_BENEFIT
        and last["decided_on"] <= line["due"] < grant["decided_on"]
        for line in record.benefits
    )
    granted = fact("granted_before", (f"granted on {day}", f"{day} 核定"), "months", int(last["entitlement"]))
    taken = fact("drawn_since", ("drawn since", "此后已领取"), "months", drawn)
    parts = [(1, granted), (-1, taken)]
    return summed(fact(name, label, "months", granted.inside - drawn, steps=[granted, taken]), parts)

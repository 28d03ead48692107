"""What the survivors were paid: funeral grant and survivors' grant, by the law of the month of death."""

from __future__ import annotations

from dataclasses import replace

from simcore.calendar import day_text, first_day, month_of
from simcore.inquiry.why.answers import answers, paid_once
from simcore.inquiry.why.pensions import index_fact, months_fact
from simcore.inquiry.why.person_record import PersonRecord, Row
from simcore.inquiry.why.record_steps import fact, grafted, paid_text, year_steps
from simcore.rulebook.reasons import Step
from simcore.rulebook.texts import Text
from simcore.vocabulary import BenefitKind

_KIND = {
    "pension_funeral_grant": BenefitKind.FUNERAL_GRANT,
    "pension_survivor_grant": BenefitKind.SURVIVOR_GRANT,
}


@answers(*_KIND)
def grant(record: PersonRecord, target: str, month: int | None) -> tuple[Step, int]:
    """A grant on a death, from the record as it stood when the claim was decided."""
    paid = paid_once(
        record, {_KIND[target]}, month, ("left no such grant to survivors", "没有相应的遗属待遇记录")
    )
    decided, died = record.death_claims[-1]["decided_on"], int(record.someone["died_on"])
    day = first_day(month_of(died))
    facts = {
        one.name: one
        for one in (
            months_fact(record, decided),
            index_fact(record, decided),
            _own(record, decided),
            _drawn(record, died),
        )
    }
    reach = record.policy.graph.reach([target], day)
    given = {name: step.value for name, step in facts.items() if name in reach}
    told = record.policy.explain(target, day_text(day), **given)
    return replace(grafted(told.tree, facts), document=paid_text(record, paid)), day


def _own(record: PersonRecord, decided: int) -> Step:
    lines = record.arrived(decided)
    label = ("own contributions paid", "个人缴费总额")
    steps = year_steps(
        record, lines, ("own contributions of", "个人缴费"), "yuan", _own_part, ("pension_worker_fen",)
    )
    return fact("own_contributions", label, "yuan", sum(map(_own_part, lines)), steps=steps)


def _own_part(line: Row) -> int:
    return int(line["pension_worker_fen"])


def _drawn(record: PersonRecord, died: int) -> Step:
    """From the month after retirement to that of death, also where it lies before the records."""
    retired = int(record.someone["retired_in"])
    months = max(0, month_of(died) - retired) if retired >= 0 else 0
    label = ("months of pension drawn", "已领取养老金月数")
    document = Text("from the month after retirement to that of death", "自退休次月至死亡当月")
    return fact("months_drawn", label, "months", months, document)

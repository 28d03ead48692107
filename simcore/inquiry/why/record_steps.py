"""Steps of an explanation that come from the record: a fact, a year of lines, a line of a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from simcore.calendar import day_text, month_text, year_of
from simcore.inquiry.why.ledger_entries import ledger_text, paid, received
from simcore.inquiry.why.person_record import PersonRecord, Row
from simcore.rulebook.explanation import shown_in
from simcore.rulebook.reasons import Step
from simcore.rulebook.texts import NO_TEXT, Text
from simcore.rulebook.units import UNITS
from simcore.vocabulary import PaymentKind, terms

DRAWN = Text("opening line of what lay before 2010, drawn", "2010年以前的期初数，抽样值")
DRAWN_STATUS = "uncertain"
"""What people bring from before the records is drawn: no figure of anybody, and a model default."""


def fact(
    name: str,
    label: tuple[str, str],
    unit: str,
    inside: Any,
    document: Text = NO_TEXT,
    steps: Iterable[Step] = (),
    *,
    folded: bool = False,
    status: str = "",
) -> Step:
    """A value of the record with where it stands, and what made it; `status` as for values of the law."""
    value, shown = UNITS[unit].face(inside), shown_in(unit, inside)
    return Step(
        name,
        "record",
        label,
        unit,
        value,
        inside,
        shown,
        document=document,
        steps=tuple(steps),
        folded=folded,
        status=status,
    )


def summed(whole: Step, signed: Sequence[tuple[int, Step]]) -> Step:
    """With how parts make the whole, in words and in numbers; each counts with its sign (1 or -1)."""
    if len(signed) < 2:
        return whole
    words = [_chained((sign, part.label[language]) for sign, part in signed) for language in (0, 1)]
    figures = _chained(
        (sign if part.inside >= 0 else -sign, str(UNITS[part.unit].face(abs(part.inside))))
        for sign, part in signed
    )
    return replace(whole, formula=(words[0], words[1]), numbers=(figures, figures))


def agreeing(on_record: int, lawful: int, unit: str = "yuan") -> list[Text]:
    """Nothing where the law's own amount is the one on record, else a word about it."""
    if on_record == lawful:
        return []
    shown = shown_in(unit, lawful)
    return [Text(f"by the law it would be {shown[0]}", f"按规定应为 {shown[1]}")]


def _chained(signed: Iterable[tuple[int, str]]) -> str:
    told = " ".join(f"{'+' if sign > 0 else '−'} {text}" for sign, text in signed)
    return told.removeprefix("+ ")


def grafted(step: Step, facts: Mapping[str, Step]) -> Step:
    """The explanation with what was given for this person replaced by where the record has it."""
    if step.name in facts and step.kind in ("input", "given"):
        return replace(facts[step.name], repeated=True, steps=()) if step.repeated else facts[step.name]
    return replace(step, steps=tuple(grafted(below, facts) for below in step.steps))


def year_steps(
    record: PersonRecord,
    lines: Iterable[Row],
    what: tuple[str, str],
    unit: str,
    of_line: Callable[[Row], int],
    columns: Sequence[str],
) -> list[Step]:
    """What the lines come to, a step a calendar year; the months lie folded below. `columns` are the amounts
    whose ledger entries are told.
    """
    steps = []
    for year, rows in groupby(lines, key=lambda line: year_of(line["month"])):
        of_year = list(rows)
        months = [month_step(record, line, unit, of_line(line), columns) for line in of_year]
        steps.append(
            fact(
                f"{unit}_of_{year}",
                (f"{what[0]} {year}", f"{year} 年{what[1]}"),
                unit,
                sum(of_line(line) for line in of_year),
                steps=months,
                folded=True,
            )
        )
    return steps


def month_step(record: PersonRecord, line: Row, unit: str, inside: int, columns: Sequence[str]) -> Step:
    """A contribution line: who declared it, on which base, when it arrived and in which ledger entry."""
    month = month_text(line["month"])
    return fact(f"month_{month}", (month, month), unit, inside, line_document(record, line, columns))


def line_document(record: PersonRecord, line: Row, columns: Sequence[str]) -> Text:
    """Where a line stands, and the ledger entries by which these of its amounts came in."""
    base = UNITS["yuan"]
    told = [kind_of(line)]
    told.append(
        Text(f"base {base.shown(line['base_fen'], False)}", f"缴费基数 {base.shown(line['base_fen'], True)}")
    )
    if line["settled_on"] is not None:
        settled = day_text(line["settled_on"])
        told.append(Text(f"paid on {settled}", f"{settled} 缴款"))
    if line["arrived_on"] is None:
        told.append(_not_arrived(line))
    else:
        arrived = day_text(line["arrived_on"])
        told.append(Text(f"arrived on {arrived}", f"{arrived} 到账"))
        told += ledger_text(received(record, line, columns))
    return joined(told)


def _not_arrived(line: Row) -> Text:
    if line["written_off_on"] is not None:
        return Text("written off", "已核销")
    if line["settled_on"] is not None:
        return Text("not yet booked by the tax bureau", "税务局尚未入账")
    return Text("still owed", "尚欠")


def paid_text(record: PersonRecord, line: Row) -> Text:
    """When a benefit fell due, when it was paid, and in which ledger entry."""
    due = day_text(line["due"])
    told = [Text(f"due on {due}", f"{due} 应付")]
    if line["paid_on"] is None:
        told.append(Text("still waiting", "待支付"))
    else:
        day = day_text(line["paid_on"])
        told.append(Text(f"paid on {day}", f"{day} 支付"))
        told += ledger_text(paid(record, line))
    return joined(told)


def kind_of(line: Row) -> Text:
    """Who paid a line, and of which kind it is."""
    kind = PaymentKind(line["kind"])
    term = terms()["payment_kinds"][kind.name.lower()]
    if kind == PaymentKind.FLEXIBLE:
        return Text(term["en"], term["zh"])
    employer = line["employer_id"]
    if employer == 0:
        return Text(f"an earlier employer, {term['en']}", f"以前单位，{term['zh']}")
    return Text(f"employer no. {employer}, {term['en']}", f"单位 {employer}，{term['zh']}")


def joined(texts: Iterable[Text]) -> Text:
    """Texts one after the other."""
    parts = list(texts)
    return Text("; ".join(part.en for part in parts), "；".join(part.zh for part in parts))

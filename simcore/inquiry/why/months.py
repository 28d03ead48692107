"""Which months a person's record can be asked about, and what it says of the others."""

from __future__ import annotations

from simcore.calendar import day_text, first_day, january, last_day, month_of, month_text, year_of
from simcore.errors import InvalidInput
from simcore.inquiry.why.person_record import PersonRecord
from simcore.rulebook.texts import NO_TEXT, Text
from simcore.society.opening_line import RECORDS_BEGIN


def check_month(record: PersonRecord, month: int, *, whole_years: bool) -> None:
    """Errors: InvalidInput for a month before the first or after the last of the record, or, if `whole_years`
    are meant, outside the years of these.
    """
    first, last = first_month(record), last_month(record)
    if whole_years:
        first, last = january(year_of(first)), january(year_of(last) + 1) - 1
    if first <= month <= last:
        return
    if month < first:
        begins = month_text(first_month(record))
        why = f"records begin with {begins}", f"记录自 {begins} 开始"
        if first_month(record) > RECORDS_BEGIN:
            why = f"this person entered working life in {begins}", f"此人于 {begins} 首次就业"
    elif record.died_on is not None:
        died = day_text(record.died_on)
        why = f"this person died on {died}", f"此人已于 {died} 死亡"
    else:
        why = f"the record goes up to {record.until}", f"记录截至 {record.until}"
    said = month_text(month)
    raise InvalidInput(
        f"{record.called} has no record for {said}, as {why[0]}; "
        f"allowed are the months {month_text(first)} to {month_text(last)}",
        f"{record.called_zh} 没有 {said} 的记录：{why[1]}；可查询 {month_text(first)} 至 {month_text(last)}",
    )


def first_month(record: PersonRecord) -> int:
    """Records begin with 2010, those of who came later with the first month of working life."""
    return max(RECORDS_BEGIN, month_of(int(record.someone["entered_on"])))


def last_month(record: PersonRecord) -> int:
    """The run's last month so far; of the dead that of the last day on which something happened to them."""
    paid = [int(line["month"]) for line in record.benefits]
    return max([month_of(last_of(record)), *paid] if record.died_on is not None else [month_of(record.today)])


def last_of(record: PersonRecord) -> int:
    """Today; of the dead the day of death, or that on which the survivors' claim was decided."""
    if record.died_on is None:
        return record.today
    return max([record.died_on, *(int(claim["decided_on"]) for claim in record.death_claims)])


def last_day_of(record: PersonRecord, month: int | None) -> int:
    """The day at whose end a month's state is told: its last one, or the record's (None: the latest)."""
    last = last_of(record)
    return last if month is None else min(last_day(month), last)


def law_of_today(record: PersonRecord, month: int | None) -> int:
    """The day whose law decides what is asked for a month, or now."""
    return first_day(month_of(last_of(record)) if month is None else month)


def life_ended(record: PersonRecord) -> Text:
    """A word about the death of somebody whose last state is told."""
    if record.died_on is None:
        return NO_TEXT
    died = day_text(record.died_on)
    return Text(f"died on {died}", f"已于 {died} 死亡")


def until_of(record: PersonRecord) -> tuple[str, str]:
    """From when to when the record reaches, in words."""
    first = month_text(first_month(record))
    if record.died_on is not None:
        died = day_text(record.died_on)
        return f"the record goes from {first} to the death on {died}", f"记录自 {first} 至 {died} 死亡"
    return f"the record goes from {first} to {record.until}", f"记录自 {first} 至 {record.until}"

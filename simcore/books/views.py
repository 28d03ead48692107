"""The questions' side of the books, as SQL: readable tables, and one line a month, scheme and person.

The text is DuckDB's. Internal tables have the prefix `raw_` (codes, day and month numbers); the readable ones
have text keys,
DATE and 'YYYY-MM'. The lines of one person and of everybody come from the same text, over that person's rows
or over all.
"""

from __future__ import annotations

from simcore.books.schema import CODES, KINDS, TABLES, TableSpec
from simcore.law.identity.rules import CHECK_CHARACTERS, WEIGHTS
from simcore.vocabulary import BILLED, LINE_SIDES, BenefitKind, PaymentKind, RefusalReason, Scheme, keys

EPOCH = "DATE '1970-01-01'"
CALENDAR = f"""
CREATE OR REPLACE TABLE calendar AS
SELECT m::INTEGER AS number, strftime(first, '%Y-%m') AS text, (first - {EPOCH})::INTEGER AS first_day,
       (last_day(first) - {EPOCH})::INTEGER AS last_day
FROM (SELECT m, make_date(1970 + m // 12, m % 12 + 1, 1) AS first FROM range(3400) r(m))
"""
"""Months from 1970 on: number, text, first and last day."""

_KINDS = len(keys("benefit_kinds"))


def place(person: str, kind: str) -> str:
    """Where somebody's benefit of a kind stands in a fund's queue of one day."""
    return f"{person}::BIGINT * {_KINDS} + {kind}"


PAID_OUT = (
    f"{place('person_id', 'kind')} BETWEEN {place('p.from_person', 'p.from_kind')} "
    f"AND {place('p.to_person', 'p.to_kind')}"
)
"""Whether a benefit line (person_id, kind) lies in the piece `p` of a queue that was paid at once."""


def as_text(column: str, list_name: str) -> str:
    """A code column as its text keys."""
    cases = " ".join(f"WHEN {code} THEN '{key}'" for code, key in keys(list_name).items() if key != "none")
    return f"CASE {column} {cases} END"


def as_day(column: str) -> str:
    """A day number as a DATE; −1 is NULL."""
    return f"CASE WHEN {column} <> -1 THEN {EPOCH} + {column}::INTEGER END"


def as_month(column: str) -> str:
    """A month number as 'YYYY-MM'; −1 is NULL."""
    year, month = f"(1970 + {column} // 12)", f"({column} % 12 + 1)"
    return f"CASE WHEN {column} <> -1 THEN printf('%04d-%02d', {year}, {month}) END"


def readable(spec: TableSpec) -> str:
    """A table as people read it: months and days as such, codes as text, −1 as NULL."""
    return f"SELECT {', '.join(_readable_column(spec, name) for name in spec.columns)} FROM raw_{spec.name}"


def _readable_column(spec: TableSpec, name: str) -> str:
    if name in spec.months:
        return f"{as_month(name)} AS {name}"
    if name in spec.days:
        return f"{as_day(name)} AS {name}"
    if name == "kind":
        return f"{as_text(name, KINDS[spec.name])} AS kind"
    if name == "reason":
        return f"{_reason(spec)} AS reason"
    if name == "fund":
        return f"coalesce({as_text(name, 'schemes')}, 'treasury') AS fund"
    if name in CODES:
        return f"{as_text(name, CODES[name])} AS {name}"
    if name in ("person_id", "employer_id") and spec.name != "people":
        return f"CASE WHEN {name} <> -1 THEN {name} END AS {name}"
    return name


def _reason(spec: TableSpec) -> str:
    refusals = as_text("reason", "refusal_reasons")
    if spec.name == "claims":
        return refusals
    leaving = as_text("reason", "leaving_reasons")
    return f"CASE WHEN reason >= {RefusalReason.INSUFFICIENT_MONTHS.value} THEN {refusals} ELSE {leaving} END"


def people() -> str:
    """Who is in the model. `id_number` is formed only when a query asks for it."""
    return f"""
SELECT person_id, {id_number()} AS id_number, {as_text("sex", "sexes")} AS sex,
       {as_day("birth_day")} AS birth, {as_day("died_on")} AS death, {as_text("status", "statuses")} AS
           status,
       {as_text("retirement_category", "retirement_categories")} AS retirement_category,
           {as_day("entered_on")} AS entered,
       {as_month("retired_in")} AS retired, opening_months, opening_months_before_accounts,
       opening_index, opening_balance_fen, opening_pension_fen
FROM raw_people"""


def id_number() -> str:
    """The 18 characters of a person's ID number: 17 digits and, by the weights of the standard, the check
    character.
    """
    birth = f"strftime({EPOCH} + birth_day::INTEGER, '%Y%m%d')"
    first17 = f"(region::BIGINT * 100000000 + {birth}::BIGINT) * 1000 + sequence"
    places = range(len(WEIGHTS) - 1, -1, -1)
    weighted = " + ".join(
        f"n // {10**place} % 10 * {weight}" for place, weight in zip(places, WEIGHTS, strict=True)
    )
    check = f"substr('{CHECK_CHARACTERS}', (({weighted}) % {len(CHECK_CHARACTERS)} + 1)::BIGINT, 1)"
    return f"list_transform([{first17}], lambda n: n::VARCHAR || {check})[1]"


def employers() -> str:
    """Who employs. `name` and `industry` in English, `name_zh` and `industry_zh` in 中文."""
    return f"""
SELECT employer_id, CASE employer_id WHEN 0 THEN 'earlier employer' ELSE t.en || ' company no. ' ||
    employer_id END AS name,
       CASE employer_id WHEN 0 THEN '以前单位' ELSE t.zh || employer_id || '号公司' END AS name_zh,
       CASE WHEN employer_id > 0 THEN t.en END AS industry, CASE WHEN employer_id > 0 THEN t.zh END AS
           industry_zh,
       CASE WHEN employer_id > 0 THEN risk_class END AS risk_class, size,
           {as_text("conduct", "conducts")} AS conduct,
       CASE WHEN employer_id > 0 THEN {as_day("founded_on")} END AS founded, {as_day("closed_on")} AS closed
FROM raw_employers LEFT JOIN trades t ON t.number = industry"""


def lines(start: int, prefix: str = "raw_", where: str = "true") -> str:
    """Every contribution line, one row a month: `month`, and the days on which it was due, settled and
    arrived (NULL: not yet; the past had no bills, and flexible workers have none).

    `where` chooses the spells.
    """
    flexible = f"s.kind = {PaymentKind.FLEXIBLE.value}"
    return f"""
    SELECT s.*, d.arrived_on >= 0 AS has_no_bill, coalesce(b.due_on, d.due_on) AS due_on,
           CASE WHEN {flexible} THEN c.first_day + s.pay_day - 1 WHEN has_no_bill THEN d.due_on
                WHEN b.settled_on >= 0 THEN b.settled_on END AS settled_on,
           CASE WHEN has_no_bill THEN d.arrived_on WHEN b.paid_on >= 0 THEN b.paid_on END AS arrived_on,
           CASE WHEN b.written_off_on >= 0 THEN b.written_off_on END AS written_off_on
    FROM (SELECT *, unnest(range(first_month, last_month + 1))::INTEGER AS month
          FROM {prefix}contribution_spells WHERE {where}) s
    JOIN calendar c ON c.number = s.month
    LEFT JOIN raw_contribution_days d ON d.month = s.month AND d.kind = s.kind
    LEFT JOIN {prefix}settlements b ON s.month >= {start} AND NOT ({flexible})
         AND b.employer_id = s.employer_id AND b.month = s.month AND b.kind = s.kind
         AND b.declared_month = CASE WHEN s.declared_month < 0 THEN s.month ELSE s.declared_month END"""


def payments(start: int, prefix: str = "raw_") -> str:
    """Every contribution line: one row a month, scheme, kind and payment; a payment for a year is one row at
    its first month, on the tier as its base. `start` is the run's first month.

    `prefix` says over whose rows: `raw_contribution_spells`, `raw_settlements`, … for everybody.
    """
    by_scheme = _amounts_by_scheme()
    names = keys("schemes")
    schemes = ", ".join(f"({int(scheme)}, '{names[scheme]}')" for scheme in (*BILLED, Scheme.MATERNITY))
    return f"""
WITH lines AS (
    SELECT l.*, c.text AS month_text, l.kind = {PaymentKind.FLEXIBLE.value} AS is_flexible,
           CASE WHEN has_no_bill THEN 'paid' WHEN written_off_on IS NOT NULL THEN 'written_off'
                WHEN arrived_on IS NULL THEN 'owed' WHEN settled_on > due_on THEN 'late_paid'
                ELSE 'paid' END AS flag
    FROM ({lines(start, prefix)}) l JOIN calendar c ON c.number = l.month
), premiums AS (
    SELECT b.*, c.floor_fen FROM ({benefits(start, prefix, kind=BenefitKind.MEDICAL_PREMIUM)}) b
    JOIN contribution_floors c ON c.month = b.month_number WHERE b.paid_on IS NOT NULL
)
SELECT person_id, month_text AS month, NULL::VARCHAR AS covers_to, x.scheme,
       CASE WHEN is_flexible THEN 'person' ELSE 'employer' END AS payer,
       CASE WHEN employer_id >= 0 THEN employer_id END AS employer, base_fen,
       {by_scheme["employer"]} AS employer_amount_fen, {by_scheme["worker"]} AS worker_amount_fen,
       {as_day("settled_on")} AS settled_on, {as_day("arrived_on")} AS paid_on, flag,
       {as_text("kind", "payment_kinds")} AS kind, {as_text("channel", "channels")} AS channel
FROM lines, (VALUES {schemes}) x(number, scheme)
WHERE x.number = {Scheme.EMPLOYEE_PENSION.value}
    OR (NOT is_flexible AND (x.number <> {Scheme.MATERNITY.value} OR maternity_employer_fen > 0))
UNION ALL
SELECT person_id, month, NULL, 'employee_medical', 'fund', NULL, floor_fen, amount_fen, 0, paid_on,
    paid_on, 'paid',
       'paid_by_fund', 'fund'
FROM premiums
UNION ALL
SELECT person_id, {as_month("first_month")}, {as_month("last_month")}, {as_text("scheme", "schemes")},
       'person', NULL, base_fen, 0, own_fen, {as_day("settled_on")}, {as_day("arrived_on")}, 'paid',
       {as_text("kind", "payment_kinds")}, {as_text("channel", "channels")}
FROM {prefix}yearly_contributions"""


def _amounts_by_scheme() -> dict[str, str]:
    """Each side's amount of a line, by the scheme's number `x.number`."""
    columns: dict[str, dict[Scheme, str]] = {"worker": {}, "employer": {}}
    for scheme, side in LINE_SIDES:
        columns[side][scheme] = f"{BILLED[scheme]}_{side}_fen"
    columns["employer"][Scheme.MATERNITY] = "maternity_employer_fen"
    return {
        side: f"CASE x.number {' '.join(f'WHEN {int(s)} THEN {c}' for s, c in of_side.items())} ELSE 0 END"
        for side, of_side in columns.items()
    }


def benefits(start: int, prefix: str = "raw_", kind: int | None = None) -> str:
    """Every benefit line: one row a month and kind, with the day of its payment (NULL: still waiting)."""
    where = "true" if kind is None else f"kind = {int(kind)}"
    return f"""
SELECT l.person_id, c.text AS month, {as_text("l.scheme", "schemes")} AS scheme,
       {as_text("l.kind", "benefit_kinds")} AS kind, l.amount_fen,
       CASE WHEN l.is_past THEN {EPOCH} + l.due::INTEGER ELSE {EPOCH} + p.paid_on::INTEGER END AS paid_on,
       {EPOCH} + l.due::INTEGER AS due_on, l.month AS month_number
FROM ({benefit_lines(start, prefix, where)}) l JOIN calendar c ON c.number = l.month
LEFT JOIN {prefix}payouts p ON NOT l.is_past AND p.scheme = l.scheme AND p.due_on = l.due AND {PAID_OUT}"""


def benefit_lines(start: int, prefix: str = "raw_", where: str = "true") -> str:
    """Every benefit line, one row a month: `month`, `due` (the day on which it fell due) and `is_past` (paid
    on that day, before the run). `where` chooses the spells.
    """
    return f"""
    SELECT s.*, CASE WHEN s.due_on < 0 THEN d.due_on ELSE s.due_on END AS due,
           s.due_on < 0 AND s.month < {start} AS is_past
    FROM (SELECT *, unnest(range(first_month, last_month + 1))::INTEGER AS month
          FROM {prefix}benefit_spells WHERE {where}) s
    LEFT JOIN raw_benefit_days d ON d.month = s.month AND d.kind = s.kind"""


def all_views(start: int) -> dict[str, str]:
    """View → its query, for everybody."""
    plain = {
        name: readable(spec)
        for name, spec in TABLES.items()
        if name not in ("people", "employers", "payouts")
    }
    lines = {
        "payments": payments(start),
        "benefits": f"SELECT * EXCLUDE (due_on, month_number) FROM ({benefits(start)})",
    }
    return {"people": people(), "employers": employers(), **plain, **lines}

"""Points 2, 3 and 4: each fund's rows follow from one another, and are the sums of the individual records."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simcore.audit.bills import AMOUNTS
from simcore.audit.case import Case, Ints, scheme_name, yuan
from simcore.books.ledger import Account, Purpose
from simcore.books.schema import FUND_FLOWS, FUND_OUTGOING
from simcore.books.tables import Columns
from simcore.books.views import PAID_OUT, benefit_lines, place
from simcore.calendar import NEVER, day_text, first_day, month_of, month_text
from simcore.vocabulary import BILLED, BenefitKind, Scheme, keys

_COMPUTED = (
    "contributions_employer",
    "contributions_worker",
    "contributions_self",
    "surcharges",
    "benefits",
    "contributors",
    "beneficiaries",
)


def examine_funds(case: Case) -> None:
    """The fund table against itself and against the lines; what was paid out against the queue's entries."""
    rows = case.table("funds")
    _continuity(case, rows)
    case.do(f"CREATE OR REPLACE TABLE benefit_sums AS {_benefit_sums(case)}")
    _payouts(case)
    _longest_prefix(case)
    _sums(case, rows, _recomputed(case))


def _continuity(case: Case, rows: Columns) -> None:
    months = case.last - case.start + (1 if case.day >= first_day(case.last + 1) - 1 else 0)
    order = np.lexsort((rows["fund"], rows["month"]))
    funds = len(case.schemes)
    expected_months = np.repeat(np.arange(case.start, case.start + months), funds)
    expected_funds = np.tile(np.array(case.schemes), months)
    complete = np.array_equal(rows["month"][order], expected_months) and np.array_equal(
        rows["fund"][order], expected_funds
    )
    if not complete:
        case.findings.add(
            2, [("the fund table has not one row a month and fund", "基金表并非每月每基金一行")]
        )
        return
    moved = sum(rows[f"{flow}_fen"] * (-1 if flow in FUND_OUTGOING else 1) for flow in FUND_FLOWS)
    case.equal(2, rows["closing_fen"], rows["opening_fen"] + moved, _told(rows, "closing"))
    ordered = {name: column[order] for name, column in rows.items()}
    before = np.concatenate((_reserves(case), ordered["closing_fen"][:-funds]))[: len(order)]
    case.equal(2, ordered["opening_fen"], before, _told(ordered, "opening"))


def _reserves(case: Case) -> Ints:
    return np.array([case.reserves[scheme] for scheme in case.schemes], np.int64)


def _benefit_sums(case: Case) -> str:
    """Benefit lines added up by scheme, kind, month, due day, whether the agency ordered them (else they are
    regular), and day of payment (−1: waiting); the past left out.
    """
    return f"""
    SELECT l.scheme, l.kind, l.month, l.due, l.due_on >= 0 AS ordered,
           coalesce(p.paid_on, -1) AS paid_on, p.number AS payout,
           count(*) AS lines, sum(l.amount_fen)::BIGINT AS fen,
           min({place("l.person_id", "l.kind")}) AS first_place, max({place("l.person_id", "l.kind")}) AS
           last_place
    FROM (SELECT * FROM ({benefit_lines(case.start)}) WHERE NOT is_past) l
    LEFT JOIN (SELECT *, row_number() OVER () AS number FROM raw_payouts) p ON p.scheme = l.scheme AND
        p.due_on = l.due AND {PAID_OUT}
    GROUP BY ALL"""


def _payouts(case: Case) -> None:
    """A piece of a fund's queue is paid at once, on a pay day, and is the sum of its entries."""
    pay_days = case.working_days("funds.pay_days")
    case.none(
        4,
        f"""SELECT p.scheme, p.due_on, p.paid_on, p.amount_fen, coalesce(s.fen, 0)
            FROM (SELECT *, row_number() OVER () AS number FROM raw_payouts) p
            LEFT JOIN (SELECT payout, sum(fen)::BIGINT AS fen, min(first_place) AS first_place,
                    max(last_place) AS last_place, coalesce(sum(lines) FILTER (NOT ordered), 0)::BIGINT AS
                    lines
                FROM benefit_sums GROUP BY 1) s ON s.payout = p.number
            LEFT JOIN (
                SELECT p.scheme, p.due_on, p.paid_on, p.from_person, p.from_kind,
                    count(DISTINCT {place("person_id", "kind")}) AS lines
                FROM raw_payouts p JOIN raw_benefit_spells s ON s.due_on >= 0 AND p.scheme = s.scheme
                    AND p.due_on = s.due_on AND {PAID_OUT} GROUP BY ALL) o
                ON o.scheme = p.scheme AND o.due_on = p.due_on AND o.paid_on = p.paid_on
                    AND o.from_person = p.from_person AND o.from_kind = p.from_kind
            JOIN calendar c ON c.number = month_of(p.paid_on)
            WHERE p.amount_fen <> coalesce(s.fen, 0) OR p.paid_on < p.due_on OR p.paid_on > {case.day}
               OR NOT list_contains({pay_days}, p.paid_on)
               OR {place("p.from_person", "p.from_kind")} <> s.first_place
               OR {place("p.to_person", "p.to_kind")} <> s.last_place
               OR p.entries <> coalesce(s.lines, 0) + coalesce(o.lines, 0) ORDER BY 3, 1""",
        lambda scheme, due, paid, amount, lines: (
            f"{scheme_name(scheme)} paid {yuan(amount)} on {day_text(paid)} for what fell due on "
            f"{day_text(due)}; the benefit "
            f"lines of that piece add up to {yuan(lines)}",
            f"{scheme_name(scheme)} 于 {day_text(paid)} 支付 {day_text(due)} 到期的 {yuan(amount)}，"
            f"对应待遇明细合计 {yuan(lines)}",
        ),
    )


def _longest_prefix(case: Case) -> None:
    """On a pay day a fund pays as much of its queue, in order, as its cash covers: nobody overtakes, and
    who waits waits because the cash that is left is less than the next entry.
    """
    pay_days = case.working_days("funds.pay_days")
    kinds = len(keys("benefit_kinds"))
    case.do(
        f"""CREATE OR REPLACE TABLE pieces AS SELECT *, coalesce(max(paid_on) OVER (PARTITION BY scheme
                ORDER BY due, head ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -1) AS before FROM (
            SELECT scheme, due, CASE WHEN paid_on < 0 THEN {NEVER} ELSE paid_on END AS paid_on,
                min(first_place) AS head FROM benefit_sums WHERE due <= {case.day} GROUP BY ALL)"""
    )
    case.none(
        4,
        f"""WITH pay_days AS (
            SELECT unnest({pay_days})::INTEGER AS day FROM calendar c
            WHERE c.number BETWEEN {case.start} AND {case.last}
        ), waits AS (
            SELECT p.*, d.day FROM pieces p JOIN pay_days d ON d.day >= greatest(p.due, p.before)
                AND d.day < p.paid_on WHERE d.day <= {case.day}
        ), next AS (
            SELECT w.scheme, w.due, w.head, w.day, sum(s.amount_fen * (
                CASE WHEN s.due_on >= 0 THEN s.last_month - s.first_month + 1 ELSE 1 END))::BIGINT AS fen
            FROM waits w JOIN raw_benefit_spells s ON s.person_id = w.head // {kinds} AND s.kind = w.head %
            {kinds}
            LEFT JOIN raw_benefit_days b ON b.kind = s.kind AND b.due_on = w.due
            WHERE s.due_on = w.due OR (s.due_on < 0 AND b.month BETWEEN s.first_month AND s.last_month)
            GROUP BY ALL
        ), cash AS (
            SELECT w.scheme, w.day, sum(j.amount_fen)::BIGINT AS fen
            FROM (SELECT DISTINCT scheme, day FROM waits) w JOIN raw_journal j ON j.fund = w.scheme
                AND j.account = {Account.CASH.value} AND (j.day < w.day OR (j.day = w.day
                AND j.purpose <> {Purpose.CASH_INTEREST.value}))
            GROUP BY ALL
        )
        SELECT scheme, head // {kinds}, due, day FROM next JOIN cash c USING (scheme, day) WHERE c.fen >=
            next.fen
        UNION ALL SELECT scheme, head // {kinds}, due, paid_on FROM pieces WHERE before > paid_on
        ORDER BY 4, 1""",
        lambda scheme, person, due, day: (
            f"{scheme_name(scheme)} did not pay in order, as much as its cash covered: person {person}, "
            f"due on "
            f"{day_text(due)}, payment of {day_text(day)}",
            f"{scheme_name(scheme)} 未按顺序以现有资金足额支付：人员 {person}，{day_text(due)} 到期，"
            f"{day_text(day)} 支付",
        ),
    )


def _recomputed(case: Case) -> dict[str, Ints]:
    """The columns of the fund table from the lines: arrays months × schemes."""
    months = case.last - case.start + 1
    columns = {name: np.zeros((months, len(Scheme)), np.int64) for name in _COMPUTED}
    sums = ", ".join(f"sum(l.{name})::BIGINT AS {name}" for name in AMOUNTS)
    surcharges = ", ".join(f"sum(b.{s}_surcharge_fen)::BIGINT AS {s}_surcharge" for s in BILLED.values())
    paid = case.columns(
        f"""SELECT month_of(b.paid_on) AS month, {sums}, {surcharges} FROM bill_lines l
            JOIN raw_settlements b USING (employer_id, month, declared_month, kind)
            WHERE b.paid_on BETWEEN {first_day(case.start)} AND {case.day}
                GROUP BY 1"""
    )
    at = paid["month"] - case.start
    for scheme, name in BILLED.items():
        for side in ("worker", "employer"):
            if f"{name}_{side}" in paid:
                columns[f"contributions_{side}"][at, scheme] += paid[f"{name}_{side}"]
        columns["surcharges"][at, scheme] += paid[f"{name}_surcharge"]
    lines = case.columns(
        f"SELECT month, sum(people)::BIGINT AS people FROM bill_lines WHERE month <= {case.last} GROUP BY 1"
    )
    for scheme in BILLED:
        columns["contributors"][lines["month"] - case.start, scheme] += lines["people"]
    _in_person(case, columns)
    _benefits(case, columns)
    return columns


def _in_person(case: Case, columns: dict[str, Ints]) -> None:
    for paid in case.paid_in_person:
        at = month_of(paid.day) - case.start
        np.add.at(columns["contributions_self"][:, paid.scheme], at, paid.own)
    for line in case.contributors:
        inside = (line.month >= case.start) & (line.month <= case.last)
        at = line.month[inside] - case.start
        np.add.at(columns["contributors"][:, line.scheme], at, line.people[inside])


def _benefits(case: Case, columns: dict[str, Ints]) -> None:
    for scheme, kind, month, paid_on, lines, fen in _rows(
        case,
        "SELECT scheme, kind, month, paid_on, sum(lines)::BIGINT AS n, sum(fen)::BIGINT AS fen FROM "
        "benefit_sums GROUP BY ALL",
    ):
        belongs = 0 <= month - case.start < len(columns["benefits"])
        if 0 <= paid_on <= case.day:
            paid_in = month_of(paid_on) - case.start
            columns["benefits"][paid_in, scheme] += fen
            if kind == BenefitKind.MEDICAL_PREMIUM:
                columns["contributions_employer"][paid_in, Scheme.EMPLOYEE_MEDICAL] += fen
                if belongs:
                    columns["contributors"][month - case.start, Scheme.EMPLOYEE_MEDICAL] += lines
        if kind in (BenefitKind.PENSION, BenefitKind.UNEMPLOYMENT_BENEFIT) and belongs:
            columns["beneficiaries"][month - case.start, scheme] += lines
    monthly = (
        BenefitKind.PENSION.value,
        BenefitKind.UNEMPLOYMENT_BENEFIT.value,
        BenefitKind.MEDICAL_PREMIUM.value,
    )
    for scheme, month, people in _rows(
        case,
        f"""SELECT scheme, first_month AS month, count(DISTINCT person_id) AS n FROM raw_benefit_spells
            WHERE kind NOT IN {monthly} GROUP BY ALL""",
    ):
        columns["beneficiaries"][month - case.start, scheme] += people


def _rows(case: Case, query: str) -> list[tuple[int, ...]]:
    columns = case.columns(query)
    return list(zip(*(column.tolist() for column in columns.values()), strict=True))


def _sums(case: Case, rows: Columns, recomputed: dict[str, Ints]) -> None:
    at = rows["month"] - case.start
    known = (at >= 0) & (at < len(recomputed["benefits"]))
    kept = {name: column[known] for name, column in rows.items()}
    for name, values in recomputed.items():
        column = name if name in ("contributors", "beneficiaries") else f"{name}_fen"
        point = 4 if name in ("benefits", "beneficiaries") else 3
        case.equal(point, kept[column], values[at[known], kept["fund"]], _told(kept, name))


def _told(rows: Columns, name: str) -> Callable[[int, int, int], tuple[str, str]]:
    def sentence(at: int, recorded: int, recomputed: int) -> tuple[str, str]:
        people = name in ("contributors", "beneficiaries")
        one, other = (str(recorded), str(recomputed)) if people else (yuan(recorded), yuan(recomputed))
        fund, month = scheme_name(int(rows["fund"][at])), month_text(int(rows["month"][at]))
        return (
            f"{name} of {fund} in {month} is {one}; recomputed from the records it is {other}",
            f"{fund} {month} 的 {name} 为 {one}，按记录重算为 {other}",
        )

    return sentence

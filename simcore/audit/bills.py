"""Points 7 and 3: every bill is the sum of its people's lines, is settled once, and bears the lawful
surcharge.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from simcore.audit.case import EMPLOYERS_KINDS, Case, yuan
from simcore.books.schema import SCHEMES_OF_BILLS
from simcore.books.tables import Columns
from simcore.calendar import day_text, month_of, month_text
from simcore.vocabulary import PaymentKind

AMOUNTS = (
    "pension_worker",
    "pension_employer",
    "medical_worker",
    "medical_employer",
    "unemployment_worker",
    "unemployment_employer",
    "injury_employer",
)


def examine_bills(case: Case) -> None:
    """Bills against lines, days, surcharges and the state of each bill."""
    _lay_out_lines(case)
    _bills_are_their_lines(case)
    _days(case)
    bills = case.columns("SELECT * FROM raw_settlements")
    _surcharges(case, {name: column.astype(np.int64) for name, column in bills.items()})
    _arrears(case)


def _lay_out_lines(case: Case) -> None:
    """Table `bill_lines`: the lines of employers' bills since the start, added up by bill."""
    sums = ", ".join(f"sum({name}_fen)::BIGINT AS {name}" for name in AMOUNTS)
    case.do(
        f"""CREATE OR REPLACE TABLE bill_lines AS
        SELECT employer_id, month, CASE WHEN declared_month < 0 THEN month ELSE declared_month END AS
            declared_month,
               kind, count(*) AS people, {sums}
        FROM (SELECT *, unnest(range(greatest(first_month, {case.start}), last_month + 1))::INTEGER AS month
              FROM raw_contribution_spells WHERE kind IN {EMPLOYERS_KINDS} AND last_month >= {case.start})
        GROUP BY ALL"""
    )


def _bills_are_their_lines(case: Case) -> None:
    for name in (*AMOUNTS, "people"):
        column = name if name == "people" else f"{name}_fen"

        def sentence(
            employer: int, month: int, kind: int, billed: int, lines: int, what: str = name
        ) -> tuple[str, str]:
            shown = (str(billed), str(lines)) if what == "people" else (yuan(billed), yuan(lines))
            where = f"{what} of the bill of employer {employer} for {month_text(month)} ({_kind(kind)})"
            return (
                f"{where} is {shown[0]}, its lines add up to {shown[1]}",
                f"单位 {employer} {month_text(month)} 账单（{_kind(kind)}）的 {what} 为 {shown[0]}，明细合"
                f"计 {shown[1]}",
            )

        case.none(
            7,
            f"""SELECT coalesce(b.employer_id, l.employer_id), coalesce(b.month, l.month),
                   coalesce(b.kind, l.kind),
                       coalesce(b.{column}, 0) AS billed, coalesce(l.{name}, 0) AS lines
                FROM raw_settlements b FULL JOIN bill_lines l USING (employer_id, month, declared_month, kind)
                WHERE billed <> lines ORDER BY 2, 1""",
            sentence,
        )
    case.none(
        7,
        """SELECT employer_id, month, kind, count(*) FROM raw_settlements
           GROUP BY employer_id, month, declared_month, kind HAVING count(*) > 1""",
        lambda employer, month, kind, count: (
            f"employer {employer} has {count} bills for {month_text(month)} ({_kind(kind)})",
            f"单位 {employer} {month_text(month)} 有 {count} 份账单（{_kind(kind)}）",
        ),
    )


def _days(case: Case) -> None:
    """Due on its month's day of declaration; settled from the declaration on; booked on the next receipts
    day.
    """
    _lay_out_declaration_days(case)
    receipts = case.working_days("tax_bureau.receipts_days")
    case.do(
        f"CREATE OR REPLACE TABLE receipts_days AS SELECT DISTINCT unnest({receipts})::INTEGER AS day FROM "
        "calendar c"
    )
    normal = PaymentKind.NORMAL.value
    case.none(
        7,
        f"""SELECT b.employer_id, b.month, b.kind, b.due_on, b.settled_on, b.paid_on, b.written_off_on
            FROM raw_settlements b JOIN declaration_days own ON own.number = b.month
            JOIN declaration_days declared ON declared.number = b.declared_month
            ASOF LEFT JOIN receipts_days r ON r.day > b.settled_on
            WHERE b.due_on <> CASE WHEN b.kind = {normal} THEN declared.day ELSE own.day END
               OR b.declared_month < b.month
               OR (b.settled_on >= 0 AND b.settled_on < declared.day)
               OR (b.settled_on < 0 AND b.paid_on >= 0)
               OR (b.written_off_on >= 0 AND (b.paid_on >= 0 OR b.settled_on >= 0))
               OR (b.settled_on >= 0 AND b.paid_on >= 0 AND b.paid_on <> r.day)
               OR (b.settled_on >= 0 AND b.paid_on < 0 AND r.day <= {case.day})
               OR b.paid_on > {case.day} OR b.written_off_on > {case.day}
            ORDER BY 2, 1""",
        lambda employer, month, kind, due, settled, paid, gone: (
            f"the days of the bill of employer {employer} for {month_text(month)} ({_kind(kind)}) do not "
            "fit: due "
            f"{_day(due)}, settled {_day(settled)}, arrived {_day(paid)}, written off {_day(gone)}",
            f"单位 {employer} {month_text(month)} 账单（{_kind(kind)}）日期不符：应缴 {_day(due)}，"
            f"缴款 {_day(settled)}，到账 {_day(paid)}，核销 {_day(gone)}",
        ),
    )


def _lay_out_declaration_days(case: Case) -> None:
    """The day on which the law has each month declared: `declaration_days`."""
    import pyarrow as pa

    months = case.columns("SELECT number FROM calendar")["number"].astype(np.int64)
    rule = case.policy.compile(("declaration_deadline",), inputs=("contribution_month",))
    (days,) = case.by_month(rule, months, {"contribution_month": months}, 1)
    case.register("declaration_days", pa.table({"number": months, "day": days}))


def _surcharges(case: Case, bills: Columns) -> None:
    """Each scheme's surcharge by the law, on the whole bill, to the day on which it was settled."""
    rule = case.policy.compile(("late_surcharge",), inputs=("unpaid", "due_on", "paid_on", "scheme"))
    paid = bills["paid_on"] >= 0
    late = paid & (bills["settled_on"] > bills["due_on"])
    settled_in: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(late).tolist():
        settled_in[month_of(int(bills["settled_on"][place]))].append(place)
    for scheme, name in enumerate(SCHEMES_OF_BILLS):
        expected = np.zeros(len(paid), np.int64)
        for places in settled_in.values():
            rows = np.array(places)
            settled = bills["settled_on"][rows]
            (expected[rows],) = rule(
                int(settled.max()),
                unpaid=bills[f"{name}_worker_fen"][rows] + bills[f"{name}_employer_fen"][rows],
                due_on=bills["due_on"][rows],
                paid_on=settled,
                scheme=scheme,
            )
        case.equal(
            3,
            bills[f"{name}_surcharge_fen"],
            expected,
            lambda at, recorded, lawful, name=name: (  # type: ignore[misc]  # the default binds the loop's value
                f"the {name} surcharge of employer {bills['employer_id'][at]} for "
                f"{month_text(int(bills['month'][at]))}, settled on {_day(int(bills['settled_on'][at]))}, is "
                f"{yuan(recorded)}, by the law {yuan(lawful)}",
                f"单位 {bills['employer_id'][at]} {month_text(int(bills['month'][at]))} 的 {name} 滞纳金为 "
                f"{yuan(recorded)}，依法应为 {yuan(lawful)}",
            ),
        )


def _arrears(case: Case) -> None:
    """Owed − paid − written off = arrears, per employer; a closed employer leaves nothing open."""
    principal = " + ".join(AMOUNTS)
    billed = " + ".join(f"b.{name}_fen" for name in AMOUNTS)
    case.none(
        7,
        f"""WITH owed AS (SELECT employer_id, sum({principal})::BIGINT AS owed FROM bill_lines GROUP BY 1),
        states AS (SELECT employer_id,
            coalesce(sum({billed}) FILTER (paid_on >= 0), 0)::BIGINT AS paid,
            coalesce(sum({billed}) FILTER (written_off_on >= 0), 0)::BIGINT AS gone,
            coalesce(sum({billed}) FILTER (paid_on < 0 AND written_off_on < 0), 0)::BIGINT AS arrears
            FROM raw_settlements b GROUP BY 1)
        SELECT coalesce(o.employer_id, s.employer_id), coalesce(owed, 0), coalesce(paid, 0),
            coalesce(gone, 0),
               coalesce(arrears, 0)
        FROM owed o FULL JOIN states s USING (employer_id)
        WHERE coalesce(owed, 0) - coalesce(paid, 0) - coalesce(gone, 0) <> coalesce(arrears, 0) ORDER BY 1""",
        lambda employer, owed, paid, gone, arrears: (
            f"employer {employer} owed {yuan(owed)}, paid {yuan(paid)}, {yuan(gone)} was written off, "
            "which does not "
            f"leave arrears of {yuan(arrears)}",
            f"单位 {employer} 应缴 {yuan(owed)}、已缴 {yuan(paid)}、核销 {yuan(gone)}，与欠缴 "
            f"{yuan(arrears)} 不符",
        ),
    )
    case.none(
        7,
        """SELECT b.employer_id, b.month, b.written_off_on, e.closed_on FROM raw_settlements b
           JOIN raw_employers e USING (employer_id)
           WHERE b.written_off_on >= 0 AND b.written_off_on <> e.closed_on ORDER BY 2, 1""",
        lambda employer, month, gone, closed: (
            f"the bill of employer {employer} for {month_text(month)} was written off on {_day(gone)}; the "
            f"employer closed on {_day(closed)}",
            f"单位 {employer} {month_text(month)} 账单于 {_day(gone)} 核销，而单位关闭日期为 {_day(closed)}",
        ),
    )
    case.none(
        7,
        """SELECT b.employer_id, b.month, e.closed_on FROM raw_settlements b JOIN raw_employers e USING
        (employer_id)
           WHERE e.closed_on >= 0 AND b.paid_on < 0 AND b.written_off_on < 0 AND b.settled_on < 0 ORDER
               BY 2, 1""",
        lambda employer, month, closed: (
            f"employer {employer} closed on {_day(closed)} and its bill for {month_text(month)} is still "
            "open",
            f"单位 {employer} 已于 {_day(closed)} 关闭，但 {month_text(month)} 账单仍未了结",
        ),
    )


def _kind(code: int) -> str:
    return PaymentKind(code).name.lower()


def _day(day: int) -> str:
    return "—" if day < 0 else day_text(day)

"""Point 7: each month's lines and benefits fall due, and arrive, on the days of the law and the scenario."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import RECORDS_BEGIN_YEAR, Case
from simcore.calendar import day_text, month_text
from simcore.vocabulary import BenefitKind, PaymentKind

NORMAL, FLEXIBLE = PaymentKind.NORMAL.value, PaymentKind.FLEXIBLE.value
PENSION = BenefitKind.PENSION.value
UNEMPLOYMENT = (BenefitKind.UNEMPLOYMENT_BENEFIT.value, BenefitKind.MEDICAL_PREMIUM.value)


def examine_due_days(case: Case) -> None:
    """One day a month and kind, once it has come: declared by the law, booked and paid by the scenario."""
    receipts, pay_days = case.working_days("tax_bureau.receipts_days"), case.working_days("funds.pay_days")
    import pyarrow as pa

    first = (RECORDS_BEGIN_YEAR - 1970) * 12
    months = np.arange(first, max(case.last, first) + 1)
    case.register("declaration_days", pa.table({"number": months, "day": case.declaration_days(months)}))
    case.do(
        f"""CREATE OR REPLACE TABLE expected_days AS SELECT m.*, m.month < {case.start} AS is_past FROM (
            SELECT c.number AS month, d.day AS declared_on, c.last_day, {receipts}[1] AS received_on,
                   {pay_days}[1] AS pension_on, {pay_days}[2] AS unemployment_on
            FROM calendar c JOIN declaration_days d USING (number)
            WHERE c.number BETWEEN {first} AND {case.last}) m"""
    )
    _compare(
        case,
        ("contribution_days", "month, kind, due_on, arrived_on"),
        f"""SELECT month, {NORMAL}, declared_on, CASE WHEN is_past THEN last_day ELSE -1 END
            FROM expected_days WHERE declared_on <= {case.day}
            UNION ALL SELECT month, {FLEXIBLE}, -1, received_on FROM expected_days
            WHERE received_on <= {case.day}""",
    )
    _compare(
        case,
        ("benefit_days", "month, kind, due_on, -1"),
        f"""SELECT month, {PENSION}, pension_on, -1 FROM expected_days WHERE pension_on <= {case.day}
            UNION ALL SELECT month, unnest({list(UNEMPLOYMENT)}), unemployment_on, -1 FROM expected_days
            WHERE unemployment_on <= {case.day} AND NOT is_past""",
    )


def _compare(case: Case, recorded: tuple[str, str], lawful: str) -> None:
    table, columns = recorded
    case.none(
        7,
        f"""SELECT * FROM ((SELECT {columns} FROM raw_{table}) EXCEPT ALL ({lawful})) UNION ALL
            SELECT * FROM (({lawful}) EXCEPT ALL (SELECT {columns} FROM raw_{table})) ORDER BY 1, 2""",
        lambda month, kind, due, arrived: (
            f"{table} for {month_text(month)} and kind {kind} are not those of law and scenario: due "
            f"{_day(due)}, arrived {_day(arrived)} stands on one side only",
            f"{month_text(month)} 类别 {kind} 的 {table} 与法规及情景不符：应缴（应付）{_day(due)}、到账 "
            f"{_day(arrived)} 仅见于一方",
        ),
    )


def _day(day: int) -> str:
    return day_text(day) if day >= 0 else "—"

"""Flexible workers: a month's payments arrive together, on its first receipts day."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case, Contributors, PaidInPerson
from simcore.vocabulary import PaymentKind, Scheme

FLEXIBLE = PaymentKind.FLEXIBLE.value


def examine(case: Case) -> None:
    """What flexible workers paid, by day and month; the lines themselves are proven elsewhere."""
    paid = case.columns(
        f"""SELECT d.month, d.arrived_on AS day, count(*) AS people,
                sum(s.pension_worker_fen)::BIGINT AS fen
            FROM raw_contribution_days d JOIN raw_contribution_spells s ON s.kind = {FLEXIBLE}
                AND d.month BETWEEN s.first_month AND s.last_month
            WHERE d.kind = {FLEXIBLE} AND d.month >= {case.start} AND d.arrived_on <= {case.day}
            GROUP BY ALL"""
    )
    month, day = paid["month"].astype(np.int64), paid["day"].astype(np.int64)
    nothing = np.zeros(len(day), np.int64)
    case.paid_in_person.append(PaidInPerson(Scheme.EMPLOYEE_PENSION, day, paid["fen"], nothing))
    case.contributors.append(Contributors(Scheme.EMPLOYEE_PENSION, month, paid["people"]))

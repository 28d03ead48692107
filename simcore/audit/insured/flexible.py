"""Flexible workers: a month's payments arrive together, on its first receipts day."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case, Contributors, PaidInPerson
from simcore.vocabulary import PaymentKind, Scheme

FLEXIBLE = PaymentKind.FLEXIBLE.value


def examine(case: Case) -> None:
    """What flexible workers paid, by day and month; the lines themselves are proven elsewhere."""
    paid = case.contributions
    months, people, fen = paid.by_month(PaymentKind.FLEXIBLE, paid.own)
    days = case.columns(
        f"""SELECT month::BIGINT AS month, arrived_on::BIGINT AS day FROM raw_contribution_days
            WHERE kind = {FLEXIBLE} AND month >= {case.start} AND arrived_on <= {case.day}
                AND month BETWEEN {months[0]} AND {months[-1]}"""
    )
    month, at = days["month"], days["month"] - months[0]
    nothing = np.zeros(len(month), np.int64)
    case.paid_in_person.append(PaidInPerson(Scheme.EMPLOYEE_PENSION, days["day"], fen[at], nothing))
    case.contributors.append(Contributors(Scheme.EMPLOYEE_PENSION, month, people[at]))

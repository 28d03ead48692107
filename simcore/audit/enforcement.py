"""What the agency does about employers that do not pay or do not declare what they pay: orders, fines, and
when the fines arrive. Articles 63 and 86 of the Social Insurance Law; article 27 of the Labour Security
Inspection Regulations.
"""

from __future__ import annotations

import numpy as np

from simcore.audit.bills import AMOUNTS
from simcore.audit.case import Case, Ints
from simcore.books.tables import Columns
from simcore.calendar import NEVER, last_day, month_of
from simcore.vocabulary import PaymentKind


def examine_enforcement(case: Case) -> None:
    """Lay out what was ordered and fined up to the day of the audit: tables `lawful_orders` (employer_id,
    day) and `lawful_fines` (employer_id, day, fen, booked_on; NEVER: not by the day of the audit, or never).
    """
    import pyarrow as pa

    ordered, fined = _orders(case, case.table("settlements"))
    case.register("lawful_orders", pa.table(dict(zip(("employer_id", "day"), ordered, strict=True))))
    employer, day, fen = (np.concatenate(columns) for columns in zip(fined, _hidden_wages(case), strict=True))
    some = fen > 0
    employer, day, fen = employer[some], day[some], fen[some]
    booked_on = _booked_on(case, employer, day)
    fines = {"employer_id": employer, "day": day, "fen": fen, "booked_on": booked_on}
    case.register("lawful_fines", pa.table(fines))


def _orders(case: Case, bills: Columns) -> tuple[list[Ints], list[Ints]]:
    """On the month's first sitting whoever has a bill that is overdue for so many days is ordered to pay;
    whoever has not obeyed for so many more is fined on all that is unpaid, once.
    """
    sittings = [case.days_of("agency.sitting_days", month)[0] for month in range(case.start, case.last + 1)]
    days = np.array([day for day in sittings if day <= case.day], np.int64)
    bill, sitting = _unbooked(case, bills, days)
    order_after = int(case.scenario["enforcement.order_after_days"])
    patience = int(case.scenario["enforcement.fine_after_days"])
    rule = case.policy.compile(("non_payment_fine",), inputs=("unpaid",))
    principal = np.sum([bills[f"{name}_fen"] for name in AMOUNTS], axis=0)
    count = case.society.employers.count
    ordered_on, fined = np.full(count, -1, np.int64), np.zeros(count, bool)
    orders, fines = [np.empty((2, 0), np.int64)], [np.empty((3, 0), np.int64)]
    begins = np.searchsorted(sitting, np.arange(len(days) + 1))
    for place, day in enumerate(days.tolist()):
        open_now = bill[begins[place] : begins[place + 1]]
        employer = bills["employer_id"][open_now]
        overdue = np.zeros(count, bool)
        overdue[employer[day - bills["due_on"][open_now] > order_after]] = True
        ordered_on[~overdue], fined[~overdue] = -1, False
        new = np.flatnonzero(overdue & (ordered_on < 0))
        ordered_on[new] = day
        orders.append(np.stack((new, np.full(len(new), day))))
        stubborn = np.flatnonzero(overdue & ~fined & (day - ordered_on > patience))
        if len(stubborn):
            fined[stubborn] = True
            owed = np.zeros(count, np.int64)
            np.add.at(owed, employer, principal[open_now])
            (fen,) = rule(day, unpaid=owed[stubborn])
            fines.append(np.stack((stubborn, np.full(len(stubborn), day), fen)))
    return list(np.concatenate(orders, axis=1)), list(np.concatenate(fines, axis=1))


def _unbooked(case: Case, bills: Columns, days: Ints) -> tuple[Ints, Ints]:
    """Bills, and the places of the sittings at which each was declared and not booked, in order of
    sitting.
    """
    declared_on = case.declaration_days(np.clip(bills["declared_month"], case.start, case.last))
    paid = np.where(bills["paid_on"] < 0, NEVER, bills["paid_on"])
    gone = np.where(bills["written_off_on"] < 0, NEVER, bills["written_off_on"])
    first = np.searchsorted(days, declared_on, side="left")
    after = np.minimum(np.searchsorted(days, paid, side="left"), np.searchsorted(days, gone, side="right"))
    # What is paid before the month's last receipts day is on its way, and not yet overdue.
    month = np.clip(bills["declared_month"], case.start, case.last) - case.start
    last_receipts = np.array(
        [case.days_of("tax_bureau.receipts_days", m)[-1] for m in range(case.start, case.last + 1)], np.int64
    )
    on_its_way = (bills["month"] == bills["declared_month"]) & (bills["settled_on"] >= 0)
    on_its_way &= bills["settled_on"] < last_receipts[month]
    count = np.where(on_its_way, 0, np.maximum(after - first, 0))
    bill = np.repeat(np.arange(len(count)), count)
    sitting = first[bill] + np.arange(len(bill)) - np.repeat(np.cumsum(count) - count, count)
    order = np.argsort(sitting, kind="stable")
    return bill[order], sitting[order]


def _hidden_wages(case: Case) -> list[Ints]:
    """The first inspection of an employer that declares too little: fined by what it hid in its last
    declaration.
    """
    import pyarrow as pa

    corrected = case.wages.corrected_on
    found = np.flatnonzero((corrected >= 0) & (corrected <= case.day))
    day = corrected[found]
    month = month_of(day) - (case.declaration_days(month_of(day)) > day)
    case.register("hiding_employers", pa.table({"employer_id": found, "month": month}))
    lines = case.columns(
        f"""SELECT s.person_id, s.employer_id, h.month FROM raw_contribution_spells s
            JOIN hiding_employers h ON h.employer_id = s.employer_id
                 AND h.month BETWEEN s.first_month AND s.last_month
            WHERE s.kind = {PaymentKind.NORMAL.value} AND s.declared_month < 0 AND h.month >= {case.start}
                AND s.person_id BETWEEN 0 AND {case.society.people.size - 1}"""
    )
    person, employer, month = (column.astype(np.int64) for column in lines.values())
    wage = case.wages.paid(person, employer, case.hired_on(person, month), month)
    shown = case.society.wages.declared(wage, np.ones(len(wage), bool))
    hidden = np.zeros(len(corrected), np.int64)
    np.add.at(hidden, employer, wage - shown)
    rule = case.policy.compile(("hidden_wages_fine",), inputs=("hidden_wages",))
    (fen,) = case.by_month(rule, month_of(day), {"hidden_wages": hidden[found]}, 1)
    return [found, day, fen]


def _booked_on(case: Case, employer: Ints, day: Ints) -> Ints:
    """A fine is paid at the next declaration at which the employer has money, or when it closes with some."""
    months = np.arange(case.start, case.last + 1)
    if not len(months):
        return np.full(len(day), NEVER, np.int64)
    declared = months[0] + np.searchsorted(case.declaration_days(months), day, side="right")
    inside = np.minimum(declared, case.last) - case.start
    short = case.without_money[inside, employer] & (declared <= case.last)
    declared = np.where(short, case.money_again[inside, employer], declared)
    known = declared <= case.last
    paid_on = np.where(known, case.declaration_days(np.where(known, declared, case.start)), NEVER)
    closing = case.society.employers.closing_month[employer].astype(np.int64)
    closes = closing <= case.last
    closing = np.where(closes, closing, case.start)
    closed_on = last_day(closing)
    closes &= (closed_on >= day) & (closed_on <= case.day)
    broke = closes & case.without_money[closing - case.start, employer]
    paid_on = np.where(closes & ~broke, np.minimum(paid_on, closed_on), paid_on)
    paid_on = np.where(broke & (paid_on > closed_on), NEVER, paid_on)
    booked_on = case.next_receipts(paid_on)
    return np.where((paid_on > case.day) | (booked_on > case.day), NEVER, booked_on)

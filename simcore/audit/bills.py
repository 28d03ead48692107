"""Points 7 and 3: every bill is the sum of its people's lines, is settled once, and bears the lawful
surcharge.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from simcore.audit.case import EMPLOYERS_KINDS, Case, Ints, order_of, yuan
from simcore.audit.contributions import bill_keys, unfolded
from simcore.books.schema import SCHEMES_OF_BILLS
from simcore.books.tables import Columns
from simcore.calendar import NEVER, day_text, last_day, month_of, month_text
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
    bills = case.table("settlements")
    _days(case, bills)
    _surcharges(case, bills)
    _arrears(case)


def _lay_out_lines(case: Case) -> None:
    """Table `bill_lines`: the lines of employers' bills since the start, added up by bill."""
    import pyarrow as pa

    amounts = ", ".join(f"{name}_fen AS {name}" for name in AMOUNTS)
    ordinary = f"kind = {PaymentKind.NORMAL.value} AND declared_month < 0"
    parts = []
    for added_up, where in ((_of_ordinary, ordinary), (_of_others, f"NOT ({ordinary})")):
        spells = case.columns(
            f"""SELECT employer_id, kind, greatest(first_month, {case.start}) AS first, last_month AS last,
                    declared_month AS declared, 1 AS people, {amounts}
                FROM raw_contribution_spells WHERE {where} AND kind IN {EMPLOYERS_KINDS}
                    AND last_month >= greatest(first_month, {case.start})"""
        )
        parts.append(added_up(spells))
    case.register("bill_lines", pa.table(_by_bill(parts)))


def _of_ordinary(spells: Columns) -> Columns:
    """Bills of the month of declaration: what a spell adds to each month from its first is taken off again
    after its last.
    """
    first = int(spells["first"].min(initial=0))
    months = int(spells["last"].max(initial=first)) - first + 2
    employers, place = np.unique(spells["employer_id"], return_inverse=True)
    begins = place * months + spells["first"] - first
    after = place * months + spells["last"] + 1 - first

    def of_each_month(name: str) -> Ints:
        steps = np.zeros(len(employers) * months, np.int64)
        amount = spells.pop(name).astype(np.int64)
        np.add.at(steps, begins, amount)
        np.subtract.at(steps, after, amount)
        # What is added is taken off before the next employer begins.
        return np.cumsum(steps, out=steps)

    people = of_each_month("people")
    some = np.flatnonzero(people)
    month = (some % months + first).astype(np.int32)
    return {
        "employer_id": employers[some // months],
        "month": month,
        "declared_month": month,
        "kind": np.full(len(some), PaymentKind.NORMAL.value, np.int8),
        "people": people[some],
    } | {name: of_each_month(name)[some] for name in AMOUNTS}


def _of_others(spells: Columns) -> Columns:
    """Bills of other months and kinds: their few lines month by month."""
    row, before = unfolded(spells["last"] - spells["first"] + 1)
    month = (spells["first"][row] + before).astype(np.int32)
    declared = spells["declared"][row]
    return {
        "employer_id": spells["employer_id"][row],
        "month": month,
        "declared_month": np.where(declared < 0, month, declared),
        "kind": spells["kind"][row],
    } | {name: spells[name][row].astype(np.int64) for name in ("people", *AMOUNTS)}


def _by_bill(parts: list[Columns]) -> Columns:
    """The lines of the same bill added up; the parts are used up."""
    told_by = ("employer_id", "month", "declared_month", "kind")
    bill = {name: np.concatenate([part.pop(name) for part in parts]) for name in told_by}
    key = bill_keys(*bill.values())
    order = np.argsort(key)
    begins = np.flatnonzero(np.diff(key[order], prepend=-(2**63)))
    lines = {name: column[order[begins]] for name, column in bill.items()}
    for name in ("people", *AMOUNTS):
        column = np.concatenate([part.pop(name) for part in parts])[order]
        lines[name] = np.add.reduceat(column, begins) if len(begins) else column
    return lines


def _bills_are_their_lines(case: Case) -> None:
    # Which amounts differ is asked only where one does.
    differ = " OR ".join(
        f"coalesce(b.{column}, 0) <> coalesce(l.{name}, 0)"
        for name, column in (("people", "people"), *((name, f"{name}_fen") for name in AMOUNTS))
    )
    some = case.columns(
        f"""SELECT count(*) AS n FROM raw_settlements b
            FULL JOIN bill_lines l USING (employer_id, month, declared_month, kind) WHERE {differ}"""
    )["n"][0]
    for name in (*AMOUNTS, "people") if some else ():
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
    bills = case.table("settlements")
    key = np.sort(bill_keys(*(bills[name] for name in ("employer_id", "month", "declared_month", "kind"))))
    if (np.diff(key) == 0).any():
        _no_bill_twice(case)


def _no_bill_twice(case: Case) -> None:
    case.none(
        7,
        """SELECT employer_id, month, kind, count(*) FROM raw_settlements
           GROUP BY employer_id, month, declared_month, kind HAVING count(*) > 1""",
        lambda employer, month, kind, count: (
            f"employer {employer} has {count} bills for {month_text(month)} ({_kind(kind)})",
            f"单位 {employer} {month_text(month)} 有 {count} 份账单（{_kind(kind)}）",
        ),
    )


def _days(case: Case, bills: Columns) -> None:
    """Due on the law's day of declaration; settled, booked and written off as conduct, want of money and
    closing have it.
    """
    declared, month = bills["declared_month"], bills["month"]
    known = (
        (declared >= case.start) & (declared <= case.declared) & (month <= declared) & (month >= case.start)
    )
    known &= (bills["employer_id"] >= 0) & (bills["employer_id"] < case.society.employers.count)
    case.holds(
        7,
        known,
        lambda at: (
            f"the bill of employer {bills['employer_id'][at]} for {month_text(int(month[at]))} cannot have "
            f"been "
            f"declared in {month_text(int(declared[at]))}",
            f"单位 {bills['employer_id'][at]} {month_text(int(month[at]))} 的账单不可能于 "
            f"{month_text(int(declared[at]))} 申报",
        ),
    )
    if not known.all():
        bills = {name: column[known] for name, column in bills.items()}
    normal = bills["kind"] == PaymentKind.NORMAL
    due_on = case.declaration_days(np.where(normal, bills["declared_month"], bills["month"]))
    settled_on, paid_on, written_off_on = settlement_days(case, bills["employer_id"], bills["declared_month"])
    for name, what, lawful in (
        ("due_on", ("was due on", "应缴日期"), due_on),
        ("settled_on", ("was settled on", "缴款日期"), settled_on),
        ("paid_on", ("arrived on", "到账日期"), paid_on),
        ("written_off_on", ("was written off on", "核销日期"), written_off_on),
    ):
        case.equal(
            7,
            bills[name],
            lawful,
            lambda at, is_, should, what=what: (  # type: ignore[misc]  # the default binds the loop's value
                f"the days of the bill of employer {bills['employer_id'][at]} for "
                f"{month_text(int(bills['month'][at]))} ({_kind(int(bills['kind'][at]))}) do not fit: it "
                f"{what[0]} "
                f"{_day(is_)}; by law, conduct and working days {_day(should)}",
                f"单位 {bills['employer_id'][at]} {month_text(int(bills['month'][at]))} 账单"
                f"（{_kind(int(bills['kind'][at]))}）日期不符：{what[1]} {_day(is_)}，"
                f"按法规、行为与工作日应为 "
                f"{_day(should)}",
            ),
        )


def settlement_days(case: Case, employer: Ints, declared: Ints) -> tuple[Ints, Ints, Ints]:
    """The days (−1: not yet) on which bills of these declarations were settled, arrived and were written off.

    An employer pays with its usual delay; one without money at the first declaration at which it has some.
    One that closes pays everything on that day, or, without money, nothing that has not arrived.
    """
    employers = case.society.employers
    delay = np.zeros(len(employer), np.int64)
    order = order_of(declared)
    begins = np.flatnonzero(np.diff(declared[order], prepend=-1))
    for rows in np.split(order, begins[1:]) if len(order) else ():
        delay[rows] = employers.payment_delay(employer[rows], int(declared[rows[0]]))
    settled_on = case.declaration_days(declared) + delay
    short = case.without_money[declared - case.start, employer]
    with_money = case.money_again[declared - case.start, employer]
    settled_on[short] = case.declaration_days(with_money[short])
    settled_on[short & (with_money > case.last)] = NEVER

    closing = employers.closing_month[employer].astype(np.int64)
    closes = (closing <= case.last) & (declared <= closing)
    closed_on = last_day(np.where(closes, closing, case.start))
    closes &= closed_on <= case.day
    broke = closes & case.without_money[np.where(closes, closing, case.start) - case.start, employer]
    settled_on = np.where(closes & ~broke, np.minimum(settled_on, closed_on), settled_on)
    booked_on = case.next_receipts(settled_on)
    gone = broke & (booked_on > closed_on)
    return (
        np.where(gone | (settled_on > case.day), -1, settled_on),
        np.where(gone | (booked_on > case.day), -1, booked_on),
        np.where(gone, closed_on, -1),
    )


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
    """Owed − paid − written off = arrears, per employer."""
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


def _kind(code: int) -> str:
    return PaymentKind(code).name.lower()


def _day(day: int) -> str:
    return "—" if day < 0 else day_text(day)

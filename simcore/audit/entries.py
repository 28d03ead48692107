"""Point 1: every batch has two sides for each purpose, no account appears from nowhere, and control accounts
agree with their records.
"""

from __future__ import annotations

from collections import Counter

from simcore.audit.case import Case, yuan
from simcore.books.ledger import TREASURY, Account, Purpose
from simcore.books.schema import SCHEMES_OF_BILLS
from simcore.calendar import day_text, first_day, month_text
from simcore.vocabulary import EventKind, Scheme

Sums = Counter[tuple[int, int]]
"""Fen by (month, fund)."""

_CASH_COLUMNS = {
    "contributions_worker": (Purpose.CONTRIBUTION_WORKER,),
    "contributions_employer": (Purpose.CONTRIBUTION_EMPLOYER, Purpose.MEDICAL_PREMIUM),
    "contributions_self": (Purpose.CONTRIBUTION_SELF,),
    "surcharges": (Purpose.SURCHARGE,),
    "subsidy": (Purpose.SUBSIDY,),
    "deficit_cover": (Purpose.DEFICIT_COVER,),
    "interest": (Purpose.CASH_INTEREST,),
}


def examine_entries(case: Case) -> None:
    """Two sides, cash never below zero, and each control account against what it controls."""
    _two_sides(case)
    _cash(case)
    _fund_rows(case)
    _receivables(case)
    _payables(case)
    _personal_accounts(case)
    _fines(case)


def _two_sides(case: Case) -> None:
    case.none(
        1,
        """SELECT entry, min(day), fund, sum(amount_fen)::BIGINT AS fen FROM raw_journal
           GROUP BY entry, fund, purpose HAVING fen <> 0 OR min(day) <> max(day) ORDER BY 1""",
        lambda entry, day, fund, fen: (
            f"entry {entry} of {day_text(day)} does not balance in {_fund(fund)}: {yuan(fen)} is left over",
            f"{day_text(day)} 第 {entry} 笔分录在{_fund(fund)}不平，差额 {yuan(fen)}",
        ),
    )
    case.none(
        1,
        "SELECT day, sum(amount_fen)::BIGINT AS fen FROM raw_journal GROUP BY day HAVING fen <> 0 ORDER BY 1",
        lambda day, fen: (
            f"{day_text(day)} does not balance: {yuan(fen)}",
            f"{day_text(day)} 借贷不平：{yuan(fen)}",
        ),
    )
    known = ", ".join(str(int(scheme)) for scheme in (*Scheme, TREASURY))
    case.none(
        1,
        f"""SELECT entry, day FROM raw_journal
            WHERE account NOT BETWEEN 0 AND {max(Account)} OR fund NOT IN ({known})
            OR purpose NOT BETWEEN 0 AND {max(Purpose)} OR day > {case.day} OR day <
                {first_day(case.start)} ORDER BY 1""",
        lambda entry, day: (
            f"entry {entry} of day {day} stands on an account, fund or day that does not exist",
            f"第 {entry} 笔分录（日序 {day}）的科目、基金或日期不存在",
        ),
    )


def _cash(case: Case) -> None:
    case.none(
        1,
        f"""SELECT fund, day, fen FROM (
            SELECT fund, day, sum(sum(amount_fen)) OVER (PARTITION BY fund ORDER BY day)::BIGINT AS fen
            FROM raw_journal WHERE account = {Account.CASH.value} AND fund <> {TREASURY} GROUP BY fund, day)
            WHERE fen < 0 ORDER BY 2""",
        lambda fund, day, fen: (
            f"the cash of {_fund(fund)} is {yuan(fen)} on {day_text(day)}",
            f"{_fund(fund)} {day_text(day)} 现金为 {yuan(fen)}",
        ),
    )


def _journal(case: Case, account: Account, *purposes: Purpose) -> Sums:
    """What was booked on an account for these purposes, by month and fund (debits positive)."""
    chosen = ", ".join(str(purpose.value) for purpose in purposes)
    rows = case.columns(
        f"""SELECT month_of(day) AS month, fund::INTEGER AS fund, sum(amount_fen)::BIGINT AS fen
            FROM raw_journal
            WHERE account = {account.value} AND purpose IN ({chosen}) GROUP BY ALL"""
    )
    return Counter(
        dict(
            zip(
                zip(rows["month"].tolist(), rows["fund"].tolist(), strict=True),
                rows["fen"].tolist(),
                strict=True,
            )
        )
    )


def _agree(case: Case, what: tuple[str, str], booked: Sums, records: Sums) -> None:
    wrong = sorted(key for key in booked.keys() | records.keys() if booked[key] != records[key])
    case.findings.add(
        1,
        [
            (
                f"{what[0]} of {_fund(fund)} in {month_text(month)}: the journal has "
                f"{yuan(booked[month, fund])}, the records "
                f"{yuan(records[month, fund])}",
                f"{_fund(fund)} {month_text(month)} 的{what[1]}：总账为 {yuan(booked[month, fund])}，明细为 "
                f"{yuan(records[month, fund])}",
            )
            for month, fund in wrong
        ],
    )


def _fund_rows(case: Case) -> None:
    rows = case.table("funds")
    months = set(rows["month"].tolist())
    keys = list(zip(rows["month"].tolist(), rows["fund"].tolist(), strict=True))

    def whole_months(sums: Sums) -> Sums:
        return Counter({key: fen for key, fen in sums.items() if key[0] in months and key[1] != TREASURY})

    for name, purposes in _CASH_COLUMNS.items():
        booked = whole_months(_journal(case, Account.CASH, *purposes))
        # The same purpose moves the unemployment fund's cash the other way; there it is a benefit.
        booked = Counter(
            {
                k: f
                for k, f in booked.items()
                if not (name == "contributions_employer" and _pays_premium(case, k))
            }
        )
        if name == "contributions_employer":
            booked.update(whole_months(_journal_of(case, Scheme.UNEMPLOYMENT, Purpose.CONTRIBUTION_EMPLOYER)))
        _agree(
            case, (name, name), booked, Counter(dict(zip(keys, rows[f"{name}_fen"].tolist(), strict=True)))
        )
    out = whole_months(_journal(case, Account.CASH, Purpose.BENEFIT_PAID))
    out.update(whole_months(_journal_of(case, Scheme.UNEMPLOYMENT, Purpose.MEDICAL_PREMIUM)))
    benefits = Counter(dict(zip(keys, (-rows["benefits_fen"]).tolist(), strict=True)))
    _agree(case, ("benefits", "待遇支出"), out, benefits)
    opening = _journal(case, Account.CASH, Purpose.OPENING)
    reserves = Counter({(case.start, fund): int(fen) for fund, fen in enumerate(case.reserves)})
    _agree(case, ("the opening reserve", "期初结余"), opening, reserves)
    _closing(case, keys, rows["closing_fen"].tolist(), Account.CASH, 1, ("closing", "期末结余"))
    _closing(
        case,
        keys,
        rows["account_liability_fen"].tolist(),
        Account.PERSONAL_ACCOUNTS,
        -1,
        ("account liability", "个人账户"),
    )


def _pays_premium(case: Case, key: tuple[int, int]) -> bool:
    return key[1] == Scheme.UNEMPLOYMENT


def _journal_of(case: Case, fund: Scheme, purpose: Purpose) -> Sums:
    return Counter({key: fen for key, fen in _journal(case, Account.CASH, purpose).items() if key[1] == fund})


def _closing(
    case: Case,
    keys: list[tuple[int, int]],
    recorded: list[int],
    account: Account,
    sign: int,
    what: tuple[str, str],
) -> None:
    """Balances at each month's end."""
    movements = _journal(case, account, *Purpose)
    balances: Sums = Counter()
    for fund in range(len(SCHEMES_OF_BILLS)):
        balance = 0
        for month in range(case.start, case.last + 1):
            balance += sign * movements[month, fund]
            balances[month, fund] = balance
    ends = Counter(dict(zip(keys, recorded, strict=True)))
    _agree(case, what, Counter({key: balances[key] for key in keys}), ends)


def _receivables(case: Case) -> None:
    """Declared, written off and still open: the control account of the bills."""
    for side in ("worker", "employer"):
        declared, gone = Purpose[f"DECLARED_{side.upper()}"], Purpose[f"WRITTEN_OFF_{side.upper()}"]
        for what, purpose, day, where, sign in (
            (("declared", "申报应缴"), declared, "declared_month", "true", 1),
            (("written off", "核销"), gone, "month_of(written_off_on)", "written_off_on >= 0", -1),
        ):
            sums = ", ".join(f"sum({scheme}_{side}_fen)::BIGINT AS {scheme}" for scheme in SCHEMES_OF_BILLS)
            rows = case.columns(
                f"SELECT {day} AS month, {sums} FROM raw_settlements WHERE {where} GROUP BY 1"
            )
            records: Sums = Counter()
            for fund, scheme in enumerate(SCHEMES_OF_BILLS):
                for month, fen in zip(rows["month"].tolist(), rows[scheme].tolist(), strict=True):
                    records[month, fund] += sign * fen
            _agree(
                case,
                (f"{what[0]} ({side})", what[1]),
                _journal(case, Account.CONTRIBUTIONS_RECEIVABLE, purpose),
                records,
            )


def _payables(case: Case) -> None:
    """What fell due: pool and accounts together are the benefit lines."""
    rows = case.columns(
        f"""SELECT month_of(due) AS month, scheme::INTEGER AS fund, sum(fen)::BIGINT AS fen FROM benefit_sums
            WHERE due <= {case.day} GROUP BY ALL"""
    )
    due = Counter(
        dict(
            zip(
                zip(rows["month"].tolist(), rows["fund"].tolist(), strict=True),
                (-rows["fen"]).tolist(),
                strict=True,
            )
        )
    )
    booked = _journal(case, Account.BENEFITS_PAYABLE, Purpose.BENEFIT_DUE_POOL, Purpose.BENEFIT_DUE_ACCOUNT)
    _agree(case, ("benefits due", "到期应付待遇"), booked, due)


def _personal_accounts(case: Case) -> None:
    """Credits, draws, interest and balances of the control account are those of the accounts, added up."""
    pension, account = Scheme.EMPLOYEE_PENSION.value, Account.PERSONAL_ACCOUNTS
    for what, purpose, sums, sign in (
        (("credits to accounts", "个人账户记入"), Purpose.ACCOUNT_CREDIT, case.credits, -1),
        (("interest on accounts", "个人账户利息"), Purpose.ACCOUNT_INTEREST, case.interest, -1),
        (("draws from accounts", "个人账户支取"), Purpose.BENEFIT_DUE_ACCOUNT, case.draws, 1),
    ):
        records: Sums = Counter({(m, pension): sign * fen for m, fen in sums.items() if m >= case.start})
        _agree(case, what, _journal(case, account, purpose), records)
    opening = {(case.start, pension): -case.liability_at_start}
    _agree(
        case, ("opening accounts", "个人账户期初"), _journal(case, account, Purpose.OPENING), Counter(opening)
    )


def _fines(case: Case) -> None:
    """Fines paid to the treasury are never more than fines imposed by then."""
    case.none(
        1,
        f"""WITH paid AS (SELECT day, sum(amount_fen) AS fen FROM raw_journal
                WHERE account = {Account.CASH.value}
                AND purpose = {Purpose.FINE.value} GROUP BY day),
            imposed AS (SELECT day, sum(detail) AS fen FROM raw_events WHERE kind =
                {EventKind.FINED.value} GROUP BY day)
        SELECT p.day, (SELECT sum(fen) FROM paid q WHERE q.day <= p.day)::BIGINT AS paid,
               coalesce((SELECT sum(fen) FROM imposed i WHERE i.day <= p.day), 0)::BIGINT AS imposed
        FROM paid p WHERE paid > imposed ORDER BY 1""",
        lambda day, paid, imposed: (
            f"by {day_text(day)} fines of {yuan(paid)} were paid and only {yuan(imposed)} imposed",
            f"至 {day_text(day)} 已缴罚款 {yuan(paid)}，而处罚决定仅 {yuan(imposed)}",
        ),
    )


def _fund(code: int) -> str:
    return "treasury" if code == TREASURY else Scheme(code).name.lower()

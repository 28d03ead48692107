"""Point 1: every batch has two sides for each purpose, no account appears from nowhere, and control accounts
agree with their records.
"""

from __future__ import annotations

from collections import Counter

from simcore.audit.case import Case, yuan
from simcore.audit.journal import examine_journal
from simcore.books.ledger import TREASURY, Account, Purpose
from simcore.calendar import day_text, first_day, month_text
from simcore.vocabulary import Scheme

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
    examine_journal(case)


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
    # The reserves are booked on the first day, also in a run that stands before it.
    first = first_day(case.start)
    case.none(
        1,
        f"""SELECT entry, day FROM raw_journal
            WHERE account NOT BETWEEN 0 AND {max(Account)} OR fund NOT IN ({known})
            OR purpose NOT BETWEEN 0 AND {max(Purpose)} OR day > {max(case.day, first)}
            OR day < {first} ORDER BY 1""",
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
    reserves = Counter({(case.start, int(fund)): fen for fund, fen in case.reserves.items()})
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
    for fund in case.schemes:
        balance = 0
        for month in range(case.start, case.last + 1):
            balance += sign * movements[month, fund]
            balances[month, fund] = balance
    ends = Counter(dict(zip(keys, recorded, strict=True)))
    _agree(case, what, Counter({key: balances[key] for key in keys}), ends)


def _fund(code: int) -> str:
    return "treasury" if code == TREASURY else Scheme(code).name.lower()

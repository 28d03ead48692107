"""Point 1: what the journal has on each day, account and fund, and for each purpose, is what records, law
and scenario make: nothing is booked on another day, and nothing besides.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from simcore.audit.case import Case, Ints, yuan
from simcore.books.ledger import TREASURY, Account, Purpose
from simcore.calendar import NEVER, day_text, first_day
from simcore.vocabulary import BILLED, BenefitKind, Scheme

_MILLION = 1_000_000
CASH, RECEIVABLE, PAYABLE, ACCOUNTS, POOL = Account
PENSION = Scheme.EMPLOYEE_PENSION


class _Movements:
    """Movements as they should be: day, fund, fen from one account to another."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._parts: list[tuple[Ints, ...]] = []

    def add(self, debit: Account, credit: Account, fund: int, purpose: Purpose, day: Ints, fen: Ints) -> None:
        for account, sign in ((debit, 1), (credit, -1)):
            columns = (day, int(account), fund, int(purpose), sign * fen)
            self._parts.append(tuple(np.broadcast_to(column, len(day)) for column in columns))

    def add_days(
        self, debit: Account, credit: Account, fund: int, purpose: Purpose, by_day: Mapping[int, int]
    ) -> None:
        days, fen = list(by_day), list(by_day.values())
        self.add(debit, credit, fund, purpose, np.array(days, np.int64), np.array(fen, np.int64))

    def columns(self) -> dict[str, Ints]:
        names = ("day", "account", "fund", "purpose", "amount_fen")
        return {
            name: np.concatenate(columns).astype(np.int64)
            for name, columns in zip(names, zip(*self._parts, strict=True), strict=True)
        }


def examine_journal(case: Case) -> None:
    """Every movement of every day."""
    lawful = _Movements(case)
    _opening(case, lawful)
    _bills(case, lawful)
    _in_person(case, lawful)
    _accounts(case, lawful)
    _benefits(case, lawful)
    _government(case, lawful)
    case.same(
        1,
        "SELECT day, account, fund, purpose, amount_fen FROM raw_journal",
        lawful.columns(),
        _told,
        weight="amount_fen",
    )


def _opening(case: Case, lawful: _Movements) -> None:
    day = np.array([first_day(case.start)])
    for fund, cash in case.reserves.items():
        lawful.add(CASH, POOL, fund, Purpose.OPENING, day, np.array([cash]))
    lawful.add(POOL, ACCOUNTS, PENSION, Purpose.OPENING, day, np.array([case.liability_at_start]))


def _bills(case: Case, lawful: _Movements) -> None:
    bills = case.table("settlements")
    inside = np.clip(bills["declared_month"], case.start, max(case.declared, case.start))
    declared_on = case.declaration_days(inside)
    paid, gone = bills["paid_on"] >= 0, bills["written_off_on"] >= 0
    for fund, scheme in BILLED.items():
        for side in ("worker", "employer"):
            fen = bills[f"{scheme}_{side}_fen"]
            for debit, credit, purpose, day, rows in (
                (RECEIVABLE, POOL, Purpose[f"DECLARED_{side.upper()}"], declared_on, np.ones(len(fen), bool)),
                (CASH, RECEIVABLE, Purpose[f"CONTRIBUTION_{side.upper()}"], bills["paid_on"], paid),
                (POOL, RECEIVABLE, Purpose[f"WRITTEN_OFF_{side.upper()}"], bills["written_off_on"], gone),
            ):
                lawful.add(debit, credit, fund, purpose, *_by_day(day[rows], fen[rows]))
        surcharge = bills[f"{scheme}_surcharge_fen"]
        lawful.add(CASH, POOL, fund, Purpose.SURCHARGE, *_by_day(bills["paid_on"][paid], surcharge[paid]))


def _by_day(day: Ints, fen: Ints) -> tuple[Ints, Ints]:
    first = int(day.min(initial=0))
    sums = np.zeros(int(day.max(initial=first)) - first + 1, np.int64)
    np.add.at(sums, day - first, fen)
    places = np.flatnonzero(sums)
    return places + first, sums[places]


def _in_person(case: Case, lawful: _Movements) -> None:
    for paid in case.paid_in_person:
        lawful.add(CASH, POOL, paid.scheme, Purpose.CONTRIBUTION_SELF, paid.day, paid.own)
        lawful.add(CASH, POOL, paid.scheme, Purpose.SUBSIDY, paid.day, paid.subsidy)
        lawful.add(POOL, CASH, TREASURY, Purpose.SUBSIDY, paid.day, paid.subsidy)


def _accounts(case: Case, lawful: _Movements) -> None:
    first = first_day(case.start)
    for scheme, moved in case.account_movements.items():
        for purpose, by_day in (
            (Purpose.ACCOUNT_CREDIT, moved.credits),
            (Purpose.ACCOUNT_INTEREST, moved.interest),
        ):
            in_run = {day: fen for day, fen in by_day.items() if day >= first}
            lawful.add_days(POOL, ACCOUNTS, scheme, purpose, in_run)


def _benefits(case: Case, lawful: _Movements) -> None:
    """What fell due, from the accounts as far as they reach, and what was paid."""
    first = first_day(case.start)
    for scheme, moved in case.account_movements.items():
        drawn = {day: fen for day, fen in moved.draws.items() if day >= first}
        lawful.add_days(ACCOUNTS, PAYABLE, scheme, Purpose.BENEFIT_DUE_ACCOUNT, drawn)
        of_pool = {day: -fen for day, fen in drawn.items()}
        lawful.add_days(POOL, PAYABLE, scheme, Purpose.BENEFIT_DUE_POOL, of_pool)
    due = case.columns(
        f"""SELECT scheme, due AS day, sum(fen)::BIGINT AS fen FROM benefit_sums WHERE due <= {case.day}
            GROUP BY ALL"""
    )
    paid = case.columns(
        f"""SELECT scheme, paid_on AS day, kind = {BenefitKind.MEDICAL_PREMIUM.value} AS is_premium,
                sum(fen)::BIGINT AS fen FROM benefit_sums WHERE paid_on >= 0 GROUP BY ALL"""
    )
    for scheme in Scheme:
        rows = due["scheme"] == scheme
        day, fen = due["day"][rows].astype(np.int64), due["fen"][rows]
        lawful.add(POOL, PAYABLE, scheme, Purpose.BENEFIT_DUE_POOL, day, fen)
        for premium, purpose in ((False, Purpose.BENEFIT_PAID), (True, Purpose.MEDICAL_PREMIUM)):
            rows = (paid["scheme"] == scheme) & (paid["is_premium"] == premium)
            day, fen = paid["day"][rows].astype(np.int64), paid["fen"][rows]
            lawful.add(PAYABLE, CASH, scheme, purpose, day, fen)
            if premium:
                lawful.add(CASH, POOL, Scheme.EMPLOYEE_MEDICAL, purpose, day, fen)


def _government(case: Case, lawful: _Movements) -> None:
    """Interest, subsidy and cover are proven elsewhere in amount; here is on which day, and by whom."""
    rows = case.table("funds")
    for fund in case.schemes:
        of_fund = rows["fund"] == fund
        day = first_day(rows["month"][of_fund] + 1) - 1
        lawful.add(CASH, POOL, fund, Purpose.CASH_INTEREST, day, rows["interest_fen"][of_fund])
    share = round(case.scenario["treasury.pension_subsidy_share"] * _MILLION)
    subsidy = {}
    of_pensions = rows["fund"] == PENSION
    paid = dict(
        zip(rows["month"][of_pensions].tolist(), rows["benefits_fen"][of_pensions].tolist(), strict=True)
    )
    for month in range(case.start, case.last + 1):
        day = case.days_of("funds.pay_days", month)[0]
        if day <= case.day:
            subsidy[day] = (paid.get(month - 1, 0) * share * 2 + _MILLION) // (2 * _MILLION)
    covered = case.columns(
        f"""SELECT fund, day, sum(amount_fen)::BIGINT AS fen FROM raw_journal WHERE fund <> {TREASURY}
            AND account = {CASH.value} AND purpose = {Purpose.DEFICIT_COVER.value} GROUP BY ALL"""
    )
    lawful.add_days(CASH, POOL, PENSION, Purpose.SUBSIDY, subsidy)
    lawful.add_days(POOL, CASH, TREASURY, Purpose.SUBSIDY, subsidy)
    for fund in case.schemes:
        chosen = covered["fund"] == fund
        day, fen = covered["day"][chosen].astype(np.int64), covered["fen"][chosen]
        lawful.add(CASH, POOL, fund, Purpose.DEFICIT_COVER, day, fen)
        lawful.add(POOL, CASH, TREASURY, Purpose.DEFICIT_COVER, day, fen)
    fines = case.columns(f"SELECT booked_on AS day, fen FROM lawful_fines WHERE booked_on < {NEVER}")
    lawful.add(CASH, POOL, TREASURY, Purpose.FINE, *_by_day(fines["day"], fines["fen"]))


def _told(row: dict[str, int], is_recorded: bool) -> tuple[str, str]:
    fund = "treasury" if row["fund"] == TREASURY else Scheme(row["fund"]).name.lower()
    what = f"{Account(row['account']).name.lower()}, {Purpose(row['purpose']).name.lower()}"
    return (
        f"{fund} on {day_text(row['day'])} ({what}): the journal differs from the records by "
        f"{yuan(row['amount_fen'])}",
        f"{fund} {day_text(row['day'])}（{what}）：总账与明细相差 {yuan(row['amount_fen'])}",
    )

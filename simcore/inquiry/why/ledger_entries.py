"""Which entries of the ledger moved the money of a line of somebody's record."""

from __future__ import annotations

from collections.abc import Iterable

from simcore.books.ledger import Purpose
from simcore.books.schema import SIDES
from simcore.calendar import month_of
from simcore.inquiry.why.person_record import PersonRecord, Row
from simcore.rulebook.texts import Text
from simcore.vocabulary import BILLED, BenefitKind, PaymentKind, Scheme

_FUNDS = {name: scheme for scheme, name in BILLED.items()} | {"maternity": Scheme.MATERNITY}
_PURPOSES = {"worker": Purpose.CONTRIBUTION_WORKER, "employer": Purpose.CONTRIBUTION_EMPLOYER}
_RECEIPTS = tuple(_PURPOSES.values())
_PAYMENTS = (Purpose.BENEFIT_PAID, Purpose.MEDICAL_PREMIUM)

AMOUNTS = tuple(f"{side}_fen" for side in SIDES)
"""The columns of a contribution line that hold money which came in."""
PENSION_AMOUNTS = ("pension_worker_fen", "pension_employer_fen")
UNEMPLOYMENT_AMOUNTS = ("unemployment_worker_fen", "unemployment_employer_fen")
ACCOUNT = ("account_fen",)


def received(record: PersonRecord, line: Row, columns: Iterable[str]) -> list[int]:
    """The entries by which these amounts of a contribution line came in; none before the run."""
    if line["arrived_on"] is None:
        return []
    of_account = ("pension_worker_fen" if column in ACCOUNT else column for column in columns)
    asked = {_moved_as(line, column) for column in of_account if line[column]}
    return sorted({entry for fund, purpose in asked for entry in _receipts(record, line, fund, purpose)})


def _moved_as(line: Row, column: str) -> tuple[Scheme, Purpose]:
    scheme, side = column.split("_")[:2]
    own = line["kind"] == PaymentKind.FLEXIBLE
    return _FUNDS[scheme], Purpose.CONTRIBUTION_SELF if own else _PURPOSES[side]


def _receipts(record: PersonRecord, line: Row, fund: Scheme, purpose: Purpose) -> list[int]:
    """On a receipts day a fund books the bills that came in their own month first, then all the others."""
    day = line["arrived_on"]
    if purpose == Purpose.CONTRIBUTION_SELF:
        return sorted({entry for entry, why, _ in record.cash_moved(day, fund) if why == purpose})
    of_bills = sorted({entry for entry, why, _ in record.cash_moved(day, fund) if why in _RECEIPTS})
    return of_bills[:1] if _came_in_its_month(line) else of_bills[-1:]


def _came_in_its_month(line: Row) -> bool:
    ordinary = line["kind"] == PaymentKind.NORMAL and line["declared_month"] in (-1, line["month"])
    return bool(ordinary and month_of(line["arrived_on"]) == line["month"])


def surcharged(record: PersonRecord, line: Row) -> list[int]:
    """The entries by which the surcharges on the bill of a line came in: those of the bill itself."""
    moved = {
        entry
        for fund in BILLED
        for entry, why, _ in record.cash_moved(line["arrived_on"], fund)
        if why == Purpose.SURCHARGE
    }
    return sorted(moved & set(received(record, line, AMOUNTS)))


def paid(record: PersonRecord, line: Row) -> list[int]:
    """The entry by which a benefit line was paid; none before the run.

    A fund pays what fell due on one day after the other, each piece in an entry of its own, and the medical
    premiums within it in another: the entries of a day follow the pieces of its queue.
    """
    piece = record.payout_of(line)
    if piece is None:
        return []
    before, amount = piece
    purpose = Purpose.MEDICAL_PREMIUM if line["kind"] == BenefitKind.MEDICAL_PREMIUM else Purpose.BENEFIT_PAID
    found, gone = [], 0
    for entry, why, fen in record.cash_moved(line["paid_on"], line["scheme"]):
        if fen < 0 and why in _PAYMENTS:
            if before <= gone < before + amount and why == purpose:
                found.append(entry)
            gone -= fen
    return found


def ledger_text(entries: list[int]) -> list[Text]:
    """The numbers of ledger entries; nothing for what moved before the run."""
    if not entries:
        return []
    numbers = [str(entry) for entry in entries]
    word = "entry" if len(numbers) == 1 else "entries"
    return [Text(f"ledger {word} {', '.join(numbers)}", f"总账分录 {'、'.join(numbers)}")]

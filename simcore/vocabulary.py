"""The closed lists of terms: what every code in the records stands for.

The codes are enumerations here; their labels in English and 中文, and the article of law where there is one,
stand in
`terms.yaml` beside this file. A code's text key is its name in small letters (`Scheme.EMPLOYEE_PENSION` is
`employee_pension`). `simcore.vocabulary()` gives all lists as one nested dict.
"""

from __future__ import annotations

import sys
from enum import IntEnum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any


class Scheme(IntEnum):
    """The insurances; each keeps its own fund (Social Insurance Law, article 64)."""

    EMPLOYEE_PENSION = 0
    EMPLOYEE_MEDICAL = 1
    UNEMPLOYMENT = 2
    WORK_INJURY = 3
    MATERNITY = 4
    RESIDENT_PENSION = 5
    RESIDENT_MEDICAL = 6


BILLED = {
    Scheme.EMPLOYEE_PENSION: "pension",
    Scheme.EMPLOYEE_MEDICAL: "medical",
    Scheme.UNEMPLOYMENT: "unemployment",
    Scheme.WORK_INJURY: "injury",
}
"""The schemes of an employer's bill, each with its fund, in the order of their codes, with the names that
columns have.
"""

LINE_SIDES = tuple(
    (scheme, side)
    for scheme in BILLED
    for side in ("worker", "employer")
    if (scheme, side) != (Scheme.WORK_INJURY, "worker")
)
"""Who pays to which scheme for a month of an employee: for work injury the employer alone (article 33)."""


class PaymentKind(IntEnum):
    """Why a contribution line exists."""

    NORMAL = 0
    ASSESSED = 1
    BACK_PAYMENT = 2
    FLEXIBLE = 3
    RESIDENT = 4
    STUDENT = 5
    PAID_BY_FUND = 6


class Flag(IntEnum):
    """Where a contribution line stands."""

    PAID = 0
    LATE_PAID = 1
    OWED = 2
    WRITTEN_OFF = 3
    REFUNDED = 4


class Channel(IntEnum):
    """The way a contribution was paid."""

    EMPLOYER = 0
    WECHAT = 1
    ALIPAY = 2
    CHONGQING_EXPRESS = 3
    COUNTER = 4
    UNIVERSITY = 5
    BANK_DEBIT = 6
    FUND = 7


class BenefitKind(IntEnum):
    """What a fund pays; the code is also the order within one person's entries of a fund's queue."""

    PENSION = 0
    UNEMPLOYMENT_BENEFIT = 1
    MEDICAL_PREMIUM = 2
    FUNERAL_GRANT = 3
    SURVIVOR_GRANT = 4
    ACCOUNT_INHERITANCE = 5
    ACCOUNT_REFUND = 6


class ClaimKind(IntEnum):
    """What people claim at the agency; the code is also the order of claims of one day and person."""

    PENSION = 0
    DEATH = 1
    UNEMPLOYMENT = 2


class LeavingReason(IntEnum):
    """Why a job ended (column `reason` of events, `left_reason` of registrations); 0 while it lasts."""

    NONE = 0
    CHANGED_JOB = 1
    DISMISSED = 2
    QUIT = 3
    CLOSED = 4
    RETIRED = 5
    DIED = 6


class RefusalReason(IntEnum):
    """Why a claim was refused; the codes differ from the leaving reasons, as both stand in the events'
    `reason`.
    """

    NONE = 0
    INSUFFICIENT_MONTHS = 11
    LEFT_VOLUNTARILY = 12
    NO_LONGER_UNEMPLOYED = 13
    DIED_BEFORE_DECISION = 14
    NO_CONTRIBUTIONS = 15


class RegistrationCause(IntEnum):
    """How a worker came to be registered; NONE: never in this job."""

    NONE = 0
    IN_TIME = 1
    LATE = 2
    INSPECTED = 3


class EventKind(IntEnum):
    """What happens in a life or to an employer; 0 to 29 people, 30 and more employers. `detail` is what
    stands behind each.
    """

    ENTERED = 0
    HIRED = 1
    REGISTERED = 2  # days after hiring
    FOUND_UNREGISTERED = 3
    LEFT_JOB = 4
    TURNED_FLEXIBLE = 5
    CLAIMED = 6  # claim kind
    AWARDED = 7  # monthly pension, fen
    GRANTED = 8  # a death claim: fen; unemployment: months
    REFUSED = 9  # claim kind
    BENEFIT_EXHAUSTED = 10
    RETIRED = 11
    PAYING_ON = 12  # months still to pay
    ACCOUNT_TAKEN = 13  # fen
    DIED = 14
    BORN = 15  # derived when asked for, never recorded
    GAVE_BIRTH = 17
    PAID_LATE = 16  # derived when asked for, never recorded
    FOUNDED = 30
    INSPECTED = 31
    ORDERED = 32
    FINED = 33  # fen
    FELL_BEHIND = 34
    RECOVERED = 35
    CLOSED = 36


_FILE = Path(__file__).with_name("terms.yaml")


@cache
def terms() -> dict[str, dict[str, dict[str, Any]]]:
    """List name → text key → `code`, `en`, `zh` and, where there is one, `article`. Read once."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lists: dict[str, dict[str, dict[str, Any]]] = yaml.load(_FILE.read_text("utf-8"), Loader=loader)
    for entries in lists.values():
        for place, term in enumerate(entries.values()):
            term.setdefault("code", place)
    return lists


def keys(list_name: str) -> dict[int, str]:
    """Code → text key of one list, as `keys("statuses")`."""
    return {term["code"]: key for key, term in terms()[list_name].items()}


def code(list_name: str, key: str) -> int:
    """The code of a term, for whoever brings a term of its own: `code("benefit_kinds", "pension")`."""
    number: int = terms()[list_name][key]["code"]
    return number


def scheme_called(name: Any) -> str:
    """The text key of the insurance of this name, or of this label in English or 中文. Errors: InvalidInput
    with the nearest names.
    """
    from simcore.errors import plain, unknown

    schemes = terms()["schemes"]
    wanted = plain(str(name))
    for key, term in schemes.items():
        if wanted in map(plain, (key, term["en"], term["zh"])):
            return key
    known = list(schemes) if str(name).isascii() else [term["zh"] for term in schemes.values()]
    raise unknown(("scheme", "险种"), str(name), known)


def label(list_name: str, key: str) -> tuple[str, str]:
    """The label of a term in English and 中文."""
    term = terms()[list_name][key]
    return term["en"], term["zh"]


def vocabulary() -> dict[str, dict[str, dict[str, Any]]]:
    """All closed lists, a fresh copy: list → key → `code`, `en`, `zh`, and `article` where there is one."""
    return {name: {key: dict(term) for key, term in entries.items()} for name, entries in terms().items()}


class _Vocabulary(ModuleType):
    """`simcore.vocabulary` is this module and, as the contract names it, a call that gives the lists: it is
    both.
    """

    def __call__(self) -> dict[str, dict[str, dict[str, Any]]]:
        return vocabulary()


sys.modules[__name__].__class__ = _Vocabulary

"""The tables of the books: their columns, in order, and how wide each is.

Money is integer fen (columns end in `_fen`), months and days are integers from 1970, −1 means none. Codes are
those of
`simcore.vocabulary`. All tables are append only.
"""

from __future__ import annotations

from dataclasses import dataclass

from simcore.vocabulary import BILLED, LINE_SIDES

SCHEMES_OF_BILLS = tuple(BILLED.values())
"""The schemes of an employer's bill, in the order of their codes, as the columns name them."""

SIDES = (*(f"{BILLED[scheme]}_{side}" for scheme, side in LINE_SIDES), "maternity_employer")
"""The amounts of a contribution line; medical with large-amount mutual aid."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: name, columns with their widths (`i1`, `i2`, `i4`, `i8`), and the columns that order its rows
    on disk.
    """

    name: str
    columns: dict[str, str]
    order: tuple[str, ...] = ()
    """Rows are stored in this order within a file, so that one person's rows lie together; () as they came.
    """

    @property
    def months(self) -> tuple[str, ...]:
        """The columns that hold months."""
        return tuple(c for c in self.columns if c == "month" or c.endswith("_month") or c == "retired_in")

    @property
    def days(self) -> tuple[str, ...]:
        """The columns that hold days."""
        return tuple(c for c in self.columns if c in ("day", "birth_day") or c.endswith("_on"))

    @property
    def money(self) -> tuple[str, ...]:
        """The columns that hold fen."""
        return tuple(c for c in self.columns if c.endswith("_fen"))


def _columns(**widths: str) -> dict[str, str]:
    """Columns by width: `i4="person_id month"`, several groups in the order given; a trailing letter keeps
    keys apart.
    """
    return {name: width[:2] for width, names in widths.items() for name in names.split()}


CODES = {
    "scheme": "schemes",
    "channel": "channels",
    "sex": "sexes",
    "retirement_category": "retirement_categories",
    "status": "statuses",
    "conduct": "conducts",
    "left_reason": "leaving_reasons",
    "cause": "registration_causes",
    "account": "ledger_accounts",
    "purpose": "ledger_purposes",
}
"""Column → list of the vocabulary that its codes belong to, wherever the column means the same."""

KINDS = {
    "contribution_spells": "payment_kinds",
    "yearly_contributions": "payment_kinds",
    "contribution_days": "payment_kinds",
    "settlements": "payment_kinds",
    "benefit_days": "benefit_kinds",
    "benefit_spells": "benefit_kinds",
    "claims": "claim_kinds",
    "events": "event_kinds",
}
"""Table → list of the vocabulary that its column `kind` belongs to."""

_CONTRIBUTION_SPELLS = TableSpec(
    "contribution_spells",
    _columns(i4="person_id employer_id", i1="kind", i4b="first_month last_month declared_month base_fen")
    | {f"{side}_fen": "i4" for side in SIDES}
    | _columns(i4="account_fen", i1="channel pay_day"),
    order=("person_id",),
)

_YEARLY_CONTRIBUTIONS = TableSpec(
    "yearly_contributions",
    _columns(
        i4="person_id",
        i1="scheme kind",
        i4b="first_month last_month base_fen own_fen subsidy_fen account_fen",
        i1b="channel",
        i4c="settled_on arrived_on",
    ),
    order=("person_id",),
)
"""One payment that covers the months from the first to the last; `base_fen` is the tier that was chosen."""

_CONTRIBUTION_DAYS = TableSpec("contribution_days", _columns(i4="month", i1="kind", i4b="due_on arrived_on"))
"""When each month's lines of a kind are due, and when those arrive that stand on no bill (else -1)."""

_BENEFIT_DAYS = TableSpec("benefit_days", _columns(i4="month", i1="kind", i4b="due_on"))
"""When each month's regular benefits of a kind fall due."""

_SETTLEMENTS = TableSpec(
    "settlements",
    _columns(
        i4="employer_id month declared_month",
        i1="kind",
        i4b="due_on settled_on paid_on written_off_on people",
    )
    | {
        f"{scheme}_{side}_fen": "i8"
        for scheme in SCHEMES_OF_BILLS
        for side in ("worker", "employer", "surcharge")
    },
    order=("employer_id",),
)

_BENEFIT_SPELLS = TableSpec(
    "benefit_spells",
    _columns(
        i4="person_id", i1="scheme kind", i4b="first_month last_month amount_fen account_part_fen due_on"
    ),
    order=("person_id",),
)

_PAYOUTS = TableSpec(
    "payouts",
    _columns(
        i1="scheme",
        i4="due_on from_person",
        i1b="from_kind",
        i4b="to_person",
        i1c="to_kind",
        i4c="paid_on",
        i8="amount_fen",
    )
    | _columns(i4="entries"),
)

_ACCOUNTS = TableSpec(
    "accounts",
    _columns(
        i4="person_id year",
        i1="scheme",
        i8="opening_fen credited_fen interest_on_opening_fen interest_on_credits_fen drawn_fen closing_fen",
    ),
    order=("person_id",),
)

_AWARDS = TableSpec(
    "awards",
    _columns(
        i4="person_id decided_on retirement_month contribution_months months_before_accounts average_index",
        i8="account_balance_fen",
        i4b="divisor benefit_base_fen basic_fen account_part_fen transitional_fen monthly_fen",
    ),
    order=("person_id",),
)

_CLAIMS = TableSpec(
    "claims",
    _columns(
        i4="person_id", i1="kind", i4b="arrived_on decided_on", i1b="granted reason", i4c="months entitlement"
    ),
    order=("person_id",),
)

_EVENTS = TableSpec(
    "events", _columns(i4="day person_id employer_id", i1="kind reason", i8="detail"), order=("person_id",)
)

_REGISTRATIONS = TableSpec(
    "registrations",
    _columns(i4="person_id employer_id hired_on registered_on", i1="cause", i4b="left_on", i1b="left_reason"),
    order=("person_id",),
)

_JOURNAL = TableSpec("journal", _columns(i4="entry day", i1="account fund purpose", i8="amount_fen"))

FUND_FLOWS = (
    "contributions_employer",
    "contributions_worker",
    "contributions_self",
    "subsidy",
    "deficit_cover",
    "interest",
    "surcharges",
    "other_in",
    "benefits",
    "refunds",
    "other_out",
)
FUND_OUTGOING = ("benefits", "refunds", "other_out")

_FUNDS = TableSpec(
    "funds",
    _columns(i4="month", i1="fund")
    | {f"{name}_fen": "i8" for name in ("opening", *FUND_FLOWS, "closing", "account_liability")}
    | _columns(i4="contributors beneficiaries"),
)

_PEOPLE = TableSpec(
    "people",
    _columns(
        i4="person_id region birth_day",
        i2="sequence",
        i1="sex retirement_category status",
        i4b="entered_on died_on retired_in opening_months opening_months_before_accounts opening_index",
        i8="opening_balance_fen opening_pension_fen",
    ),
)

_EMPLOYERS = TableSpec(
    "employers",
    _columns(
        i4="employer_id slot", i1="industry risk_class", i4b="size", i1b="conduct", i4c="founded_on closed_on"
    ),
)

TABLES: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        _PEOPLE,
        _EMPLOYERS,
        _REGISTRATIONS,
        _CONTRIBUTION_SPELLS,
        _YEARLY_CONTRIBUTIONS,
        _CONTRIBUTION_DAYS,
        _SETTLEMENTS,
        _BENEFIT_SPELLS,
        _BENEFIT_DAYS,
        _PAYOUTS,
        _ACCOUNTS,
        _AWARDS,
        _CLAIMS,
        _EVENTS,
        _JOURNAL,
        _FUNDS,
    )
}

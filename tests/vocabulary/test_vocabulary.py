"""The closed lists of terms are closed, labelled in both languages, and the same everywhere."""

from __future__ import annotations

from enum import IntEnum

import pytest

import simcore
from simcore import vocabulary as terms_and_codes
from simcore.books.ledger import Account, Purpose
from simcore.books.schema import FUND_FLOWS
from simcore.society.employers import Conduct
from simcore.society.people import Category, Sex, Status
from simcore.vocabulary import (
    BenefitKind,
    Channel,
    ClaimKind,
    EventKind,
    Flag,
    LeavingReason,
    PaymentKind,
    RefusalReason,
    RegistrationCause,
    Scheme,
    code,
)

CODES: dict[str, type[IntEnum]] = {
    "schemes": Scheme,
    "payment_kinds": PaymentKind,
    "flags": Flag,
    "channels": Channel,
    "benefit_kinds": BenefitKind,
    "claim_kinds": ClaimKind,
    "leaving_reasons": LeavingReason,
    "refusal_reasons": RefusalReason,
    "registration_causes": RegistrationCause,
    "event_kinds": EventKind,
    "statuses": Status,
    "sexes": Sex,
    "retirement_categories": Category,
    "conducts": Conduct,
    "ledger_accounts": Account,
    "ledger_purposes": Purpose,
}


OPEN = ("benefit_kinds", "claim_kinds")
"""Lists that a benefit may lengthen by a term of its own, without a name for it in shared code."""


@pytest.mark.parametrize("name", CODES)
def test_every_code_has_a_term_and_every_term_a_code(name: str) -> None:
    written = {key: term["code"] for key, term in simcore.vocabulary()[name].items()}
    named = {member.name.lower(): member.value for member in CODES[name]}
    if name in OPEN:
        assert named.items() <= written.items() and len(set(written.values())) == len(written)
        assert all(code(name, key) == number for key, number in written.items())
    else:
        assert written == named


def test_every_term_has_a_label_in_both_languages() -> None:
    for name, entries in simcore.vocabulary().items():
        for key, term in entries.items():
            assert term["en"].strip() and not any("\u4e00" <= letter <= "\u9fff" for letter in term["en"]), (
                key
            )
            assert any("\u4e00" <= letter <= "\u9fff" for letter in term["zh"]), f"{name}.{key}"


def test_every_column_of_the_fund_table_has_a_heading() -> None:
    columns = {
        "month",
        "fund",
        "opening",
        *FUND_FLOWS,
        "closing",
        "account_liability",
        "contributors",
        "beneficiaries",
    }
    assert set(simcore.vocabulary()["fund_columns"]) == columns


def test_a_refusal_for_want_of_months_names_its_article() -> None:
    assert "16" in simcore.vocabulary()["refusal_reasons"]["insufficient_months"]["article"]


def test_changing_what_is_given_changes_nothing_for_the_next_asker() -> None:
    simcore.vocabulary()["flags"]["paid"]["en"] = "altered"
    assert simcore.vocabulary()["flags"]["paid"]["en"] == "paid"


def test_the_name_is_both_the_module_and_the_call() -> None:
    assert terms_and_codes() == simcore.vocabulary()  # type: ignore[operator]

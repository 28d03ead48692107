"""Claims about the page that says what can be computed."""

from __future__ import annotations

import pytest

import simcore
from simcore.rulebook.policy import Policy
from simcore.rulebook.unknowns import UNKNOWNS
from tests.law.computable import FILE, YEARS, page
from tests.law.samples import CONTRACT


def test_the_page_says_what_the_law_can_do_today() -> None:
    assert FILE.read_text(encoding="utf-8") == page(Policy.load()), (
        "out of date: run `python -m tests.law.computable`"
    )


def test_every_target_of_the_contract_can_be_computed_in_2026_and_every_gap_has_its_reason() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in FILE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `") and line.count("|") > 5
    ]
    of_contract = [row for row in rows if row[0].split("`")[1] in CONTRACT]
    assert {row[0].split("`")[1] for row in of_contract} == set(CONTRACT)
    for row in rows:
        assert len(row) == len(YEARS) + 3, row[0]
        assert (row[-1] == "") == (row[2] == "●"), row[0]
        assert row[1] == "any day" or (row[1] <= "2010-01-01") == (row[2] == "●"), row[0]
    assert all(row[-2] == "●" for row in of_contract)


def test_what_no_figure_is_known_of_is_refused_with_its_reason_in_both_languages() -> None:
    assert {"medical_aid_for_bills", "employee_special_disease_reimbursement"} <= UNKNOWNS.keys()
    for one in UNKNOWNS.values():
        for name in (one.name, one.label_en, one.label_zh):
            with pytest.raises(simcore.InvalidInput) as refused:
                simcore.calculate(name, "2025-03")
            assert one.reason.en in refused.value.english and one.reason.zh in refused.value.chinese
        assert one.name not in Policy.load().graph.rules

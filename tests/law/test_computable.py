"""Claims about the page that says what can be computed."""

from __future__ import annotations

from simcore.rulebook.policy import Policy
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
        if line.startswith("| `")
    ]
    of_contract = [row for row in rows if row[0].split("`")[1] in CONTRACT]
    assert {row[0].split("`")[1] for row in of_contract} == set(CONTRACT)
    for row in rows:
        assert len(row) == len(YEARS) + 2, row[0]
        assert (row[-1] == "") == (row[1] == "●"), row[0]
    assert all(row[-2] == "●" for row in of_contract)

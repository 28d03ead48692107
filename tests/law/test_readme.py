"""What the README says of the law is what the law is."""

from __future__ import annotations

from pathlib import Path

import pytest

import simcore
from tests.law.readme_counts import README, with_counts


def test_the_readme_counts_the_values_of_today() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == with_counts(text), "out of date: run `python -m tests.law.readme_counts`"


def test_the_reform_file_in_the_readme_is_one(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    file = tmp_path / "readme.yaml"
    file.write_text(text.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    changes = simcore.Scenario.load("baseline").reform(file).law_changes()
    assert changes.names == ["employee_pension.employer_rate", "employee_pension.pension_increase"]


def test_the_page_in_the_readme_begins_as_explain_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCORE_LANGUAGE", "en")
    given = {"benefit_base": 8160, "average_index": 1, "contribution_months": 300, "payout_divisor": 139}
    page = simcore.explain(
        "monthly_pension", "2026-03", account_balance=100000, months_before_accounts=0, **given
    )
    beginning = "\n".join(str(page).splitlines()[:8])
    assert beginning in README.read_text(encoding="utf-8")

"""An explanation of an old day says which of the documents that it cites are younger than that day."""

from __future__ import annotations

import re

import pytest

from simcore.calendar import day_number
from simcore.rulebook import branches
from simcore.rulebook.documents import DOCUMENTS, younger_than
from simcore.rulebook.policy import Policy
from simcore.rulebook.texts import Text

LAW = Policy.load("chongqing")
WAGE = {"monthly_wage": 5000}


def law_lines(target: str, date: str, **inputs: object) -> str:
    return "\n".join(line for line in str(LAW.explain(target, date, **inputs)).splitlines() if "law:" in line)


def test_the_retirement_decision_of_2024_is_told_as_younger_than_2020_and_not_than_2025() -> None:
    """In force since 2025-01-01: NPC Standing Committee decision of 2024-09-13."""
    facts = {"birth_month": "1975-06", "retirement_category": "female_50"}
    younger = "(younger than this day: NPC Standing Committee decision of 2024-09-13)"
    assert younger in law_lines("statutory_retirement_month", "2020-03", **facts)
    assert "younger" not in law_lines("statutory_retirement_month", "2025-01", **facts)


def test_the_social_insurance_law_is_told_as_younger_than_2010() -> None:
    """In force since 2011-07-01."""
    facts = {
        "scheme": "employee_pension",
        "due_on": "2010-01-15",
        "paid_on": "2010-03-15",
        "unpaid": 1000,
    }
    assert "younger than this day: Social Insurance Law" in law_lines("late_surcharge", "2010-03", **facts)
    assert "Social Insurance Law)" not in law_lines("late_surcharge", "2011-07", **facts)


def test_a_documents_number_tells_the_year_of_its_issue() -> None:
    assert "国办发〔2019〕13号 (younger than this day)" in law_lines("contribution_base", "2015-12", **WAGE)
    assert "younger" not in law_lines("contribution_base", "2026-03", **WAGE)


def test_the_citys_regulations_are_not_taken_for_the_states() -> None:
    """重庆市失业保险条例 (2004-01-01) holds the name of 失业保险条例 (1999-01-22)."""
    cited = Text("…", "重庆市失业保险条例第18条")
    assert [one.zh for one in younger_than(day_number("2003-12-31", "day"), cited)] == ["重庆市失业保险条例"]
    assert younger_than(day_number("2004-01-01", "day"), cited) == []


def test_in_chinese_the_remark_is_chinese() -> None:
    (base,) = {
        step.legal_basis.zh
        for step in LAW.explain("contribution_base", "2015-12", **WAGE).tree.walk()
        if step.name == "contribution_base"
    }
    assert base.endswith("国办发〔2019〕13号（晚于该日）")


@pytest.mark.parametrize("name", sorted(branches.names() and DOCUMENTS))
def test_every_stated_document_is_cited_by_a_rule_under_both_names(name: str) -> None:
    document = DOCUMENTS[name]
    cited = [rule.article for rule in branches.rules().values()]
    assert any(name in article.zh for article in cited)
    assert any(document.en in article.en for article in cited)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", document.in_force)

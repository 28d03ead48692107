"""Claims about what an explanation of a record rests on: whose law, of which day, and what is none of it."""

from __future__ import annotations

import re

import pytest

import simcore
from simcore.inquiry.run import Run
from simcore.rulebook.explanation_text import doubts
from simcore.rulebook.projection import ASSUMPTION_LABELS, ASSUMPTIONS
from tests.inquiry.worlds import people, world


@pytest.fixture(scope="module")
def run() -> Run:
    return world("every conduct")


@pytest.fixture(scope="module")
def pensioner(run: Run) -> int:
    """Somebody who retired before the records and lives."""
    found = run.sql("SELECT min(person_id) p FROM people WHERE retired < '2008-01' AND death IS NULL")
    return int(found["p"][0])


def test_a_pension_of_many_years_names_the_day_of_the_law_beside_each_amount(
    run: Run, pensioner: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run.explain(pensioner, "monthly_pension")
    lines = str(told).splitlines()
    assert lines[1] == (
        "│  from the record; each amount by the law of the day named with it (2010-01-01 to 2027-01-01)"
    )
    for page in (str(told), told.to_markdown(), told._repr_html_()):
        assert all(f"by the law in force on {year}-01-01" in page for year in range(2010, 2028))
    of_2020 = next(place for place, line in enumerate(lines) if "pension from 2020-01:" in line)
    assert "by the law in force on 2020-01-01" in lines[of_2020 + 1]
    monkeypatch.setenv("SIMCORE_LANGUAGE", "zh")
    assert "依据个人记录；各项金额按其所注日期有效的规定计算（2010-01-01 至 2027-01-01）" in str(told)


def test_where_one_law_decides_it_is_named_once(run: Run) -> None:
    person = next(person for person in people(run) if run.record_of(person).lines)
    told = run.explain(person, "contribution_index")
    assert str(told).splitlines()[1] == f"│  from the record, by the law in force on {told.date}"
    assert str(told).count("by the law in force on") == 1
    months = run.explain(person, "contribution_months")
    assert str(months).splitlines()[1] == "│  from the record up to 2027-12-31"


def test_all_increases_of_a_pension_stand_among_the_doubts(run: Run, pensioner: int) -> None:
    told = run.explain(pensioner, "monthly_pension")
    listed = doubts(told)
    (line,) = (line for line in listed if "(employee_pension.pension_increase)" in line)
    policy = run.policy
    for year in range(2010, 2028):
        status = policy.on(f"{year}-01-01").status("employee_pension.pension_increase")
        is_told = any(
            int(since) <= year <= int(until or since)
            for since, until in re.findall(r"(20\d\d)(?: to (20\d\d))?:", line)
        )
        assert is_told == (status in ("recalled", "uncertain", "projected")), (year, status, line)
    assert len(listed) < 10


def test_every_doubtful_value_of_a_tree_is_in_its_list(run: Run) -> None:
    for person in people(run)[::25]:
        for target in ("monthly_pension", "contribution_months", "average_index", "account_balance"):
            try:
                told = run.explain(person, target)
            except simcore.InvalidInput:
                continue
            doubtful = {step.name for step in told.steps() if step.model_default}
            assert {line.rpartition(" (")[2].partition(")")[0] for line in doubts(told)} == doubtful


def test_what_was_drawn_for_the_time_before_the_records_is_a_doubt(run: Run, pensioner: int) -> None:
    pension = run.explain(pensioner, "monthly_pension")
    opening = next(step for step in pension.steps() if step.name == "opening_pension")
    assert opening.model_default and opening.to_dict()["model_default"] is True
    assert any("(opening_pension) — uncertain" in line for line in doubts(pension))
    somebody = int(run.sql("SELECT min(person_id) p FROM people WHERE opening_months > 0")["p"][0])
    for target, name in (("contribution_months", "opening_months"), ("average_index", "opening_indices")):
        assert any(f"({name}) — uncertain" in line for line in doubts(run.explain(somebody, target)))
    holder = int(run.sql("SELECT min(person_id) p FROM people WHERE opening_balance_fen > 0")["p"][0])
    told = run.explain(holder, "account_balance", "2010-06")
    assert any("(opening_balance) — uncertain" in line for line in doubts(told))
    later = run.explain(holder, "account_balance", "2012-06")
    assert not any("(opening_balance)" in line for line in doubts(later))


def test_in_a_run_under_a_reform_an_amount_of_the_reform_says_so() -> None:
    scenario = simcore.Scenario.load().reform("rate_cut_to_14").with_(people=60, years=2)
    run = simcore.simulate(scenario.with_(start="2026-06"))
    told = {
        month: run.explain(person, "employee_pension_employer", month)
        for person in people(run)
        for month in ("2026-12", "2027-02")
        if any(line["month"] == 12 * 57 + 1 for line in run.record_of(person).lines if line["kind"] == 0)
        and any(line["month"] == 12 * 57 - 1 for line in run.record_of(person).lines if line["kind"] == 0)
    }
    assert "reform" not in str(told["2026-12"])
    assert str(told["2027-02"]).splitlines()[1] == (
        "│  from the record, by the law in force on 2027-02-01, as changed by the reform “Employers pay 14 % "
        "for pensions”"
    )
    assert "Of the reform, not of the law as it is:" in str(told["2027-02"])


def test_an_assumption_is_called_in_an_explanation_as_in_the_scenario() -> None:
    scenario = simcore.Scenario.load()
    assert ASSUMPTION_LABELS.keys() == ASSUMPTIONS.keys()
    for name, label in ASSUMPTION_LABELS.items():
        key = scenario.key(name)
        assert key.label_en.partition(" (")[0] == label.en and key.label_zh.partition("（")[0] == label.zh

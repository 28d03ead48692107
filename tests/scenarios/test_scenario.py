"""Claims about scenarios: immutable, complete, and strict about what they accept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from simcore.errors import InvalidInput
from simcore.scenarios import Scenario, scenario_names
from simcore.scenarios.keys import baseline_keys

STATUSES = {"official", "published", "form", "recalled", "uncertain", "derived", "projected"}


def test_the_default_is_a_class_of_2000_from_2020_for_40_years() -> None:
    baseline = Scenario.load("baseline")
    assert (baseline.people, baseline.years, baseline.start, baseline.seed) == (2000, 40, 600, 1)
    assert baseline.policy == "chongqing"


def test_employees_is_the_same_as_the_baseline_for_now() -> None:
    assert Scenario.load("employees") == Scenario.load("baseline")


@pytest.mark.parametrize("name", scenario_names())
def test_every_ready_made_scenario_loads_and_is_labelled_in_two_languages(name: str) -> None:
    scenario = Scenario.load(name)
    assert scenario.name == name
    assert scenario.label[0].isascii()
    assert not scenario.label[1].isascii()


def test_every_value_has_unit_source_status_range_and_two_labels() -> None:
    for key in baseline_keys().values():
        assert key.unit, key.path
        assert key.source.en.strip() and not re.search("[a-z]{3,}", key.source.zh), key.path
        assert key.status in STATUSES, key.path
        assert key.label_en.strip(), key.path
        assert not key.label_zh.isascii(), key.path


def test_every_default_passes_its_own_check() -> None:
    baseline = Scenario.load("baseline")
    assert baseline.with_({path: baseline[path] for path in baseline.keys()})  # noqa: SIM118 == baseline


def test_a_changed_scenario_leaves_the_old_one_as_it_was() -> None:
    baseline = Scenario.load("baseline")
    changed = baseline.with_(people=200, **{"labour.separation_rate": 0.03})
    assert (changed.people, changed["labour.separation_rate"]) == (200, 0.03)
    assert (baseline.people, baseline["labour.separation_rate"]) == (2000, 0.022)
    assert changed.digest != baseline.digest


def test_nothing_in_a_scenario_can_be_changed_in_place() -> None:
    baseline = Scenario.load("baseline")
    with pytest.raises(AttributeError, match="immutable"):
        baseline.name = "mine"
    baseline["funds.opening_reserve_months"]["others"] = 0.0
    assert baseline["funds.opening_reserve_months"]["others"] == 12.0
    assert isinstance(baseline["agency.sitting_days"], tuple)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"labour.seperation_rate": 0.02}, "labour.seperation_rate.*did you mean labour.separation_rate"),
        ({"separation_rate": 0.02}, "labour.separation_rate"),
        ({"people": -5}, "population.people is -5; it must be a whole number from 1"),
        ({"people": 2.5}, "population.people is 2.5; it must be a whole number"),
        ({"people": "many"}, "population.people is 'many'"),
        ({"people": True}, "population.people is True"),
        ({"years": 0}, "run.years is 0; it must be a whole number from 1 to 100"),
        (
            {"labour.separation_rate": 1.2},
            "labour.separation_rate is 1.2; it must be a number from .* to 0.5",
        ),
        ({"behaviour.claim_share": 1.2}, "behaviour.claim_share is 1.2; it must be a number from 0 to 1"),
        ({"behaviour.claim_share": float("nan")}, "behaviour.claim_share is nan"),
        ({"start": "2020-13"}, "run.start is '2020-13'; it must be a month from 2010-01"),
        ({"start": "1999-01"}, "run.start is '1999-01'"),
        ({"seed": -1}, "run.seed is -1"),
        ({"agency.sitting_days": (5, 5, 25)}, "agency.sitting_days is .*3 rising days"),
        ({"funds.pay_days": (10,)}, "funds.pay_days"),
        ({"funds.pay_days": (18, 8)}, "funds.pay_days is .*2 rising days of the month from 1 to 28"),
        ({"tax_bureau.receipts_days": (15, "last")}, "tax_bureau.receipts_days is .* from 16 to 28"),
        ({"funds.opening_reserve_months": {"pension": 3}}, "must name exactly employee_pension, others"),
        ({"behaviour.base_low_share": 0.9, "behaviour.base_middle_share": 0.9}, "their sum must be 0 to 1"),
        ({"population.entry_age_youngest": 29, "population.entry_age_usual_last": 20}, "must not fall"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(changes: dict, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence) as refused:
        Scenario.load("baseline").with_(changes)
    assert "\n" not in str(refused.value)
    assert not refused.value.chinese.isascii()


def test_conducts_that_nobody_has_are_refused() -> None:
    names = ("punctual", "late", "under_declaring", "not_registering")
    with pytest.raises(InvalidInput, match=r"shares of conduct .* are all 0"):
        Scenario.load("baseline").with_({f"employers.{name}_share": 0 for name in names})


def test_an_unknown_scenario_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(InvalidInput, match="every_employer_late"):
        Scenario.load("every_employer_lat")


def test_a_scenario_goes_to_a_file_and_back(tmp_path: Path) -> None:
    mine = Scenario.load("one_slow_clerk").with_(
        {
            "people": 300,
            "start": "2021-07",
            "funds.opening_reserve_months": {"employee_pension": 1, "others": 2},
        }
    )
    mine = mine.reform({"employee_pension.employer_rate": {"2027-01": 0.14}})
    path = tmp_path / "mine.yaml"
    path.write_text(mine.to_yaml(), encoding="utf-8")
    again = Scenario.load(path)
    assert again == mine
    assert again.reforms == ({"employee_pension.employer_rate": {"2027-01": 0.14}},)
    assert again["agency.cases_per_clerk_day"] == 1


def test_a_file_may_build_on_another_scenario(tmp_path: Path) -> None:
    path = tmp_path / "late.yaml"
    path.write_text("base: every_employer_late\nchanges: {people: 50}\n", encoding="utf-8")
    scenario = Scenario.load(path)
    assert (scenario.name, scenario.people, scenario["employers.late_share"]) == ("late", 50, 1.0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("base: baseline\nchange: {}\n", "'change' is unknown; did you mean changes"),
        ("base: nowhere\n", "scenario 'nowhere' is unknown"),
        ("changes: {labour.separation_rat: 0.1}\n", "labour.separation_rate"),
        ("- 1\n- 2\n", "holds no fields"),
        ("a: [1\n", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=sentence):
        Scenario.load(path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"missing\.yaml"):
        Scenario.load(tmp_path / "missing.yaml")


def test_a_reform_of_an_unknown_parameter_is_refused_when_it_is_made() -> None:
    with pytest.raises(InvalidInput, match=r"employee_pension\.employer_rate"):
        Scenario.load("baseline").reform({"employee_pension.employer_rat": {"2027-01": 0.14}})


def test_a_reform_makes_another_scenario_and_can_be_left_out_again() -> None:
    baseline = Scenario.load("baseline")
    reformed = baseline.reform({"employee_pension.employer_rate": {"2027-01": 0.14}})
    assert reformed != baseline
    assert reformed.without_reforms() == baseline

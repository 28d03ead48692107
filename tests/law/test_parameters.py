"""Claims about the parameter files: what stands in them, and what is refused with file, line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from simcore.calendar import AFTER_ALL_DAYS
from simcore.errors import InvalidInput
from simcore.rulebook import branches
from simcore.rulebook.graph import in_order
from simcore.rulebook.parameter_files import read_parameters
from simcore.rulebook.parameters import STATUSES
from simcore.rulebook.policy import Policy

_GOOD = """\
employer_rate:
  label: {en: employer's rate, zh: 单位费率}
  unit: share
  projection: constant
  values:
    - {from: 2016-05, value: 0.19, status: published, source: 人社部发〔2016〕36号}
    - {from: 2019-05, value: 0.16, status: published, source: 国办发〔2019〕13号}
"""


def _read(tmp_path: Path, text: str) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_text(text, encoding="utf-8")
    read_parameters(file, "trial")


def test_the_good_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_text(_GOOD, encoding="utf-8")
    (rate,) = read_parameters(file, "trial")
    assert [value.value for value in rate.values] == [190_000, 160_000]
    assert rate.values[0].end == rate.values[1].start


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        pytest.param("0.16", "16", 7, "16; allowed is a number from 0 to 1", id="a rate given in per cent"),
        pytest.param(
            ", source: 国办发〔2019〕13号", "", 7, "has no source; add it", id="a value without its source"
        ),
        pytest.param(
            "status: published, source: 国", "source: 国", 7, "has no status; add it", id="without its status"
        ),
        pytest.param(
            "  unit: share\n", "", 1, "has no unit; add the key unit", id="a parameter without its unit"
        ),
        pytest.param(
            "published, source: 人", "sure, source: 人", 6, "use one of official", id="a status nobody knows"
        ),
        pytest.param(
            "2019-05,", "2019-05-02,", 7, "add day_in_source: true", id="a day inside a month, unexplained"
        ),
        pytest.param("2019-05,", "2016-05,", 7, "order the values by date", id="two values from one day on"),
        pytest.param(
            "2016-05,", "2016-05, until: 2019-03,", 7, "there is a gap", id="a gap between two values"
        ),
        pytest.param(
            "2016-05,", "2016-05, until: 2019-06,", 7, "overlaps the value before it", id="an overlap"
        ),
        pytest.param("projection:", "projektion:", 4, "use projection", id="a key that does not exist"),
        pytest.param(
            "unit: share", "unit: percent", 3, "unit 'percent' is unknown", id="a unit that does not exist"
        ),
        pytest.param(", zh: 单位费率", "", 2, "needs exactly en and zh", id="a label in one language only"),
        pytest.param("2019-05,", "2019-13,", 7, "a day that exists", id="a thirteenth month"),
        pytest.param("values:\n", "values:\n  - [\n", 7, "this is not YAML", id="a file that is no YAML"),
        pytest.param(
            "  unit: share\n", "  unit: share\n  unit: yuan\n", 4, "given twice", id="a key given twice"
        ),
    ],
)
def test_a_broken_file_is_refused_with_file_line_and_cure(
    tmp_path: Path, old: str, new: str, line: int, words: str
) -> None:
    assert old in _GOOD
    with pytest.raises(InvalidInput) as refused:
        _read(tmp_path, _GOOD.replace(old, new, 1))
    said = refused.value.english
    assert said.startswith(f"trial/parameters.yaml, line {line}: "), said
    assert words in said
    assert "\n" not in said
    assert f"trial/parameters.yaml 第 {line} 行" in refused.value.chinese


def test_a_day_inside_a_month_is_accepted_when_the_source_has_it(tmp_path: Path) -> None:
    _read(tmp_path, _GOOD.replace("from: 2019-05,", "from: 2019-05-02, day_in_source: true,"))


def test_an_explicit_end_that_meets_the_next_start_is_no_gap(tmp_path: Path) -> None:
    _read(tmp_path, _GOOD.replace("from: 2016-05,", "from: 2016-05, until: 2019-04,"))


def test_no_parameter_is_without_unit_label_source_and_status() -> None:
    for parameter in branches.parameters().values():
        assert parameter.unit and parameter.label_en and parameter.label_zh, parameter.path
        for value in parameter.values:
            assert value.status in STATUSES, parameter.path
            assert value.source, parameter.path


def test_no_parameter_has_a_gap_and_every_one_is_still_in_force() -> None:
    for parameter in branches.parameters().values():
        for earlier, later in zip(parameter.values, parameter.values[1:], strict=False):
            assert earlier.end == later.start, parameter.path
        assert parameter.values[-1].end == AFTER_ALL_DAYS, parameter.path


def test_every_parameter_is_used_by_a_rule() -> None:
    policy = Policy.load()
    used = {need for rule in branches.rules().values() for need in policy.graph.needs(rule)}
    used.add("employee_pension.pension_increase")
    assert set(branches.parameters()) <= used


def test_the_rules_form_no_circle() -> None:
    policy = Policy.load()
    needs = {name: policy.graph.needs(rule) for name, rule in branches.rules().items()}
    assert set(needs) <= set(in_order(needs))


def test_a_yearly_series_is_stale_two_years_after_its_newest_value_even_if_that_is_carried_on() -> None:
    policy = Policy.load()
    stale = {parameter.path for parameter in policy.stale_parameters("2027-01-02")}
    assert "employee_pension.benefit_base" in stale
    assert "contributions.average_wage_annual" not in stale
    assert "employee_pension.employer_rate" not in stale
    assert not {"employee_pension.benefit_base"} & {p.path for p in policy.stale_parameters("2027-01-01")}


def test_the_divisor_table_falls_with_age() -> None:
    divisors = [
        value for _, value in branches.parameters()["employee_pension.divisor_table"].values[0].value.items()
    ]
    assert len(divisors) == 31
    assert divisors == sorted(divisors, reverse=True)
    assert len(set(divisors)) == 31

"""Claims about reforms: what they may say, what they leave alone, and what a difference tells."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from simcore import InvalidInput, Policy

POLICY = Policy.load("chongqing")
_RATE = "employee_pension.employer_rate"
_ACCOUNT = "employee_pension.account_rate"
_WAGE = "contributions.average_wage_annual"
_MINIMUM = "unemployment.minimum_wage"


def test_a_rate_that_a_reform_sets_stands_in_every_later_year() -> None:
    view = POLICY.reform({_ACCOUNT: {"2027-01": 0.03}}).projected({}, 1200).on
    assert view("2026-12")[_ACCOUNT] == Decimal("0.015")
    assert {view(f"{year}-06")[_ACCOUNT] for year in range(2027, 2060)} == {Decimal("0.03")}


def test_a_rate_may_follow_an_assumption_of_the_scenario() -> None:
    reform = POLICY.reform({_ACCOUNT: {"2027-01": {"follows": "future.bond_rate"}}})
    view = reform.projected({"future.bond_rate": 0.025, "future.account_rate": 0.04}, 1200).on
    assert view("2026-12")[_ACCOUNT] == Decimal("0.015")
    assert view("2027-01")[_ACCOUNT] == view("2050-01")[_ACCOUNT] == Decimal("0.025")


def test_a_series_that_is_kept_stays_at_the_value_of_the_day_before() -> None:
    assumed = {"future.wage_growth": 0.1}
    law = POLICY.projected(assumed, 1200).on
    kept = POLICY.reform({_WAGE: {"2030-01": "kept"}}).projected(assumed, 1200).on
    for year in range(2015, 2030):
        assert kept(f"{year}-12")[_WAGE] == law(f"{year}-12")[_WAGE]
    assert {kept(f"{year}-12")[_WAGE] for year in range(2030, 2050)} == {law("2029-12")[_WAGE]}


def test_an_amount_may_grow_with_another_assumption_from_where_it_stands() -> None:
    reform = POLICY.reform({_WAGE: {"2029-01": {"grows_with": "future.price_growth"}}})
    view = reform.projected({"future.wage_growth": 0, "future.price_growth": 0.1}, 1200).on
    # 91059 until 2028, then × 1.1 = 100164.9 and × 1.21 = 110181.39, in whole yuan.
    assert [view(f"{year}-06")[_WAGE] for year in (2028, 2029, 2030)] == [91059, 100165, 110181]


def test_what_does_not_grow_by_itself_may_be_made_to_grow() -> None:
    reform = POLICY.reform(
        {"contributions.kept_floor": {"2026-06": 5000, "2027-01": {"grows_with": "future.price_growth"}}}
    )
    view = reform.projected({"future.price_growth": 0.02}, 1200).on
    path = "contributions.kept_floor"
    assert [view(f"{year}-06")[path] for year in (2026, 2027, 2028)] == [5000, 5100, 5202]


def test_a_day_may_be_the_start_of_the_run_or_the_later_of_two() -> None:
    for date, start, since in (
        ("start", "2024-03", "2024-03-01"),
        ("2025-01 or start", "2024-03", "2025-01-01"),
        ("2025-01 or start", "2026-03", "2026-03-01"),
        ("2025-01 or start", None, "2025-01-01"),
    ):
        reform = POLICY.reform({_RATE: {date: 0.1}}, start=start)
        assert POLICY.diff(reform).since == since


@pytest.mark.parametrize(
    ("changes", "start", "english", "chinese"),
    [
        ({_RATE: {"2027-01": 16}}, None, "is 16; .*write 0.16 for 16 %", "16% 请写作 0.16"),
        ({_RATE: {"2027-01": 1.5}}, None, "is 1.5; .*write 0.015 for 1.5 %", "0.015"),
        ({_RATE: {"2019-12": 0.1}}, "2020-01", "before the run's start 2020-01", "早于模拟起始月 2020-01"),
        ({_RATE: {"start": 0.1}}, None, "no run is known here", "没有模拟"),
        ({_RATE: {"2027-31-01": 0.1}}, None, "2027-31-01", "2027-31-01"),
        ({_MINIMUM: {"2010-01": "kept"}}, None, "no value before 2010-01-01", "没有可沿用的数值"),
        ({_MINIMUM: {"2027-01": {"follows": "future.bond_rate"}}}, None, "only a rate follows", "只有费率"),
        ({_RATE: {"2027-01": {"grows_with": "future.price_growth"}}}, None, "only an amount", "只有金额"),
        (
            {_RATE: {"2027-01": {"follows": "future.bond_rat"}}},
            None,
            "did you mean future.bond_rate",
            "future.bond_rate",
        ),
        ({"pension": {"2027-01": 1}}, None, "parameter or rule 'pension' is unknown", "参数或规则"),
    ],
)
def test_a_reform_that_cannot_be_is_refused_with_the_reason(
    changes: Any, start: str | None, english: str, chinese: str
) -> None:
    with pytest.raises(InvalidInput, match=english) as refused:
        POLICY.reform(changes, start=start)
    assert chinese in refused.value.chinese
    assert "\n" not in refused.value.english + refused.value.chinese


def test_a_difference_tells_what_changes_and_from_when_to_when() -> None:
    reform = POLICY.reform({_RATE: {"2027-01": 0.14, "2029-01": 0.16, "2031-01": 0.12}})
    told = [(change.since, change.until, change.before, change.after) for change in POLICY.diff(reform)]
    law = Decimal("0.16")
    assert told == [
        ("2027-01-01", "2028-12-31", law, Decimal("0.14")),
        ("2031-01-01", "", law, Decimal("0.12")),
    ]
    assert str(POLICY.diff(reform)).splitlines()[0] == (
        "from 2027-01-01 to 2028-12-31: employer's pension rate (employee_pension.employer_rate) 0.16 → 0.14"
    )


def test_a_difference_has_two_sides() -> None:
    reform = POLICY.reform({_RATE: {"2027-01": 0.14}, _MINIMUM: {"2028-01": 3000}})
    there, back = POLICY.diff(reform), reform.diff(POLICY)
    assert there.names == back.names == sorted([_RATE, _MINIMUM])
    assert [(one.before, one.after) for one in there] == [(one.after, one.before) for one in back]
    assert len(POLICY.diff(POLICY)) == 0
    assert str(POLICY.diff(POLICY)) == "no difference"


def test_a_reform_that_repeats_the_law_is_no_difference() -> None:
    assert len(POLICY.diff(POLICY.reform({_RATE: {"2027-01": 0.16}}))) == 0


def test_a_difference_names_a_replaced_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    def monthly_pension(basic_pension: Any) -> Any:
        """The basic pension alone."""
        return basic_pension

    (change,) = POLICY.diff(POLICY.reform({"monthly_pension": {"2030-01": monthly_pension}}))
    assert (change.kind, change.name, change.since, change.until) == (
        "rule",
        "monthly_pension",
        "2030-01-01",
        "",
    )
    assert "monthly_pension" in change.after
    monkeypatch.setenv("SIMCORE_LANGUAGE", "zh")
    assert change.sentence().startswith("自 2030-01-01：月养老金（monthly_pension）")


def test_a_series_that_differs_year_after_year_is_told_briefly_and_exported_wholly() -> None:
    law = POLICY.projected({}, 1200)
    difference = law.diff(POLICY.reform({_MINIMUM: {"2030-01": "kept"}}).projected({}, 1200))
    assert difference.names == [_MINIMUM]
    assert len(difference.to_dict()) == len(difference) > 20
    assert len(str(difference).splitlines()) == 3
    assert difference._repr_html_().count("<li>") == 3
    assert difference.to_markdown().startswith("- from 2030-01-01")

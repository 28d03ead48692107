"""Claims about tables with gaps: tiers that one may choose, steps that one reaches."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simcore.errors import InvalidInput
from simcore.rulebook.parameter_files import read_parameters
from simcore.rulebook.words import Table, Tiers, beginning_of, listed, look_up, look_up_reached, next_january

tables = st.dictionaries(st.integers(0, 4000), st.integers(0, 10**6), min_size=1, max_size=8)


@given(entries=tables, data=st.data())
def test_every_tier_has_its_own_entry_alone_and_in_a_column(
    entries: dict[int, int], data: st.DataObject
) -> None:
    table = Tiers("subsidy", entries)
    chosen = data.draw(st.lists(st.sampled_from(sorted(entries)), min_size=1))
    assert [look_up(table, key) for key in chosen] == [entries[key] for key in chosen]
    assert look_up(table, np.array(chosen)).tolist() == [entries[key] for key in chosen]
    assert listed(np.array(chosen), table, "annual_tier").tolist() == chosen


@given(entries=tables, key=st.integers(-10, 5000))
def test_what_is_no_tier_is_refused_and_the_tiers_are_named(entries: dict[int, int], key: int) -> None:
    table = Tiers("subsidy", entries)
    if key in entries:
        assert listed(key, table, "annual_tier") == key
        return
    for given_key in (key, np.array([key])):
        with pytest.raises(InvalidInput) as refused:
            listed(given_key, table, "annual_tier")
        assert refused.value.english.startswith(f"annual_tier is {key}; allowed are {min(entries)}")
        assert all(str(tier) in refused.value.chinese for tier in entries)
        with pytest.raises(InvalidInput, match=f"subsidy has no entry for {key}; allowed are {min(entries)}"):
            look_up(table, given_key)


@given(entries=tables, keys=st.lists(st.integers(0, 5000), min_size=1))
def test_a_step_holds_until_the_next_one_is_reached(entries: dict[int, int], keys: list[int]) -> None:
    table, steps = Tiers("supplement", entries), sorted(entries)
    above = [key for key in keys if key >= steps[0]]
    expected = [entries[steps[bisect_right(steps, key) - 1]] for key in above]
    assert [look_up_reached(table, key) for key in above] == expected
    assert look_up_reached(table, np.array(above, np.int64)).tolist() == expected
    for key in set(keys) - set(above):
        for given_key in (key, np.array([steps[0], key])):
            with pytest.raises(InvalidInput, match=f"supplement has no entry for {key}"):
                look_up_reached(table, given_key)


def test_tables_are_equal_when_keys_and_values_are() -> None:
    table = Tiers("one", {100: 30, 200: 40})
    same, other = Tiers("two", {200: 40, 100: 30}), Tiers("one", {100: 30, 300: 40})
    assert table == same and hash(table) == hash(same)
    assert table != other and table != Table("one", 100, [30, 40])
    assert (beginning_of(table), table.last, list(table.items())) == (100, 200, [(100, 30), (200, 40)])


def test_a_parameter_keyed_by_tiers_is_read_with_its_gaps(tmp_path: Path) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_text(
        "subsidy_table:\n  label: {en: subsidy, zh: 补贴}\n  unit: yuan_a_year\n  keyed_by: annual_tier\n"
        "  values:\n    - {from: 2014-07, value: {100: 30, 1500: 130}, status: uncertain, source: 一表}\n"
        "    - {from: 2030-01, value: {200: 40, 5000: 300}, status: uncertain, source: 另一表}\n",
        encoding="utf-8",
    )
    (table,) = read_parameters(file, "trial")
    assert [dict(value.value.items()) for value in table.values] == [
        {100: 3000, 1500: 13000},
        {200: 4000, 5000: 30000},
    ]
    assert (
        table.shown(table.values[0].value, chinese=False)
        == "100: 30.00 yuan a year, 1500: 130.00 yuan a year"
    )


@given(month=st.integers(0, 1500))
def test_the_next_january_is_a_january_of_the_following_year(month: int) -> None:
    january = next_january(month)
    assert january % 12 == 0
    assert january // 12 == month // 12 + 1
    assert next_january(np.array([month])).tolist() == [january]

"""Ten parameter files, each broken in one way: each is refused in one sentence with file, line and cure."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from simcore.errors import InvalidInput
from simcore.rulebook.parameter_files import read_parameters
from simcore.rulebook.texts import Text

BROKEN = Path(__file__).with_name("broken")

TOLD = {
    "wrong_date_order": (7, "order the values by date", "请按日期排列"),
    "missing_unit": (8, "has no unit; add the key unit, such as unit: yuan", "缺少 unit；请补充该键"),
    "rate_of_16": (7, "is 16; .*write 0.16 for 16 %", "16% 请写作 0.16"),
    "day_and_month_swapped": (6, "day and month turned round; write 2011-07-15", "请写作 2011-07-15"),
    "unknown_key": (7, "key 'valeu' is unknown; use value instead", "请改用 value"),
    "gap": (7, "a gap between 2018-12-31 and 2019-05-01; move one of the two or add", "请调整日期或补充"),
    "duplicate": (8, "key 'employer_rate' is given twice; keep one", "请只保留一个"),
    "no_source": (7, "has no source; add it, the document that set the value", "请补充设定该数值的文件"),
    "wrong_status": (
        8,
        "status 'known' is unknown; use one of official, published",
        "可用 official、published",
    ),
    "text_for_number": (7, "is 'sixteen per cent'; .*write it in digits", "请用数字书写"),
}
"""File → line, and what the sentence says in each language, the cure included."""


_ONE_SIDED = {
    "section 6 of 国发〔2005〕38号": (
        "has English words and no Chinese; write source: {en",
        "含英文而没有中文",
    ),
    "{en: section 6}": (
        "is no text; name the document, in quotes, or write",
        "请写明文件名称并加引号，或写作",
    ),
    "{en: section 6, zh: ''}": ("is no text; name the document", "请写明文件名称"),
    "{en: section 6, zh: 第六条, fr: article 6}": ("is no text; name the document", "请写明文件名称"),
    "{en: section 6, zh: 国发〔2005〕38号 section 6}": (
        "word 'section': .*; say it in Chinese",
        "请改用中文",
    ),
}
"""A source that only one half of the readers could read → what the sentence says, the cure included."""


@pytest.mark.parametrize("source", _ONE_SIDED)
@pytest.mark.parametrize("place", ["values", "before"])
def test_a_source_that_not_every_reader_can_read_is_refused(source: str, place: str, tmp_path: Path) -> None:
    dated = {"before": "{from: 2010-01, value: 0.2, source: %s}",
             "values": "{from: 2016-05, value: 0.19, status: published, source: %s}"}  # fmt: skip
    file = tmp_path / "parameters.yaml"
    text = "rate:\n  label: {en: a rate, zh: 费率}\n  unit: share\n"
    for field, line in dated.items():
        text += f"  {field}:\n    - {line % (source if field == place else '国发〔2005〕38号')}\n"
    file.write_text(text, "utf-8")
    english, chinese = _ONE_SIDED[source]
    with pytest.raises(InvalidInput, match=english) as refused:
        read_parameters(file, "mine")
    assert refused.value.english.startswith(f"mine/parameters.yaml, line {5 if place == 'before' else 7}: ")
    assert chinese in refused.value.chinese
    file.write_text(text.replace(source, "{en: section 6, zh: 第六条}"), "utf-8")
    (parameter,) = read_parameters(file, "mine")
    (value,) = parameter.before if place == "before" else parameter.values
    assert value.source == Text("section 6", "第六条")


def test_the_ten_files_are_these() -> None:
    assert {file.stem for file in BROKEN.glob("*.yaml")} == set(TOLD)
    assert len(TOLD) == 10


@pytest.mark.parametrize("name", TOLD)
def test_a_broken_file_is_refused_with_file_line_and_cure(name: str) -> None:
    line, english, chinese = TOLD[name]
    with pytest.raises(InvalidInput, match=english) as refused:
        read_parameters(BROKEN / f"{name}.yaml", "broken")
    error = refused.value
    assert error.english.startswith(f"broken/{name}.yaml, line {line}: ")
    assert error.chinese.startswith(f"broken/{name}.yaml 第 {line} 行：")
    assert chinese in error.chinese
    assert "\n" not in error.english + error.chinese


@pytest.mark.parametrize("name", TOLD)
def test_nothing_else_is_wrong_with_a_broken_file(name: str, tmp_path: Path) -> None:
    mends = {
        "wrong_date_order": ("2019-05, value: 0.16", "2015-05, value: 0.16"),
        "missing_unit": ("单位费率}\n", "单位费率}\n  unit: share\n"),
        "rate_of_16": ("16, status", "0.16, status"),
        "day_and_month_swapped": ("2011-15-07", "2011-07-15"),
        "unknown_key": ("valeu", "value"),
        "gap": ("until: 2018-12, ", ""),
        "duplicate": ("\nemployer_rate", "\nlater_rate"),
        "no_source": ("status: published\n", "status: published\n      source: 国办发〔2019〕13号\n"),
        "wrong_status": ("known", "published"),
        "text_for_number": ("sixteen per cent", "0.16"),
    }
    old, new = mends[name]
    text = (BROKEN / f"{name}.yaml").read_text("utf-8")
    assert old in text
    mended = tmp_path / "parameters.yaml"
    mended.write_text(text.replace(old, new, 1), "utf-8")
    assert read_parameters(mended, "mended")


@pytest.mark.parametrize(
    ("given", "meant"),
    [("31-08-2022", "2022-08-31"), ("08-2022", "2022-08"), ("2022-31-08", "2022-08-31")],
)
def test_a_date_turned_round_is_told_how_to_be_written(given: str, meant: str, tmp_path: Path) -> None:
    file = tmp_path / "parameters.yaml"
    text = (BROKEN / "day_and_month_swapped.yaml").read_text("utf-8")
    file.write_text(text.replace("2011-15-07", f"'{given}'"), "utf-8")
    with pytest.raises(InvalidInput, match=f"write {meant}$"):
        read_parameters(file, "mine")


_WHOLE = """
rate:
  label: {en: a rate, zh: 费率}
  unit: share
  yearly: true
  projection: {follows: future.account_rate}
  values:
    - {from: 2016-05, until: 2019-04, value: 0.19, status: published, source: a}
    - {from: 2019-05-01, value: 0.16, status: published, source: {en: the source, zh: 来源}}
ages:
  label: {en: ages, zh: 年龄}
  unit: months
  keyed_by: retirement_category
  projection: {converges_to: contributions.average_wage_annual, by: future.benefit_base_convergence_year}
  values:
    - {from: 2016-05, value: {male_60: 1, female_55: 2, female_50: 3}, status: published, source: c}
"""
_JUNK = [
    *(None, "", 0, -1, float("inf"), float("nan"), True, [], {}, [1], {"a": 1}, {1: 2}, "x", 10**30),
    *("2019-13", "0000-01", "2019-02-30", ["a", "b"], {"grows_with": 3}, {"follows": None}, "grows_with"),
]


def _places(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(place for key, one in inner for place in _places(one, (*here, key)))]


@pytest.mark.parametrize("junk", _JUNK, ids=repr)
def test_whatever_stands_anywhere_in_a_file_it_is_read_or_refused_in_one_sentence(
    junk: Any, tmp_path: Path
) -> None:
    whole = yaml.safe_load(_WHOLE)
    file = tmp_path / "parameters.yaml"
    for place in _places(whole):
        changed = copy.deepcopy(whole)
        inner = changed
        for key in place[:-1]:
            inner = inner[key]
        if place:
            inner[place[-1]] = junk
        file.write_text(yaml.safe_dump(changed if place else junk, sort_keys=False), "utf-8")
        try:
            parameters = read_parameters(file, "mine")
        except InvalidInput as error:
            assert "mine/parameters.yaml, line " in error.english, place
            assert "\n" not in error.english + error.chinese, place
        else:
            for parameter in parameters:
                texts = [parameter.label_en, parameter.label_zh]
                texts += [text for one in parameter.values for text in (one.source.en, one.source.zh)]
                assert all(isinstance(text, str) and text for text in texts), place


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"\t- a", b"- 1", b"{}", b"a: *x", b"? [1]: 2"])
def test_what_is_no_parameter_file_at_all_is_refused_in_one_sentence(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "parameters.yaml"
    file.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"^mine/parameters\.yaml, line 1: "):
        read_parameters(file, "mine")

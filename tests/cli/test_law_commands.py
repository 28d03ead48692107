"""The commands about the law: what they print is what the law says, under reforms too."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import simcore
from simcore.calendar import day_text
from simcore.cli import main
from simcore.rulebook import branches
from simcore.scenarios.keys import baseline_keys

_WAGE = ["--date", "2027-01", "monthly_wage=8000"]


@pytest.fixture(autouse=True)
def english_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCORE_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)


def printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return str(out)


def test_what_is_known_is_listed_with_its_dates_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    table = printed(["parameters", "employee_pension.employer_rate"], capsys).splitlines()[2:]
    law = branches.parameters()["employee_pension.employer_rate"].values
    assert len(table) == len(law)
    for line, value in zip(table, law, strict=True):
        assert value.status in line and value.source.en in line
    assert "2016-05-01  2019-04-30  published" in table[-2]


def test_a_long_table_takes_one_short_cell(capsys: pytest.CaptureFixture[str]) -> None:
    line = printed(["parameters", "divisor_table"], capsys).splitlines()[2]
    assert "31 entries, from 40: 233.0 months to 70: 56.0 months" in line
    assert len(line) < 250


def test_every_uncertain_value_of_law_and_scenario_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = [line.split()[0] for line in printed(["parameters", "--uncertain"], capsys).splitlines()[2:-2]]
    law = [one.path for one in branches.parameters().values() for v in one.values if v.status == "uncertain"]
    rules = [rule.name for rule in branches.rules().values() if rule.status == "uncertain"]
    keys = [key.path for key in baseline_keys().values() if key.status == "uncertain"]
    assert listed == law + rules + keys
    assert law and rules and keys


def test_what_is_uncertain_can_be_searched_and_asked_for_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    table = printed(["parameters", "account_rate", "--uncertain", "--date", "2008-06"], capsys)
    assert "another has 3.92 %" in table
    assert "another has 3.21 %" not in table
    assert printed(["parameters", "zzz", "--uncertain"], capsys) == "nothing uncertain here\n"


def test_the_counts_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    *lines, total = printed(["parameters", "--counts"], capsys).splitlines()[2:]
    sums = [sum(int(line.split("|")[column]) for line in lines) for column in (3, 4)]
    assert [int(total.split("|")[column]) for column in (3, 4)] == sums
    assert sums == [
        sum(len(one.values) for one in branches.parameters().values()),
        len(branches.rules()),
    ]


def test_an_amount_can_be_asked_under_a_reform_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "cut.yaml").write_text(
        "reforms:\n  - employee_pension.employer_rate: {2027-01: 0.10}\n", encoding="utf-8"
    )
    asked = ["calculate", "employee_pension_employer", *_WAGE]
    assert printed(asked, capsys) == "1280.00\n"
    assert printed([*asked, "--reform", "cut.yaml"], capsys) == "800.00\n"
    assert printed([*asked, "--reform", "rate_cut_to_14"], capsys) == "1120.00\n"
    explained = printed(["explain", *asked[1:], "--reform", "cut.yaml"], capsys)
    assert "reform from 2027-01-01" in explained


def test_what_a_reform_changes_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(["parameters", "--reform", "rate_cut_to_14"], capsys).splitlines()
    assert told == [
        "From 2027-01 on employers pay 14 % of the base for pensions in place of 16 %.",
        "from 2027-01-01: employer's pension rate (employee_pension.employer_rate) 0.16 → 0.14",
    ]


def test_a_run_under_a_reform_bears_its_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["run", "--people", "20", "--years", "1", "--reform", "rate_cut_2019_undone"]
    assert "runs/baseline+rate_cut_2019_undone-1" in printed(words, capsys)
    run = simcore.open_run(tmp_path / "runs" / "baseline+rate_cut_2019_undone-1")
    assert run.check().ok
    assert run.header["scenario"] == "baseline+rate_cut_2019_undone"


def test_a_scenario_tells_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(["scenarios", "every_employer_late"], capsys)
    assert told.startswith("every_employer_late: Every employer pays late\n")
    assert "employers.late_share" in told
    told = printed(["scenarios", "every_employer_late", "--language", "zh"], capsys)
    assert told.startswith("every_employer_late：所有单位都拖延缴费\n")
    told = printed(["scenarios", "minimum_period_15_years"], capsys)
    assert "called off" in told and "240 months → 180 months" in told
    told = printed(["scenarios", "minimum_period_15_years", "--language", "zh"], capsys)
    assert "取消" in told and "240 个月 → 180 个月" in told


def test_the_sources_of_what_is_uncertain_are_told_in_chinese_to_who_asks_in_chinese(
    capsys: pytest.CaptureFixture[str],
) -> None:
    law = [value.source for one in branches.parameters().values() for value in one.values]
    texts = [*law, *(rule.article for rule in branches.rules().values())]
    texts += [key.source for key in baseline_keys().values()]
    english = {text.en for text in texts if text.en != text.zh and re.search("[a-z]{5,}", text.en)}
    told = printed(["parameters", "--uncertain", "--language", "zh"], capsys)
    assert "模型默认值" in told and "社会资料" in told
    assert [text for text in english if told.count(f"  {text}\n")] == []
    told = printed(["parameters", "--uncertain"], capsys)
    assert sum(f"  {text}\n" in told for text in english) > 50


def test_an_explanation_can_be_had_as_markdown_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["explain", "employee_pension_employer", *_WAGE]
    explanation = simcore.explain("employee_pension_employer", "2027-01", monthly_wage=8000)
    assert printed([*asked, "--format", "markdown"], capsys) == explanation.to_markdown() + "\n"
    assert json.loads(printed([*asked, "--format", "json"], capsys)) == explanation.to_dict()


@pytest.mark.parametrize(
    ("words", "helpful"),
    [
        (["run", "--reform", "rate_cut_to_1"], "did you mean rate_cut_to_14"),
        (["run", "--reform", "nowhere.yaml"], "nowhere.yaml"),
        (["run", "--reform", "every_employer_late"], "holds no reforms"),
        (["parameters", "--stale", "--uncertain"], "--stale"),
        (["explain", "contribution_base", *_WAGE, "--format", "poem"], "poem"),
    ],
)
def test_a_wrong_question_gets_one_sentence(
    words: list[str], helpful: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("en", "zh"):
        assert main([*words, "--language", language]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert helpful in err or language == "zh"


@pytest.mark.parametrize(
    ("value", "cure", "cure_zh"),
    [
        ("8,000", "without commas, as 8000\n", "写作 8000\n"),
        ("1,000,000", "without commas, as 1000000\n", "写作 1000000\n"),
        ("8,000.50", "without commas, as 8000.50\n", "写作 8000.50\n"),
        ("0,627", "without commas, as 0.627, several", "写作 0.627；"),
        ("8,000,9,000", "without thousands separators, as 8000\n", "不加千位分隔符，如 8000\n"),
        ("9000,12,500", "with a decimal point, as 9000.0,12.0,500.0\n", "写作 9000.0,12.0,500.0\n"),
        ("100,200", "as 100200, several with a decimal point, as 100.0,200.0\n", "写作 100.0,200.0\n"),
    ],
)
def test_a_number_with_thousands_separators_is_never_taken_for_several_wages(
    value: str, cure: str, cure_zh: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("calculate", "explain"):
        words = [command, "employer_contributions", "--date", "2026-03", "risk_class=3"]
        for language, helpful in (("en", cure), ("zh", cure_zh)):
            assert main([*words, f"monthly_wage={value}", "--language", language]) == 2
            out, err = capsys.readouterr()
            assert out == "" and err.count("\n") == 1
            assert "monthly_wage" in err and repr(value) in err and helpful in err


def test_several_wages_that_cannot_be_one_number_are_several(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["calculate", "contribution_base", "--date", "2026-03"]
    one_by_one = ",".join(printed([*asked, f"monthly_wage={wage}"], capsys).strip() for wage in (500, 9000))
    for several in ("500,9000", "500.0,9000.0"):
        assert printed([*asked, f"monthly_wage={several}"], capsys).strip() == one_by_one
    assert printed([*asked, "monthly_wage=500.0,900.0"], capsys).count(",") == 1


@pytest.mark.parametrize(("yes", "no"), [("true", "false"), ("yes", "no"), ("Yes", "NO"), ("是", "否")])
def test_a_fact_is_given_as_explanations_print_it(
    yes: str, no: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["calculate", "unemployment_benefit_is_due", "--date", "2026-03", "paid_months=30"]
    due = [*asked, f"left_voluntarily={no}", f"registered_unemployed={yes}"]
    assert printed(due, capsys) == "true\n"
    assert printed([*asked, f"left_voluntarily={yes}", f"registered_unemployed={yes}"], capsys) == "false\n"
    columns = [*asked, f"left_voluntarily={no},{yes}", f"registered_unemployed={yes}"]
    assert printed(columns, capsys) == "true,false\n"


def test_what_is_no_fact_is_refused_with_the_words_of_the_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["calculate", "unemployment_benefit_is_due", "--date", "2026-03", "left_voluntarily=perhaps"]
    for language, allowed in (("en", "allowed is true or false (or yes, no)"), ("zh", "应为是或否")):
        assert main([*asked, "--language", language]) == 2
        err = capsys.readouterr().err
        assert "left_voluntarily" in err and "'perhaps'" in err and allowed in err


def found(words: list[str], capsys: pytest.CaptureFixture[str]) -> set[str]:
    return {line.split()[0] for line in printed(words, capsys).splitlines()[2:]}


def test_parameters_are_found_by_the_insurance_and_what_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pension = {f"employee_pension.{rate}" for rate in ("employer_rate", "worker_rate", "flexible_rate")}
    for pattern in ("养老保险费率", "养老保险 费率", "employee pension rate"):
        assert found(["parameters", pattern], capsys) >= pension
    medical = found(["parameters", "医疗保险费率"], capsys)
    assert medical >= {"employee_medical.employer_rate", "employee_medical.worker_rate"}
    assert {one.split(".")[0] for one in medical} == {"employee_medical"}
    assert found(["parameters", "*.worker_rate"], capsys) >= {"unemployment.worker_rate"}
    assert "employee_pension_employer: " in printed(["targets", "职工基本养老保险 单位缴费"], capsys)


def test_what_the_law_has_and_nobody_knows_is_refused_with_the_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = {}
    for command in (["parameters"], ["targets"], ["calculate", "--date", "2026-03"]):
        assert main([command[0], "medical_aid_for_bills", *command[1:]]) == 2
        asked[command[0]] = capsys.readouterr().err
    assert "cannot be calculated: " in asked["parameters"]
    assert len(set(asked.values())) == 1
    with pytest.raises(simcore.InvalidInput, match="cannot be calculated"):
        simcore.Policy.load().parameter("medical_aid_for_bills")


def test_of_a_reform_only_what_is_asked_for_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    reform = ["parameters", "--reform", "retirement_at_65"]
    paths = ["employee_pension.base_retirement_age", "employee_pension.longest_delay"]
    both = printed(reform, capsys)
    assert [path for path in paths if path not in both] == []
    one = printed([*reform, "longest_delay"], capsys)
    assert paths[1] in one and paths[0] not in one
    assert printed([*reform, "最长延迟月数"], capsys) == one
    assert printed([*reform, "--date", "2027-01"], capsys) == both
    assert printed([*reform, "--date", "2026-12"], capsys).endswith("\nno difference\n")


@pytest.mark.parametrize("more", [["employer_rate"], ["--date", "2026-01"]])
def test_what_the_counts_cannot_heed_is_refused(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "zh"):
        assert main(["parameters", "--counts", *more, "--language", language]) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.count("\n") == 1
        assert more[-1] in err and "--counts" in err


def test_a_year_whose_figure_is_not_known_is_told_to_rest_on_an_earlier_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    wage = branches.parameters()["contributions.average_wage_annual"]
    last = int(day_text(wage.newest().start)[:4])
    known = printed(["explain", "contribution_floor", "--date", f"{last}-12"], capsys)
    assert "carried forward" not in known and "no official figures" not in known
    for year in (last + 1, 2070):
        told = printed(["explain", "contribution_floor", "--date", f"{year}-01"], capsys)
        tree, _, doubts = told.partition("\n\nModel defaults, no official figures:\n")
        assert "carried forward from its last known year · model default" in tree
        assert "(contributions.average_wage_annual) — carried forward" in doubts
        chinese = printed(
            ["explain", "contribution_floor", "--date", f"{year}-01", "--language", "zh"], capsys
        )
        assert "由最近已知年份的数值沿用" in chinese.partition("并非官方数据：")[2]


def test_a_result_for_a_year_long_after_the_last_figure_says_so_beside_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ["calculate", "contribution_floor", "--date"]
    amount = printed([*asked, "2027-01"], capsys)
    for language, note in (
        ("en", "values carried forward: average wage of"),
        ("zh", "本结果沿用：上年度平均工资"),
    ):
        assert main([*asked, "2070-03", "--language", language]) == 0
        out, err = capsys.readouterr()
        assert out == amount and err.count("\n") == 1 and note in err
    given = ["calculate", "contribution_base", "--date", "2070-03", "monthly_wage=8000"]
    assert printed([*given, "contribution_floor=4000", "contribution_ceiling=20000"], capsys) == "8000.00\n"

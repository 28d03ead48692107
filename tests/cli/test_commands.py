"""Every command on a real run: what it prints is what Python gives for the same question."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import simcore
from simcore.city.benefit import Benefit
from simcore.cli import main
from simcore.cli.program import _WHERE
from simcore.cli.text_table import width
from simcore.discovery import all_in
from simcore.scenarios import scenario_names
from simcore.vocabulary import Scheme

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def english_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMCORE_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)


def printed(words: list[str], capsys: pytest.CaptureFixture[str], status: int = 0) -> str:
    assert main(words) == status
    out, err = capsys.readouterr()
    assert err == ""
    return str(out)


def test_a_run_without_a_folder_lies_in_runs_and_never_overwrites_another(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["run", "--people", "20", "--years", "1", "--seed", "7"]
    first, second = (printed(words, capsys) for _ in range(2))
    assert "The run lies in runs/baseline-7\n" in first
    assert "The run lies in runs/baseline-7-2\n" in second
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == ["baseline-7", "baseline-7-2"]
    assert simcore.open_run(tmp_path / "runs" / "baseline-7-2").header["seed"] == 7


def test_a_folder_with_a_run_in_it_is_not_overwritten(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "--people", "20", "--years", "1", "--out", str(run_folder)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert simcore.open_run(run_folder).header["seed"] == 3


def test_the_fund_table_has_every_fund_and_year_with_the_closing_balances_of_the_run(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    funds = simcore.open_run(run_folder).funds
    english = printed(["funds", str(run_folder)], capsys)
    chinese = printed(["funds", str(run_folder), "--language", "zh"], capsys)
    for word in ("职工基本养老保险", "职工基本医疗保险", "失业保险", "工伤保险", "期末结余"):
        assert word in chinese
    for word in ("employee pension", "employee medical", "unemployment", "work injury", "closing"):
        assert word in english
    for table in (english, chinese):
        blocks = table.split("\n\n")[1:]
        assert len(blocks) == 4
        for block, fund in zip(blocks, funds["fund"].unique(), strict=True):
            rows = [line.split() for line in block.splitlines()[3:]]
            assert [row[0] for row in rows] == ["2020", "2021", "2022", "2023"]
            december = funds[(funds["fund"] == fund) & funds["month"].str.endswith("-12")]
            shown = [int(row[-1].replace(",", "")) for row in rows]
            assert all(abs(a - b) <= 0.5 for a, b in zip(shown, december["closing"], strict=True))


def test_the_columns_of_a_table_stay_aligned_under_chinese_headings(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("en", "zh"):
        table = printed(["funds", str(run_folder), "--language", language], capsys)
        block = table.split("\n\n")[1].splitlines()
        assert len({width(line) for line in block[1:]}) == 1


def someone_registered(run_folder: Path) -> str:
    found = simcore.open_run(run_folder).sql(
        "SELECT id_number FROM registrations JOIN people USING (person_id) "
        "WHERE registered_on IS NOT NULL ORDER BY registered_on, person_id LIMIT 1"
    )
    return str(found["id_number"].iloc[0])


def test_an_inquiry_shows_the_lines_that_python_gives(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = someone_registered(run_folder)
    words = [
        "inquire",
        str(run_folder),
        person,
        "--scheme",
        "employee_pension",
        "--from",
        "2021-01",
        "--to",
        "2021-12",
    ]
    table = printed(words, capsys).splitlines()
    record = simcore.open_run(run_folder).payments(person, "employee_pension", "2021-01", "2021-12")
    assert len(table) == 2 + len(record)
    assert "arrived on" in table[0]
    assert "到账日期" in printed([*words, "--language", "zh"], capsys).splitlines()[0]
    for line, (_, row) in zip(table[2:], record.iterrows(), strict=True):
        assert line.startswith(row["month"])
        assert f"{row['worker_amount']:,.2f}" in line


def test_an_inquiry_as_csv_opens_in_a_spreadsheet_with_amounts_to_the_fen(
    run_folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    person = someone_registered(run_folder)
    printed(["inquire", str(run_folder), person, "--csv", "record.csv"], capsys)
    content = (tmp_path / "record.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    record = simcore.open_run(run_folder).payments(person)
    assert [row["worker_amount"] for row in rows] == [f"{amount:.2f}" for amount in record["worker_amount"]]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["99000019850504001Z"], "99000019850504001Z"),
        (["{person}", "--scheme", "employee_pensoin"], "employee_pension"),
        (["{person}", "--from", "2021-13"], "2021-13"),
        (["{person}", "--csv", "no/such/folder/record.csv"], "no folder 'no/such/folder'; make it"),
    ],
)
def test_a_wrong_inquiry_gets_one_sentence(
    words: list[str], field: str, run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = someone_registered(run_folder)
    assert main(["inquire", str(run_folder), *(word.format(person=person) for word in words)]) == 2
    printed_to_error = capsys.readouterr().err
    assert printed_to_error.count("\n") == 1
    assert field in printed_to_error


def test_a_wrong_check_digit_is_refused(run_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = someone_registered(run_folder)
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    assert main(["inquire", str(run_folder), wrong]) == 2
    assert wrong in capsys.readouterr().err


def test_a_sound_run_passes_its_audit(run_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(["check", str(run_folder)], capsys).strip()


def test_a_damaged_run_is_refused_by_name_of_the_file(
    run_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in run_folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    damaged = next(path for path in sorted(copy.iterdir()) if "journal" in path.name)
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    assert main(["check", "copy"]) == 2
    assert damaged.name in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "result"),
    [
        (["contribution_floor", "--date", "2025-01"], "4404.00"),
        (
            ["contribution_base", "--date", "2025-01", "monthly_wage=3000,5000,90000"],
            "4404.00,5000.00,22017.00",
        ),
        (["id_number_is_valid", "--date", "2025-01", "id_number=11010519491231002X"], "true"),
        (["monthly_wage=5000", "contribution_base", "--date", "2025-01"], None),
        (["payout_divisor", "retirement_age_months=720", "--date", "2025-01"], "139.0"),
    ],
)
def test_a_calculation_prints_the_result_and_nothing_else(
    words: list[str], result: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if result is None:
        assert main(["calculate", *words]) == 2  # the target comes first
    else:
        assert printed(["calculate", *words], capsys) == f"{result}\n"


def test_an_award_form_is_reproduced_and_explained_to_the_fen(capsys: pytest.CaptureFixture[str]) -> None:
    form = [
        *("monthly_pension", "--date", "2025-01", "benefit_base=7988", "average_index=0.627"),
        *("contribution_months=490", "months_before_accounts=156", "account_balance=85790.01"),
        *("payout_divisor=139", "one_child_certificate=true"),
    ]
    assert printed(["calculate", *form], capsys) == "4586.92\n"
    explained = printed(["explain", *form], capsys)
    for amount in ("4586.92", "2653.45", "617.19", "1182.68"):
        assert amount in explained
    assert "月养老金" in printed(["explain", *form, "--language", "zh"], capsys)


def test_the_scenarios_are_all_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = [line.split()[0] for line in printed(["scenarios"], capsys).splitlines()[2:]]
    assert listed == scenario_names()


def test_parameters_are_found_by_a_part_of_their_name_or_label_and_shown_as_of_a_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["parameters", "employee_pension.employer_rate"]
    assert len(printed(words, capsys).splitlines()) > 4
    on_a_day = printed([*words, "--date", "2020-06-01"], capsys).splitlines()[2:]
    assert len(on_a_day) == 1
    assert "0.16" in on_a_day[0]
    assert "employee_pension.benefit_base" in printed(["parameters", "计发基数"], capsys)


def test_stale_series_are_listed_as_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert "contributions.average_wage_annual" in printed(
        ["parameters", "--stale", "--date", "2035-01"], capsys
    )
    assert printed(["parameters", "--stale", "--date", "2010-01"], capsys) == "no series has gone stale\n"


def test_help_speaks_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "缴费查询" in printed(["--language", "zh", "--help"], capsys)
    assert "payment record" in printed(["--help"], capsys)


def test_help_loads_no_numpy_and_no_pandas() -> None:
    code = (
        "import sys; from simcore.cli import main; main(['--help']); "
        "print(sorted({'numpy', 'pandas', 'duckdb', 'rich', 'yaml'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def test_both_modules_are_the_same_program() -> None:
    for module in ("simcore", "simcore.cli"):
        command = [sys.executable, "-m", module, "--version"]
        ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
        assert ended.stdout == f"simcore {simcore.__version__}\n"


def words_of_the_other_language(text: str, language: str) -> list[str]:
    """English words in a Chinese text, or Chinese ones in an English text, but for what is typed as it is
    and for documents, which are cited as they are called.
    """
    if language == "en":
        return [one for one in re.findall(r"[一-鿿]\S+", text) if not re.search(r"〔\d{4}〕|条例|号", one)]
    commands = r"\{en,zh\}|--?[a-z]+|simcore(\s[a-z]+)?|true、false|runs/|baseline|YAML|JupyterLab"
    as_typed = rf"{commands}|\w+[_.]\w+|^ *\w+: "
    return re.findall("[A-Za-z]{2,}", re.sub(as_typed, "", text, flags=re.M))


@pytest.mark.parametrize(
    "words",
    [
        ["funds", "{run}"],
        ["inquire", "{run}", "{person}"],
        ["scenarios", "every_employer_late"],
        ["targets", "late_surcharge"],
        ["targets", "monthly_pension"],
        ["parameters", "employee_pension.worker_rate"],
    ],
)
def test_a_screen_is_in_one_language(
    words: list[str], run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = someone_registered(run_folder)
    words = [word.format(run=run_folder, person=person) for word in words]
    for language in ("en", "zh"):
        text = printed([*words, "--language", language], capsys)
        assert words_of_the_other_language(text, language) == []


@pytest.mark.parametrize("command", ["", *_WHERE])
def test_chinese_help_has_no_english_words_of_the_parser(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(["--language", "zh", *([command] if command else []), "--help"], capsys)
    # The commands and the values of --format are typed as they are.
    told = re.sub(r"\{tree,markdown,json\}|\btree\b|^    [a-z]+ ", "", told, flags=re.M)
    assert words_of_the_other_language(told, "zh") == []
    assert told.count("选项:") == 1


def test_no_line_breaks_within_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "zh"):
        for target in ("late_surcharge", "monthly_pension", "employer_contributions"):
            lines = printed(["targets", target, "--language", language], capsys).splitlines()
            assert max(width(line) for line in lines) <= 100
            for line, following in pairwise(lines):
                if following.startswith("      "):
                    # A name may end a line only where a blank or a stop of lists followed it.
                    assert line[-1] in ",;；，、。）" or language == "en" or not re.search(r"\w$", line, re.A)
                    assert following.strip()[0] not in "，。；：、）"


def test_the_hint_of_a_run_names_somebody_with_a_payment_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(["run", "--people", "30", "--years", "2", "--out", "small"], capsys)
    hint = told.splitlines()[-1].partition("simcore ")[2].split()
    oldest = simcore.open_run(tmp_path / "small").sql(
        "SELECT id_number FROM people WHERE status = 'pensioner' ORDER BY person_id LIMIT 1"
    )["id_number"][0]
    assert hint[-1] != oldest, "here the first pensioner has no lines"
    assert "no payment lines" not in printed(hint, capsys)


def test_an_inquiry_outside_of_the_record_says_from_when_to_when_it_goes(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = someone_registered(run_folder)
    months = simcore.open_run(run_folder).payments(person)["month"]
    words = ["inquire", str(run_folder), person]
    for period in (["--from", "2050-01"], ["--to", "1999-12"]):
        told = printed([*words, *period], capsys)
        assert f"the record goes from {months.min()} to {months.max()}" in told
        assert f"自 {months.min()} 至 {months.max()}" in printed(
            [*words, *period, "--language", "zh"], capsys
        )
    assert printed([*words, "--scheme", "resident_pension"], capsys) == "no payment lines on record\n"


def test_the_employer_before_the_run_is_no_number(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = simcore.open_run(run_folder)
    number = run.sql(
        "SELECT id_number FROM people JOIN payments USING (person_id) WHERE employer = 0 LIMIT 1"
    )["id_number"][0]
    words = ["inquire", str(run_folder), number, "--to", "2019-12"]
    for language, called in (("en", "earlier employer"), ("zh", "以前单位")):
        lines = printed([*words, "--language", language], capsys).splitlines()[2:]
        assert lines and sum(called in line for line in lines) == len(lines)


def test_a_chinese_csv_has_chinese_headings_and_words_and_the_same_amounts(
    run_folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["inquire", str(run_folder), someone_registered(run_folder), "--csv"]
    tables = {}
    for language in ("en", "zh"):
        printed([*words, f"{language}.csv", "--language", language], capsys)
        text = (tmp_path / f"{language}.csv").read_text("utf-8-sig")
        tables[language] = list(csv.DictReader(text.splitlines()))
        assert words_of_the_other_language(text.replace("_", ""), language) == []
    assert [row["month"] for row in tables["en"]] == [row["费款所属期"] for row in tables["zh"]]
    assert [row["worker_amount"] for row in tables["en"]] == [row["个人应缴"] for row in tables["zh"]]
    assert [row["paid_on"] for row in tables["en"]] == [row["到账日期"] for row in tables["zh"]]
    assert {row["险种"] for row in tables["zh"]} >= {"职工基本养老保险", "失业保险"}


def test_the_fund_table_names_the_funds_whose_balances_teach_nothing(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    funds = simcore.open_run(run_folder).funds
    assert funds.groupby("fund")["benefits"].sum()["work_injury"] == 0
    benefits = {(one.__name__, one.scheme) for one in all_in("simcore.city.benefits", Benefit)}
    unsaid = {name for name, scheme in benefits if scheme in (Scheme.EMPLOYEE_MEDICAL, Scheme.WORK_INJURY)}
    assert unsaid == {"Maternity"}, "the line about these funds is no longer true"
    assert "the medical fund pays no benefits yet but" in printed(["funds", str(run_folder)], capsys)
    assert "工伤保险基金尚不支付待遇" in printed(["funds", str(run_folder), "--language", "zh"], capsys)


def test_why_prints_what_explain_says_of_a_person(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = simcore.open_run(run_folder)
    number = str(
        run.sql("SELECT id_number FROM people JOIN awards USING (person_id) ORDER BY person_id LIMIT 1")[
            "id_number"
        ][0]
    )
    told = printed(["why", str(run_folder), number, "monthly_pension"], capsys)
    assert told == f"{run.explain(number, 'monthly_pension')}\n"
    assert printed(["why", str(run_folder), number, "月养老金"], capsys) == told
    month = str(run.payments(number)["month"].iloc[0])
    line = printed(["why", str(run_folder), number, "contribution_base", "--month", month], capsys)
    assert line.startswith("contribution base: ") and "on record" in line
    chinese = printed(["why", str(run_folder), number, "月养老金", "--language", "zh"], capsys)
    assert "个人记录" in chinese and "on record" not in chinese


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["990000199001010017", "monthly_pension"], "is nobody's in this run"),
        (["123", "monthly_pension"], "has 3 characters"),
        (["NUMBER", "monthly_pensoin"], "did you mean monthly_pension"),
        (["NUMBER", "contribution_base", "--month", "2020-13"], "month is '2020-13'"),
        (["NUMBER", "contribution_base", "--month", "1990-01"], "for 1990-01"),
    ],
)
def test_why_answers_a_mistake_in_one_sentence(
    run_folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    number = str(simcore.open_run(run_folder).people["id_number"][0])
    assert main(["why", str(run_folder), *(number if word == "NUMBER" else word for word in words)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and said in err


def test_an_insurance_is_known_by_its_chinese_name(
    run_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = simcore.open_run(run_folder)
    number = str(run.people["id_number"][0])
    english, chinese = (
        run.payments(number, scheme=name) for name in ("employee_medical", "职工基本医疗保险")
    )
    assert len(english) and english.equals(chinese)
    said = printed(["inquire", str(run_folder), number, "--scheme", "职工基本养老保险"], capsys)
    assert said == printed(["inquire", str(run_folder), number, "--scheme", "employee_pension"], capsys)
    with pytest.raises(simcore.InvalidInput, match="失业保险"):
        run.payments(number, scheme="失业险")

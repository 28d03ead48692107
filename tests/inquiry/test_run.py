"""What can be asked of a run, and what it says to what it cannot answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from simcore.errors import InvalidInput
from simcore.inquiry.run import Run
from tests.inquiry.hand_made import run_by_hand


@pytest.fixture(scope="module")
def run() -> Run:
    return run_by_hand()


def test_a_person_is_found_by_number_and_by_id_number(run: Run) -> None:
    # 99000019800505001, digits × weights: 9·7 + 9·9 + 1·2 + 9·1 + 8·6 + 5·9 + 5·5 + 1·2 = 275 = 25 × 11 →
    # "1"
    assert run.people["id_number"][0] == "990000198005050011"
    assert run.person("990000198005050011") == 0
    assert run.person(0) == 0


def test_money_at_the_face_is_yuan_and_in_sql_fen(run: Run) -> None:
    assert run.people["opening_pension"].tolist() == [0.0, 0.0, 2500.0]
    assert run.sql("SELECT opening_pension_fen FROM people")["opening_pension_fen"].tolist() == [
        0,
        0,
        250_000,
    ]


def test_an_employer_has_a_name_in_both_languages(run: Run) -> None:
    employers = run.employers.set_index("employer_id")
    assert employers["name"][1] == "Machinery company no. 1"
    assert employers["name_zh"][1] == "机械1号公司"
    assert employers["conduct"][1] == "late"


WRONG: dict[str, tuple[Callable[[Run], object], str]] = {
    "too few characters": (lambda run: run.payments("99000019800505001"), "it has 17 characters, not 18"),
    "a letter for a digit": (
        lambda run: run.payments("99000O198005050011"),
        "character 6 is 'O', not a digit",
    ),
    "a day that does not exist": (
        lambda run: run.payments("990000198002300011"),
        "its birth date 1980-02-30 does not exist",
    ),
    # 9·7+9·9+0·10+0·5+0·8+0·4+1·2+9·1+8·6+0·3+0·7+5·9+0·10+5·5+0·8+0·4+1·2 = 275 = 25·11, so 1.
    "a wrong check character": (
        lambda run: run.payments("990000198005050012"),
        "its check character is 2, but the weighted sum 275 leaves 0 by 11, which gives 1",
    ),
    "a real region": (lambda run: run.payments("110101199003071938"), "its region 110101 is a real one"),
    "nobody's ID number": (lambda run: run.payments("990000198005050038"), "is nobody's in this run"),
    "an unknown person": (lambda run: run.benefits(7), "the numbers 0 to 2"),
    "a person who is no number": (lambda run: run.account(1.5), "a person_id or an 18-digit ID number"),  # type: ignore[arg-type]
    "an unknown scheme": (lambda run: run.payments(0, scheme="unemploymnt"), "did you mean unemployment"),
    "a month that does not exist": (lambda run: run.payments(0, start="2025-13"), "start is '2025-13'"),
    "a misspelt table": (lambda run: run.sql("SELECT * FROM payment"), 'Did you mean "payments"'),
    "a strange suffix": (lambda run: run.export("funds.doc"), "end in .csv"),
    "a folder that does not exist": (
        lambda run: run.export("/no/such/folder/funds.csv"),
        "cannot be written",
    ),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_mistake_is_answered_in_one_sentence(run: Run, mistake: str) -> None:
    ask, said = WRONG[mistake]
    with pytest.raises(InvalidInput) as error:
        ask(run)
    assert said in error.value.english
    assert "\n" not in str(error.value)


def test_an_exported_fund_table_opens_in_a_spreadsheet_with_its_chinese(tmp_path: Path) -> None:
    run = run_by_hand()
    row = dict.fromkeys(run.books.funds.spec.columns, 0)
    run.books.funds.append(**row | {"month": 600, "fund": 0, "opening_fen": 123_456})
    path = run.export(tmp_path / "funds.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(path)["opening"].tolist() == [1234.56]
    book = run.export(tmp_path / "run.xlsx")
    sheets = pd.read_excel(book, sheet_name=None, dtype={"id_number": str})
    assert list(sheets) == ["funds", "people", "employers"]
    assert sheets["people"]["id_number"][0] == "990000198005050011"

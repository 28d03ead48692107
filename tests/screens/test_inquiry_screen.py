"""The inquiry screen: a record is what the run says; a wrong number gets a sentence and no traceback."""

from __future__ import annotations

import re

import pytest

from simcore.inquiry.run import Run
from simcore.screens import InquiryScreen
from simcore.screens.interesting import interesting_people


@pytest.fixture
def screen(run: Run) -> InquiryScreen:
    return InquiryScreen(run)


def rows_of(table: str) -> list[list[str]]:
    """The cells of an HTML table, row by row."""
    body = table.partition("<tbody>")[2]
    return [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in body.split("</tr>") if "<td" in row]


def test_the_short_list_names_people_to_whom_it_really_happened(run: Run) -> None:
    people = interesting_people(run)
    late = run.sql("SELECT DISTINCT person_id FROM registrations WHERE cause = 'late'")["person_id"]
    assert run.person(people["story_registered_late"]) in set(late)
    refused = run.events(people["story_quit"])
    assert "left_voluntarily" in set(refused["reason"].dropna())


def test_the_screen_opens_with_somebody_and_states_whose_record_it_is(screen: InquiryScreen) -> None:
    assert screen.number.value in dict(screen.people.options).values()
    assert screen.number.value in repr(screen)
    assert screen.problem == ""


def test_the_rows_shown_are_the_payment_lines_of_the_year(run: Run, screen: InquiryScreen) -> None:
    person = interesting_people(run)["story_registered_late"]
    screen.number.value = person
    for year in screen.year.options[:3]:
        screen.year.value = year
        record = run.payments(person, start=f"{year}-01", end=f"{year}-12")
        shown = rows_of(screen._record.value)
        assert len(shown) == len(record)
        assert [row[0] for row in shown] == list(record["month"])
        arrived = ["–" if day != day else str(day)[:10] for day in record["paid_on"]]
        assert [row[7] for row in shown] == arrived


def test_the_life_in_dates_has_every_event_in_words_of_both_languages(
    run: Run, screen: InquiryScreen
) -> None:
    events = run.events(screen.number.value)
    shown = rows_of(screen._life.value)
    assert [row[0] for row in shown] == [str(day)[:10] for day in events["day"]]
    assert shown[0][1] == "born<br>出生"
    assert "registered_on" not in screen._life.value


def test_a_pensioner_sees_the_pension_and_why(run: Run) -> None:
    pensioner = run.sql("SELECT person_id FROM awards ORDER BY person_id LIMIT 1")["person_id"].iloc[0]
    screen = InquiryScreen(run, int(pensioner))
    assert f"{screen.explanation.value:,.2f} yuan a month" in repr(screen)
    assert "<details" in screen._pension.value


@pytest.mark.parametrize(
    "wrong",
    ["990000198505040011", "99000019850230001X", "hello", "", "99999999", "<b>", "990000207001010013"],
)
def test_a_number_that_is_none_gets_one_sentence_in_both_languages_in_place(
    screen: InquiryScreen, wrong: str
) -> None:
    screen.number.value = wrong
    assert screen.problem
    assert 'role="alert"' in screen._message.value
    assert re.search("[一-鿿]", screen._message.value)
    assert "<b>" not in screen._message.value
    assert screen._record.value == screen._life.value == screen._pension.value == ""
    assert screen.problem in repr(screen)


def test_a_right_number_after_a_wrong_one_opens_the_record_again(screen: InquiryScreen) -> None:
    right = screen.number.value
    before = repr(screen)
    screen.number.value = "nobody"
    screen.number.value = right
    assert repr(screen) == before
    assert "alert" not in screen._message.value


def test_the_short_list_never_names_somebody_else_than_the_record(run: Run, screen: InquiryScreen) -> None:
    listed = set(interesting_people(run).values())
    other = next(number for number in run.people["id_number"] if number not in listed)
    screen.number.value = other
    assert screen.people.value == ""
    screen.people.value = next(iter(listed))
    assert screen.number.value == screen.people.value

"""One person's record, opened by ID number: payments and their arrival, the life in dates, the pension."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets

from simcore.errors import InvalidInput
from simcore.screens.html_table import STYLE, html_table
from simcore.screens.interesting import interesting_people
from simcore.screens.record_table import MONEY, filled_columns, headings, one_over_the_other, rows
from simcore.screens.stated import StatedBox
from simcore.screens.wording import both, words

if TYPE_CHECKING:
    import pandas as pd

    from simcore.inquiry.run import Run

MOST_ROWS = 60
_PAYMENT_COLUMNS = [
    "month",
    "scheme",
    "employer",
    "base",
    "employer_amount",
    "worker_amount",
    "settled_on",
    "paid_on",
    "flag",
    "kind",
    "channel",
]


class InquiryScreen(StatedBox):
    """The payment inquiry of a run; `person` is an ID number or person_id, else the first of the short list.

    `number` is the field for the ID number, `people` the short list, `year` the year of the payment record;
    `problem` is the sentence shown for a number that is none, else "".
    """

    def __init__(self, run: Run, person: str | int | None = None) -> None:
        self._run = run
        self.problem = ""
        self.payments: pd.DataFrame | None = None
        self.events: pd.DataFrame | None = None
        self.explanation: Any = None
        self._build(interesting_people(run))
        shown = [self.people, ipywidgets.HBox([self.number, self.year]), self._message, self._record]
        super().__init__(children=[*shown, self._life, self._pension])
        self.people.observe(self._chosen, names="value")
        self.number.observe(self._typed, names="value")
        self.year.observe(self._turned, names="value")
        self.number.value = self._first_number(person)

    def stated(self) -> str:
        """Whose record is open, how many lines and events it has, and the pension."""
        if self.problem or self.payments is None or self.events is None:
            return f"InquiryScreen: {self.problem or 'nobody'}"
        pension = "none" if self.explanation is None else f"{self.explanation.value:,.2f} yuan a month"
        return (
            f"InquiryScreen: {self.number.value}, {len(self.payments)} payment lines, "
            f"{len(self._of_the_year())} of them of {self.year.value}, {len(self.events)} events, "
            f"pension: {pension}"
        )

    def _build(self, stories: dict[str, str]) -> None:
        described: dict[str, Any] = {"style": {"description_width": "initial"}}
        options = [
            (both("choose"), ""),
            *((f"{both(story)}: {number}", number) for story, number in stories.items()),
        ]
        self.people = ipywidgets.Dropdown(
            options=options, description=both("short_list"), layout={"width": "720px"}, **described
        )
        self.number = ipywidgets.Text(
            description=both("id_number"), continuous_update=False, layout={"width": "400px"}, **described
        )
        self.year = ipywidgets.Dropdown(
            options=[], description=both("year"), layout={"width": "200px"}, **described
        )
        self._message, self._record, self._life, self._pension = (
            # A narrow window scrolls the wide table instead of cutting it off.
            ipywidgets.HTML(layout={"overflow": "auto", "width": "100%"})
            for _ in range(4)
        )

    def _first_number(self, person: str | int | None) -> str:
        if person is not None:
            return str(person)
        return next((number for _, number in self.people.options if number), "")

    def _chosen(self, change: Any) -> None:
        if change.new:
            self.number.value = change.new

    def _typed(self, _change: Any) -> None:
        person = self.number.value.strip()
        try:
            payments, events = self._run.payments(_person(person)), self._run.events(_person(person))
        except InvalidInput as error:
            self._refuse(error)
            return
        self.problem = ""
        self._message.value = STYLE
        self.payments, self.events = payments, events
        # The short list must not go on naming somebody else.
        self.people.value = person if person in [number for _, number in self.people.options] else ""
        years = sorted({str(month)[:4] for month in payments["month"]}, reverse=True)
        self.year.options = years
        if years:
            self.year.value = self._telling_year(payments, years)
        self._show_year()
        self._life.value = _life(events)
        self._show_pension(_person(person))

    def _refuse(self, error: InvalidInput) -> None:
        self.problem = str(error)
        self.payments = self.events = self.explanation = None
        self.year.options = []
        self._message.value = (
            f'{STYLE}<div class="simcore-sentence simcore-wrong" role="alert">'
            f"{escape(error.english)}<br>{escape(error.chinese)}</div>"
        )
        for part in (self._record, self._life, self._pension):
            part.value = ""

    def _telling_year(self, payments: pd.DataFrame, years: list[str]) -> str:
        """The first year in which something out of the ordinary stands in the record, else the last year."""
        unusual = payments[
            payments["kind"].isin(["assessed", "back_payment", "paid_by_fund"]) | (payments["flag"] != "paid")
        ]
        return str(unusual["month"].min())[:4] if len(unusual) else years[0]

    def _turned(self, _change: Any) -> None:
        self._show_year()

    def _of_the_year(self) -> pd.DataFrame:
        assert self.payments is not None
        return self.payments[self.payments["month"].str[:4] == str(self.year.value)]

    def _show_year(self) -> None:
        if self.payments is None or self.year.value is None:
            self._record.value = "" if self.payments is None else _note("no_payments")
            return
        lines = self._of_the_year()
        columns = filled_columns(lines, _PAYMENT_COLUMNS)
        cells = rows(lines.head(MOST_ROWS), columns, "payment_kinds", one_over_the_other)
        money = [place for place, name in enumerate(columns) if name in MONEY]
        caption = both("payment_record_of", year=self.year.value, lines=len(lines))
        more = _note("more_rows", rest=len(lines) - MOST_ROWS) if len(lines) > MOST_ROWS else ""
        self._record.value = html_table(headings(columns), cells, caption=caption, figures=money) + more

    def _show_pension(self, person: str | int) -> None:
        try:
            self.explanation = self._run.explain(person, "monthly_pension")
        except InvalidInput as error:
            self.explanation = None
            self._pension.value = (
                f'<div class="simcore-note">{escape(error.english)}<br>{escape(error.chinese)}</div>'
            )
            return
        english, chinese = words("pension_and_why")
        self._pension.value = f"<div><b>{english} {chinese}</b></div>{self.explanation._repr_html_()}"


def _person(text: str) -> str | int:
    """Short whole numbers are person_ids; everything else must be an ID number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 8 else text


def _note(key: str, **figures: object) -> str:
    english, chinese = words(key, **figures)
    return f'<div class="simcore-note">{english}<br>{chinese}</div>'


def _life(events: pd.DataFrame) -> str:
    columns = filled_columns(events, ["day", "kind", "employer", "reason", "detail", "article"])
    cells = rows(events, columns, "event_kinds", one_over_the_other)
    return html_table(headings(columns), cells, caption=both("life_in_dates", events=len(events)))

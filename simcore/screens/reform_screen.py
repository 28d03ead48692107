"""One slider, one fund: what the employers' pension rate does to the reserve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets

from simcore.calendar import first_day, month_number, month_text
from simcore.errors import InvalidInput
from simcore.inquiry.reopening import scenario_of
from simcore.screens.amounts import Unit, unit_for, yuan_text
from simcore.screens.balances import Balances, balances, years_to_show
from simcore.screens.fund_screen import CHART_DIGITS, RESERVE, draw_cover, lay_out
from simcore.screens.html_table import STYLE, html_table
from simcore.screens.picture import Picture
from simcore.screens.stated import StatedBox
from simcore.screens.wording import both, words
from simcore.vocabulary import label

if TYPE_CHECKING:
    from simcore.inquiry.run import Run
    from simcore.scenarios import Scenario
    from simcore.simulation import Simulation

PARAMETER = "employee_pension.employer_rate"
FUND = "employee_pension"
LOWEST, HIGHEST = 10, 24
REFORM = (2027 - 1970) * 12
MONTHS_AHEAD = 12
"""So long before a reform a run must take up its law: deadlines look ahead."""
COMPUTING = "simcore-computing"


class ReformScreen(StatedBox):
    """Runs a run's scenario again whenever the slider moves, with another employer pension rate.

    `run` is the run under the law as it is; the rate differs from the month `since` on (if none is given,
    from 2027-01, or from the first month of a run that lies elsewhere). `rate` is the slider (per cent),
    `state` is "computing" or "ready", `sentence` says when the reserve is used up, `shown` are the fund's
    balances in the picture. Errors: InvalidInput, as simulate.
    """

    def __init__(self, run: Run, *, since: str | None = None) -> None:
        self.since = since or month_text(_usual_month(run))
        self._scenario = scenario_of(run.header)
        self.as_it_is = balances(run.funds)[FUND]
        law = _per_cent(self._scenario.load_policy().on(self.since)[PARAMETER])
        self._runs: dict[int, Balances] = {law: self.as_it_is} if self._unchanged_since() else {}
        self._before: Simulation | None = None
        self.shown = self.as_it_is
        self._shown_rate: int | None = None
        self.state = "ready"
        self._build(law)
        super().__init__(
            children=[self._title, self._controls, self._sentence, self.picture.image, self._table]
        )
        self._compute()
        self.rate.observe(self._moved, names="value")

    def stated(self) -> str:
        """The rate, when the reserve is used up, the last balance and what the treasury covered."""
        fund = self.shown
        return (
            f"ReformScreen: employer pension rate {self._shown_rate} % from {self.since}: {self.sentence[0]} "
            f"Balance at the end of {month_text(fund.months[-1])}: {yuan_text(fund.closing[-1])} yuan; "
            f"covered by the treasury: {yuan_text(fund.covered_in_all())} yuan."
        )

    @property
    def sentence(self) -> tuple[str, str]:
        """When the reserve is used up at the rate that is shown, in English and 中文."""
        year = self.shown.used_up_in()
        if year is None:
            return words("never_used_up", year=self.shown.last_year + 1)
        english, chinese = self._unit.english, self._unit.chinese
        covered = self._unit.show(self.shown.covered_in_all())
        return words("used_up_in", year=year, covered=covered, unit_en=english, unit_zh=chinese)

    def _build(self, law_today: int) -> None:
        rate = {"min": LOWEST, "max": HIGHEST, "step": 1, "value": law_today}

        def look(width: str) -> dict[str, Any]:
            return {"style": {"description_width": "initial"}, "layout": {"width": width}}

        self.rate = ipywidgets.IntSlider(**rate, description=both("employer_rate"), **look("520px"))
        # The number field does what the slider does for those who work with the keyboard.
        self.number = ipywidgets.BoundedIntText(**rate, description=both("type_rate"), **look("260px"))
        ipywidgets.link((self.rate, "value"), (self.number, "value"))
        self._controls = ipywidgets.HBox([self.rate, self.number])
        english, chinese = words("reform_title", since=self.since, law=law_today)
        self._title = ipywidgets.HTML(
            f'{STYLE}<div class="simcore-note">{english}<br>{chinese}</div>', layout={"width": "auto"}
        )
        self._sentence = ipywidgets.HTML()
        self._table = ipywidgets.HTML()
        self.picture = Picture(11, 4.2)
        self._unit = unit_for(self.as_it_is.closing, digits=CHART_DIGITS)
        self._axes = self.picture.figure.subplots()
        unit = f"({self._unit.english} {self._unit.chinese})"
        self._axes.set_title(" ".join([*label("schemes", FUND), unit]), fontsize=11, loc="left")
        years = self.as_it_is.years
        before = [amount / self._unit.fen for amount in self.as_it_is.closing]
        self._axes.plot(
            years, before, color="#999999", linewidth=1.2, label=both("law_as_it_is", law=law_today)
        )
        (self._line,) = self._axes.plot(years, before, color=RESERVE, linewidth=1.8, label="")
        self._bars = draw_cover(self._axes, self.as_it_is, self._unit)
        lay_out(self._axes)
        self.picture.margins(left=0.7, right=0.25, top=0.65, bottom=0.3)

    def _moved(self, _change: Any) -> None:
        self._compute()

    def _compute(self) -> None:
        """Bring the screen to the slider's value; one that came while it was computing is taken up next."""
        if self.state == "computing":
            return
        try:
            while self._shown_rate != self.rate.value:
                wanted = int(self.rate.value)
                self._computing(wanted)
                self.shown = self._balances(wanted)
                self._shown_rate = wanted
                self._show()
        except InvalidInput as error:
            self._sentence.value = f'<div class="simcore-sentence simcore-wrong" role="alert">{error}</div>'
        finally:
            self.state = "ready"
            self.picture.image.remove_class(COMPUTING)

    def _computing(self, rate: int) -> None:
        self.state = "computing"
        self.picture.image.add_class(COMPUTING)
        self._sentence.value = _status(words("computing", rate=rate))

    def _show(self) -> None:
        fund = self.shown
        self._line.set_ydata([amount / self._unit.fen for amount in fund.closing])
        self._line.set_label(both("with_rate", rate=self._shown_rate))
        for bar, amount in zip(self._bars, fund.covered_by_year().values(), strict=True):
            bar.set_height(amount / self._unit.fen)
        highest = (*fund.closing, *self.as_it_is.closing, *fund.covered_by_year().values())
        top = max(highest) / self._unit.fen
        self._axes.set_ylim(0, 1.05 * top or 1)
        self._axes.legend(
            loc="lower right", bbox_to_anchor=(1, 1.06), ncols=3, frameon=False, fontsize=9, borderaxespad=0
        )
        self.picture.draw()
        at_rate = words("at_rate", rate=self._shown_rate)
        self._sentence.value = _status((at_rate[0] + self.sentence[0], at_rate[1] + self.sentence[1]))
        self._table.value = _table(self.as_it_is, fund, self._unit, int(self._shown_rate or 0))

    def _balances(self, rate: int) -> Balances:
        """The fund at a rate. A rate that was looked at before is not run again."""
        if rate not in self._runs:
            # As text, so that the rate is exact.
            reformed = self._scenario.reform({PARAMETER: {self.since: f"0.{rate:02d}"}})
            self._runs[rate] = balances(self._reformed(reformed).funds)[FUND]
        return self._runs[rate]

    def _reformed(self, scenario: Scenario) -> Run:
        """A run under the reform. The years before it are lived through once, whatever the rate."""
        from simcore.simulation import Simulation

        shared_until = month_number(self.since, "since") - MONTHS_AHEAD
        if shared_until <= self._scenario.start:
            return Simulation(scenario).advance().run
        if self._before is None:
            self._before = Simulation(self._scenario)
            self._before.advance_to_month(shared_until)
        return self._before.under(scenario).advance().run

    def _unchanged_since(self) -> bool:
        """Whether the law keeps one rate from `since` to the end: then this rate is the run that there is."""
        policy, last = self._scenario.load_policy(), month_text(self.as_it_is.months[-1])
        since, until = (month_number(month, "since") for month in (self.since, last))
        rates = {policy.on(first_day(month))[PARAMETER] for month in range(since, until + 1)}
        return len(rates) == 1


def _usual_month(run: Run) -> int:
    within = range(run.start, run.start + int(run.header["months"]))
    return REFORM if REFORM in within else run.start


def _per_cent(share: Any) -> int:
    return min(max(round(float(share) * 100), LOWEST), HIGHEST)


def _status(sentence: tuple[str, str]) -> str:
    """The sentence for the page; screen readers say it when it changes."""
    return (
        f'<div class="simcore-sentence" role="status" aria-live="polite">{sentence[0]}<br>{sentence[1]}</div>'
    )


def _table(law: Balances, reform: Balances, unit: Unit, rate: int) -> str:
    years = years_to_show(min(law.at_year_ends()), law.last_year)
    rows = [
        [name, *(unit.show(fund.at_year_ends()[year]) for year in years), unit.show(fund.covered_in_all())]
        for name, fund in ((both("law_row"), law), (both("with_rate", rate=rate), reform))
    ]
    headings = [words("rate"), *((str(year), "") for year in years), words("covered_in_all")]
    caption = both("balance_at_year_end", unit_en=unit.english, unit_zh=unit.chinese)
    return html_table(headings, rows, caption=caption, figures=range(1, len(headings)))

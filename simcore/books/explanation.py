"""Why a person's amount is what it is: the award by the law, its yearly increases, the lines and the entries
that paid it.
"""

from __future__ import annotations

import html
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from simcore.errors import InvalidInput, unknown
from simcore.language import say
from simcore.rulebook.dates import day_text, first_day, month_of, month_text
from simcore.vocabulary import BenefitKind, Scheme

if TYPE_CHECKING:
    import pandas as pd

    from simcore.books.run import Run
    from simcore.rulebook.explanation import Explanation

_TARGETS = {
    "monthly_pension": (BenefitKind.PENSION, Scheme.EMPLOYEE_PENSION),
    "unemployment_benefit": (BenefitKind.UNEMPLOYMENT_BENEFIT, Scheme.UNEMPLOYMENT),
}
_INDEX_UNIT, _FEN = 10_000, 100
_YEAR_BEFORE_RECORDS = 2009 - 1970


@dataclass(frozen=True, slots=True)
class PersonExplanation:
    """The reasons of one person's benefit.

    `award`: the amount as first due, step by step (None for a pension awarded before the records begin).
    `increases`: the explanation of each January's increase since then, oldest first. `value`: the monthly
    amount in force
    now, yuan. `lines`: the benefit lines, yuan. `entries`: the ledger's batches that paid them, fen.
    """

    person: int
    target: str
    value: Decimal
    award: Explanation | None
    increases: tuple[Explanation, ...]
    lines: pd.DataFrame
    entries: pd.DataFrame

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain dicts, lists, texts and numbers."""
        return {
            "person": self.person,
            "target": self.target,
            "value": str(self.value),
            "award": self.award.to_dict() if self.award else None,
            "increases": [each.to_dict() for each in self.increases],
            "lines": [_plain(row) for row in self.lines.to_dict("records")],
            "entries": [_plain(row) for row in self.entries.to_dict("records")],
        }

    def _heading(self) -> str:
        return say(
            f"{self.target} of person {self.person}: {self.value:,.2f} yuan a month",
            f"人员 {self.person} 的 {self.target}：每月 {self.value:,.2f} 元",
        )

    def _no_award(self) -> str:
        return say(
            "The pension was awarded before the records begin; what it was at the end of 2009 is drawn "
            "(uncertain).",
            "该养老金在记录开始前已核定；其 2009 年末数额为抽样值（不确定）。",
        )

    def _paid(self) -> str:
        paid = int(self.lines["paid_on"].notna().sum())
        return say(
            f"{paid} of {len(self.lines)} monthly lines are paid, in {self.entries['entry'].nunique()} "
            "batches of the ledger.",
            f"{len(self.lines)} 条月度待遇中已支付 {paid} 条，对应总账 {self.entries['entry'].nunique()} 笔"
            "分录。",
        )

    def __str__(self) -> str:
        award = str(self.award) if self.award else self._no_award()
        return "\n\n".join([self._heading(), award, *map(str, self.increases), self._paid()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        award = self.award._repr_html_() if self.award else f"<p>{html.escape(self._no_award())}</p>"
        increases = "".join(each._repr_html_() for each in self.increases)
        title = say("yearly increases", "历年调整")
        folded = f"<details><summary>{title}</summary>{increases}</details>" if increases else ""
        return f"<b>{html.escape(self._heading())}</b>{award}{folded}<p>{html.escape(self._paid())}</p>"


def explain_person(run: Run, person: int, target: str) -> PersonExplanation:
    """The explanation of a benefit of this person. Errors: InvalidInput for an unknown target or a person
    without it.
    """
    if target not in _TARGETS:
        raise unknown(("target of a person's explanation", "可解释的个人项目"), str(target), list(_TARGETS))
    kind, scheme = _TARGETS[target]
    spells = run.questions.rows("benefit_spells", "person_id", [person]).to_pandas()
    spells = spells[spells["kind"] == kind].sort_values("first_month")
    if spells.empty:
        raise InvalidInput(
            f"person {person} has drawn no {target} in this run up to {day_text(int(run.header['day']))}",
            f"截至 {day_text(int(run.header['day']))}，人员 {person} 未领取 {target}",
        )
    lines = run.benefits(person)
    lines = lines[lines["kind"] == kind.name.lower()].reset_index(drop=True)
    award, increases = (
        _pension(run, person, spells) if kind == BenefitKind.PENSION else _unemployment(run, spells)
    )
    return PersonExplanation(
        person=person,
        target=target,
        value=Decimal(int(spells["amount_fen"].iloc[-1])) / _FEN,
        award=award,
        increases=increases,
        lines=lines,
        entries=_entries(run, scheme, lines),
    )


def _pension(
    run: Run, person: int, spells: pd.DataFrame
) -> tuple[Explanation | None, tuple[Explanation, ...]]:
    rows = run.questions.rows("awards", "person_id", [person]).to_pylist()
    someone = run.questions.rows("people", "person_id", [person]).to_pylist()[0]
    award = _award(run, rows[0], someone["birth_day"]) if rows else None
    year = rows[0]["retirement_month"] // 12 if rows else _YEAR_BEFORE_RECORDS
    before = rows[0]["monthly_fen"] if rows else someone["opening_pension_fen"]
    amounts = spells.drop_duplicates("amount_fen", keep="first")
    increases = []
    for month, amount in zip(amounts["first_month"].tolist(), amounts["amount_fen"].tolist(), strict=True):
        if month // 12 > year and amount != before:
            january = month_text(month // 12 * 12)
            increases.append(
                run.policy.explain(
                    "pension_raised_by_mean", january, pension_before_increase=Decimal(before) / _FEN
                )
            )
        before = amount
    return award, tuple(increases)


def _award(run: Run, award: dict[str, int], birth_day: int) -> Explanation:
    """The award from its recorded inputs, by the law of the retirement month."""
    return run.policy.explain(
        "monthly_pension",
        month_text(award["retirement_month"]),
        birth_month=month_text(month_of(birth_day)),
        retirement_month=month_text(award["retirement_month"]),
        average_index=Decimal(award["average_index"]) / _INDEX_UNIT,
        contribution_months=award["contribution_months"],
        months_before_accounts=award["months_before_accounts"],
        account_balance=Decimal(award["account_balance_fen"]) / _FEN,
    )


def _unemployment(run: Run, spells: pd.DataFrame) -> tuple[Explanation, tuple[Explanation, ...]]:
    return run.policy.explain("unemployment_benefit", month_text(int(spells["first_month"].iloc[-1]))), ()


def _entries(run: Run, scheme: Scheme, lines: pd.DataFrame) -> pd.DataFrame:
    """The batches that moved the fund's cash on the days on which these lines were paid since the start."""
    paid = lines["paid_on"].dropna()
    paid = paid[paid >= day_text(first_day(run.start))]
    days = ", ".join(sorted({f"DATE '{day:%Y-%m-%d}'" for day in paid})) or "NULL"
    return run.sql(
        f"""SELECT * FROM journal
            WHERE fund = '{scheme.name.lower()}' AND purpose = 'benefit_paid' AND day IN ({days})
            ORDER BY entry, amount_fen DESC"""
    )


def _plain(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    """A row as text; what is missing differs from itself, and becomes None."""
    return {str(key): (None if value != value else str(value)) for key, value in row.items()}

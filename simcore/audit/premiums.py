"""Points 3 and 6: the base of every contribution spell is what was declared or chosen, and its amounts are
those of the law on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from simcore.audit.bills import AMOUNTS
from simcore.audit.case import Case, Ints, order_of, yuan
from simcore.audit.contributions import unfolded
from simcore.books.tables import Columns
from simcore.calendar import NEVER, first_day, month_of, month_text
from simcore.vocabulary import PaymentKind

PEOPLE_AT_ONCE = 25_000

_EMPLOYEE = (
    "contribution_base",
    "employee_pension_worker",
    "employee_pension_employer",
    "medical_with_mutual_aid_worker",
    "medical_with_mutual_aid_employer",
    "unemployment_worker",
    "unemployment_employer",
    "work_injury_employer",
    "maternity_employer",
    "employee_pension_to_account",
)
_COLUMNS = ("base", *AMOUNTS, "maternity_employer", "account")
_FLEXIBLE = ("contribution_base", "flexible_pension_contribution", "flexible_pension_to_account")


def examine_premiums(case: Case) -> None:
    """Employees' and flexible workers' lines on what was declared or chosen, assessed ones on the last line
    before.
    """
    top = case.society.people.size
    for low in range(0, top, PEOPLE_AT_ONCE):
        spells = case.columns(
            f"SELECT * FROM raw_contribution_spells WHERE person_id >= {low} AND person_id < "
            f"{min(low + PEOPLE_AT_ONCE, top)} ORDER BY person_id, first_month"
        )
        _Premiums(case, {name: column.astype(np.int64) for name, column in spells.items()}).examine()
    _assessed(case)


class _Premiums:
    """The spells of some people: each is looked at in its first month and wherever law, wage or declaration
    may have changed since.
    """

    def __init__(self, case: Case, spells: Columns) -> None:
        self._case, self._spells = case, spells
        society = case.society
        self._kind, self._employer = spells["kind"], spells["employer_id"]
        known = (self._employer >= 0) & (self._employer < society.employers.count)
        flexible = self._kind == PaymentKind.FLEXIBLE
        nobody = np.unique(self._employer[~known & ~flexible]).tolist()
        case.findings.add(
            3,
            [
                (f"employer {each} is not in the table of employers", f"单位表中没有单位 {each}")
                for each in nobody
            ],
        )
        self._declared = np.isin(self._kind, (PaymentKind.NORMAL, PaymentKind.BACK_PAYMENT)) & known
        self._flexible = flexible
        self._in_run = spells["first_month"] >= case.start

    def examine(self) -> None:
        case, spells = self._case, self._spells
        employee = case.policy.compile(_EMPLOYEE, inputs=("monthly_wage", "risk_class"))
        flexible = case.policy.compile(_FLEXIBLE, inputs=("monthly_wage", "chosen_base"))
        for rows, month in self._points():
            kinds = self._declared[rows]
            of_employees, of_flexible = rows[kinds], rows[self._flexible[rows]]
            day = first_day(int(month.min()))
            if len(of_employees):
                risk_class = case.society.employers.risk_class[self._employer[of_employees]].astype(np.int64)
                wage = self._wage(of_employees, month[kinds])
                values = employee(day, monthly_wage=wage, risk_class=risk_class)
                _compare(case, spells, of_employees, dict(zip(_COLUMNS, values, strict=True)))
            if len(of_flexible):
                wage = self._chosen(of_flexible, month[self._flexible[rows]])
                (base,) = self._base(day, monthly_wage=wage)
                values = flexible(day, monthly_wage=base, chosen_base=base)
                lawful = dict.fromkeys(_COLUMNS, 0) | {
                    "base": base,
                    "pension_worker": values[1],
                    "account": values[2],
                }
                _compare(case, spells, of_flexible, lawful)

    @cached_property
    def _base(self) -> Any:
        return self._case.policy.compile(("contribution_base",), inputs=("monthly_wage",))

    def _points(self) -> Iterator[tuple[Ints, Ints]]:
        """Spells and months in which to look at them, those of one state of the law together."""
        case, spells = self._case, self._spells
        first, last = spells["first_month"], spells["last_month"]
        januaries = range(-(-case.start // 12) * 12, case.last + 1, 12)
        begins = sorted({*case.law_changes, *januaries})
        corrected = self._corrected_in()
        states = [
            np.searchsorted(begins, np.minimum(month, case.last), side="right") for month in (first, last)
        ]
        row, gone = unfolded(np.where(first <= case.last, np.maximum(states[1] - states[0] + 1, 0), 0))
        state = states[0][row] + gone
        order = order_of(state)
        ends = np.searchsorted(state[order], np.arange(len(begins) + 1), side="right")
        for place, (begin, after) in enumerate(pairwise([*begins, case.last + 1])):
            rows = row[order[ends[place] : ends[place + 1]]]
            if len(rows):
                yield rows, np.maximum(first[rows], begin)
            rows = rows[(corrected[rows] > np.maximum(first[rows], begin)) & (corrected[rows] < after)]
            rows = rows[corrected[rows] <= last[rows]]
            if len(rows):
                yield rows, corrected[rows]

    def _corrected_in(self) -> Ints:
        """The month from whose declaration on the employer of an ordinary spell declares the truth (−1:
        none).
        """
        case = self._case
        corrected = case.wages.corrected_on
        found = np.flatnonzero((corrected >= 0) & (corrected != NEVER))
        by_employer = np.full(len(corrected), -1, np.int64)
        month = month_of(corrected[found])
        by_employer[found] = month + (case.declaration_days(month) <= corrected[found])
        ordinary = self._declared & (self._spells["declared_month"] < 0)
        return np.where(ordinary, by_employer[np.where(ordinary, self._employer, 0)], -1)

    def _wage(self, rows: Ints, month: Ints) -> Ints:
        """What was declared for these spells in these months: of the past, what their base says."""
        case, spells = self._case, self._spells
        declared_in = np.where(spells["declared_month"][rows] < 0, month, spells["declared_month"][rows])
        wage = spells["base_fen"][rows].copy()
        in_run = self._in_run[rows] & (declared_in >= case.start) & (declared_in <= case.last)
        chosen = rows[in_run]
        person, employer = spells["person_id"][chosen], self._employer[chosen]
        hired_on = case.hired_on(person, spells["first_month"][chosen])
        paid = case.wages.paid(person, employer, hired_on, declared_in[in_run])
        wage[in_run] = case.wages.declared(paid, employer, declared_in[in_run])
        return wage

    def _chosen(self, rows: Ints, month: Ints) -> Ints:
        """What these flexible workers chose to pay on."""
        wage = self._spells["base_fen"][rows].copy()
        for one in np.unique(month).tolist():
            places = np.flatnonzero((month == one) & self._in_run[rows])
            person = self._spells["person_id"][rows[places]]
            wage[places] = self._case.society.wages.chosen_monthly_wage(person, one)
        return wage


def _assessed(case: Case) -> None:
    """110 % of each amount of the last ordinary line declared before; without one, the floor at 100 %
    (article 62).
    """
    last = ", ".join(f"arg_max(l.{name}_fen, l.first_month) AS last_{name}" for name in ("base", *AMOUNTS))
    normal, assessed = PaymentKind.NORMAL.value, PaymentKind.ASSESSED.value
    spells = case.columns(
        f"""WITH found AS (
            SELECT *, row_number() OVER () AS number FROM raw_contribution_spells WHERE kind = {assessed}),
        before AS (SELECT f.number, {last} FROM found f JOIN raw_contribution_spells l
            ON l.person_id = f.person_id AND l.kind = {normal} AND l.declared_month < 0
               AND l.first_month < f.declared_month GROUP BY ALL)
        SELECT f.* EXCLUDE (number),
            {", ".join(f"coalesce(last_{name}, 0)::BIGINT AS last_{name}" for name in ("base", *AMOUNTS))},
               coalesce(e.risk_class, 1)::INTEGER AS risk_class
        FROM found f LEFT JOIN before b USING (number) LEFT JOIN raw_employers e ON e.employer_id =
            f.employer_id"""
    )
    if not len(spells["kind"]):
        return
    months = spells["first_month"].astype(np.int64)
    floor = case.by_month(case.policy.compile(("contribution_floor",), inputs=()), months, {}, 1)[0]
    targets = tuple(name for name in _EMPLOYEE if name != "contribution_base")
    on_floor = case.by_month(
        case.policy.compile(targets, inputs=("contribution_base", "risk_class")),
        months,
        {"contribution_base": floor, "risk_class": spells["risk_class"].astype(np.int64)},
        len(targets),
    )
    raise_ = case.policy.compile(("assessed_contribution",), inputs=("last_month_contribution",))
    nothing_before = spells["last_base"] == 0
    lawful: dict[str, Ints] = {"base": np.where(nothing_before, floor, spells["last_base"])}
    for place, name in enumerate(AMOUNTS):
        raised = case.by_month(
            raise_, months, {"last_month_contribution": spells[f"last_{name}"].astype(np.int64)}, 1
        )[0]
        lawful[name] = np.where(nothing_before, on_floor[place], raised)
    lawful["maternity_employer"] = np.zeros(len(months), np.int64)
    lawful["account"] = np.where(nothing_before, on_floor[8], lawful["pension_worker"])
    _compare(case, spells, np.arange(len(months)), lawful)


def _compare(case: Case, spells: Columns, rows: Ints, lawful: dict[str, Ints]) -> None:
    for name, expected in lawful.items():
        case.equal(
            3,
            spells[f"{name}_fen"][rows],
            expected,
            lambda at, recorded, should, name=name: (  # type: ignore[misc]
                f"{name} of person {spells['person_id'][rows[at]]} from {_month(spells, rows[at])} is "
                f"{yuan(recorded)} a "
                f"month; by the law on the base of {yuan(int(spells['base_fen'][rows[at]]))} it is "
                f"{yuan(should)}",
                f"人员 {spells['person_id'][rows[at]]} 自 {_month(spells, rows[at])} 起的 {name} 为每月 "
                f"{yuan(recorded)}，"
                f"按基数 {yuan(int(spells['base_fen'][rows[at]]))} 依法应为 {yuan(should)}",
            ),
        )


def _month(spells: Columns, row: Any) -> str:
    return month_text(int(spells["first_month"][row]))

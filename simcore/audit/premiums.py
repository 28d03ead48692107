"""Points 3 and 6: the amounts of every contribution spell are those of the law on its base."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from simcore.audit.bills import AMOUNTS
from simcore.audit.case import Case, Ints, yuan
from simcore.books.tables import Columns
from simcore.calendar import first_day, month_text
from simcore.vocabulary import PaymentKind

PEOPLE_AT_ONCE = 100_000

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
    """Employees' and flexible workers' lines on their base, assessed ones on the last line before."""
    (top,) = case.columns("SELECT coalesce(max(person_id), -1) + 1 AS n FROM raw_people")["n"].tolist()
    employee = case.policy.compile(_EMPLOYEE, inputs=("monthly_wage", "risk_class"))
    flexible = case.policy.compile(_FLEXIBLE, inputs=("monthly_wage", "chosen_base"))
    periods = [*case.law_changes, case.last + 1]
    for low in range(0, top, PEOPLE_AT_ONCE):
        spells = case.columns(
            "SELECT s.*, coalesce(e.risk_class, 0)::INTEGER AS risk_class FROM raw_contribution_spells s "
            "LEFT JOIN raw_employers e USING (employer_id) "
            f"WHERE person_id >= {low} AND person_id < {low + PEOPLE_AT_ONCE}"
        )
        unknown = (spells["risk_class"] == 0) & (spells["employer_id"] >= 0)
        nobody = np.unique(spells["employer_id"][unknown]).tolist()
        case.findings.add(
            3,
            [
                (f"employer {each} is not in the table of employers", f"单位表中没有单位 {each}")
                for each in nobody
            ],
        )
        by_base = ~unknown & np.isin(spells["kind"], (PaymentKind.NORMAL, PaymentKind.BACK_PAYMENT))
        for begin, after in pairwise(periods):
            inside = (spells["first_month"] < after) & (spells["last_month"] >= begin)
            rows = np.flatnonzero(inside & by_base)
            base = spells["base_fen"][rows].astype(np.int64)
            if len(rows):
                risk_class = spells["risk_class"][rows].astype(np.int64)
                values = employee(first_day(begin), monthly_wage=base, risk_class=risk_class)
                _compare(case, spells, rows, dict(zip(_COLUMNS, values, strict=True)))
            rows = np.flatnonzero(inside & (spells["kind"] == PaymentKind.FLEXIBLE))
            base = spells["base_fen"][rows].astype(np.int64)
            if len(rows):
                values = flexible(first_day(begin), monthly_wage=base, chosen_base=base)
                lawful = dict.fromkeys(_COLUMNS, 0) | {
                    "base": values[0],
                    "pension_worker": values[1],
                    "account": values[2],
                }
                _compare(case, spells, rows, lawful)
    _assessed(case)


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

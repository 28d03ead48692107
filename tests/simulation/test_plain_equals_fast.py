"""The heart of the suite: two independent programs, one of processes and objects, one of columns and agendas,
that share nothing but the law, the luck and the society, write the same records to the fen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache
from typing import Any

import pytest

from simcore.inquiry.run import Run
from simcore.plain import PlainRun, simulate_plainly
from simcore.plain.records import NONE
from simcore.scenarios import Scenario
from simcore.simulation import simulate
from simcore.vocabulary import keys

PEOPLE, YEARS = 200, 20
EVERY_CONDUCT = {
    "employers.workers_per_employer": 4,
    "employers.punctual_share": 0.25,
    "employers.late_share": 0.25,
    "employers.under_declaring_share": 0.25,
    "employers.not_registering_share": 0.25,
    "employers.trouble_rate": 0.02,
    "employers.closing_rate": 0.10,
    "agency.inspection_rate": 0.05,
}
LATER_LAW = {
    "employee_pension.employer_rate": {"2024-07": 0.14},
    "unemployment.benefit_share": {"2025-01": 0.8},
}
OTHER_DEADLINES = {
    "registration.registration_days": {"2022-04": 15},
    "registration.declaration_day": {"2023-01": 20},
    "registration.counting_day": {"2023-07": 10},
    "unemployment.minimum_paid_months": {"2024-01": 24},
}
REFORMS: dict[str, dict[str, Any]] = {"a reform": LATER_LAW, "other deadlines": OTHER_DEADLINES}
WORLDS: dict[str, tuple[str, dict[str, Any]]] = {
    "baseline": ("baseline", {"seed": 1}),
    "every conduct": ("baseline", {**EVERY_CONDUCT, "seed": 2}),
    "every conduct again": ("baseline", {**EVERY_CONDUCT, "seed": 3}),
    "empty reserves": ("empty_reserves", {**EVERY_CONDUCT, "seed": 4}),
    "one slow clerk and a start in July": (
        "one_slow_clerk",
        {**EVERY_CONDUCT, "start": "2021-07", "seed": 5},
    ),
    "a reform": ("baseline", {**EVERY_CONDUCT, "seed": 6}),
    "other deadlines": ("baseline", {**EVERY_CONDUCT, "seed": 11}),
    "nobody registers": ("nobody_registers", {"agency.inspection_rate": 0.05, "seed": 7}),
    "everybody under-declares": ("everybody_under_declares", {"seed": 8}),
    "people who enter at the age of retirement": (
        "baseline",
        {
            "population.late_entry_share": 1.0,
            "population.entry_age_usual_last": 45,
            "population.entry_age_latest": 55,
            "population.entrants_per_year": 0.10,
            "seed": 10,
        },
    ),
    "births": (
        "baseline",
        {**EVERY_CONDUCT, "employers.trouble_rate": 0.05, "population.birth_rate": 0.2, "seed": 21},
    ),
    "residents": (
        "baseline",
        {
            **EVERY_CONDUCT,
            "population.resident_share": 0.7,
            "labour.unemployed_to_flexible": 0.5,
            "seed": 22,
        },
    ),
    "workers who never stay": (
        "baseline",
        {
            "labour.separation_rate": 0.10,
            "labour.young_separation_rate": 0.15,
            "labour.job_finding_rate": 0.5,
            "labour.unemployed_to_flexible": 0.8,
            "labour.flexible_exit_rate": 0.3,
            "employers.closing_rate": 0.5,
            "seed": 2,
        },
    ),
    "other days of receipts and payment": (
        "baseline",
        {
            **EVERY_CONDUCT,
            "tax_bureau.receipts_days": (19, 27),
            "funds.pay_days": (7, "last"),
            "seed": 13,
        },
    ),
    "every employer late": ("every_employer_late", {"employers.trouble_rate": 0.05, "seed": 9}),
}
ORDINARY = (
    "baseline",
    "every conduct",
    "one slow clerk and a start in July",
    "other days of receipts and payment",
)
IN_ORDER = [
    pytest.param(world, marks=() if world in ORDINARY else pytest.mark.thorough, id=world) for world in WORLDS
]
FLOWS = (
    "contributions_employer",
    "contributions_worker",
    "contributions_self",
    "subsidy",
    "deficit_cover",
    "interest",
    "surcharges",
    "other_in",
    "benefits",
    "refunds",
    "other_out",
)
COLUMNS = {
    "events": "day person_id employer_id kind reason detail",
    "claims": "person_id kind arrived_on decided_on granted reason months entitlement",
    "awards": "person_id decided_on retirement_month contribution_months months_before_accounts "
    "average_index account_balance divisor benefit_base basic account_part transitional monthly",
    "payments": "person_id month covers_to scheme payer employer base employer_amount worker_amount "
    "settled_on paid_on flag kind channel",
    "benefits": "person_id month scheme kind amount paid_on",
    "accounts": "person_id year scheme opening credited interest_on_opening interest_on_credits drawn "
    "closing",
    "funds": f"month fund opening {' '.join(FLOWS)} closing account_liability contributors beneficiaries",
}
MONEY = {
    "base",
    "amount",
    "employer_amount",
    "worker_amount",
    "opening",
    "closing",
    "account_liability",
    *FLOWS,
}
MONEY |= {
    "credited",
    "interest_on_opening",
    "interest_on_credits",
    "drawn",
    "account_balance",
    "benefit_base",
}
MONEY |= {"basic", "account_part", "transitional", "monthly"}
DAYS = {"day", "settled_on", "paid_on", "arrived_on", "decided_on"}
MONTHS = {"month", "retirement_month"}


def scenario_of(world: str) -> Scenario:
    name, changes = WORLDS[world]
    scenario = Scenario.load(name).with_(changes, people=PEOPLE, years=YEARS)
    return scenario.reform(REFORMS[world]) if world in REFORMS else scenario


@cache
def both_runs(world: str) -> tuple[Run, PlainRun]:
    """The world of that name as the fast engine and the plain model tell it, from the same opening cash."""
    scenario = scenario_of(world)
    fast = simulate(scenario)
    return fast, simulate_plainly(scenario, fast.header["reserves"])


def month_text(month: int) -> str:
    return f"{1970 + month // 12}-{month % 12 + 1:02d}"


def fast_rows(run: Run, table: str, start: int) -> Iterator[tuple[Any, ...]]:
    """Records of the run itself, not of the past: days as numbers, -1 for none, money in fen."""

    def column(name: str) -> str:
        if name in MONEY:
            return f"{name}_fen"
        if name in DAYS:
            return f"coalesce(date_diff('day', DATE '1970-01-01', {name}), -1)"
        if name == "person_id":
            return "coalesce(person_id, -1)"
        if name == "granted":
            return "granted <> 0"
        if name in ("employer", "covers_to", "reason", "employer_id"):
            return f"coalesce(CAST({name} AS VARCHAR), '')"
        return name

    first = month_text(start)
    since = {
        "accounts": f"year >= {first[:4]}",
        "claims": "true",
        "events": f"day >= DATE '{first}-01'",
        "awards": f"decided_on >= DATE '{first}-01'",
    }.get(table, f"month >= '{first}'")
    columns = ", ".join(column(name) for name in COLUMNS[table].split())
    frame = run.sql(f"SELECT {columns} FROM {table} WHERE {since}")
    return (tuple(row) for row in frame.itertuples(index=False, name=None))


def plain_rows(run: PlainRun, table: str) -> Iterator[tuple[Any, ...]]:
    """The plain model's records in the same form."""
    names = COLUMNS[table].split()
    for record in getattr(run, table):
        values = _benefit(record) if table == "benefits" else astuple(record)
        yield tuple(_as_sql_tells(name, value) for name, value in zip(names, values, strict=True))


def _as_sql_tells(name: str, value: Any) -> Any:
    if name in MONTHS:
        return month_text(value)
    if name == "covers_to" and value != NONE:
        return month_text(value)
    if name in ("employer", "covers_to", "employer_id"):
        return "" if value == NONE else str(value)
    return value


def _benefit(line: Any) -> tuple[Any, ...]:
    scheme, kind = line.scheme.name.lower(), keys("benefit_kinds")[int(line.kind)]
    return line.person_id, line.month, scheme, kind, line.amount, line.paid_on


def differences(fast: Counter[Any], plain: Counter[Any], columns: str, shown: int = 12) -> str:
    """The first rows that only one of the two has, in order."""
    rows = sorted(
        [(row, "fast ") for row in (fast - plain).elements()]
        + [(row, "plain") for row in (plain - fast).elements()],
        key=lambda pair: tuple(str(value).rjust(12) for value in pair[0]),
    )
    lines = [f"{who} {row}" for row, who in rows[:shown]]
    return f"{len(rows)} rows stand in one only; {columns}\n" + "\n".join(lines)


@pytest.mark.parametrize("table", COLUMNS)
@pytest.mark.parametrize("world", IN_ORDER)
def test_both_engines_write_the_same_records(world: str, table: str) -> None:
    fast_run, plain_run = both_runs(world)
    fast = Counter(fast_rows(fast_run, table, scenario_of(world).start))
    plain = Counter(plain_rows(plain_run, table))
    assert plain
    assert fast == plain, differences(fast, plain, COLUMNS[table])


def test_the_worlds_hold_everything_that_can_happen_to_a_contribution() -> None:
    seen = {(payment.kind, payment.flag) for world in ORDINARY for payment in both_runs(world)[1].payments}
    assert {
        ("normal", "paid"),
        ("normal", "late_paid"),
        ("normal", "owed"),
        ("normal", "written_off"),
        ("assessed", "late_paid"),
        ("back_payment", "late_paid"),
        ("flexible", "paid"),
        ("paid_by_fund", "paid"),
    } <= seen

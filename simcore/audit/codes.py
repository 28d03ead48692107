"""Point 6: every code of the records is one of its list; what means nothing cannot be examined."""

from __future__ import annotations

from collections.abc import Container

from simcore.audit.case import Case
from simcore.books.ledger import TREASURY
from simcore.books.schema import CODES, KINDS, SCHEMES_OF_BILLS, TABLES
from simcore.vocabulary import Scheme, keys

BEFORE_1970 = ("birth_day", "entered_on", "retired_in", "retirement_month", "hired_on", "registered_on", "founded_on")
"""Columns whose days and months may lie before 1970 and count below zero; the society made anew proves them."""


def examine_codes(case: Case) -> bool:
    """Whether all codes mean something."""
    found: list[tuple[str, str]] = []
    for table, spec in TABLES.items():
        known: Container[int]
        for column in spec.columns:
            if column == "fund":
                known = range(len(SCHEMES_OF_BILLS)) if table == "funds" else (*Scheme, TREASURY)
            elif (list_name := KINDS[table] if column == "kind" else CODES.get(column)) is not None:
                known = keys(list_name)
            else:
                continue
            for code in case.columns(f"SELECT DISTINCT {column} AS code FROM raw_{table} ORDER BY 1")["code"]:
                if int(code) not in known:
                    found.append(
                        (
                            f"{table}.{column} holds the code {code}, which means nothing",
                            f"{table}.{column} 含有无意义的代码 {code}",
                        )
                    )
    found += _below_none(case)
    case.findings.add(6, found)
    return not found


def _below_none(case: Case) -> list[tuple[str, str]]:
    """Days, months, persons and numbers are −1 where there is none, and never less."""
    found = []
    for table, spec in TABLES.items():
        names = [name for name in spec.columns if name not in spec.money]
        (*lowest,) = case.columns(f"SELECT {', '.join(f'coalesce(min({n}), 0) AS {n}' for n in names)} FROM raw_{table}").values()
        for name, (least,) in zip(names, lowest, strict=True):
            if least < -1 and name not in BEFORE_1970:
                found.append(
                    (f"{table}.{name} holds {least}, which means nothing", f"{table}.{name} 含有无意义的值 {least}")
                )
    return found

"""Point 6: every code of the records is one of its list; what means nothing cannot be examined."""

from __future__ import annotations

from collections.abc import Container

from simcore.audit.case import Case
from simcore.books.ledger import TREASURY
from simcore.books.schema import CODES, KINDS, TABLES
from simcore.vocabulary import Scheme, keys

BEFORE_1970 = (
    "birth_day",
    "entered_on",
    "retired_in",
    "retirement_month",
    "hired_on",
    "registered_on",
    "founded_on",
)
"""Columns whose days and months may lie before 1970 and count below zero; the society made anew proves
them.
"""


def examine_codes(case: Case) -> bool:
    """Whether all codes mean something."""
    found: list[tuple[str, str]] = []
    for table, spec in TABLES.items():
        known = {name: codes for name in spec.columns if (codes := _codes(case, table, name)) is not None}
        counted = [
            name
            for name in spec.columns
            if name not in known and name not in spec.money and name not in BEFORE_1970
        ]
        asked = [f"list_sort(list(DISTINCT {name})) AS {name}" for name in known]
        asked += [f"list_value(coalesce(min({name}), 0)) AS {name}" for name in counted]
        (values,) = zip(*case.columns(f"SELECT {', '.join(asked)} FROM raw_{table}").values(), strict=True)
        for name, held in zip((*known, *counted), values, strict=True):
            # Days, months, persons and numbers are −1 where there is none, and never less.
            codes = known.get(name)
            found += [
                (
                    f"{table}.{name} holds the code {code}, which means nothing",
                    f"{table}.{name} 含有无意义的代码 {code}",
                )
                for code in (held if held is not None else ())
                if (code not in codes if codes is not None else code < -1)
            ]
    case.findings.add(6, found)
    return not found


def _codes(case: Case, table: str, column: str) -> Container[int] | None:
    """The codes that a column may hold (None: it holds no codes)."""
    if column == "fund":
        return case.schemes if table == "funds" else (*Scheme, TREASURY)
    list_name = KINDS[table] if column == "kind" else CODES.get(column)
    return None if list_name is None else keys(list_name)

"""Point 6: every code of the records is one of its list; what means nothing cannot be examined."""

from __future__ import annotations

from simcore.audit.case import Case
from simcore.books.schema import CODES, KINDS, TABLES
from simcore.vocabulary import keys


def examine_codes(case: Case) -> bool:
    """Whether all codes mean something."""
    found = []
    for table, spec in TABLES.items():
        for column in spec.columns:
            list_name = KINDS[table] if column == "kind" else CODES.get(column)
            if list_name is None:
                continue
            known = keys(list_name)
            for code in case.columns(f"SELECT DISTINCT {column} AS code FROM raw_{table} ORDER BY 1")["code"]:
                if int(code) not in known:
                    found.append(
                        (
                            f"{table}.{column} holds the code {code}, which means nothing",
                            f"{table}.{column} 含有无意义的代码 {code}",
                        )
                    )
    case.findings.add(6, found)
    return not found

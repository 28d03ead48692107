"""What somebody's payment record held on the day of a decision, from the lines that had arrived by then."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case
from simcore.books.tables import Columns
from simcore.books.views import lines


def with_history(case: Case, decisions: str) -> Columns:
    """The rows of `decisions` (a query with person_id and decided_on) with the person's
    columns and, with what stood before the records, `months`, `index_sum` and `own_fen`.
    """
    case.do(f"CREATE OR REPLACE TABLE decisions AS SELECT row_number() OVER () AS number, * FROM ({decisions})")
    of_decided = lines(case.start, where="person_id IN (SELECT person_id FROM decisions)")
    case.do(
        f"""CREATE OR REPLACE TABLE lines_before AS
        SELECT d.number, l.base_fen, l.month, l.pension_worker_fen AS own_fen FROM ({of_decided}) l
        JOIN decisions d USING (person_id) WHERE l.arrived_on <= d.decided_on"""
    )
    # The index depends on base and year alone: one evaluation serves everybody with the same.
    bases = case.columns("SELECT DISTINCT month, base_fen FROM lines_before")
    rule = case.policy.compile(("contribution_index",), inputs=("contribution_base",))
    months = bases["month"].astype(np.int64)
    (index,) = case.by_month(rule, months, {"contribution_base": bases["base_fen"].astype(np.int64)}, 1)
    import pyarrow as pa

    case.register("indices", pa.table({"month": months, "base_fen": bases["base_fen"], "index": index}))
    return case.columns(
        """SELECT d.* EXCLUDE (number), p.* EXCLUDE (person_id), opening_months + coalesce(l.months, 0)::BIGINT AS months,
               opening_months::BIGINT * opening_index + coalesce(l.index_sum, 0)::BIGINT AS index_sum,
               coalesce(l.own_fen, 0)::BIGINT AS own_fen
        FROM decisions d JOIN raw_people p USING (person_id) LEFT JOIN (
            SELECT number, count(*) AS months, sum(index) AS index_sum, sum(own_fen) AS own_fen
            FROM lines_before JOIN indices USING (month, base_fen) GROUP BY number) l USING (number)
        ORDER BY d.person_id, d.number"""
    )

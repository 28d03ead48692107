"""What somebody's payment record held on the day of a decision, from the lines that had arrived by then."""

from __future__ import annotations

import numpy as np

from simcore.audit.case import Case
from simcore.books.tables import Columns
from simcore.books.views import lines


def lay_out_histories(case: Case) -> None:
    """The sums of everybody about whom something was decided, by person and day: table `histories` (months,
    index_sum, own_fen).
    """
    case.do(
        """CREATE OR REPLACE TABLE decided AS SELECT DISTINCT person_id, decided_on FROM (
            SELECT person_id, decided_on FROM raw_awards UNION ALL SELECT person_id, decided_on FROM
                raw_claims)"""
    )
    of_decided = lines(case.start, where="person_id IN (SELECT person_id FROM decided)")
    case.do(
        f"""CREATE OR REPLACE TABLE lines_before AS
        SELECT d.person_id, d.decided_on, l.base_fen, l.month, l.pension_worker_fen AS own_fen
        FROM ({of_decided}) l JOIN decided d USING (person_id) WHERE l.arrived_on <= d.decided_on"""
    )
    # The index depends on base and month alone: one evaluation serves everybody with the same.
    bases = case.columns("SELECT DISTINCT month, base_fen FROM lines_before")
    rule = case.policy.compile(("contribution_index",), inputs=("contribution_base",))
    months = bases["month"].astype(np.int64)
    (index,) = case.by_month(rule, months, {"contribution_base": bases["base_fen"].astype(np.int64)}, 1)
    import pyarrow as pa

    case.register("indices", pa.table({"month": months, "base_fen": bases["base_fen"], "index": index}))
    case.do(
        """CREATE OR REPLACE TABLE histories AS
        SELECT person_id, decided_on, count(*) AS months, sum(index)::BIGINT AS index_sum,
            sum(own_fen)::BIGINT AS own_fen
        FROM lines_before JOIN indices USING (month, base_fen) GROUP BY person_id, decided_on"""
    )
    case.do("DROP TABLE lines_before")


def with_history(case: Case, decisions: str) -> Columns:
    """The rows of `decisions` (a query with person_id and decided_on) with the person's columns and, with
    what stood before the records, `months`, `index_sum` and `own_fen`.
    """
    return case.columns(
        f"""SELECT d.*, p.* EXCLUDE (person_id), opening_months + coalesce(h.months, 0)::BIGINT AS months,
               opening_months::BIGINT * opening_index + coalesce(h.index_sum, 0)::BIGINT AS index_sum,
               coalesce(h.own_fen, 0)::BIGINT AS own_fen
        FROM ({decisions}) d JOIN raw_people p USING (person_id) LEFT JOIN histories h USING (person_id,
        decided_on)
        ORDER BY d.person_id, d.decided_on"""
    )

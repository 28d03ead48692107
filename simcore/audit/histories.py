"""What somebody's payment record held on the day of a decision, from the lines that had arrived by then."""

from __future__ import annotations

from simcore.audit.case import Case, Ints
from simcore.books.tables import Columns


def lay_out_histories(case: Case) -> None:
    """The sums of everybody about whom something was decided, by person and day: table `histories` (months,
    index_sum, own_fen).
    """
    decided = case.columns(
        """SELECT DISTINCT person_id::BIGINT AS person_id, decided_on::BIGINT AS decided_on FROM (
            SELECT person_id, decided_on FROM raw_awards UNION ALL SELECT person_id, decided_on FROM
                raw_claims) ORDER BY 1, 2"""
    )
    paid = case.contributions
    months, index_sum, own = paid.arrived_by(
        decided["person_id"], decided["decided_on"], True, _indices(case), paid.own
    )
    import pyarrow as pa

    sums = {"months": months, "index_sum": index_sum, "own_fen": own}
    case.register("histories", pa.table(decided | sums))


def _indices(case: Case) -> Ints:
    """What each month of each spell adds to the sum of indices."""
    paid = case.contributions
    rule = case.policy.compile(("contribution_index",), inputs=("contribution_base",))
    (index,) = case.by_month(rule, paid.first_month, {"contribution_base": paid.base}, 1)
    return index


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

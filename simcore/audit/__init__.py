"""The audit: proves the books by recomputing them from the individual records and the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simcore.audit.report import POINTS, Finding, Findings, Report
from simcore.errors import InvalidInput

if TYPE_CHECKING:
    from simcore.inquiry.run import Run

__all__ = ["Finding", "Report", "audit"]


def audit(run: Run) -> Report:
    """Examine every point of the contract that exists for this run. Nothing is read back that can be
    recomputed.

    A folder whose files do not match their checksums is reported at once: its records are not looked into.
    """
    from simcore.audit.bills import examine_bills
    from simcore.audit.case import Case
    from simcore.audit.due_days import examine_due_days
    from simcore.audit.entries import examine_entries
    from simcore.audit.fund_rows import examine_funds
    from simcore.audit.government import examine_government
    from simcore.audit.identity import examine_id_numbers
    from simcore.audit.lives import examine_lives
    from simcore.audit.pensions import examine_pensions
    from simcore.audit.personal_accounts import examine_accounts
    from simcore.audit.premiums import examine_premiums
    from simcore.audit.unemployment import examine_unemployment

    points = tuple(point for point in POINTS if point != 9 or run.folder is not None)
    findings = Findings()
    if run.folder is not None:
        from simcore.books.storage import damage

        if damaged := damage(run.folder):
            findings.add(9, [damaged])
            return Report((9,), findings.all)
    case = Case(run, findings)
    for point, examine in (
        (8, examine_id_numbers),
        (7, examine_bills),
        (7, examine_due_days),
        (3, examine_premiums),
        (6, examine_lives),
        (5, examine_accounts),
        (6, examine_pensions),
        (6, examine_unemployment),
        (3, examine_funds),
        (2, examine_government),
        (1, examine_entries),
    ):
        try:
            examine(case)
        except InvalidInput as refused:
            # Records that no life could have written, such as a claim at ninety-nine.
            said = (f"the law refuses a record: {refused.english}", f"记录无法依法计算：{refused.chinese}")
            findings.add(point, [said])
    return Report(points, findings.all)

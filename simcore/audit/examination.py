"""The whole examination, point by point."""

from __future__ import annotations

from simcore.audit.benefits import all_examinations, brought_for_others
from simcore.audit.bills import examine_bills
from simcore.audit.case import Case, Records
from simcore.audit.claims import examine_claims
from simcore.audit.codes import examine_codes
from simcore.audit.creation import examine_creation
from simcore.audit.due_days import examine_due_days
from simcore.audit.enforcement import examine_enforcement
from simcore.audit.entries import examine_entries
from simcore.audit.events import examine_events
from simcore.audit.fund_rows import examine_funds
from simcore.audit.government import examine_government
from simcore.audit.identity import examine_id_numbers
from simcore.audit.insured import all_examinations as all_insured
from simcore.audit.kinds import every_kind_was_examined
from simcore.audit.lives import examine_lives
from simcore.audit.personal_accounts import examine_accounts
from simcore.audit.premiums import examine_premiums
from simcore.audit.registrations import examine_registrations
from simcore.audit.report import POINTS, Finding, Findings, Report
from simcore.books.storage import damage
from simcore.errors import InvalidInput


def audit(records: Records) -> Report:
    """Examine every point of the contract that exists for these records. Nothing is read back that can be
    recomputed.

    Files that do not match their checksums and codes that mean nothing are reported at once: such records are
    not looked into.
    """
    points = tuple(point for point in POINTS if point != 9 or records.folder is not None)
    findings = Findings()
    if records.folder is not None and (damaged := damage(records.folder)):
        findings.add(9, [damaged])
        return Report((9,), findings.all)
    return Report(points, examine(Case(records, findings)))


def examine(case: Case) -> list[Finding]:
    """What is found on all points but that of the files."""
    findings = case.findings
    if not examine_codes(case):
        return findings.all
    case.brought_for_others = brought_for_others(case)
    for point, examination in (
        (8, examine_id_numbers),
        (7, examine_due_days),
        (6, examine_creation),
        (6, examine_registrations),
        (7, examine_bills),
        (3, examine_premiums),
        (6, examine_lives),
        (6, examine_enforcement),
        (6, examine_claims),
        (5, examine_accounts),
        *((6, examination) for examination in all_examinations()),
        (6, every_kind_was_examined),
        (6, examine_events),
        *((3, examination) for examination in all_insured()),
        (3, examine_funds),
        (2, examine_government),
        (1, examine_entries),
    ):
        try:
            examination(case)
        except InvalidInput as refused:
            # Records that no life could have written, such as a claim at ninety-nine.
            said = (f"the law refuses a record: {refused.english}", f"记录无法依法计算：{refused.chinese}")
            findings.add(point, [said])
        except Exception as broken:
            # Records in which something is wrong already may be beyond reckoning; honest ones never are.
            if not findings.all:
                raise
            said = (f"the rest cannot be examined: {broken!r}", f"其余内容无法核查：{broken!r}")
            findings.add(point, [said])
    return findings.all

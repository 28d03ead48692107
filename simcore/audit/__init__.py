"""The audit: proves the books by recomputing them from the individual records and the law."""

from simcore.audit.case import Records
from simcore.audit.examination import audit
from simcore.audit.report import Finding, Report

__all__ = ["Finding", "Records", "Report", "audit"]

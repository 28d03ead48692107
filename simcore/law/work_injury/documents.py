"""Laws and regulations that the rules of this branch cite, and since when they are in force."""

from __future__ import annotations

from simcore.rulebook.documents import Document, state_documents

state_documents(
    Document("Work Injury Insurance Regulations", "工伤保险条例", "2004-01-01"),
)

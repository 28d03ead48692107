"""Laws and regulations that the rules of this branch cite, and since when they are in force."""

from __future__ import annotations

from simcore.rulebook.documents import Document, state_documents

state_documents(
    Document("Labour Security Inspection Regulations", "劳动保障监察条例", "2004-12-01"),
)

"""Laws and regulations that the rules of this branch cite, and since when they are in force."""

from __future__ import annotations

from simcore.rulebook.documents import Document, state_documents

state_documents(
    Document("Unemployment Insurance Regulations", "失业保险条例", "1999-01-22"),
    Document("Chongqing Unemployment Insurance Regulations", "重庆市失业保险条例", "2004-01-01"),
)

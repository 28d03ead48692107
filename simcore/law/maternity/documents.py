"""Laws and regulations that the rules of this branch cite, and since when they are in force."""

from __future__ import annotations

from simcore.rulebook.documents import Document, state_documents

state_documents(
    Document(
        "Special Rules on the Labour Protection of Female Workers", "女职工劳动保护特别规定", "2012-04-28"
    ),
)

"""Laws and regulations that the rules of this branch cite, and since when they are in force."""

from __future__ import annotations

from simcore.rulebook.documents import Document, state_documents

state_documents(
    Document(
        "NPC Standing Committee decision of 2024-09-13",
        "全国人大常委会关于实施渐进式延迟法定退休年龄的决定",
        "2025-01-01",
    ),
    Document("Military Insurance Law", "军人保险法", "2012-07-01"),
)

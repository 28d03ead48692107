"""Laws and regulations that the rules of this branch cite, and since when they are in force."""

from __future__ import annotations

from simcore.rulebook.documents import Document, state_documents

state_documents(
    Document("Social Insurance Law", "社会保险法", "2011-07-01"),
    Document(
        "Interim Regulations on the Collection of Social Insurance Premiums",
        "社会保险费征缴暂行条例",
        "1999-01-22",
    ),
    Document("Regulations on Social Insurance Operation", "社会保险经办条例", "2023-12-01"),
)

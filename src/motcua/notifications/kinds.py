"""The kinds of message there are. Each has ``templates/<kind>.txt`` and ``templates/<kind>.sms.txt``."""

from __future__ import annotations

KINDS = frozenset(
    {
        "filed",
        "received",
        "refused",
        "supplement_requested",
        "supplemented",
        "decided",
        "returned",
        "extended",
        "stopped",
        "withdrawn",
        "task_assigned",
    }
)
# Steps inside the office: visible on the dossier's page, not worth a message.
SILENT = frozenset({"forwarded"})

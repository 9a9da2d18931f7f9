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
        "transferred",
        "corrected",
        "reopened",
        "merged",
        "objected",
        "objection_answered",
        "task_assigned",
        "task_moved",
        "asked",
        "alerts",
        "late",
        "supplement_reminder",
        "supplement_overdue",
        "rescheduled",
        "calendar_moved",
    }
)
# Steps inside the office: visible on the dossier's page, not worth a message.
SILENT = frozenset({"forwarded"})

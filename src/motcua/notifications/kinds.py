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
        "task_sent_back",
        "task_supplemented",
        "task_ended",
        "called_back",
        "asked",
        "alerts",
        "late",
        "supplement_reminder",
        "supplement_overdue",
        "rescheduled",
        "calendar_moved",
        "file_locked",
        "draft_reminder",
        "draft_expired",
        "resume_link",
        "assist_code",
        "assisted",
        "assist_link",
        "assist_papers",
        "paper_lent",
        "assist_alarm",
        "cosign_asked",
        "cosign_reminder",
        "cosign_answered",
        "cosign_closed",
        "cosign_recorded",
        "authorised",
        "authority_ended",
        "design_sent_back",
        "design_published",
    }
)
# Steps inside the office: visible on the dossier's page, not worth a message.
SILENT = frozenset({"forwarded"})
# What they say opens something: forgotten as soon as it has left.
SECRET = frozenset({"assist_code"})

"""Work on a procedure that is not a version yet: it may be incomplete, so it is one JSON value, not rows."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.catalogue.enums import DraftState
from motcua.catalogue.models.procedures import ProcedureVersion
from motcua.identity.models import Account


class ProcedureDraft(models.Model):
    """The working copy of a procedure, one a code; publishing turns it into a version and deletes it.

    ``content`` is described in ``rules.working_copy``; ``base`` is the version it began from, NULL for a new
    procedure; ``hands`` are the accounts that changed it: none of them may approve.
    """

    IMPERSONAL: ClassVar = ("code", "content", "hands", "state", "words", "created_at", "changed_at", "sent_at")

    code = models.CharField(max_length=20, unique=True)
    content = models.JSONField()
    base = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.WRITING)
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    hands = models.JSONField(default=list)
    words = models.CharField(max_length=1000, blank=True)  # of the approver who sent it back
    returned_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.code} ({self.state})"

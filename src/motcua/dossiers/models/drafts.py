"""Filings in the making, and guesses at what they became."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.catalogue.models import Case, ProcedureVersion
from motcua.documents.models import StoredFile
from motcua.dossiers.models.kept import KEPT_DRAFT
from motcua.dossiers.models.links import FilingGroup
from motcua.identity.models import Account, Organisation
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal


class Draft(models.Model):
    """A filing in the making: saved answer by answer, survives every error, becomes at most one dossier.

    In a ``group`` it is filed with the others (or holds what all rows of a spreadsheet share); ``taken`` names for each
    answer taken over the procedure it was first given for.
    """

    PERSONAL: ClassVar = {
        "answers": Personal("answers so far", "filing", KEPT_DRAFT, sensitive=True),
        "applicant": Personal("who acts and for whom, as declared", "filing", KEPT_DRAFT),
        "told": Personal("what sources said, field by field", "not asking twice", KEPT_DRAFT, sensitive=True),
    }
    IMPERSONAL: ClassVar = ("done_pages", "accepted", "taken", "created_at", "saved_at", "expires_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="drafts")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    applicant = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    told = models.JSONField(default=dict, db_default={})  # the server's own snapshot (``telling_once.snapshots``)
    done_pages = models.JSONField(default=list)
    accepted = models.JSONField(default=list, db_default=[])  # keys of prechecks that warned, and were answered "go on"
    group = models.ForeignKey(FilingGroup, on_delete=models.PROTECT, null=True, related_name="drafts")
    taken = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-saved_at"], name="dossiers_draft_account")]

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """A file put at a paper of a draft."""

    IMPERSONAL: ClassVar = ("paper_key", "added_at")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    paper_key = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.draft_id} {self.paper_key}"


class TrackMiss(models.Model):
    """A wrong code or check number on the public tracking page; counted to slow down guessing, kept one day."""

    IMPERSONAL: ClassVar = ("bucket", "at")

    id = models.BigAutoField(primary_key=True)
    bucket = models.CharField(max_length=64)  # salted hash of the network the guess came from
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["bucket", "at"], name="dossiers_trackmiss_bucket")]

    def __str__(self) -> str:
        return self.bucket

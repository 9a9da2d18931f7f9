"""What was not asked again: where answers came from, and papers of the store used with consent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.dossiers.enums import ToldSource, ToldState
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account, Person
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal
from motcua.vault.models import IssuedResult


class ToldAnswer(models.Model):
    """An answer of a dossier that came from elsewhere, or should have and could not.

    ``value`` is what was filed; ``now`` what the source said when it was last held against it, where that differs.
    """

    PERSONAL: ClassVar = {
        "value": Personal("the answer as filed", "verifying what was not asked again", KEPT, sensitive=True),
        "now": Personal("what the source says instead", "verifying what was not asked again", KEPT, sensitive=True),
        "checked_name": Personal("officer who verified", "accountability", KEPT),
        "note": Personal("the officer's remark", "accountability", KEPT),
    }
    IMPERSONAL: ClassVar = ("key", "label", "source", "ref", "state", "told_at", "checked_at")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="told")
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=300)
    source = models.CharField(max_length=10, choices=ToldSource.choices)
    ref = models.CharField(max_length=120, blank=True)  # symbol of a result, code of a dossier
    state = models.CharField(max_length=10, choices=ToldState.choices)
    value = models.JSONField(null=True)
    now = models.JSONField(null=True)
    told_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    checked_name = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "key"], name="dossiers_told_once_a_key")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.key}: {self.state}"


class ReuseConsent(models.Model):
    """Somebody lets an office use an issued result for one filing in place of a paper.

    Given for a draft (``draft_ref``), revocable until that is filed; then ``dossier`` says where it was used.
    ``person`` = who lent it, where a helper or an authorised person (``account``) picked it by an earlier consent.
    """

    IMPERSONAL: ClassVar = ("paper_key", "paper_name", "purpose", "given_at", "revoked_at", "used_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    result = models.ForeignKey(IssuedResult, on_delete=models.PROTECT, related_name="+")
    draft_ref = models.UUIDField()
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, null=True, related_name="consents")
    paper_key = models.CharField(max_length=40)
    paper_name = models.CharField(max_length=600)
    purpose = models.CharField(max_length=300)  # the procedure it is for, by name
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["draft_ref", "paper_key", "result"],
                condition=Q(revoked_at__isnull=True),
                name="dossiers_consent_once",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(used_at__isnull=True), name="dossiers_consent_used_or_revoked"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "-given_at"], name="dossiers_consent_account"),
            models.Index(
                fields=["person", "-given_at"], condition=Q(person__isnull=False), name="dossiers_consent_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result_id} for {self.draft_ref}"

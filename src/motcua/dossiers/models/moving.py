"""Papers that travel, objections, and what is put right."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.documents.models import StoredFile
from motcua.dossiers.enums import ObjectionOutcome
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account, Organisation, Person
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal


class HandOver(models.Model):
    """Papers of a dossier on their way from one office to another; under way until ``taken_at``.

    Those with one ``symbol`` of a sender's year travel together, on one slip.
    """

    PERSONAL: ClassVar = {
        "items": Personal("which papers travel", "proof of hand-over", KEPT),
        "note": Personal("remark of either side", "proof of hand-over", KEPT),
    }
    IMPERSONAL: ClassVar = ("symbol", "year", "sent_at", "taken_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="hand_overs")
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    symbol = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    items = models.JSONField()  # [{"name", "originals", "copies"}]
    note = models.CharField(max_length=500, blank=True)
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sender", "year", "symbol", "dossier"], name="dossiers_handover_once_on_a_slip"
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(taken_at__isnull=True), name="dossiers_handover_one_under_way"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["receiver", "sent_at"], condition=Q(taken_at__isnull=True), name="dossiers_handover_to"
            )
        ]

    def __str__(self) -> str:
        return self.symbol


class Objection(models.Model):
    """The applicant disagrees with how the dossier is handled; answered in words by the competent body's leader."""

    PERSONAL: ClassVar = {
        "words": Personal("what the applicant objects to", "answering the objection", KEPT),
        "answer": Personal("the answer", "answering the objection", KEPT),
    }
    IMPERSONAL: ClassVar = ("raised_at", "due_at", "answered_at", "outcome")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="objections")
    raised_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=2000)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=2000, blank=True)
    outcome = models.CharField(max_length=12, choices=ObjectionOutcome.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at__isnull=True), name="dossiers_objection_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, outcome="") | (Q(answered_at__isnull=False) & ~Q(outcome="")),
                name="dossiers_objection_answer_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.raised_at}"


class Correction(models.Model):
    """An obvious mistake put right: what stood where, what stands there now, who and why. Never deleted.

    ``changes``: [{"field", "label", "old", "new"}]; ``result`` is the corrected result when one was issued already.
    """

    PERSONAL: ClassVar = {
        "changes": Personal("values before and after", "trace of the correction", KEPT),
        "reason": Personal("why", "trace of the correction", KEPT),
    }
    IMPERSONAL: ClassVar = ("made_at",)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="corrections")
    changes = models.JSONField()
    reason = models.CharField(max_length=500)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")  # corrected result
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.made_at}"

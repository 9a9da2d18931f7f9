"""What happened to a dossier, and its clock."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.dossiers.enums import ClockKind, Status
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Organisation
from motcua.kernel.privacy import Personal


class DossierEvent(models.Model):
    """A fact of the dossier's life, in order. ``public`` is the plain sentence shown to the applicant."""

    PERSONAL: ClassVar = {
        "actor_name": Personal("who acted", "accountability", KEPT),
        "note": Personal("officer's remark", "processing", KEPT),
        "data": Personal("details of the act", "processing", KEPT),
    }
    IMPERSONAL: ClassVar = ("act", "status", "public", "actor", "at", "step")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    act = models.CharField(max_length=30)
    status = models.CharField(max_length=12, choices=Status.choices)
    step = models.CharField(max_length=40, blank=True)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    public = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "id"], name="dossiers_event_dossier")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.act}"


class ClockEvent(models.Model):
    """Start, pause, resume, extension, stop of the legal clock; the due time is a fold over these."""

    IMPERSONAL: ClassVar = ("kind", "at", "until", "reason")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="clock")
    kind = models.CharField(max_length=10, choices=ClockKind.choices)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # of an extension: the new appointment
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "id"], name="dossiers_clock_dossier")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="extend") ^ Q(until__isnull=True), name="dossiers_clock_only_extensions_have_until"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.kind} {self.at}"

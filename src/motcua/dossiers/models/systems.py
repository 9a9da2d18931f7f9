"""Who keeps the record of a dossier, and which other systems must hear of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.events import DossierEvent
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account, Organisation
from motcua.kernel.privacy import Personal


class Mirror(models.Model):
    """A dossier whose record another system keeps: its code there, and the last of its events that was taken over."""

    PERSONAL: ClassVar = {"external_code": Personal("the dossier's code there", "finding it there", KEPT)}
    IMPERSONAL: ClassVar = ("system", "since", "until", "last_at")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="mirrors")
    system = models.CharField(max_length=40)
    external_code = models.CharField(max_length=80)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # handed over to another system of record
    last_sequence = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)  # the source's own time of its last event

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["system", "external_code"], name="dossiers_mirror_code_once"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(until__isnull=True), name="dossiers_mirror_one_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.external_code}"


class MirrorEvent(models.Model):
    """What the source told, once and in its order; ``event`` is None while one before it is missing."""

    PERSONAL: ClassVar = {"payload": Personal("what the source told", "mirroring", KEPT)}
    IMPERSONAL: ClassVar = ("at", "heard_at")

    id = models.BigAutoField(primary_key=True)
    mirror = models.ForeignKey(Mirror, on_delete=models.PROTECT, related_name="events")
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    heard_at = models.DateTimeField()
    payload = models.JSONField()
    event = models.ForeignKey(DossierEvent, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mirror", "sequence"], name="dossiers_mirror_event_once")
        ]

    def __str__(self) -> str:
        return f"{self.mirror_id} {self.sequence}"


class InStep(models.Model):
    """Whether ``system`` knows the dossier as it is: ``wanted`` is the last event it must hear, ``confirmed`` the last
    it said it has. Out of step has an owner: ``organisation``."""

    PERSONAL: ClassVar = {"problem": Personal("what the system answered last", "getting in step", KEPT)}
    IMPERSONAL: ClassVar = ("system", "wanted_at", "confirmed_at")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="in_step")
    system = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    wanted = models.ForeignKey(DossierEvent, on_delete=models.PROTECT, related_name="+")
    wanted_at = models.DateTimeField()
    confirmed = models.ForeignKey(DossierEvent, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "system"], name="dossiers_instep_once_a_system")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "wanted_at"],
                condition=Q(confirmed__isnull=True) | Q(confirmed__lt=F("wanted")),
                name="dossiers_out_of_step",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.system}"


class RouteChange(models.Model):
    """The record of a dossier was handed over from one system to another; ``""`` is ours."""

    PERSONAL: ClassVar = {"reason": Personal("why", "accountability", KEPT)}
    IMPERSONAL: ClassVar = ("from_system", "to_system", "at")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="route_changes")
    from_system = models.CharField(max_length=40, blank=True)
    to_system = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500)
    changed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.from_system} → {self.to_system}"

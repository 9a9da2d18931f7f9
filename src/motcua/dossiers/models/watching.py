"""What the watchers found, whom they told, and the apologies they drafted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.dossiers.enums import AlertKind, ApologyOutcome
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account, Organisation
from motcua.kernel.privacy import Personal
from motcua.workflow.models import Task


class EscalationRule(models.Model):
    """When ``kind`` has lasted ``after_minutes`` (working minutes), tell ``tell`` (roles of the task's office).

    One drafts, another approves; only an approved rule runs. ``organisation`` narrows it to one office.
    """

    IMPERSONAL: ClassVar = ("kind", "name", "tell", "drafted_at", "approved_at", "retired_at")

    kind = models.CharField(max_length=15, choices=AlertKind.choices)
    name = models.CharField(max_length=200)
    after_minutes = models.PositiveIntegerField()
    tell = models.JSONField()  # ["assignee", "head", "leader", "citizen"]
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(approved_by=models.F("drafted_by")),
                name="dossiers_rule_approver_is_not_drafter",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Alert(models.Model):
    """One thing that is wrong with one dossier, from when it was seen to when it was over; told once a rule."""

    IMPERSONAL: ClassVar = ("kind", "since", "seen_at", "over_at", "told")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="alerts")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # whose it is to mend
    kind = models.CharField(max_length=15, choices=AlertKind.choices)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)
    told = models.JSONField(default=list)  # [{"rule": id, "at": ISO, "who": [account ids]}]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "task"],
                condition=Q(over_at__isnull=True),
                nulls_distinct=False,
                name="dossiers_alert_one_open",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "kind", "since"], condition=Q(over_at__isnull=True), name="dossiers_alert_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dossier_id}"


class ApologyDraft(models.Model):
    """An apology with a new date that the system prepared before the appointment passes; a leader signs or drops it."""

    PERSONAL: ClassVar = {"reason": Personal("why it takes longer", "the apology", KEPT)}
    IMPERSONAL: ClassVar = ("until", "drafted_at", "settled_at", "outcome")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="apology_drafts")
    until = models.DateField()
    reason = models.CharField(max_length=1000)
    drafted_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=ApologyOutcome.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(settled_at__isnull=True), name="dossiers_apology_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.until}"


class CalendarPreview(models.Model):
    """What a change of the calendar would do, worked out batch by batch before anybody may apply it.

    ``changes`` are [[date, kind, name, source], …]; ``stamp`` says which calendar it was worked out from; ``after`` the
    last dossier seen, None = not begun. ``rows`` are the first that move, [code, organisation, was, will be], times in
    ISO form; ``offices`` counts those that move by organisation; ``steps`` only an inner step.
    """

    IMPERSONAL: ClassVar = ("changes", "stamp", "asked_at", "finished_at", "rows", "offices")

    changes = models.JSONField()
    stamp = models.CharField(max_length=16)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    after = models.UUIDField(null=True)
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    later = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0)
    rows = models.JSONField(default=list)
    offices = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.asked_at:%d/%m/%Y}: {self.seen}/{self.total}"


class Recalculation(models.Model):
    """The calendar changed from ``first`` to ``last``; open dossiers are reckoned again, in order of their ids.

    ``after`` is the last dossier seen, so that an interrupted run goes on where it was; None = not begun.
    """

    IMPERSONAL: ClassVar = ("first", "last", "asked_at", "finished_at")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    first = models.DateField()
    last = models.DateField(null=True)  # None = for good
    asked_at = models.DateTimeField()
    after = models.UUIDField(null=True)
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.first} – {self.last}: {self.seen}/{self.total}"

"""Process definitions and the running instances of them. Knows no dossier: only a subject's id."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.identity.enums import Role
from motcua.identity.models import Account, Organisation


class Process(models.Model):
    IMPERSONAL: ClassVar = ("code", "name")

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class ProcessVersion(models.Model):
    """``definition`` is described in ``workflow/README.md``; frozen by a database trigger once published.

    A draft made by hand has who drafted it, ``previous`` (what it said before the last change, None = nothing to
    undo) and ``remarks`` of its import: [[kind, element, sentence], …] as in ``bpmn.Remark``. ``words``: what an
    approver sent it back with, "" = it was not, or its author has handed it in again.
    """

    IMPERSONAL: ClassVar = ("definition", "published_at", "created_at", "previous", "remarks", "words")

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    previous = models.JSONField(null=True)
    remarks = models.JSONField(default=list)
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)
    returned_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "number"], name="workflow_version_number_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="workflow_version_approver_is_not_drafter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process} v{self.number}"


class Instance(models.Model):
    """One run of a process for one subject."""

    IMPERSONAL: ClassVar = ("started_at", "ended_at")

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField(unique=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.version} #{self.pk}"


class Task(models.Model):
    """One step to be done by a role of an organisation; at most one open task an instance and step.

    ``undone``: it was done, but the run went back before it or waits for it no longer; it counts as not done.
    """

    IMPERSONAL: ClassVar = ("step", "name", "role", "state", "outcome", "opened_at", "due_at", "done_at")

    class State(models.TextChoices):
        OPEN = "open", "Đang chờ"
        PAUSED = "paused", "Tạm dừng"
        DONE = "done", "Đã xong"
        CLOSED = "closed", "Không cần nữa"

    LIVE: ClassVar = (State.OPEN, State.PAUSED)

    id = models.BigAutoField(primary_key=True)
    instance = models.ForeignKey(Instance, on_delete=models.PROTECT, related_name="tasks")
    subject_id = models.UUIDField()
    step = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    assignee = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=30, blank=True)
    undone = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instance", "step"],
                condition=Q(state__in=["open", "paused"]),
                name="workflow_task_one_open_a_step",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "closed"], done_at__isnull=False)
                | Q(state__in=["open", "paused"], done_at__isnull=True),
                name="workflow_task_done_has_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "role", "due_at", "id"], condition=Q(state="open"), name="workflow_task_inbox"
            ),
            models.Index(fields=["assignee", "due_at", "id"], condition=Q(state="open"), name="workflow_task_assignee"),
            models.Index(
                fields=["organisation", "role", "due_at", "id"],
                condition=Q(state="paused"),
                name="workflow_task_paused",
            ),
            models.Index(fields=["subject_id"], name="workflow_task_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def is_paused(self) -> bool:
        return self.state == self.State.PAUSED

    @property
    def counts_as_done(self) -> bool:
        return self.state == self.State.DONE and not self.undone

"""What a step of the process asks of its officer: boxes ticked, papers made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.documents.models import StoredFile
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account
from motcua.kernel.privacy import Personal
from motcua.workflow.models import Task


class StepTick(models.Model):
    """A check of an open task that an officer found in order; the row goes when the tick is taken back.

    The events keep both for good.
    """

    PERSONAL: ClassVar = {"by_name": Personal("who checked", "accountability", KEPT)}
    IMPERSONAL: ClassVar = ("name", "ticked_at")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="ticks")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    ticked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    ticked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "name"], name="dossiers_tick_once")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.name}"


class StepDocument(models.Model):
    """A paper of the office made at a step and put to the dossier; for officers only. ``name`` is the process's."""

    PERSONAL: ClassVar = {"by_name": Personal("who put it there", "accountability", KEPT)}
    IMPERSONAL: ClassVar = ("name", "step", "added_at")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="step_documents")
    step = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier"], name="dossiers_stepdoc_dossier")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.name}"

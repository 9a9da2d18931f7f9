"""E-forms: a name with numbered versions; a published version never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.identity.models import Account


class Form(models.Model):
    IMPERSONAL: ClassVar = ("code", "name")

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """``definition`` is described in ``docs/forms.md``, ``schema`` = the JSON Schema of its answers, made of it when it
    is published; both frozen by a database trigger from then on."""

    IMPERSONAL: ClassVar = ("definition", "schema", "published_at", "created_at")

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    schema = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["form", "number"], name="forms_version_number_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="forms_version_approver_is_not_drafter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} v{self.number}"


class FormDraft(models.Model):
    """A form in the making, one person's work until another publishes it as a version of ``code``.

    ``base`` is the version it began from. ``earlier`` are its last definitions, the latest last, to go back to, and
    ``later`` those gone back from, the next last. ``sample`` are answers it is tried with. ``words``: what an approver
    sent it back with, "" = it was not, or its author has handed it in again.
    """

    IMPERSONAL: ClassVar = (
        "code",
        "name",
        "definition",
        "earlier",
        "later",
        "sample",
        "words",
        "created_at",
        "changed_at",
    )

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    definition = models.JSONField()
    earlier = models.JSONField(default=list)
    later = models.JSONField(default=list)
    sample = models.JSONField(default=dict)
    base = models.ForeignKey(FormVersion, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    words = models.TextField(blank=True)
    returned_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

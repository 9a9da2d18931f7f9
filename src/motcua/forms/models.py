"""E-forms: a name with numbered versions; a published version never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Form(models.Model):
    IMPERSONAL: ClassVar = ("code", "name")

    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """``definition`` is described in ``forms/README.md``; frozen by a database trigger once published."""

    IMPERSONAL: ClassVar = ("definition", "published_at", "created_at")

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "number"], name="forms_version_number_once")]

    def __str__(self) -> str:
        return f"{self.form} v{self.number}"

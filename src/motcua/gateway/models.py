"""How each outside system has been answering."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Circuit(models.Model):
    """``failures`` in a row so far; while ``open_until`` lies ahead the system is not asked at all."""

    IMPERSONAL: ClassVar = ("system", "failed_at", "open_until", "answered_at", "why")

    system = models.CharField(max_length=40, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.system}: {self.failures}"

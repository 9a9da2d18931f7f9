"""What people thought of the service."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.dossiers.models import Dossier
from motcua.kernel.privacy import Personal


class Rating(models.Model):
    """One rating a dossier, by its applicant, 1 (bad) to 5 (good)."""

    PERSONAL: ClassVar = {"comment": Personal("free words", "mending the service", "2 years")}
    IMPERSONAL: ClassVar = ("at",)

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="rating")
    score = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(score__gte=1) & models.Q(score__lte=5), name="feedback_rating_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier}: {self.score}"

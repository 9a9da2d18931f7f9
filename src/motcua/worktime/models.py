"""Dated working calendar: holidays, made-up Saturdays and the hours of each unit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.identity.models import Organisation


class SpecialDay(models.Model):
    """A day that is not what its weekday says: a holiday ("off") or a worked Saturday, Sunday or half day ("work").

    ``spans`` (as in ``WorkingHours``) when a worked day has hours of its own; NULL = the usual ones.
    """

    IMPERSONAL: ClassVar = ("date", "kind", "name", "source", "spans")

    class Kind(models.TextChoices):
        OFF = "off", "Nghỉ"
        WORK = "work", "Làm bù"

    date = models.DateField(unique=True)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)
    spans = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"


class WorkingHours(models.Model):
    """The spans of a working day from ``valid_from`` on, for one organisation or (NULL) for the whole province.

    ``spans`` = [["07:00", "11:30"], ["13:30", "17:00"]].
    """

    IMPERSONAL: ClassVar = ("spans", "valid_from")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    spans = models.JSONField()
    valid_from = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "valid_from"], name="worktime_hours_dated", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or 'toàn tỉnh'} từ {self.valid_from:%d/%m/%Y}"

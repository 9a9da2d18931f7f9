"""Dated administrative units: what a place was called, what it belonged to, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.places.enums import UnitKind


class Unit(models.Model):
    """A province, a commune-level unit, or an abolished district, valid from ``valid_from`` until ``valid_to``.

    ``code`` is the General Statistics Office's code; after a merger the code may live on with another extent, hence
    the key is (code, valid_from).
    """

    IMPERSONAL: ClassVar = ("code", "name", "short_name", "folded", "kind", "division_type", "valid_from", "valid_to")

    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=UnitKind.choices)
    division_type = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "code", "valid_from"], name="places_unit_code_dated"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="places_unit_dates_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["folded"], name="places_unit_folded")]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """``old`` became ``new``, wholly or in part (one old commune may be split among several new ones)."""

    IMPERSONAL: ClassVar = ("on",)

    old = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    new = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors")
    partly = models.BooleanField()
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["old", "new", "on"], name="places_succession_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"

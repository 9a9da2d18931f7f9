"""How people say it, moments of life, and what was searched."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.catalogue.enums import AliasKind
from motcua.identity.models import Account


class Alias(models.Model):
    """How people say it: a phrase that points to a procedure code or is rewritten into other words.

    Drafted by one member of staff and approved by another; only approved ones are searched.
    """

    IMPERSONAL: ClassVar = ("phrase", "folded", "kind", "target", "source", "created_at")

    phrase = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=15, choices=AliasKind.choices)
    target = models.CharField(max_length=200)  # procedure codes separated by ";" or words
    weight = models.FloatField(default=1.0)
    source = models.CharField(max_length=60)
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["folded", "target"], name="catalogue_alias_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(drafted_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="catalogue_alias_approver_is_not_drafter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phrase} → {self.target}"


class LifeEvent(models.Model):
    """A tile on the home page: "Có con nhỏ" → procedures in order."""

    IMPERSONAL: ClassVar = ("key", "name", "question", "codes", "icon")

    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    question = models.CharField(max_length=120, blank=True)
    codes = models.JSONField(default=list)
    icon = models.CharField(max_length=30, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.name


class SearchQuery(models.Model):
    """A search as asked, without anything personal (digit runs of 9 and more dropped, 80 characters), kept 90 days."""

    IMPERSONAL: ClassVar = ("text", "shown", "clicked", "at")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    text = models.CharField(max_length=80)
    shown = models.JSONField(default=list)
    clicked = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.text

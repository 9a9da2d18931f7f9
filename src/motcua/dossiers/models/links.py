"""Dossiers that belong together: filed as a group, one asked for by another, one put in another's place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.catalogue.models import Case, ProcedureVersion
from motcua.documents.models import StoredFile
from motcua.dossiers.enums import GroupKind, LinkKind
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account, Organisation
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal
from motcua.vault.models import IssuedResult


class FilingGroup(models.Model):
    """Dossiers filed together, from the moment they are collected; ``submitted_at`` once somebody answered for them.

    ``version`` is the bundle's, or the one procedure of a spreadsheet's rows. ``answers`` are those asked once for all;
    of a spreadsheet {"rows": {number: answers}, "titles": […]}. ``report`` has one line a row that cannot be filed:
    {"row": number, "cells": […], "problems": [[title, sentence], …]}. ``confirmed`` = {draft id: digest} as last sent
    to co-signers: only exactly that is filed when the last of them agreed.
    """

    PERSONAL: ClassVar = {
        "answers": Personal("answers that several dossiers share", "filing", KEPT, sensitive=True),
        "report": Personal("rows that could not be filed, and why", "filing", KEPT),
    }
    IMPERSONAL: ClassVar = ("kind", "name", "filing_key", "confirmed", "created_at", "submitted_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=GroupKind.choices)
    name = models.CharField(max_length=300)
    filing_key = models.CharField(max_length=120, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    report = models.JSONField(default=list)
    confirmed = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-created_at"], name="dossiers_group_account")]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A dossier's place in its group; ``part`` is the key of the bundle's part it is."""

    IMPERSONAL: ClassVar = ("label", "part")

    group = models.ForeignKey(FilingGroup, on_delete=models.PROTECT, related_name="members")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="membership")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=200)  # "Đăng ký khai sinh", "Dòng 12"
    part = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "position"], name="dossiers_member_place")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.position}"


class WaitingPart(models.Model):
    """A part of a bundle that the law lets be filed only with the result of the part ``waits_for``.

    Checked in full when the bundle was filed; becomes a dossier, with its own number and clock, when that result is
    there (``filed_at``). ``answers`` lack only what the result will say; ``told`` says of these where they are from
    (``telling_once.snapshots``); ``problem`` is why filing failed.
    """

    PERSONAL: ClassVar = {
        "answers": Personal("the part's answers", "filing", KEPT, sensitive=True),
        "filing": Personal("contact, delivery and channel as declared", "filing", KEPT),
        "told": Personal("what sources said, field by field", "not asking twice", KEPT, sensitive=True),
    }
    IMPERSONAL: ClassVar = ("part", "label", "waits_for", "problem", "filed_at")

    group = models.ForeignKey(FilingGroup, on_delete=models.PROTECT, related_name="waiting")
    position = models.PositiveIntegerField()
    part = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    waits_for = models.CharField(max_length=40)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    filing = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    problem = models.CharField(max_length=500, blank=True)
    filed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "part"], name="dossiers_waiting_part_once")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.part}"


class WaitingPaper(models.Model):
    """A paper of a part that waits."""

    IMPERSONAL: ClassVar = ("key", "kind")

    waiting = models.ForeignKey(WaitingPart, on_delete=models.PROTECT, related_name="papers")
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    result = models.ForeignKey(IssuedResult, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.waiting_id} {self.key}"


class DossierLink(models.Model):
    """``child`` was made for ``parent`` (sub), or ``parent`` stands in ``child``'s place (merged, refiled).

    Of a sub-dossier: ``step`` of the parent waits for it until ``resolved_at``.
    """

    IMPERSONAL: ClassVar = ("kind", "step", "created_at", "resolved_at")

    parent = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links_down")
    child = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links_up")
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    step = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "child", "kind"], name="dossiers_link_once"),
            models.CheckConstraint(condition=~Q(parent=models.F("child")), name="dossiers_link_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} {self.kind} {self.child_id}"

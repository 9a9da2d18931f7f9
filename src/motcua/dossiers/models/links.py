"""Dossiers that belong together: filed as a group, one asked for by another, one put in another's place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.dossiers.enums import GroupKind, LinkKind
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal


class FilingGroup(models.Model):
    """Dossiers filed together; ``answers`` are those asked once for all of them.

    ``report`` has one line a row of an enterprise's spreadsheet: [{"row", "code"} or {"row", "problems"}].
    """

    PERSONAL: ClassVar = {
        "answers": Personal("answers that several dossiers share", "filing", KEPT, sensitive=True),
        "report": Personal("what became of each row", "filing", KEPT),
    }
    IMPERSONAL: ClassVar = ("kind", "name", "filing_key", "created_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=GroupKind.choices)
    name = models.CharField(max_length=300)
    filing_key = models.CharField(max_length=120, unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    report = models.JSONField(default=list)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-created_at"], name="dossiers_group_account")]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A dossier's place in its group."""

    IMPERSONAL: ClassVar = ("label",)

    group = models.ForeignKey(FilingGroup, on_delete=models.PROTECT, related_name="members")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="membership")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=200)  # "Đăng ký khai sinh", "Dòng 12"

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "position"], name="dossiers_member_place")]

    def __str__(self) -> str:
        return f"{self.group_id} {self.position}"


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

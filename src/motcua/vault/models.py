"""Issued results: what the state gave to whom, never to be asked for again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.documents.models import StoredFile
from motcua.identity.models import Business, Organisation, Person
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal

KEPT = "as long as the result is valid, then by its archive class"


class IssuedResult(models.Model):
    """One signed result of one dossier, owned by a person or a business."""

    PERSONAL: ClassVar = {"facts": Personal("main statements of the result", "reuse instead of paper", KEPT)}
    IMPERSONAL: ClassVar = (
        "symbol",
        "code",
        "name",
        "procedure_code",
        "dossier_code",
        "verify_token",
        "issued_at",
        "valid_to",
        "revoked_at",
        "revoked_reason",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier_id = models.UUIDField()
    dossier_code = models.CharField(max_length=40)
    procedure_code = models.CharField(max_length=20)
    code = models.CharField(max_length=30, blank=True)  # KQ.…
    name = models.CharField(max_length=300)
    symbol = models.CharField(max_length=60)  # số, ký hiệu: unique within a year (NĐ 30/2020 art. 15)
    year = models.PositiveSmallIntegerField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    owner_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="results")
    owner_business = models.ForeignKey(Business, on_delete=models.PROTECT, null=True, related_name="results")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    verify_token = models.CharField(max_length=40, unique=True)
    facts = models.JSONField(default=dict)
    issued_at = models.DateTimeField()
    valid_to = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "symbol"], name="vault_result_symbol_once"),
            models.CheckConstraint(
                condition=models.Q(owner_person__isnull=True) ^ models.Q(owner_business__isnull=True),
                name="vault_result_one_owner",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["dossier_id"], name="vault_result_dossier"),
            models.Index(fields=["owner_person", "-issued_at"], name="vault_result_person"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.symbol}"


class SymbolCounter(models.Model):
    """The last number given to a kind of document by an organisation in a year; begins at 01 on 1 January."""

    IMPERSONAL: ClassVar = ("kind", "year", "last")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "kind"], name="vault_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.kind} {self.year}: {self.last}"

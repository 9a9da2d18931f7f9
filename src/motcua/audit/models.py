"""Who did what to what. Names and references, never foreign keys: a record outlives what it speaks of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.kernel.privacy import Personal

KEPT = "10 years, with the dossier's file"


class Entry(models.Model):
    """One act, written in the act's own transaction. It is also the act's idempotency record.

    The same ``key`` again gives ``answer`` again; the same key with another ``body_hash`` is refused.
    """

    PERSONAL: ClassVar = {
        "actor_name": Personal("name of who acted", "accountability", KEPT),
        "details": Personal("what changed", "accountability", KEPT),
        "answer": Personal("the act's first answer", "safe repetition", KEPT),
    }
    IMPERSONAL: ClassVar = (
        "key",
        "body_hash",
        "action",
        "actor",
        "on_behalf_of",
        "object_kind",
        "object_ref",
        "unit",
        "request_id",
        "at",
    )

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=200, blank=True)
    on_behalf_of = models.CharField(max_length=60, blank=True)
    object_kind = models.CharField(max_length=40)
    object_ref = models.CharField(max_length=60)
    unit = models.CharField(max_length=40, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict)
    key = models.CharField(max_length=120, null=True)  # noqa: DJ001 - NULL = an act that needs no repetition guard
    body_hash = models.CharField(max_length=64, blank=True)
    answer = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["key"], name="audit_entry_key_once")]
        indexes: ClassVar = [models.Index(fields=["object_kind", "object_ref", "id"], name="audit_entry_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.object_ref}"


class Access(models.Model):
    """Somebody looked at a person's data. Written before the data is given; the person can read it."""

    PERSONAL: ClassVar = {
        "actor_name": Personal("who looked", "the person's right to know", "5 years"),
    }
    IMPERSONAL: ClassVar = ("at", "actor", "person_ref", "purpose", "object_ref", "unit", "request_id")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    person_ref = models.CharField(max_length=60)
    purpose = models.CharField(max_length=120)
    object_ref = models.CharField(max_length=60, blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person_ref", "-id"], name="audit_access_person")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.purpose}"

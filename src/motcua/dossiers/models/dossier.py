"""A dossier, its papers and its number."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.enums import Channel
from motcua.catalogue.models import Case, ProcedureVersion
from motcua.documents.models import StoredFile
from motcua.dossiers.enums import Ground, Status
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account, Business, Organisation, Person
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal
from motcua.vault.models import IssuedResult


class DailySequence(models.Model):
    """The last number given by a unit on a day; the row lock makes numbers gapless and unique."""

    IMPERSONAL: ClassVar = ("day",)

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "day"], name="dossiers_sequence_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.day}: {self.last}"


class Dossier(models.Model):
    """One matter. Five people may stand behind it, and none of them is called "the citizen".

    ``acting`` files it; ``subject`` is whom it concerns; ``owner_person`` or ``owner_business`` holds the right and
    gets the result; ``representative`` acts for the owner on ``ground``; ``typed_by`` is the officer who typed it in.
    """

    PERSONAL: ClassVar = {
        "answers": Personal("the e-form's answers", "resolving the matter", KEPT, sensitive=True),
        "contact": Personal("telephone, e-mail, address for this matter", "messages and post", KEPT),
        "applicant_name": Personal("name of who acts, as on the receipt", "lists without a join", KEPT),
        "check_number": Personal("second factor of public tracking", "following without login", KEPT),
        "track_token": Personal("secret of the QR link", "following without login", KEPT),
    }
    IMPERSONAL: ClassVar = (
        "code",
        "filing_key",
        "status",
        "channel",
        "ground",
        "submitted_at",
        "received_at",
        "first_due_at",
        "due_at",
        "decided_at",
        "returned_at",
        "closed_at",
        "delivered_at",
        "delivery",
        "record_system",
    )

    class Delivery(models.TextChoices):
        ONLINE = "online", _("Bản điện tử")
        COUNTER = "counter", _("Tại bộ phận một cửa")
        POST = "post", _("Qua bưu chính")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40, unique=True)
    check_number = models.CharField(max_length=4)
    track_token = models.CharField(max_length=40, unique=True)
    filing_key = models.CharField(max_length=120, unique=True)

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # competent authority
    reception = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # where it was received
    support = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")  # where helped
    # Offices it was transferred away from; they keep seeing it.
    former_ids = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    channel = models.CharField(max_length=10, choices=Channel.choices)
    delivery = models.CharField(max_length=10, choices=Delivery.choices, default=Delivery.ONLINE)

    acting = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    owner_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    owner_business = models.ForeignKey(Business, on_delete=models.PROTECT, null=True, related_name="+")
    representative = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=15, choices=Ground.choices, blank=True)
    typed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    applicant_name = models.CharField(max_length=200)
    contact = models.JSONField(default=dict)  # phone, email, address

    answers = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=Status.choices)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)  # the first appointment, never overwritten
    due_at = models.DateTimeField(null=True)  # cache of the clock; recomputed by a check
    decided_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)  # the result is in the applicant's hands, and we can show it
    closed_at = models.DateTimeField(null=True)
    record_system = models.CharField(max_length=40, blank=True, default="")  # whose record it is; "" = ours

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(owner_person__isnull=True) ^ Q(owner_business__isnull=True),
                name="dossiers_dossier_one_owner",
            ),
            models.CheckConstraint(
                condition=(Q(representative__isnull=True) & Q(ground=""))
                | (Q(representative__isnull=False) & ~Q(ground="")),
                name="dossiers_dossier_representative_has_ground",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["acting", "-submitted_at"], name="dossiers_acting"),
            models.Index(fields=["owner_person", "-submitted_at"], name="dossiers_owner"),
            models.Index(fields=["organisation", "-submitted_at"], name="dossiers_organisation"),
            models.Index(fields=["reception", "-submitted_at"], name="dossiers_reception"),
            # What the watchers go through again and again, small beside all that is over.
            models.Index(fields=["due_at"], condition=Q(closed_at__isnull=True), name="dossiers_open_due"),
            models.Index(
                fields=["decided_at"],
                condition=Q(decided_at__isnull=False, delivered_at__isnull=True),
                name="dossiers_undelivered",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DossierPaper(models.Model):
    """One paper of the dossier as received: a file, a declared original, an issued result, or "we look it up"."""

    PERSONAL: ClassVar = {"note": Personal("remark on the paper", "checking", KEPT)}
    IMPERSONAL: ClassVar = ("key", "name", "kind", "added_at")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=600)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10)  # upload | original | copy | lookup | issued
    result = models.ForeignKey(IssuedResult, on_delete=models.PROTECT, null=True, related_name="+")  # issued: which one
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)  # 0 = first filing, n = n-th supplement
    note = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier"], name="dossiers_paper_dossier")]

    def __str__(self) -> str:
        return self.name

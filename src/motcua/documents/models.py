"""Files as they came, what was found in them, and the certificates that sign."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.identity.models import Account, Organisation
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal

KEPT = "with the dossier's file; unattached uploads 30 days"


class StoredFile(models.Model):
    """One file, immutable after acceptance. ``state`` moves quarantined → clean | refused, never back.

    Clean means that the structural checks passed; whether a malware scanner saw the file is said by ``malware`` alone:
    waiting and found lock the original. ``blob``, ``thumbnail`` and ``view`` are storage names below MEDIA_ROOT;
    nothing is served from there directly. ``view`` is a flat PDF copy made by a job for people to look at.
    """

    PERSONAL: ClassVar = {
        "name": Personal("file name as given", "showing the file to its owner", KEPT),
        "blob": Personal("content of a paper", "proof in a dossier", KEPT, sensitive=True),
        "thumbnail": Personal("picture of the first page", "showing what was received", KEPT, sensitive=True),
        "view": Personal("flat copy of a paper", "reading it without opening the original", KEPT, sensitive=True),
        "facts": Personal("what was seen of it: readable, signed by whom", "checks before filing", KEPT),
    }
    IMPERSONAL: ClassVar = (
        "media_type",
        "sha256",
        "state",
        "refusal",
        "malware",
        "view_state",
        "view_pages",
        "purpose",
        "uploaded_by_client",
        "created_at",
        "checked_at",
    )

    class State(models.TextChoices):
        QUARANTINED = "quarantined", _("Đang kiểm tra")
        CLEAN = "clean", _("Hợp lệ")
        REFUSED = "refused", _("Không nhận")

    class Malware(models.TextChoices):
        NOT_SCANNED = "not_scanned", _("Chưa quét mã độc")
        WAITING = "waiting", _("Đang chờ quét mã độc")
        NONE_FOUND = "none_found", _("Đã quét, không thấy mã độc")
        FOUND = "found", _("Có mã độc")

    class View(models.TextChoices):
        NONE = "", _("Không cần bản xem")  # what we made ourselves is looked at as it is
        WAITING = "waiting", _("Đang tạo bản xem")
        MADE = "made", _("Có bản xem")
        IMPOSSIBLE = "impossible", _("Không tạo được bản xem")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    blob = models.CharField(max_length=200)
    thumbnail = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State.choices)
    refusal = models.CharField(max_length=200, blank=True)
    malware = models.CharField(max_length=12, choices=Malware.choices, default=Malware.NOT_SCANNED)
    view = models.CharField(max_length=200, blank=True, default="", db_default="")
    view_state = models.CharField(max_length=12, choices=View.choices, blank=True, default="", db_default="")
    view_pages = models.PositiveIntegerField(default=0, db_default=0)
    facts = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))  # ``selectors.facts_of``
    purpose = models.CharField(max_length=20)  # upload | receipt | result
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    # A machine has no account: its OAuth client id says whose upload it is.
    uploaded_by_client = models.CharField(max_length=100, blank=True, default="", db_default="")
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sha256"], name="documents_file_sha256"),
            # The jobs look for what still waits: a handful of rows among millions.
            models.Index(
                fields=["created_at"],
                name="documents_file_waiting",
                condition=models.Q(view_state="waiting") | models.Q(malware="waiting"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_locked(self) -> bool:
        """Malware was found in it: it counts for nothing and nobody opens it."""
        return self.malware == self.Malware.FOUND


class Upload(models.Model):
    """A file on its way in pieces (tus 1.0): ``offset`` of ``size`` bytes have come, to ``part`` in the file store.

    ``target`` names what it is for in the words of the module that began it. ``file`` or ``refusal`` is set once all
    bytes came and were judged. The row is deleted at ``expires_at``: a day after its beginning, or as late as was said
    when the file was taken.
    """

    PERSONAL: ClassVar = {
        "name": Personal("file name as given", "going on after a break", "one day; of a file taken, up to 30 days"),
        "part": Personal("the bytes so far", "going on after a break", "one day", sensitive=True),
    }
    IMPERSONAL: ClassVar = ("target", "media_type", "sha256", "refusal", "created_at", "expires_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    target = models.CharField(max_length=120)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)  # of the whole, as the sender announced it; may be empty
    part = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    refusal = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "target"], name="documents_upload_target")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(offset__lte=models.F("size")), name="documents_upload_within_size"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Certificate(models.Model):
    """A signing certificate of an officer or of an agency, and where its key is kept (never in this table)."""

    PERSONAL: ClassVar = {
        "subject": Personal("name of the signer", "signatures", "as long as documents signed with it")
    }
    IMPERSONAL: ClassVar = ("serial", "pem", "key_ref", "valid_from", "valid_to", "revoked_at")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="certificates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="certificates")
    subject = models.CharField(max_length=200)
    serial = models.CharField(max_length=60, unique=True)
    pem = models.TextField()
    key_ref = models.CharField(max_length=200)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(account__isnull=True) ^ models.Q(organisation__isnull=True),
                name="documents_certificate_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

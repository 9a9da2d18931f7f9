"""The life of a dossier: draft, dossier, papers, events, clock, supplement requests."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.enums import Channel
from motcua.catalogue.models import Case, ProcedureVersion
from motcua.documents.models import StoredFile
from motcua.dossiers.enums import ClockKind, Ground, PaperKind, Status
from motcua.identity.models import Account, Business, Organisation, Person
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal

KEPT = "by the procedure's archive class, at least 10 years"
KEPT_DRAFT = "30 days after the last change"


class Draft(models.Model):
    """A filing in the making: saved answer by answer, survives every error, becomes at most one dossier."""

    PERSONAL: ClassVar = {
        "answers": Personal("answers so far", "filing", KEPT_DRAFT, sensitive=True),
        "applicant": Personal("who acts and for whom, as declared", "filing", KEPT_DRAFT),
    }
    IMPERSONAL: ClassVar = ("done_pages", "created_at", "saved_at", "expires_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="drafts")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    applicant = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    done_pages = models.JSONField(default=list)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-saved_at"], name="dossiers_draft_account")]

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """A file put at a paper of a draft."""

    IMPERSONAL: ClassVar = ("paper_key", "added_at")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    paper_key = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.draft_id} {self.paper_key}"


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
        "delivery",
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
    closed_at = models.DateTimeField(null=True)

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
        ]

    def __str__(self) -> str:
        return self.code


class DossierPaper(models.Model):
    """One paper of the dossier as received: a file, a declared original, or "the state looks it up"."""

    PERSONAL: ClassVar = {"note": Personal("remark on the paper", "checking", KEPT)}
    IMPERSONAL: ClassVar = ("key", "name", "kind", "added_at")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=600)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10)  # upload | original | copy | lookup
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)  # 0 = first filing, n = n-th supplement
    note = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier"], name="dossiers_paper_dossier")]

    def __str__(self) -> str:
        return self.name


class DossierEvent(models.Model):
    """A fact of the dossier's life, in order. ``public`` is the plain sentence shown to the applicant."""

    PERSONAL: ClassVar = {
        "actor_name": Personal("who acted", "accountability", KEPT),
        "note": Personal("officer's remark", "processing", KEPT),
        "data": Personal("details of the act", "processing", KEPT),
    }
    IMPERSONAL: ClassVar = ("act", "status", "public", "actor", "at", "step")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField()
    act = models.CharField(max_length=30)
    status = models.CharField(max_length=12, choices=Status.choices)
    step = models.CharField(max_length=40, blank=True)
    actor = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    public = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "id"], name="dossiers_event_dossier")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.act}"


class ClockEvent(models.Model):
    """Start, pause, resume, extension, stop of the legal clock; the due time is a fold over these."""

    IMPERSONAL: ClassVar = ("kind", "at", "until", "reason")

    id = models.BigAutoField(primary_key=True)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="clock")
    kind = models.CharField(max_length=10, choices=ClockKind.choices)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # of an extension: the new appointment
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["dossier", "id"], name="dossiers_clock_dossier")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="extend") ^ Q(until__isnull=True), name="dossiers_clock_only_extensions_have_until"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.kind} {self.at}"


class Receipt(models.Model):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01, TT 03/2025/TT-VPCP): exactly one a dossier."""

    PERSONAL: ClassVar = {"content": Personal("what the slip says", "proof of reception", KEPT)}
    IMPERSONAL: ClassVar = ("issued_at",)

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="receipt")
    content = models.JSONField()  # the slip's fields as they were on that day
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")  # rendered by a job
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"receipt {self.dossier_id}"


class IssuedPaper(models.Model):
    """A numbered paper that an act issued to the applicant (forms 02–05 of TT 03/2025/TT-VPCP), as it was said then.

    ``content`` is the dataclass of ``documents.papers`` for its kind; ``form_number`` the circular's on that day.
    """

    PERSONAL: ClassVar = {"content": Personal("what the paper says", "proof of what was told", KEPT)}
    IMPERSONAL: ClassVar = ("kind", "symbol", "year", "form_number", "issued_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="issued_papers")
    event = models.OneToOneField(DossierEvent, on_delete=models.PROTECT, related_name="paper")
    kind = models.CharField(max_length=12, choices=PaperKind.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # who issued it
    year = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=60)
    form_number = models.CharField(max_length=4)
    content = models.JSONField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")  # rendered by a job
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "symbol"], name="dossiers_issued_symbol_once")
        ]
        indexes: ClassVar = [models.Index(fields=["dossier"], name="dossiers_issued_dossier")]

    def __str__(self) -> str:
        return f"{self.kind} {self.symbol}"


class SupplementRequest(models.Model):
    """One request to complete the dossier; ``items`` names every paper or field with its defect."""

    PERSONAL: ClassVar = {
        "items": Personal("what is missing or wrong", "completing the dossier", KEPT),
        "message": Personal("words to the applicant", "completing the dossier", KEPT),
    }
    IMPERSONAL: ClassVar = ("requested_at", "deadline", "answered_at")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField()
    items = models.JSONField()  # [{"paper": key, "name": …, "defect": missing|blurred|wrong|expired, "note": …}]
    message = models.CharField(max_length=1000, blank=True)
    requested_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    deadline = models.DateField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "number"], name="dossiers_supplement_number_once"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at__isnull=True), name="dossiers_supplement_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} supplement {self.number}"


class Proposal(models.Model):
    """The draft result put before the signer; who proposed may not sign (held also by a trigger on the vault)."""

    PERSONAL: ClassVar = {
        "facts": Personal("what the result will state", "decision", KEPT),
        "opinion": Personal("the officer's appraisal", "decision", KEPT),
    }
    IMPERSONAL: ClassVar = ("template", "created_at", "decided_at", "outcome")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="proposals")
    template = models.CharField(max_length=60)
    facts = models.JSONField()  # [[label, text], …] in the order they will stand
    opinion = models.CharField(max_length=1000, blank=True)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)  # signed | sent_back

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(outcome="signed") | ~Q(decided_by=models.F("proposed_by")),
                name="dossiers_proposal_signer_is_not_proposer",
            ),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(decided_at__isnull=True), name="dossiers_proposal_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.template}"

    @property
    def stated(self) -> list[tuple[str, str]]:
        """What the result will state, (label, text), in order."""
        return [(str(label), str(text)) for label, text in self.facts]


class TrackMiss(models.Model):
    """A wrong code or check number on the public tracking page; counted to slow down guessing, kept one day."""

    IMPERSONAL: ClassVar = ("bucket", "at")

    id = models.BigAutoField(primary_key=True)
    bucket = models.CharField(max_length=64)  # salted hash of the network the guess came from
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["bucket", "at"], name="dossiers_trackmiss_bucket")]

    def __str__(self) -> str:
        return self.bucket

"""Who acts for whom: authority to file, on what proof a dossier's representative acts, help in filing, co-signing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.models import ProcedureVersion
from motcua.documents.models import StoredFile
from motcua.dossiers.enums import AssistanceState, ConsentKind, CosigningState, Proof, SignatureState, SignedHow
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.drafts import Draft
from motcua.dossiers.models.kept import KEPT
from motcua.dossiers.models.links import FilingGroup
from motcua.identity.models import Account, BusinessRole, Organisation, Person
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal


class Authorisation(models.Model):
    """``principal`` lets ``agent`` file for them between two days (inclusive), in whole ``sectors`` (by name) and in
    single ``procedures`` (codes); both empty = all.

    Given online by the principal, or on a paper that the agent declared; the principal sees and ends either.
    ``papers``: the agent may also use the principal's stored papers; only the principal's own login gives that.
    """

    PERSONAL: ClassVar = {"words": Personal("why it was ended", "telling the agent", KEPT)}
    IMPERSONAL: ClassVar = (
        "form",
        "number",
        "signed_on",
        "valid_from",
        "valid_until",
        "sectors",
        "procedures",
        "created_at",
        "revoked_at",
    )

    class Form(models.TextChoices):
        ONLINE = "online", _("Lập trên cổng, người ủy quyền đã đăng nhập")
        PAPER = "paper", _("Giấy ủy quyền")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    principal = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorisations_given")
    agent = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorisations_received")
    form = models.CharField(max_length=10, choices=Form.choices)
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField(null=True)
    valid_from = models.DateField()
    valid_until = models.DateField()
    sectors = models.JSONField(default=list)
    procedures = models.JSONField(default=list)
    papers = models.BooleanField(default=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="dossiers_authorisation_of_two"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="dossiers_authorisation_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(form="paper") | (~Q(number="") & Q(signed_on__isnull=False)),
                name="dossiers_authorisation_paper_is_named",
            ),
            models.CheckConstraint(
                condition=Q(papers=False) | Q(form="online"), name="dossiers_authorisation_papers_by_login"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["principal", "-created_at"], name="dossiers_authority_given"),
            models.Index(fields=["agent", "-created_at"], name="dossiers_authority_received"),
        ]

    def __str__(self) -> str:
        return f"{self.principal_id} → {self.agent_id}"


class Representation(models.Model):
    """On what proof the representative of a dossier acts, as it was when filed; ``ended_at``: acts, sees no more."""

    PERSONAL: ClassVar = {"words": Personal("what the proof says", "checking who may act", KEPT)}
    IMPERSONAL: ClassVar = ("proof", "result_id", "number", "signed_on", "valid_from", "valid_until", "ended_at")

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="representation")
    proof = models.CharField(max_length=15, choices=Proof.choices)
    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, null=True, related_name="used_in")
    role = models.ForeignKey(BusinessRole, on_delete=models.PROTECT, null=True, related_name="+")
    result_id = models.UUIDField(null=True)  # of ``vault``: the certificate that names both
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    words = models.CharField(max_length=300, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["valid_until"], condition=Q(ended_at__isnull=True), name="dossiers_representation_until"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.proof}"


class Assistance(models.Model):
    """A helper fills in for ``person``, in the open: from the consent that was recorded to the dossier.

    The draft belongs to the helper's account until it is handed over. Of the code only ``code_hash`` is kept.
    ``papers_consent``: how the person lets the helper use their stored papers, a consent of its own; ``papers_asked``:
    the present code was sent for that as well.
    """

    PERSONAL: ClassVar = {
        "phone": Personal("telephone the code went to", "recording consent", KEPT),
        "words": Personal("why it was stopped", "answering the alarm", KEPT),
    }
    IMPERSONAL: ClassVar = (
        "state",
        "consent",
        "papers_consent",
        "papers_consented_at",
        "phone_known",
        "code_hash",
        "started_at",
        "consented_at",
        "code_until",
        "ended_at",
    )

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    helper = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assistances")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # the helper's
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assistances")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    draft = models.OneToOneField(Draft, on_delete=models.SET_NULL, null=True, related_name="assistance")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, null=True, related_name="assistance")
    state = models.CharField(max_length=12, choices=AssistanceState.choices)
    consent = models.CharField(max_length=10, choices=ConsentKind.choices, blank=True)
    papers_asked = models.BooleanField(default=False)
    papers_consent = models.CharField(max_length=10, choices=ConsentKind.choices, blank=True)
    papers_consented_at = models.DateTimeField(null=True)
    slip = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")  # the signed consent
    phone = models.CharField(max_length=20, blank=True)
    phone_known = models.BooleanField(default=False)  # on record before, not told by the helper
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    codes = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)  # wrong ones of the present code
    words = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    consented_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True, dossier__isnull=True)
                | (Q(consented_at__isnull=False) & ~Q(consent="")),
                name="dossiers_assistance_by_consent",
            ),
            models.CheckConstraint(
                condition=~Q(consent="signature") | Q(slip__isnull=False), name="dossiers_assistance_slip_is_there"
            ),
            models.CheckConstraint(
                condition=Q(papers_consent="", papers_consented_at__isnull=True)
                | (~Q(papers_consent="") & ~Q(consent="") & Q(papers_consented_at__isnull=False)),
                name="dossiers_assistance_papers_by_consent",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["helper", "-started_at"], name="dossiers_assistance_helper"),
            models.Index(fields=["person", "-started_at"], name="dossiers_assistance_person"),
        ]

    def __str__(self) -> str:
        return f"{self.helper_id} → {self.person_id}"


class Cosigning(models.Model):
    """A filing that waits for others to agree to exactly what was declared (``digest``); it has no number until then.

    At most one of a draft waits. ``account`` confirmed it, or is the officer who received at the counter what all had
    signed; ``problem`` = all agreed and filing was refused. A bundle becomes a ``group`` instead of a ``dossier``.
    """

    PERSONAL: ClassVar = {"problem": Personal("why it could not be filed", "putting it right", KEPT)}
    IMPERSONAL: ClassVar = ("digest", "state", "asked_at", "deadline", "closed_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, related_name="cosignings")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, null=True, related_name="cosigning")
    group = models.OneToOneField(FilingGroup, on_delete=models.PROTECT, null=True, related_name="cosigning")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")  # whose filing it is
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=CosigningState.choices)
    problem = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    deadline = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft"], condition=Q(state="waiting"), name="dossiers_cosigning_one_waits")
        ]
        indexes: ClassVar = [
            models.Index(fields=["deadline"], condition=Q(state="waiting"), name="dossiers_cosigning_deadline")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id or self.dossier_id} {self.state}"


class CoSignature(models.Model):
    """One person's answer: ``counter`` = the officer before whom it was given, None when by the person's own login.

    ``part`` of a bundle it is for ("" = the whole declaration); ``file``: the paper they signed beforehand.
    """

    PERSONAL: ClassVar = {
        "words": Personal("why they do not agree", "telling who files", KEPT),
        "phone": Personal("telephone they are told by", "asking for the signature", KEPT),
    }
    IMPERSONAL: ClassVar = ("key", "say", "part", "state", "how", "answered_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cosigning = models.ForeignKey(Cosigning, on_delete=models.PROTECT, related_name="signatures")
    key = models.CharField(max_length=60)
    say = models.CharField(max_length=300)  # as whom, in words
    part = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cosignatures")
    phone = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=SignatureState.choices)
    words = models.CharField(max_length=500, blank=True)
    how = models.CharField(max_length=10, choices=SignedHow.choices, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    counter = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cosigning", "person"], name="dossiers_cosignature_once"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True) | Q(answered_at__isnull=False) | Q(state="void"),
                name="dossiers_cosignature_answered_when",
            ),
            models.CheckConstraint(
                condition=~Q(how="paper") | Q(file__isnull=False), name="dossiers_cosignature_paper_is_there"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "state"], name="dossiers_cosignature_person")]

    def __str__(self) -> str:
        return f"{self.cosigning_id} {self.key} {self.state}"

"""Papers between office and applicant: slip, requests, issued papers, the draft result."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from motcua.documents.models import StoredFile
from motcua.dossiers.enums import PaperKind
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.events import DossierEvent
from motcua.dossiers.models.kept import KEPT
from motcua.identity.models import Account, Organisation
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal


class Receipt(models.Model):
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01, TT 03/2025/TT-VPCP): exactly one a dossier.

    What a counter takes in later joins ``content["papers"]`` with its day.
    """

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
    # [{"paper": key or "", "field": key or "", "name": …, "defect": missing|blurred|wrong|expired, "note": …}]
    items = models.JSONField()
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

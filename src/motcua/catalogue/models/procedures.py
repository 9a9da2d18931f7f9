"""Procedures and their versions: cases, papers, channels, fees, results, legal basis.

Shape: procedure → competent agency → case. A published version and everything below it is frozen by a trigger.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from motcua.catalogue.enums import Channel, Level, VersionState
from motcua.forms.models import FormVersion
from motcua.identity.enums import OrganisationKind
from motcua.identity.models import Account, Organisation
from motcua.workflow.models import ProcessVersion
from motcua.worktime.enums import TimeUnit


class Procedure(models.Model):
    """A procedure under its national code (d.dddddd). What it says lives in its versions."""

    IMPERSONAL: ClassVar = ("code", "sector", "promulgated_by", "slug", "volume")

    code = models.CharField(max_length=20, unique=True)
    slug = models.SlugField(max_length=80)
    sector = models.CharField(max_length=120)
    promulgated_by = models.CharField(max_length=120)
    volume = models.PositiveIntegerField(default=0)  # dossiers a year, estimated or counted: orders lists and search
    sensitive = models.BooleanField(default=False)  # its name is not shown on public tracking pages

    def __str__(self) -> str:
        return self.code


class CodeChange(models.Model):
    """An earlier or foreign code of a procedure, such as 1.003560.000.00.00.H56."""

    IMPERSONAL: ClassVar = ("code", "until", "note")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="former_codes")
    code = models.CharField(max_length=40, unique=True)
    until = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.code} → {self.procedure}"


class ProcedureVersion(models.Model):
    IMPERSONAL: ClassVar = (
        "state",
        "name",
        "plain_name",
        "summary",
        "subjects",
        "levels",
        "valid_from",
        "created_at",
        "published_at",
        "retired_at",
        "same_day_cutoff",
        "facts",
    )

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    name = models.CharField(max_length=600)  # the official name
    plain_name = models.CharField(max_length=200)  # how people say it; shown first
    summary = models.CharField(max_length=400, blank=True)
    subjects = models.JSONField(default=list)  # who may ask: list of strings
    levels = models.JSONField(default=list)  # list of Level values
    online = models.BooleanField(default=True)  # may be filed here online
    hand_over = models.BooleanField(default=False)  # done elsewhere: prints a card telling where (e.g. driving licence)
    same_day_cutoff = models.TimeField(null=True)  # received after it counts from the next working day
    facts = models.JSONField(default=dict)  # further published facts, shown as they are
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    process_version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    drafted_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procedure", "number"], name="catalogue_version_number_once"),
            models.UniqueConstraint(
                fields=["procedure"], condition=Q(state="published"), name="catalogue_version_one_published"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("drafted_by")),
                name="catalogue_version_approver_is_not_drafter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} v{self.number}"


class CompetentAgency(models.Model):
    """Who resolves: every organisation of a kind, or one named organisation."""

    IMPERSONAL: ClassVar = ("level", "organisation_kind")

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="agencies")
    level = models.CharField(max_length=10, choices=Level.choices)
    organisation_kind = models.CharField(max_length=20, choices=OrganisationKind.choices, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(organisation__isnull=True) & ~Q(organisation_kind=""))
                | Q(organisation__isnull=False, organisation_kind=""),
                name="catalogue_agency_kind_or_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.organisation or self.organisation_kind}"


class Case(models.Model):
    """A "trường hợp": which papers apply when."""

    IMPERSONAL: ClassVar = ("key", "name", "help")

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="cases")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    help = models.CharField(max_length=400, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="catalogue_case_key_once")]
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """A paper of the dossier; ``case`` NULL = asked in every case.

    ``kind``: upload, show (only seen at the counter), lookup (the state has it already).
    """

    IMPERSONAL: ClassVar = ("key", "name", "help", "kind")

    class Kind(models.TextChoices):
        UPLOAD = "upload", "Phải nộp"
        SHOW = "show", "Xuất trình"
        LOOKUP = "lookup", "Không cần nộp, cơ quan nhà nước tra cứu"

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="papers")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="papers")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=600)
    help = models.CharField(max_length=400, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.UPLOAD)
    required = models.BooleanField(default=False)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "key"], name="catalogue_paper_key_once")]
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.name


class ChannelTerm(models.Model):
    """Time limit and fee of a procedure on one channel (and in one case, when they differ)."""

    IMPERSONAL: ClassVar = ("channel", "unit", "note", "fee_note")

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="terms")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    amount = models.PositiveSmallIntegerField(null=True)  # NULL = the published text gives no figure
    unit = models.CharField(max_length=15, choices=TimeUnit.choices, default=TimeUnit.WORKING_DAY)
    note = models.CharField(max_length=300, blank=True)
    fee = models.PositiveIntegerField(null=True)  # đồng; NULL = not published, 0 = free
    fee_note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "case", "channel"], name="catalogue_term_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.channel}: {self.amount} {self.unit}"


class Result(models.Model):
    """What the procedure gives, with its national result code (KQ.…) and our document template."""

    IMPERSONAL: ClassVar = ("code", "name", "template")

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="results")
    code = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=300)
    template = models.CharField(max_length=60, default="result/generic")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order"]

    def __str__(self) -> str:
        return self.name


class LegalBasis(models.Model):
    IMPERSONAL: ClassVar = ("number", "title")

    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="legal_bases")
    number = models.CharField(max_length=120)
    title = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.number

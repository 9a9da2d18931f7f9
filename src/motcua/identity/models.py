"""People, businesses, accounts; organisations, positions, assignments, delegations."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from motcua.identity.enums import AccountKind, BusinessRoleKind, OrganisationKind, Role, Sex
from motcua.kernel.ids import uuid7
from motcua.kernel.privacy import Personal
from motcua.places.models import Unit

KEPT = "as long as the person uses the service, then 10 years with the dossiers"


class Person(models.Model):
    """A human being as an applicant or the subject of a matter; may have no account at all."""

    PERSONAL: ClassVar = {
        "full_name": Personal("name", "naming the applicant", KEPT),
        "id_number": Personal("12-digit personal number", "identifying the applicant", KEPT, sensitive=True),
        "birth_date": Personal("date of birth", "identifying the applicant", KEPT),
        "sex": Personal("sex", "official forms", KEPT),
        "address": Personal("place of residence", "competence and post", KEPT),
        "phone": Personal("telephone", "messages", KEPT),
        "email": Personal("e-mail", "messages", KEPT),
    }
    IMPERSONAL: ClassVar = ("source", "verified_at", "created_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    full_name = models.CharField(max_length=100)
    id_number = models.CharField(max_length=12, null=True, unique=True)  # noqa: DJ001 - NULL = not known, many may be
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, blank=True)
    commune = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    source = models.CharField(max_length=20, default="declared")
    verified_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(id_number__isnull=True) | Q(id_number__regex=r"^\d{12}$"),
                name="identity_person_id_number_12_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class Business(models.Model):
    """An enterprise, cooperative or household business as an applicant."""

    PERSONAL: ClassVar = {
        "phone": Personal("telephone", "messages", KEPT),
        "email": Personal("e-mail", "messages", KEPT),
    }
    IMPERSONAL: ClassVar = ("tax_code", "name", "address", "created_at")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tax_code = models.CharField(max_length=14, unique=True)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    representatives: models.ManyToManyField[Person, BusinessRole] = models.ManyToManyField(
        Person, through="BusinessRole", related_name="businesses"
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class BusinessRole(models.Model):
    """``person`` may act for ``business`` between two dates, until revoked; ``proof`` names the paper or register.

    ``granted_by`` = the legal representative who gave it, None when it came from a register.
    """

    IMPERSONAL: ClassVar = ("title", "valid_from", "valid_to", "kind", "proof", "revoked_at")

    business = models.ForeignKey(Business, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12, choices=BusinessRoleKind.choices, default=BusinessRoleKind.LEGAL)
    title = models.CharField(max_length=100)
    proof = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    granted_by = models.ForeignKey("Account", on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person} – {self.title} {self.business}"


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A login. A citizen's comes from the identity provider; an officer's is ours, with a password and TOTP."""

    PERSONAL: ClassVar = {
        "username": Personal("login name", "authentication", KEPT),
        "display_name": Personal("name", "showing who is logged in", KEPT),
        "email": Personal("e-mail", "messages", KEPT),
    }
    IMPERSONAL: ClassVar = ("password", "last_login", "kind", "assurance", "created_at")
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    username = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=10, choices=AccountKind.choices)
    display_name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="account")
    assurance = models.PositiveSmallIntegerField(default=0)  # VNeID level 1 or 2; 0 = not from VNeID
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name


class Organisation(models.Model):
    """A body of the state as a dated tree; ``code`` is its national identifier (QĐ 20/2020/QĐ-TTg), such as H56.14."""

    IMPERSONAL: ClassVar = ("code", "name", "short_name", "address", "phone", "valid_from", "valid_to", "kind")

    code = models.CharField(max_length=35)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "valid_from"], name="identity_org_code_dated")]
        indexes: ClassVar = [models.Index(fields=["kind"], name="identity_org_kind")]

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """A post in an organisation with the roles it carries, held by people through assignments."""

    IMPERSONAL: ClassVar = ("title", "roles")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="positions")
    title = models.CharField(max_length=100)
    roles = models.JSONField(default=list)  # list of Role values

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "title"], name="identity_position_title_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"


class Assignment(models.Model):
    """``account`` holds ``position`` from a day until a day (inclusive)."""

    IMPERSONAL: ClassVar = ("valid_from", "valid_to")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="assignments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="identity_assignment_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.position}"


class Delegation(models.Model):
    """The holder of ``assignment`` lets ``delegate`` use ``role`` of it for a time; never passed on further."""

    IMPERSONAL: ClassVar = ("role", "reason", "valid_from", "valid_to", "revoked_at", "created_at")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="delegations_received")
    role = models.CharField(max_length=20, choices=Role.choices)
    reason = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="identity_delegation_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment.account} → {self.delegate} ({self.role})"


class Machine(models.Model):
    """A program that calls the API: an OAuth 2 client by its ``client_id``, its organisation and what it may do."""

    IMPERSONAL: ClassVar = ("client_id", "name", "scopes", "created_at")

    client_id = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="machines")
    scopes = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

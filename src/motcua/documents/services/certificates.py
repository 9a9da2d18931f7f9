"""Certificates of officers and agencies: found, or issued by the test authority."""

from __future__ import annotations

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID
from django.db import transaction

from motcua.documents.models import Certificate
from motcua.documents.services import authority
from motcua.identity.models import Account, Organisation

DAYS = 365 * 3


def ensure_certificate(
    *, at: datetime, account: Account | None = None, organisation: Organisation | None = None
) -> Certificate:
    """The certificate in force at ``at`` of an officer or of an agency (name exactly one); issued when none is."""
    owner = account or organisation
    if owner is None or (account is not None and organisation is not None):
        raise ValueError("a certificate belongs to one officer or one agency")
    ours = authority.ensure_test_authority(at=at)
    with transaction.atomic():
        _alone_with(owner)
        current = Certificate.objects.filter(
            account=account,
            organisation=organisation,
            valid_from__lte=at,
            valid_to__gt=at,
            revoked_at__isnull=True,
            key_ref__startswith=f"{ours.ref}/",
        )
        for found in current.order_by("-valid_to"):
            if authority.holds(found.key_ref):
                return found
        return _issue(account, organisation, at)


def _alone_with(owner: Account | Organisation) -> None:
    """Two issues at once for one owner become one."""
    locked = Account.objects if isinstance(owner, Account) else Organisation.objects
    locked.select_for_update().get(pk=owner.pk)


def revoke(*, certificate: Certificate, at: datetime) -> None:
    """From ``at`` on the certificate signs nothing and nothing new signed with it is believed."""
    Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True).update(revoked_at=at)


def _issue(account: Account | None, organisation: Organisation | None, at: datetime) -> Certificate:
    name = account.display_name if account else str(organisation)
    issued = authority.issue(subject=_subject(name, organisation), at=at, days=DAYS)
    made = issued.certificate
    return Certificate.objects.create(
        account=account,
        organisation=organisation,
        subject=name,
        serial=f"{made.serial_number:x}",
        pem=made.public_bytes(serialization.Encoding.PEM).decode(),
        key_ref=issued.key_ref,
        valid_from=made.not_valid_before_utc,
        valid_to=made.not_valid_after_utc,
    )


def _subject(name: str, organisation: Organisation | None) -> x509.Name:
    """X.520 bounds a common name to 64 characters; an agency's whole name stands in O as well as it fits."""
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation is not None:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation.name[:64]))
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, organisation.code))
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, name[:64]))
    return x509.Name(parts)

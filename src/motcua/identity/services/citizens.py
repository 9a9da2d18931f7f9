"""A citizen enters with what the identity provider vouched for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import SYSTEM
from motcua.identity.claims import CitizenClaims
from motcua.identity.enums import AccountKind
from motcua.identity.models import Account
from motcua.identity.services.people import Source, find_or_create_person
from motcua.kernel.errors import Forbidden


@transaction.atomic
def enter(*, claims: CitizenClaims, at: datetime) -> Account:
    """The account of the person with this national number, made at the first login.

    The number alone decides whose account it is: never an e-mail address, a telephone
    number, or the provider's ``sub``.
    """
    person = find_or_create_person(
        asker=SYSTEM,
        full_name=claims.full_name,
        id_number=claims.id_number,
        birth_date=claims.birth_date,
        sex=claims.sex,
        source=Source.VNEID,
        at=at,
    )
    account, created = Account.objects.select_for_update().get_or_create(
        person=person,
        defaults={
            "username": f"vneid-{person.pk.hex}",
            "kind": AccountKind.CITIZEN,
            "display_name": person.full_name,
            "email": claims.email,
            "assurance": claims.assurance,
            "created_at": at,
            "password": "!",  # no password opens a citizen's account
        },
    )
    if not account.is_active or account.kind != AccountKind.CITIZEN:
        raise Forbidden(_("Tài khoản này đang bị khóa. Anh/chị gọi tổng đài để được giúp."))
    if created:
        _keep_contact(claims, account)
    elif (account.assurance, account.display_name) != (claims.assurance, person.full_name):
        account.assurance, account.display_name = claims.assurance, person.full_name
        account.save(update_fields=["assurance", "display_name"])
    record(
        asker=SYSTEM,
        action="citizen.entered",
        object_kind="account",
        object_ref=str(account.pk),
        details={"assurance": claims.assurance, "first": created},
        at=at,
    )
    return account


def _keep_contact(claims: CitizenClaims, account: Account) -> None:
    """Contact details are the person's to change, so VNeID's fill only what is empty, at the first login."""
    person = account.person
    assert person is not None  # noqa: S101 - a citizen's account has a person
    if not person.phone and not person.email and (claims.phone or claims.email):
        person.phone, person.email = claims.phone, claims.email
        person.save(update_fields=["phone", "email"])

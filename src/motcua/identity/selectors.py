"""Who asks, and which bodies there are. Organisations are public; people are given only to those who may see them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.identity.askers import ANONYMOUS, Asker, AskerKind, Seat
from motcua.identity.enums import AccountKind, OrganisationKind, Role
from motcua.identity.models import Account, Assignment, BusinessRole, Machine, Organisation, Person
from motcua.identity.seats import seats_of
from motcua.kernel.errors import NotFound


def valid(on: date, prefix: str = "") -> Q:
    """Rows whose ``valid_from`` … ``valid_to`` (inclusive, open when null) hold that day."""
    until = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": on})
    return Q(**{f"{prefix}valid_from__lte": on}) & until


def asker_of(user: AbstractBaseUser | AnonymousUser, *, on: date, request_id: str = "") -> Asker:
    """The asker behind a login on that day: an officer's seats or a citizen's businesses (one query)."""
    if not user.is_authenticated or not user.is_active:
        return Asker(kind=AskerKind.ANONYMOUS, request_id=request_id) if request_id else ANONYMOUS
    account = cast("Account", user)
    officer = account.kind == AccountKind.OFFICER
    return Asker(
        kind=AskerKind.OFFICER if officer else AskerKind.CITIZEN,
        account_id=account.pk,
        name=account.display_name,
        person_id=None if officer else account.person_id,
        business_ids=frozenset() if officer else _businesses(account, on),
        seats=seats_of(account.pk, on=on) if officer else (),
        assurance=account.assurance,
        request_id=request_id,
    )


def machine_asker(client_id: str, *, request_id: str = "") -> Asker:
    """The asker behind an OAuth 2 client; ``NotFound`` when it is unknown or switched off."""
    machine = Machine.objects.filter(client_id=client_id, is_active=True).first()
    if machine is None:
        raise NotFound(_("Ứng dụng này chưa được đăng ký hoặc đã bị khóa."))
    seat = Seat(organisation_id=machine.organisation_id, roles=frozenset(), title=machine.name)
    return Asker(
        kind=AskerKind.MACHINE,
        client_id=client_id,
        name=machine.name,
        seats=(seat,),
        scopes=frozenset(machine.scopes),
        request_id=request_id,
    )


def machine_scopes(client_id: str) -> frozenset[str]:
    """What the machine behind an OAuth 2 client may do; nothing when it is unknown or switched off."""
    found = Machine.objects.filter(client_id=client_id, is_active=True).values_list("scopes", flat=True).first()
    return frozenset(found or ())


def _businesses(account: Account, on: date) -> frozenset[uuid.UUID]:
    if account.person_id is None:
        return frozenset()
    found = BusinessRole.objects.filter(valid(on), person_id=account.person_id, revoked_at=None)
    return frozenset(found.values_list("business_id", flat=True))


def organisation(code: str, *, on: date | None = None) -> Organisation:
    """The body with this identifier code, valid on the day (or still open, when no day is given); else ``NotFound``."""
    when = valid(on) if on else Q(valid_to=None)
    found = Organisation.objects.filter(when, code=code).select_related("place", "parent").first()
    if found is None:
        raise NotFound(_("Không có cơ quan mang mã này."))
    return found


def organisations_of_kind(kind: OrganisationKind, *, on: date) -> list[Organisation]:
    return list(Organisation.objects.filter(valid(on), kind=kind).select_related("place").order_by("code"))


def holders(organisation_id: int, role: Role, *, on: date) -> list[Account]:
    """Officers who hold ``role`` there that day by their own assignment (for "assign to")."""
    return list(
        Account.objects.filter(
            valid(on, "assignments__"),
            assignments__position__organisation_id=organisation_id,
            assignments__position__roles__contains=role.value,
            is_active=True,
        )
        .distinct()
        .order_by("display_name", "pk")
    )


def officers_of(organisation_ids: Collection[int], *, on: date) -> list[Account]:
    """Officers who handle dossiers in any of these bodies that day, by their own assignment (one query)."""
    wanted = Q()
    for role in (Role.RECEPTION, Role.SPECIALIST, Role.HEAD, Role.LEADER):
        wanted |= Q(assignments__position__roles__contains=role.value)
    held = Account.objects.filter(
        valid(on, "assignments__"),
        wanted,
        assignments__position__organisation_id__in=organisation_ids,
        is_active=True,
    )
    return list(held.distinct().order_by("display_name", "pk"))


def posts_held(organisation_ids: Collection[int], *, on: date) -> list[tuple[int, str, frozenset[Role]]]:
    """The posts of these organisations that somebody holds that day: (organisation, title, roles)."""
    rows = Assignment.objects.filter(
        valid(on), position__organisation_id__in=organisation_ids, account__is_active=True
    ).values_list("position__organisation_id", "position__title", "position__roles")
    return [(organisation_id, title, frozenset(map(Role, roles))) for organisation_id, title, roles in rows]


def roles_held(account_id: int, *, on: date) -> dict[int, frozenset[Role]]:
    """Own roles by organisation, without what is lent to the account."""
    held: dict[int, set[Role]] = defaultdict(set)
    rows = Assignment.objects.filter(valid(on), account_id=account_id)
    for organisation_id, roles in rows.values_list("position__organisation_id", "position__roles"):
        held[organisation_id] |= set(map(Role, roles))
    return {organisation_id: frozenset(roles) for organisation_id, roles in held.items()}


def own_person(asker: Asker) -> Person:
    """The asker's own data; ``NotFound`` for anybody who is not a citizen."""
    found = Person.objects.filter(pk=asker.person_id).select_related("commune").first() if asker.person_id else None
    if found is None:
        raise NotFound(_("Không tìm thấy thông tin của anh/chị."))
    return found


def home_agency(asker: Asker, agencies: Collection[Organisation]) -> int | None:
    """The one of ``agencies`` that stands in the commune where the asker lives, as far as known."""
    if asker.person_id is None:
        return None
    commune = own_person(asker).commune_id
    return next((one.pk for one in agencies if commune is not None and one.place_id == commune), None)


def account(account_id: int) -> Account:
    return Account.objects.get(pk=account_id)


def officer_account(account_id: int | None) -> Account | None:
    """The open account of an officer, or None."""
    return Account.objects.filter(pk=account_id or 0, kind=AccountKind.OFFICER, is_active=True).first()

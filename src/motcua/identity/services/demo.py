"""The demo's people from ``data/demo/people.json``: citizens the simulator knows, officers with one known password."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.askers import SYSTEM
from motcua.identity.enums import AccountKind, BusinessRoleKind
from motcua.identity.models import Account, Assignment, BusinessRole, Person, Position
from motcua.identity.services.people import Source, find_or_create_business, find_or_create_person
from motcua.identity.services.seed import SINCE
from motcua.kernel.errors import Forbidden
from motcua.places.selectors import commune


@dataclass(frozen=True, slots=True)
class Login:
    """One line for the person at the terminal: how to come in, as whom, to do what."""

    door: str
    name: str
    login: str
    post: str


@transaction.atomic
def seed_demo(at: datetime) -> tuple[list[Login], str]:
    """Everybody of the demo and the officers' password; safe to repeat. Refused where the province is real (https)."""
    if settings.SECURE:
        raise Forbidden(_("Không tạo người dùng thử trên hệ thống thật (địa chỉ https)."))
    content = json.loads((Path(settings.BASE_DIR) / "data" / "demo" / "people.json").read_text(encoding="utf-8"))
    password = str(content["password"])
    citizens = [_citizen(row, at) for row in content["citizens"]]
    for row in content["businesses"]:
        _business(row, at)
    return [*citizens, *_officers(content["officers"], password, at)], password


def _business(row: dict[str, Any], at: datetime) -> None:
    """As the business register would tell: the business and who represents it by law."""
    business = find_or_create_business(
        asker=SYSTEM, tax_code=row["tax_code"], name=row["name"], address=row["address"], at=at
    )
    BusinessRole.objects.get_or_create(
        business=business,
        person=Person.objects.get(id_number=row["legal"]),
        kind=BusinessRoleKind.LEGAL,
        defaults={"title": row["title"], "proof": row["proof"], "valid_from": SINCE},
    )


def _citizen(row: dict[str, Any], at: datetime) -> Login:
    home = commune(row["commune"], on=at.date())
    find_or_create_person(
        asker=SYSTEM,
        full_name=row["full_name"],
        id_number=row["id_number"],
        birth_date=date.fromisoformat(row["birth_date"]),
        sex=row["sex"],
        phone=row["phone"],
        email=row["email"],
        commune_id=home.pk if home else None,
        address=row["address"],
        source=Source.CARD,
        at=at,
    )
    return Login("VNeID", row["full_name"], row["id_number"], f"Công dân, mức {row['level']}")


def _officers(rows: list[dict[str, Any]], password: str, at: datetime) -> list[Login]:
    known = {
        account.username: account for account in Account.objects.filter(username__in=[row["username"] for row in rows])
    }
    # One hash for all: they share the password, and hashing it for each would take a second of every first start.
    hashed = make_password(password) if len(known) < len(rows) else ""
    positions = Position.objects.select_related("organisation")
    found = []
    for row in rows:
        account = known.get(row["username"]) or Account.objects.create(
            username=row["username"],
            kind=AccountKind.OFFICER,
            display_name=row["full_name"],
            password=hashed,
            created_at=at,
        )
        position = positions.get(organisation__code=row["organisation"], title=row["position"])
        until = date.fromisoformat(row["until"]) if "until" in row else None
        Assignment.objects.get_or_create(
            account=account, position=position, valid_from=SINCE, defaults={"valid_to": until}
        )
        left = f" (đến {until:%d/%m/%Y})" if until else ""
        post = f"{position.title}, {position.organisation.short_name}{left}"
        found.append(Login("/can-bo/", account.display_name, account.username, post))
    return found

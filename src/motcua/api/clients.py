"""Opening a door for a machine: its OAuth 2 client and its place in the house, together or not at all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import Application

from motcua.api.scopes import SCOPES
from motcua.identity.askers import Asker
from motcua.identity.services.machines import register
from motcua.kernel.errors import Invalid

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class NewClient:
    """``secret`` is known only now: the database keeps a hash."""

    client_id: str
    secret: str


@transaction.atomic
def open_client(*, asker: Asker, name: str, organisation_code: str, scopes: Collection[str], at: datetime) -> NewClient:
    """A client of the client-credentials grant for a program of a body; ``Invalid`` for an unknown or missing scope."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise Invalid(_("Phạm vi phải là một hoặc nhiều trong: %(scopes)s.") % {"scopes": ", ".join(SCOPES)})
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(_("Đặt tên cho ứng dụng, không quá %(most)d ký tự.") % {"most": LONGEST_NAME})
    client = NewClient(client_id=generate_client_id(), secret=generate_client_secret())
    Application(
        client_id=client.client_id,
        client_secret=client.secret,
        hash_client_secret=True,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        name=name,
    ).save()
    register(
        asker=asker, client_id=client.client_id, name=name, organisation_code=organisation_code, scopes=scopes, at=at
    )
    return client

"""Programs that call the API: registered with an organisation and scopes, and switched off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.identity.models import Machine
from motcua.identity.selectors import organisation
from motcua.kernel.clock import local
from motcua.kernel.errors import NotFound


@transaction.atomic
def register(
    *, asker: Asker, client_id: str, name: str, organisation_code: str, scopes: Collection[str], at: datetime
) -> Machine:
    """Let the OAuth client act for a body within ``scopes``."""
    body = organisation(organisation_code, on=local(at).date())
    machine = Machine.objects.create(
        client_id=client_id, name=name, organisation=body, scopes=sorted(scopes), created_at=at
    )
    record(
        asker=asker,
        action="machine.registered",
        object_kind="machine",
        object_ref=client_id,
        unit=body.code,
        details={"scopes": machine.scopes},
        at=at,
    )
    return machine


@transaction.atomic
def switch_off(*, asker: Asker, client_id: str, at: datetime) -> Machine:
    """End a machine's access at once, tokens already given included; a second call changes nothing."""
    machine = Machine.objects.select_for_update().filter(client_id=client_id).first()
    if machine is None:
        raise NotFound(_("Không có ứng dụng mang mã này."))
    if machine.is_active:
        machine.is_active = False
        machine.save(update_fields=["is_active"])
        record(asker=asker, action="machine.switched_off", object_kind="machine", object_ref=client_id, at=at)
    return machine

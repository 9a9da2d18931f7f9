"""Whose help it is: the helper's who began it, the person's it is given to, and nobody else's."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.dossiers.enums import AssistanceState
from motcua.dossiers.models import Assistance
from motcua.dossiers.standing_in.filers import HELPING
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import Forbidden, NotFound, Refused


def check_helper(asker: Asker, organisation_id: int) -> None:
    if asker.kind is not AskerKind.OFFICER or organisation_id not in asker.organisations_with(*HELPING):
        raise Forbidden(_("Chỉ cán bộ tiếp nhận, nhân viên bưu cục và tổ công nghệ số cộng đồng khai giúp được."))


def own_assistance(asker: Asker, assistance_id: uuid.UUID, *, lock: bool = False) -> Assistance:
    """The asker's own, while they sit in the post they began it from; else ``NotFound``."""
    rows = Assistance.objects.select_related("person", "draft", "dossier", "organisation", "helper")
    if lock:
        rows = rows.select_for_update(of=("self",))
    places = asker.organisations_with(*HELPING) if asker.kind is AskerKind.OFFICER else frozenset()
    found = rows.filter(pk=assistance_id, helper_id=asker.account_id, organisation_id__in=places).first()
    if found is None:
        raise NotFound(_("Không tìm thấy lượt khai giúp này."))
    return found


def mine(asker: Asker, assistance_id: uuid.UUID, *, lock: bool = False) -> Assistance:
    """Help given to the asker; ``NotFound`` to anybody else."""
    rows = Assistance.objects.select_related("person", "draft", "dossier", "organisation", "helper")
    if lock:
        rows = rows.select_for_update(of=("self",))
    own = asker.person_id if asker.kind is AskerKind.CITIZEN else None
    found = rows.filter(pk=assistance_id, person_id=own).first() if own is not None else None
    if found is None:
        raise NotFound(_("Không tìm thấy lượt khai giúp này."))
    return found


def check_state(found: Assistance, state: AssistanceState) -> None:
    if found.state != state:
        label = str(AssistanceState(found.state).label).lower()
        raise Refused(_("Lượt khai giúp này %(state)s nên không làm được việc này.") % {"state": label}, code="state")


def write_down(found: Assistance, asker: Asker, action: str, at: datetime, **details: str) -> None:
    record(
        asker=asker,
        action=action,
        object_kind="assistance",
        object_ref=str(found.pk),
        on_behalf_of=f"person:{found.person_id}",
        unit=str(found.organisation_id),
        details=details,
        at=at,
    )

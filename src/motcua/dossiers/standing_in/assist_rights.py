"""Whose help it is: the helper's who began it, the person's it is given to, and nobody else's."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from motcua.dossiers.models import Assistance
from motcua.dossiers.standing_in.filers import HELPING
from motcua.identity.askers import Asker, AskerKind
from motcua.kernel.errors import Forbidden, NotFound


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

"""Who acts for which business, to those who act for it."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils.translation import gettext as _

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import BusinessRoleKind
from motcua.identity.models import Business, BusinessRole
from motcua.identity.selectors import valid
from motcua.kernel.errors import NotFound


def business_of(asker: Asker, business_id: uuid.UUID) -> Business:
    """A business the asker acts for; else ``NotFound``."""
    found = Business.objects.filter(pk=business_id).first() if business_id in asker.business_ids else None
    if found is None:
        raise NotFound(_("Không tìm thấy doanh nghiệp, tổ chức này."))
    return found


def businesses_of(asker: Asker) -> list[Business]:
    return list(Business.objects.filter(pk__in=asker.business_ids).order_by("name"))


def roles_in(asker: Asker, business_id: uuid.UUID) -> list[BusinessRole]:
    """Everybody who acts or acted for it: in force first, then the newest."""
    business_of(asker, business_id)
    rows = BusinessRole.objects.filter(business_id=business_id).select_related("person", "granted_by")
    return sorted(rows.order_by("-valid_from", "-pk"), key=lambda one: one.revoked_at is not None)


def leads(asker: Asker, business_id: uuid.UUID, *, on: date) -> bool:
    """Whether the asker represents it by law that day, and so may let others act."""
    if asker.kind is not AskerKind.CITIZEN or asker.person_id is None:
        return False
    legal = BusinessRole.objects.filter(valid(on), kind=BusinessRoleKind.LEGAL, revoked_at=None)
    return legal.filter(business_id=business_id, person_id=asker.person_id).exists()


def legal_representatives(business_id: uuid.UUID) -> list[uuid.UUID]:
    """People who represent it by law and were not revoked."""
    rows = BusinessRole.objects.filter(business_id=business_id, kind=BusinessRoleKind.LEGAL, revoked_at=None)
    return list(rows.values_list("person_id", flat=True))

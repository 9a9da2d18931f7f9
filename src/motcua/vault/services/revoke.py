"""Taking a result back: the only change it may see."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.audit.services.entries import record
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.vault.models import IssuedResult
from motcua.vault.rules import check_revoke


@transaction.atomic
def revoke(*, result_id: uuid.UUID, asker: Asker, reason: str, at: datetime) -> IssuedResult:
    """Revoke a result with a reason that its owner and whoever verifies it can read."""
    result = IssuedResult.objects.select_for_update(of=["self"]).filter(pk=result_id).first()
    if result is None or not asker.organisations_with() & {result.organisation_id}:
        raise NotFound(_("Không tìm thấy kết quả này."))
    check_revoke(asker=asker, organisation_id=result.organisation_id)
    if not reason.strip():
        raise Invalid(_("Hãy ghi lý do thu hồi."), fields={"reason": _("Ghi lý do để người giữ giấy tờ biết.")})
    if result.revoked_at is not None:
        raise Refused(_("Kết quả này đã bị thu hồi từ trước."), code="already_revoked")
    result.revoked_at, result.revoked_reason = at, reason.strip()[:300]
    result.save(update_fields=["revoked_at", "revoked_reason"])
    record(
        asker=asker,
        action="result.revoked",
        object_kind="result",
        object_ref=str(result.pk),
        details={"symbol": result.symbol, "reason": result.revoked_reason},
        at=at,
    )
    return result

"""Keeping what is typed about a dossier until it is sent: on the server, so that no login that runs out loses it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.dossiers.enums import Act
from motcua.dossiers.models import Unsent
from motcua.dossiers.rules import check_act
from motcua.dossiers.selectors.looking import standing_for
from motcua.identity.askers import Asker
from motcua.kernel.errors import Forbidden, Invalid

LARGEST = 200_000  # characters of what is typed; the largest form with every row filled in is far smaller


def keep_unsent(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    act: Act,
    purpose: str,
    typed: Mapping[str, Any],
    at: datetime,
    step: str = "",
) -> datetime:
    """Keep what the asker typed on the way to ``act``, in place of what was kept before; when it was saved.

    Nothing is judged: also what is wrong or half a sentence is kept. ``Refused`` where the asker may not do the act.
    """
    check_act(act, asker, standing_for(asker, dossier_id, step=step))
    if asker.account_id is None:
        raise Forbidden(_("Đăng nhập để lưu những gì đang viết."))
    if len(json.dumps(typed)) > LARGEST:
        raise Invalid(_("Nội dung quá dài, chưa lưu được. Viết gọn lại."))
    Unsent.objects.update_or_create(
        account_id=asker.account_id,
        dossier_id=dossier_id,
        purpose=purpose,
        defaults={"typed": dict(typed), "saved_at": at},
    )
    return at


def forget_unsent(*, dossier_id: uuid.UUID, asker: Asker, purpose: str) -> None:
    """It was sent: what was kept on the way is no longer needed."""
    if asker.account_id is not None:
        Unsent.objects.filter(account_id=asker.account_id, dossier_id=dossier_id, purpose=purpose).delete()

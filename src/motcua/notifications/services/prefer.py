"""Choosing what to hear outside the inbox, and when."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.identity.askers import Asker
from motcua.kernel.errors import Forbidden, Invalid
from motcua.notifications.models import Preference
from motcua.notifications.wishes import Wishes

HOURS = 24


@transaction.atomic
def prefer(*, asker: Asker, wishes: Wishes, at: datetime) -> None:
    """Keep the asker's own wishes; messages with a legal effect are sent whatever they say."""
    if asker.person_id is None:
        raise Forbidden(_("Chỉ người dân đã đăng nhập chọn được cách nhận tin."))
    if not (0 <= wishes.quiet_from < HOURS and 0 <= wishes.quiet_until < HOURS):
        raise Invalid(_("Chọn lại giờ không làm phiền."), fields={"quiet": _("Chọn giờ từ 0 đến 23.")})
    chosen = {
        "email": wishes.email,
        "sms": wishes.sms,
        "quiet_from": wishes.quiet_from,
        "quiet_until": wishes.quiet_until,
        "changed_at": at,
    }
    Preference.objects.update_or_create(person_id=asker.person_id, defaults=chosen)

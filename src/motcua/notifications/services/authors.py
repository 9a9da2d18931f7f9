"""Telling whoever wrote a draft (of a procedure, form or process) what its approver made of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from motcua.identity.askers import Asker
from motcua.notifications.services.send import tell


def tell_author(
    account_id: int | None, kind: str, context: Mapping[str, Any], *, page: str, asker: Asker, at: datetime
) -> None:
    """Into the author's inbox (None = nobody drafted it), in the transaction of the act; ``page`` is below our address.

    ``context`` names at least the ``code`` of what was drafted, at most 60 characters.
    """
    if account_id is None:
        return
    tell(
        account_id=account_id,
        kind=kind,
        context={"by": asker.name, **context},
        link=f"{settings.PUBLIC_URL}{page}",
        dedupe_key=f"{kind}:{context['code']}:{account_id}:{at.isoformat()}",
        object_ref=context["code"],
        at=at,
    )

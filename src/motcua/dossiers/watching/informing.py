"""Officers hear of a changed calendar in one message each, when all their dossiers have been reckoned again."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.conf import settings

from motcua.dossiers.enums import Act, Tell
from motcua.dossiers.models import DossierEvent, Recalculation
from motcua.dossiers.watching.addressing import Matter, addressed
from motcua.dossiers.watching.escalating import NAMED
from motcua.notifications.services.send import tell


def inform_officers(*, run_id: int, at: datetime) -> int:
    """Whoever has a moved dossier at hand; returns how many officers. Repeating it tells nobody twice."""
    run = Recalculation.objects.get(pk=run_id)
    if run.finished_at is None:
        return 0
    events = DossierEvent.objects.filter(act=Act.RECALCULATE, at__gte=run.asked_at, data__run=run_id).order_by("id")
    matters = [
        Matter(dossier_id, None, organisation_id)
        for dossier_id, organisation_id in events.values_list("dossier_id", "dossier__organisation_id")
    ]
    mine: dict[int, list[str]] = defaultdict(list)
    for found in addressed(matters, [Tell.ASSIGNEE], at=at) if matters else ():
        for account_id in found.accounts:
            mine[account_id].append(found.code)
    for account_id, codes in sorted(mine.items()):
        tell(
            account_id=account_id,
            kind="calendar_moved",
            context={"code": codes[0], "more": len(codes) - 1, "codes": ", ".join(codes[:NAMED])},
            link=f"{settings.PUBLIC_URL}/can-bo/",
            dedupe_key=f"recalculation:{run_id}:{account_id}",
            object_ref=f"recalculation:{run_id}",
            at=at,
        )
    return len(mine)

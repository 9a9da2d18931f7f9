"""Sub-dossiers that nobody waits for any more: withdrawn with the dossier that asked for them."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from motcua.dossiers.enums import Act, ClockKind, LinkKind, Status
from motcua.dossiers.models import DossierLink
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.anew import close_unfinished
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.sub_dossiers import FILED_FOR
from motcua.dossiers.standing import Standing
from motcua.dossiers.states import BEFORE_DECISION
from motcua.identity.askers import SYSTEM, Asker, Seat
from motcua.kernel.errors import Refused
from motcua.kernel.record import in_record_language
from motcua.workflow.models import Task

log = logging.getLogger(__name__)
MOST_AT_ONCE = 500


def unneeded(parent_id: uuid.UUID | None = None) -> list[int]:
    """Links to sub-dossiers (of ``parent_id``, or of all) still under way though the step that waited is not open."""
    waiting = Task.objects.annotate(files=Concat(Value(FILED_FOR), Cast("pk", CharField()))).filter(
        subject_id=OuterRef("parent_id"), files=OuterRef("child__filing_key"), state__in=Task.LIVE
    )
    links = DossierLink.objects.filter(~Exists(waiting), kind=LinkKind.SUB, resolved_at=None)
    links = links.filter(child__record_system="", child__status__in=BEFORE_DECISION)
    return list(_of(links, parent_id).order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


def _of(links: QuerySet[DossierLink], parent_id: uuid.UUID | None) -> QuerySet[DossierLink]:
    return links if parent_id is None else links.filter(parent_id=parent_id)


def let_go(*, link_id: int, at: datetime) -> Done | None:
    """Call the link's sub-dossier back when that still applies; safe to run twice and at any moment."""
    if link_id not in unneeded(DossierLink.objects.values_list("parent_id", flat=True).get(pk=link_id)):
        return None
    link = DossierLink.objects.select_related("parent").get(pk=link_id)
    with in_record_language():
        reason = f"Hồ sơ gốc {link.parent.code}: {Status(link.parent.status).label}"
    try:
        return call_back(
            dossier_id=link.child_id,
            asker=SYSTEM,
            key=f"call-back:{link.pk}",
            at=at,
            link_id=link.pk,
            code=link.parent.code,
            reason=reason,
        )
    except Refused as refusal:  # decided there in the very moment, or given to another system
        log.info("%s was not called back: %s", link.child_id, refusal.code)
        return None


def call_back(
    *, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, link_id: int, code: str, reason: str
) -> Done:
    """Withdraw a sub-dossier before its decision because the dossier ``code`` needs it no more."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        DossierLink.objects.filter(pk=link_id, resolved_at=None).update(resolved_at=at)
        close_unfinished(standing, at, by=None, outcome="moved")
        return change(
            Act.CALL_BACK,
            standing,
            asker,
            at,
            status=Status.WITHDRAWN,
            end=True,
            clock=ClockKind.STOP,
            clock_reason="called_back",
            dossier={"closed_at": at},
            public=f"Rút cùng hồ sơ {code} đã yêu cầu hồ sơ này",
            data={"reason": reason, "from": code},
        )

    body = {"link": link_id}
    return act(kind=Act.CALL_BACK, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)

"""Papers that travel: where they are, which are coming, which went out, and which still wait to be sent."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from motcua.dossiers.models import Dossier, DossierPaper, HandOver
from motcua.dossiers.permits.moving import HANDLING
from motcua.dossiers.selectors.looking import look
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker
from motcua.identity.models import Organisation
from motcua.kernel.errors import NotFound

MOST = 100
ON_PAPER = Q(originals__gt=0) | Q(copies__gt=0)


@dataclass(frozen=True, slots=True)
class Travelling:
    """One paper on a slip and how many pieces of it."""

    name: str
    originals: int = 0
    copies: int = 0


def paper_items(dossier_id: uuid.UUID) -> list[Travelling]:
    """Everything the dossier has on paper."""
    rows = DossierPaper.objects.filter(ON_PAPER, dossier_id=dossier_id).order_by("id")
    return [Travelling(row.name, row.originals, row.copies) for row in rows]


def holder_of(standing: Standing) -> int:
    """The office that has the papers: who took them last, else where they were handed in."""
    return standing.papers_at or standing.reception_id


def offices_of(standing: Standing) -> list[Organisation]:
    """Where papers of the dossier may be sent."""
    return list(Organisation.objects.filter(pk__in=standing.offices).order_by("code"))


def hand_overs_of(dossier_id: uuid.UUID) -> list[HandOver]:
    """The slips of one dossier, oldest first; whoever asks has looked at it already."""
    rows = HandOver.objects.filter(dossier_id=dossier_id)
    return list(rows.select_related("sender", "receiver", "sent_by", "taken_by").order_by("sent_at"))


def hand_over_for(asker: Asker, dossier_id: uuid.UUID, slip_id: uuid.UUID, *, at: datetime) -> HandOver:
    """One slip, for who may see its dossier."""
    look(asker, dossier_id, at=at)
    rows = HandOver.objects.select_related(
        "dossier", "sender__parent", "sender__place", "receiver", "sent_by", "taken_by"
    )
    slip = rows.filter(pk=slip_id, dossier_id=dossier_id).first()
    if slip is None:
        raise NotFound(_("Không tìm thấy phiếu giao nhận này trong hồ sơ."))
    return slip


def on_the_same_slip(asker: Asker, slip: HandOver, *, at: datetime) -> list[HandOver]:
    """The other dossiers' papers on this slip, of those the asker may see; each look is logged."""
    rows = HandOver.objects.filter(sender_id=slip.sender_id, year=slip.year, symbol=slip.symbol).exclude(pk=slip.pk)
    found = []
    for row in rows.select_related("dossier").order_by("sent_at", "pk"):
        try:
            look(asker, row.dossier_id, at=at)
        except NotFound:
            continue
        found.append(row)
    return found


@dataclass(frozen=True, slots=True)
class Travels:
    """The office's papers on the move; ``waiting`` has paper originals and has not been sent anywhere yet."""

    coming: Sequence[HandOver]
    sent: Sequence[HandOver]
    waiting: Sequence[Dossier]


def travels(asker: Asker) -> Travels:
    """Of the asker's offices, at most ``MOST`` each: coming and sent oldest first, waiting newest first."""
    offices = asker.organisations_with(*HANDLING)
    under_way = HandOver.objects.filter(taken_at=None).select_related("dossier", "sender", "receiver", "sent_by")
    papers = DossierPaper.objects.filter(ON_PAPER, dossier_id=OuterRef("pk"))
    never_sent = ~Exists(HandOver.objects.filter(dossier_id=OuterRef("pk")))
    here = Q(support_id__in=offices) | Q(support_id=None, reception_id__in=offices)
    waiting = Dossier.objects.filter(here, Exists(papers), never_sent, closed_at=None)
    return Travels(
        coming=list(under_way.filter(receiver_id__in=offices).order_by("sent_at")[:MOST]),
        sent=list(under_way.filter(sender_id__in=offices).order_by("sent_at")[:MOST]),
        waiting=list(waiting.select_related("organisation").order_by("-submitted_at")[:MOST]),
    )

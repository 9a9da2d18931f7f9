"""Paper originals on their way between the offices of a dossier: a numbered slip each time, signed for at both ends.

Where the applicant is helped, where it is received and who decides are three places (NĐ 118/2025/NĐ-CP).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.enums import Act
from motcua.dossiers.models import HandOver
from motcua.dossiers.selectors.hand_overs import Travelling, holder_of, paper_items
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.identity.models import Organisation
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid
from motcua.vault.services.numbers import next_symbol


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes on one slip. No items named = every paper of the dossier that exists on paper.

    ``beside`` is a dossier whose papers are under way to the same office already: these join its slip.
    """

    receiver_id: int | None
    items: Sequence[Travelling] = ()
    note: str = ""
    beside: uuid.UUID | None = None


def send_papers(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, sending: Sending) -> Done:
    """Send paper originals to another office of the dossier; they are under way until that office takes them."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        sender_id = holder_of(standing)
        items = list(sending.items) or paper_items(dossier_id)
        receiver = _receiver(standing, sending, sender_id, items)
        sender = Organisation.objects.get(pk=sender_id)
        year = local(at).year
        slip = HandOver.objects.create(
            dossier_id=dossier_id,
            sender=sender,
            receiver=receiver,
            symbol=_symbol(sending, sender, receiver, year, at),
            year=year,
            items=[asdict(item) for item in items],
            note=sending.note.strip()[:500],
            sent_by_id=asker.officer_id,
            sent_at=at,
        )
        return change(
            Act.SEND_PAPERS,
            standing,
            asker,
            at,
            status=standing.status,
            note=sending.note.strip(),
            data={"symbol": slip.symbol, "hand_over": str(slip.pk), "to": receiver.name, "items": slip.items},
            public=f"Giấy tờ bản giấy được chuyển từ {sender.name} tới {receiver.name}",
        )

    body = {"receiver": sending.receiver_id, "items": [asdict(one) for one in sending.items], "note": sending.note}
    return act(kind=Act.SEND_PAPERS, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _symbol(sending: Sending, sender: Organisation, receiver: Organisation, year: int, at: datetime) -> str:
    """The number of the slip they join, where it went the same way at the same moment; else the next one."""
    if sending.beside is not None:
        same = HandOver.objects.filter(sender=sender, receiver=receiver, year=year, sent_at=at, taken_at=None)
        joined = same.filter(dossier_id=sending.beside).values_list("symbol", flat=True).first()
        if joined is not None:
            return joined
    return next_symbol(organisation=sender, kind=settings.PAPER_SYMBOLS["hand_over"], year=year)


def take_papers(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, remark: str = "") -> Done:
    """Sign for what arrived, all of it or with a remark on what is missing or damaged."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        slip = HandOver.objects.get(dossier_id=dossier_id, taken_at=None)
        slip.taken_by_id, slip.taken_at = asker.officer_id, at
        slip.note = "\n".join(part for part in (slip.note, remark.strip()) if part)[:500]
        slip.save(update_fields=["taken_by", "taken_at", "note"])
        return change(
            Act.TAKE_PAPERS,
            standing,
            asker,
            at,
            status=standing.status,
            note=remark.strip(),
            data={"symbol": slip.symbol, "hand_over": str(slip.pk)},
            public=gettext_noop("Giấy tờ bản giấy đã tới nơi nhận"),
        )

    return act(
        kind=Act.TAKE_PAPERS, dossier_id=dossier_id, asker=asker, key=key, body={"remark": remark}, decide=decide
    )


def _receiver(standing: Standing, sending: Sending, sender_id: int, items: Sequence[Travelling]) -> Organisation:
    if not items:
        raise Invalid(
            _("Hồ sơ này không có giấy tờ bản giấy để chuyển."),
            fields={"items": _("Ghi số bản của ít nhất một giấy tờ.")},
        )
    wanted = sending.receiver_id
    if wanted is None or wanted == sender_id or wanted not in standing.offices:
        raise Invalid(
            _("Chưa chọn được nơi nhận giấy tờ."), fields={"receiver_id": _("Chọn một nơi cùng xử lý hồ sơ này.")}
        )
    return Organisation.objects.get(pk=wanted)

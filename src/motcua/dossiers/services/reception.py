"""The counter's acts: receive, refuse (form 03)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.catalogue.enums import Channel
from motcua.documents.papers.frame import Heading
from motcua.documents.papers.refusal import RefusalContent
from motcua.dossiers.enums import Act, ClockKind, PaperKind, Status
from motcua.dossiers.framing import HOW_TO_OBJECT, Desk, author, desk_at_step, matter_of
from motcua.dossiers.rules import MIN_REASON
from motcua.dossiers.services.acting import act, change, onward_change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.issuing import issue_paper
from motcua.dossiers.services.steps import onwards
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid


def receive(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, note: str = "", step: str = "") -> Done:
    """Accept a submitted dossier as complete and pass it to the competent authority."""

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        way = onwards(standing, at)
        return onward_change(
            Act.RECEIVE,
            standing,
            asker,
            at,
            way,
            status=Status.PAYMENT if way.status is Status.PAYMENT else Status.RECEIVED,
            dossier={"received_at": at},
            note=note,
            public=gettext_noop("Hồ sơ đã được tiếp nhận và chuyển xử lý"),
        )

    body = {"note": note}
    return act(kind=Act.RECEIVE, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide, step=step)


def refuse(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, reason: str) -> Done:
    """Decline to receive (Mẫu 03), with the reason in words the applicant reads."""
    if len(reason.strip()) < MIN_REASON:
        raise Invalid(
            _("Ghi rõ lý do từ chối."),
            fields={"reason": _("Ghi lý do bằng một câu đầy đủ: thiếu điều kiện gì, người nộp cần làm gì tiếp.")},
        )

    def decide(standing: Standing, seat: Seat | None) -> Change:
        desk = desk_at_step(standing, asker, seat, at)
        return change(
            Act.REFUSE,
            standing,
            asker,
            at,
            status=Status.REFUSED,
            end=True,
            clock=ClockKind.STOP,
            clock_reason="refused",
            dossier={"closed_at": at},
            public=gettext_noop("Hồ sơ không được tiếp nhận"),
            data={"reason": reason.strip()},
            paper=issue_paper(PaperKind.REFUSAL, desk, lambda heading: _refusal(desk, heading, reason.strip())),
        )

    return act(kind=Act.REFUSE, dossier_id=dossier_id, asker=asker, key=key, body={"reason": reason}, decide=decide)


def _refusal(desk: Desk, heading: Heading, reason: str) -> RefusalContent:
    return RefusalContent(
        heading=heading,
        matter=matter_of(desk.dossier),
        reasons=(reason,),
        refuser=author(desk),
        next_steps=("Sửa theo lý do trên rồi nộp hồ sơ mới; những gì đã khai vẫn xem lại được trong hồ sơ này.",),
        objection=HOW_TO_OBJECT,
        at_counter=desk.dossier.channel == Channel.DIRECT,
    )

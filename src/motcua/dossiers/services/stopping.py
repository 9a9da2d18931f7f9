"""Stopping a dossier (form 05): the applicant asked for it, or did not supplement in time. Nothing filed is lost."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.documents.papers.frame import Heading
from motcua.documents.papers.stop import StopContent
from motcua.dossiers.enums import Act, ClockKind, PaperKind, Status, StopGround
from motcua.dossiers.framing import HOW_TO_OBJECT, Desk, desk_of_leaders, matter_of, signer
from motcua.dossiers.models import Proposal, SupplementRequest
from motcua.dossiers.rules import check_reason, check_stop
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done
from motcua.dossiers.services.issuing import issue_paper
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid


def stop(*, dossier_id: uuid.UUID, asker: Asker, key: str, at: datetime, ground: str, reason: str) -> Done:
    """End the matter without a decision, for good; what was filed stays readable and can be filed again."""
    check_reason(reason)
    if ground not in StopGround.values:
        raise Invalid(_("Chọn căn cứ dừng giải quyết."), fields={"ground": _("Chọn một căn cứ.")})
    why = StopGround(ground)

    def decide(standing: Standing, seat: Seat | None) -> Change:
        request = _open_request(standing)
        check_stop(why, deadline=request.deadline if request else None, today=local(at).date())
        Proposal.objects.filter(dossier_id=dossier_id, decided_at=None).update(
            decided_at=at, decided_by_id=asker.account_id, outcome="stopped"
        )
        desk = desk_of_leaders(standing, asker, seat, at)
        return change(
            Act.STOP,
            standing,
            asker,
            at,
            status=Status.STOPPED,
            end=True,
            clock=ClockKind.STOP,
            clock_reason="stopped",
            dossier={"closed_at": at},
            public=gettext_noop("Cơ quan dừng giải quyết hồ sơ"),
            data={"reason": reason.strip(), "ground": why.value},
            paper=issue_paper(PaperKind.STOP, desk, lambda heading: _notice(desk, heading, why, reason.strip())),
        )

    body = {"ground": ground, "reason": reason}
    return act(kind=Act.STOP, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def _open_request(standing: Standing) -> SupplementRequest | None:
    if standing.status is not Status.SUPPLEMENT:
        return None
    return SupplementRequest.objects.get(dossier_id=standing.dossier_id, answered_at=None)


def _notice(desk: Desk, heading: Heading, ground: StopGround, reason: str) -> StopContent:
    return StopContent(
        heading=heading,
        matter=matter_of(desk.dossier),
        asked_by=desk.dossier.applicant_name if ground is StopGround.ASKED else "",
        reason=reason,
        stage=desk.stage,
        decision=f"Dừng giải quyết hồ sơ {desk.dossier.code}.",
        stopped_at=desk.at,
        signer=signer(desk),
        papers_back="Giấy tờ bản chính đã nộp được trả lại tại nơi tiếp nhận hồ sơ.",
        refiling="Những gì đã khai được giữ lại: mở hồ sơ này trên cổng dịch vụ công và bấm “Nộp lại”.",
        objection=HOW_TO_OBJECT,
        recipients=("Người nộp hồ sơ", desk.dossier.reception.name, "Lưu: hồ sơ"),
    )

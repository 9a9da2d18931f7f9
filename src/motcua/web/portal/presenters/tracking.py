"""The public tracking page: nothing here may come from anywhere but ``PublicTrack``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossiers.enums import Status
from motcua.dossiers.models import Dossier
from motcua.dossiers.selectors.tracking import PublicTrack
from motcua.kernel.record import as_read
from motcua.web.kit.templatetags.kit import when
from motcua.web.portal.presenters.gates import public_calls
from motcua.web.portal.presenters.progress import (
    TONES,
    Call,
    Entry,
    Line,
    Times,
    coming,
    next_actor,
    over,
    promise_of,
)


@dataclass(frozen=True, slots=True)
class TrackPage:
    code: str
    title: str
    status: str
    tone: str
    call: Call | None
    gates: list[Call]
    timeline: list[Entry]
    promise_label: str
    promise: str
    promise_note: str
    next_actor: str
    over: str
    facts: list[Line]


def track_page(found: PublicTrack, *, at: datetime) -> TrackPage:
    times = Times(
        found.submitted_at, found.first_due_at, found.due_at, found.decided_at, found.returned_at, found.closed_at
    )
    promise = promise_of(found.status, times, at=at)
    return TrackPage(
        code=found.code,
        title=found.procedure,
        status=str(found.status.label),
        tone=TONES[found.status],
        call=_call(found),
        gates=list(public_calls(found)),
        timeline=[Entry(as_read(line.text), line.at) for line in found.lines] + coming(found.status, found.step_text),
        promise_label=promise.label,
        promise=promise.text,
        promise_note=promise.note,
        next_actor=next_actor(
            found.status,
            organisation=found.organisation,
            reception=found.reception,
            answering=any(not gate.to_pay for gate in found.gates),
        ),
        over=over(
            found.status,
            found.returned_at,
            result=_("Người nộp đăng nhập thì xem được bản điện tử, nếu có."),
            reason=_("Lý do ghi trong thư gửi người nộp; đăng nhập để xem."),
        ),
        facts=_facts(found),
    )


def _call(found: PublicTrack) -> Call | None:
    if found.next_is_applicant:
        return Call(
            _("Hồ sơ đang chờ người nộp bổ sung"),
            _("Đăng nhập bằng tài khoản đã nộp để xem cần gì. Nộp tại quầy thì mang giấy hẹn đến bộ phận một cửa."),
            "warn",
            reverse("portal:dossiers"),
            _("Đăng nhập để bổ sung"),
        )
    if found.status is Status.DECIDED:
        return Call(_("Đã có kết quả"), _how_to_collect(found), "ok")
    return None


def _how_to_collect(found: PublicTrack) -> str:
    if found.delivery == Dossier.Delivery.ONLINE:
        return _("Kết quả điện tử nằm trong Giấy tờ của tôi sau khi đăng nhập.")
    if found.delivery == Dossier.Delivery.POST:
        return _("Kết quả được gửi qua bưu chính về địa chỉ đã khai.")
    return _("Mang giấy hẹn và căn cước đến %(reception)s để nhận.") % {"reception": found.reception}


def _facts(found: PublicTrack) -> list[Line]:
    lines = [
        Line(_("Mã hồ sơ"), found.code),
        Line(_("Người nộp"), found.applicant),
        Line(_("Nộp lúc"), when(found.submitted_at)),
        Line(_("Cơ quan giải quyết"), found.organisation),
        Line(_("Nơi nhận hồ sơ"), found.reception),
        Line(_("Địa chỉ"), found.reception_address),
        Line(_("Điện thoại"), found.reception_phone),
    ]
    return [line for line in lines if line.text]

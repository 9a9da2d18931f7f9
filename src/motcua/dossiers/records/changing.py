"""Changing who keeps the record: a hand-over that keeps code, clock and history."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.enums import Act, Status
from motcua.dossiers.models import Mirror, RouteChange
from motcua.dossiers.records.routes import OURS, routes, system_name
from motcua.dossiers.rules import check_reason
from motcua.dossiers.services.acting import act, change
from motcua.dossiers.services.changes import Change, Done, Way
from motcua.dossiers.services.steps import task_at
from motcua.dossiers.standing import Standing
from motcua.identity.askers import Asker, Seat
from motcua.kernel.errors import Invalid, Refused
from motcua.workflow.rules import Step, StepKind
from motcua.workflow.selectors import process_of

LONGEST_CODE = 80
# In the hands of the applicant or of a cashier: what was asked of them here must be answered here.
HALFWAY = {
    Status.SUPPLEMENT: gettext_lazy("Hồ sơ đang chờ người nộp bổ sung tại đây. Đổi hệ thống sau khi đã bổ sung."),
    Status.PAYMENT: gettext_lazy("Hồ sơ đang chờ nộp tiền tại đây. Đổi hệ thống sau khi đã nộp."),
}
WORKED = frozenset({StepKind.TASK, StepKind.SIGN, StepKind.RESULT})


def change_route(
    *,
    dossier_id: uuid.UUID,
    asker: Asker,
    key: str,
    at: datetime,
    to_system: str,
    reason: str,
    external_code: str = "",
    step: str = "",
) -> Done:
    """Hand the record to ``to_system`` (``""`` = back to us, to go on at ``step``). The legal clock is not touched.

    Refused halfway: while the applicant owes papers or money here, while a draft waits for its signature, while work
    runs in several places at once.
    """
    check_reason(reason)

    def decide(standing: Standing, _seat: Seat | None) -> Change:
        if to_system == standing.record_system:
            raise Refused(_("Hồ sơ đã do hệ thống này quản lý. Tải lại trang để xem."), code="same_route")
        fields = _back(standing, step, at) if to_system == OURS else _away(standing, to_system, external_code, at)
        RouteChange.objects.create(
            dossier_id=dossier_id,
            from_system=standing.record_system,
            to_system=to_system,
            reason=reason.strip(),
            changed_by_id=asker.account_id,
            at=at,
        )
        return change(Act.CHANGE_ROUTE, standing, asker, at, **_told(standing, to_system, reason.strip()), **fields)

    body = {"to_system": to_system, "external_code": external_code, "step": step, "reason": reason}
    return act(kind=Act.CHANGE_ROUTE, dossier_id=dossier_id, asker=asker, key=key, body=body, decide=decide)


def ways_back(standing: Standing) -> tuple[Step, ...]:
    """The steps at which a dossier given back may go on, the likeliest first: where its status says it stands."""
    process = process_of(standing.process_version_id)
    inside = frozenset[str]().union(*(block.inside for block in process.blocks.values()))
    steps = [step for step in process.in_order if step.kind in WORKED and step.key not in inside]
    if standing.status is Status.SUBMITTED:
        return tuple(step for step in steps if "receive" in step.acts)
    if standing.status is Status.DECIDED:
        return tuple(step for step in steps if "return_result" in step.acts)
    return tuple(step for step in steps if not {"receive", "return_result"} & set(step.acts))


def _away(standing: Standing, to_system: str, external_code: str, at: datetime) -> dict[str, Any]:
    if to_system not in routes():
        raise Invalid(_("Chưa chọn hệ thống."), fields={"to_system": _("Chọn một hệ thống trong danh sách.")})
    if standing.record_system:
        raise Refused(_("Nhận hồ sơ về trước, rồi mới chuyển sang hệ thống khác."), code="two_hand_overs")
    _check_whole(standing)
    _mirror(standing, to_system, external_code.strip(), at)
    return {"end": True, "undone": True, "dossier": {"record_system": to_system}}


def _check_whole(standing: Standing) -> None:
    if standing.status in HALFWAY:
        raise Refused(str(HALFWAY[standing.status]), code="halfway")
    if standing.proposed_by is not None:
        raise Refused(
            _("Dự thảo kết quả đang chờ ký. Ký, hoặc trả lại bước trước, rồi mới đổi hệ thống."), code="halfway"
        )
    if standing.others:
        raise Refused(
            _("Hồ sơ đang được làm ở nhiều bước cùng lúc. Đổi hệ thống khi chỉ còn một bước."), code="halfway"
        )


def _mirror(standing: Standing, system: str, external_code: str, at: datetime) -> None:
    """The dossier's code there, once; a system that gets it back under the same code goes on with its numbering."""
    if not external_code or len(external_code) > LONGEST_CODE:
        raise Invalid(
            _("Thiếu mã hồ sơ tại hệ thống kia."),
            fields={"external_code": _("Ghi mã hồ sơ mà hệ thống đó đã cấp, không quá 80 ký tự.")},
        )
    mirror, _made = Mirror.objects.get_or_create(
        system=system, external_code=external_code, defaults={"dossier_id": standing.dossier_id, "since": at}
    )
    if mirror.dossier_id != standing.dossier_id:
        raise Invalid(
            _("Mã này đã thuộc một hồ sơ khác."), fields={"external_code": _("Kiểm tra lại mã tại hệ thống kia.")}
        )
    Mirror.objects.filter(pk=mirror.pk).update(until=None, since=at)


def _back(standing: Standing, step: str, at: datetime) -> dict[str, Any]:
    if step not in {one.key for one in ways_back(standing)}:
        raise Invalid(_("Chưa chọn bước làm tiếp."), fields={"step": _("Chọn bước mà hồ sơ đi tiếp từ đó.")})
    if standing.status in HALFWAY:
        raise Refused(
            _("Ở hệ thống kia người nộp còn nợ giấy tờ hoặc tiền. Nhận về sau khi việc đó xong."), code="halfway"
        )
    Mirror.objects.filter(dossier_id=standing.dossier_id, until=None).update(until=at)
    way = Way(opens=(task_at(standing, step, at),), status=standing.status)
    return {
        "way": way,
        "again": True,
        "process_version": standing.process_version_id,
        "dossier": {"record_system": OURS},
    }


def _told(standing: Standing, to_system: str, reason: str) -> dict[str, Any]:
    told = (
        f"Việc quản lý hồ sơ chuyển sang {system_name(to_system)}"
        if to_system
        else f"Tỉnh nhận lại việc quản lý hồ sơ từ {system_name(standing.record_system)}"
    )
    return {
        "status": standing.status,
        "public": told,
        "data": {"reason": reason, "from": standing.record_system, "to": to_system},
    }

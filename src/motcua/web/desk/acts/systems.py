"""Handing a result over with proof, confirming that it arrived, and giving the record to another system or back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.documents.services.accept import accept
from motcua.dossiers.enums import Act
from motcua.dossiers.evidence import Proof
from motcua.dossiers.records import changing
from motcua.dossiers.records.routes import routes, system_name
from motcua.dossiers.services import closing, delivering
from motcua.dossiers.services.changes import Done
from motcua.web.desk.acts.page import ActForm, Case
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import Fact, choices_of
from motcua.web.desk.presenters.moments import moment


def return_extra(case: Case) -> dict[str, Any]:
    dossier = case.view.dossier
    chosen = case.posted.get("delivery", dossier.delivery)
    name = case.posted.get("received_by", dossier.applicant_name)
    return {"deliveries": choices_of(list(dossier.Delivery.choices), chosen), "received_by": name, "files": True}


def return_result(case: Case, request: HttpRequest, key: str) -> Done:
    delivery = _text(case, "delivery")
    return closing.return_result(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        delivery=delivery,
        proof=_proof(case, request, delivery),
        note=_text(case, "note"),
    )


def _proof(case: Case, request: HttpRequest, delivery: str) -> Proof:
    """What was said of the chosen way; words typed for another way are no part of it."""
    ways = case.view.dossier.Delivery
    if delivery == ways.POST:
        return Proof(tracking=_text(case, "tracking").replace(" ", "").upper())
    if delivery != ways.COUNTER:
        return Proof()
    upload = request.FILES.get("signature")
    return Proof(
        received_by=_text(case, "received_by"),
        id_digits=_text(case, "id_digits"),
        authority=_text(case, "authority"),
        signature_id=accept(upload=upload, asker=case.asker, at=case.at).pk if upload else None,
    )


def confirm_extra(case: Case) -> dict[str, Any]:
    view = case.view
    returned = next((event for event in reversed(view.events) if event.act == Act.RETURN_RESULT), None)
    facts = [Fact(_("Trả lúc"), moment(view.dossier.returned_at))]
    if returned is not None and returned.data.get("tracking"):
        facts.append(Fact(_("Số hiệu bưu gửi"), str(returned.data["tracking"])))
    return {
        "facts": facts,
        "day": day_boxes(case.posted, "day", None),
        "received_by": case.posted.get("received_by", view.dossier.applicant_name),
    }


def confirm(case: Case, _request: HttpRequest, key: str) -> Done:
    boxes = day_boxes(case.posted, "day", None)
    return delivering.confirm(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        day=read_day(boxes, field="day", wrong=_("Ngày tới tay chưa đúng.")),
        received_by=_text(case, "received_by"),
        basis=_text(case, "basis"),
    )


def route_extra(case: Case) -> dict[str, Any]:
    standing = case.view.standing
    keeper = system_name(standing.record_system) if standing.record_system else _("Tỉnh, tại đây")
    now = Fact(_("Đang được quản lý ở"), keeper)
    if standing.record_system:
        steps = [(step.key, step.name) for step in changing.ways_back(standing)]
        chosen = case.posted.get("step", steps[0][0] if steps else "")
        return {"facts": [now], "systems": (), "steps": choices_of(steps, chosen)}
    systems = [(route.system, route.name) for route in routes().values()]
    return {"facts": [now], "systems": choices_of(systems, _text(case, "to_system")), "steps": ()}


def change_route(case: Case, _request: HttpRequest, key: str) -> Done:
    leaving = not case.view.standing.record_system
    return changing.change_route(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        to_system=_text(case, "to_system") if leaving else "",
        external_code=_text(case, "external_code") if leaving else "",
        step="" if leaving else _text(case, "step"),
        reason=_text(case, "reason"),
    )


def _text(case: Case, name: str) -> str:
    return case.posted.get(name, "").strip()


FORMS: tuple[ActForm, ...] = (
    ActForm(
        Act.CONFIRM_DELIVERY,
        gettext_lazy("Kết quả đã gửi nay đã tới tay người nhận: ghi ngày, người nhận và căn cứ."),
        gettext_lazy("Xác nhận đã tới tay"),
        "check",
        confirm,
        confirm_extra,
    ),
    ActForm(
        Act.CHANGE_ROUTE,
        gettext_lazy(
            "Chuyển việc quản lý hồ sơ này sang hệ thống khác, hoặc nhận về. Mã, thời hạn và diễn biến giữ nguyên."
        ),
        gettext_lazy("Đổi hệ thống quản lý"),
        "arrow",
        change_route,
        route_extra,
        "is-plain",
    ),
)

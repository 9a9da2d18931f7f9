"""Acts on a matter as a whole: transfer, correct, reopen, merge, answer an objection."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.enums import Act, ObjectionOutcome
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.services import merging, objecting, reopening, transferring
from motcua.dossiers.services.changes import Done
from motcua.kernel.errors import Invalid
from motcua.web.desk.acts import correcting, travelling
from motcua.web.desk.acts.page import ActForm, Case
from motcua.web.desk.presenters.facts import Fact, choices_of
from motcua.web.desk.presenters.moments import moment


def transfer_extra(case: Case) -> dict[str, Any]:
    dossier, standing = case.view.dossier, case.view.standing
    bodies = transferring.competent_elsewhere(standing, at=case.at)
    facts = [
        Fact(_("Đang ở"), dossier.organisation.name),
        Fact(
            _("Giữ nguyên"), _("Mã hồ sơ, ngày nộp %(at)s, thời hạn đang chạy") % {"at": moment(dossier.submitted_at)}
        ),
    ]
    chosen = case.posted.get("organisation_id", "")
    return {"facts": facts, "agencies": choices_of([(str(body.pk), body.name) for body in bodies], chosen)}


def transfer(case: Case, _request: HttpRequest, key: str) -> Done:
    return transferring.transfer(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        organisation_id=number(case, "organisation_id"),
        reason=words(case, "reason"),
    )


def reopen_extra(case: Case) -> dict[str, Any]:
    steps = reopening.steps_to_reopen(case.view.standing)
    usual = steps[0].key if steps else ""
    chosen = case.posted.get("to_step", usual)
    in_force = [result.symbol for result in case.view.results if result.revoked_at is None]
    return {"steps": choices_of([(step.key, step.name) for step in steps], chosen), "in_force": ", ".join(in_force)}


def reopen(case: Case, _request: HttpRequest, key: str) -> Done:
    return reopening.reopen(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        to_step=words(case, "to_step"),
        reason=words(case, "reason"),
        take_back_result=bool(case.posted.get("take_back")),
    )


def merge_extra(case: Case) -> dict[str, Any]:
    found = [
        (str(one.pk), _("%(code)s, nộp lúc %(at)s, %(status)s") % _said(one))
        for one in case.view.duplicates
    ]  # fmt: skip
    chosen = case.posted.get("into", found[0][0] if found else "")
    nothing = {} if found else {"blocked": _("Không thấy hồ sơ nào khác cùng thủ tục, cùng người để gộp vào.")}
    return {"kept": choices_of(found, chosen), **nothing}


def _said(one: Any) -> dict[str, str]:
    return {"code": one.code, "at": moment(one.submitted_at), "status": one.get_status_display()}


def merge(case: Case, _request: HttpRequest, key: str) -> Done:
    try:
        into = uuid.UUID(words(case, "into"))
    except ValueError:
        raise Invalid(_("Chưa chọn hồ sơ giữ lại."), fields={"into": _("Chọn hồ sơ giữ lại.")}) from None
    return merging.merge(
        dossier_id=case.view.dossier.pk, asker=case.asker, key=key, at=case.at, into_id=into, note=words(case, "note")
    )


def answer_extra(case: Case) -> dict[str, Any]:
    waiting = next((one for one in case.view.objections if one.answered_at is None), None)
    facts = []
    if waiting is not None:
        facts = [
            Fact(_("Người gửi"), waiting.raised_by.full_name, moment(waiting.raised_at)),
            Fact(_("Nội dung"), waiting.words),
            Fact(_("Trả lời trước"), moment(waiting.due_at)),
        ]
    return {"facts": facts, "outcomes": choices_of(list(ObjectionOutcome.choices), case.posted.get("outcome", ""))}


def answer_objection(case: Case, _request: HttpRequest, key: str) -> Done:
    return objecting.answer_objection(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        outcome=words(case, "outcome"),
        answer=words(case, "answer"),
    )


def object_extra(case: Case) -> dict[str, Any]:
    dossier = case.view.dossier
    people = {
        str(one.pk): one.full_name for one in (dossier.acting, dossier.owner_person, dossier.representative) if one
    }
    return {"people": choices_of(list(people.items()), case.posted.get("brought_by", str(dossier.acting_id)))}


def object_here(case: Case, _request: HttpRequest, key: str) -> Done:
    try:
        brought_by = uuid.UUID(words(case, "brought_by"))
    except ValueError:
        brought_by = None
    return objecting.object_to(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        words=words(case, "words"),
        brought_by=brought_by,
    )


def words(case: Case, name: str) -> str:
    return case.posted.get(name, "").strip()


def number(case: Case, name: str) -> int | None:
    value = case.posted.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


def _has_duplicates(view: DossierView) -> bool:
    return bool(view.duplicates)


FORMS: tuple[ActForm, ...] = (
    ActForm(
        Act.ANSWER_OBJECTION,
        gettext_lazy("Người nộp không đồng ý với cách giải quyết. Câu trả lời được gửi nguyên văn."),
        gettext_lazy("Trả lời khiếu nại, phản ánh"),
        "scales",
        answer_objection,
        answer_extra,
    ),
    ActForm(
        Act.OBJECT,
        gettext_lazy("Người nộp mang đơn tới quầy hoặc nói trực tiếp: ghi nguyên ý, đọc lại cho người nộp nghe."),
        gettext_lazy("Ghi nhận khiếu nại, phản ánh"),
        "scales",
        object_here,
        object_extra,
        "is-plain",
    ),
    ActForm(
        Act.TAKE_PAPERS,
        gettext_lazy("Đối chiếu từng giấy tờ với phiếu giao nhận rồi ký nhận."),
        gettext_lazy("Nhận giấy tờ"),
        "inbox",
        travelling.take,
        travelling.take_extra,
    ),
    ActForm(
        Act.SEND_PAPERS,
        gettext_lazy("Bản giấy đi kèm phiếu giao nhận có số; nơi nhận ký nhận trên hệ thống."),
        gettext_lazy("Chuyển giấy tờ"),
        "folder",
        travelling.send,
        travelling.send_extra,
        "is-plain",
        travelling.has_papers,
    ),
    ActForm(
        Act.MERGE,
        gettext_lazy("Hồ sơ này trùng với hồ sơ khác: đóng hồ sơ này, giấy tờ còn thiếu chuyển sang hồ sơ giữ lại."),
        gettext_lazy("Gộp vào hồ sơ khác"),
        "hands",
        merge,
        merge_extra,
        "is-plain",
        _has_duplicates,
    ),
    ActForm(
        Act.TRANSFER,
        gettext_lazy("Việc này thuộc cơ quan khác: chuyển thẳng tới đó, người nộp không phải nộp lại."),
        gettext_lazy("Chuyển đúng thẩm quyền"),
        "place",
        transfer,
        transfer_extra,
        "is-plain",
    ),
    ActForm(
        Act.CORRECT,
        gettext_lazy("Sửa chỗ gõ nhầm rõ ràng. Nội dung cũ, nội dung mới, người sửa và lý do đều được giữ lại."),
        gettext_lazy("Sửa sai sót"),
        "pen",
        correcting.correct,
        correcting.correct_extra,
        "is-plain",
    ),
    ActForm(
        Act.REOPEN,
        gettext_lazy("Hồ sơ đã kết thúc được giải quyết tiếp, thời hạn tính lại từ đầu, hẹn trả lần đầu vẫn giữ."),
        gettext_lazy("Mở lại hồ sơ"),
        "back",
        reopen,
        reopen_extra,
        "is-plain",
    ),
)

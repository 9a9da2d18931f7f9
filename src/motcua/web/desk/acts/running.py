"""Acts that move a run: taking a task and giving it back, and the answers that finish a step."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.enums import Act, Stance
from motcua.dossiers.services import answering, claiming, passing
from motcua.dossiers.services.changes import Done
from motcua.kernel.clock import local
from motcua.kernel.money import dong
from motcua.web.desk.acts.page import ActForm, Case
from motcua.web.desk.days import day_boxes, read_day
from motcua.web.desk.presenters.facts import Fact, choices_of

LONGEST_AMOUNT = 15  # digits


def claim_extra(case: Case) -> dict[str, Any]:
    return {"facts": _step_facts(case)}


def claim(case: Case, _request: HttpRequest, key: str) -> Done:
    return claiming.claim(dossier_id=case.view.dossier.pk, asker=case.asker, key=key, at=case.at, step=case.step)


def release_extra(case: Case) -> dict[str, Any]:
    task = case.view.current_task
    holder = task.assignee.display_name if task and task.assignee else ""
    return {"facts": [*_step_facts(case), *([Fact(_("Đang giữ"), holder)] if holder else [])]}


def release(case: Case, _request: HttpRequest, key: str) -> Done:
    return claiming.release(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        note=_text(case, "note"),
        step=case.step,
    )


def answer_extra(case: Case) -> dict[str, Any]:
    return {"facts": _step_facts(case), "stances": choices_of(list(Stance.choices), case.posted.get("stance", ""))}


def answer(case: Case, _request: HttpRequest, key: str) -> Done:
    return answering.answer(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        stance=_text(case, "stance"),
        words=_text(case, "words"),
        step=case.step,
    )


def paid_extra(case: Case) -> dict[str, Any]:
    view = case.view
    fee = view.bundle.fee_for(view.dossier.channel, view.bundle.case_key(view.dossier.case_id))
    facts = [*_step_facts(case), *([Fact(_("Phí, lệ phí đã công bố"), dong(fee))] if fee else [])]
    amount = case.posted.get("amount", str(fee) if fee else "")
    return {"facts": facts, "amount": amount, "on": day_boxes(case.posted, "on", local(case.at).date())}


def paid(case: Case, _request: HttpRequest, key: str) -> Done:
    digits = _text(case, "amount").replace(".", "").replace(" ", "")
    boxes = day_boxes(case.posted, "on", None)
    return answering.paid(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        receipt=_text(case, "receipt"),
        amount=int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_AMOUNT else 0,
        on=read_day(boxes, field="on", wrong=_("Ngày nộp tiền chưa đúng.")),
        note=_text(case, "note"),
        step=case.step,
    )


def confirm(case: Case, _request: HttpRequest, key: str) -> Done:
    return answering.confirm(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        words=_text(case, "words"),
        step=case.step,
    )


def pass_extra(case: Case) -> dict[str, Any]:
    return {"facts": _step_facts(case)}


def pass_by_hand(case: Case, _request: HttpRequest, key: str) -> Done:
    return passing.pass_step(
        dossier_id=case.view.dossier.pk,
        asker=case.asker,
        key=key,
        at=case.at,
        step=case.step,
        note=_text(case, "note"),
    )


def _step_facts(case: Case) -> list[Fact]:
    task = case.view.current_task
    return [Fact(_("Bước"), task.name, task.organisation.name)] if task else []


def _text(case: Case, name: str) -> str:
    return case.posted.get(name, "").strip()


FORMS: tuple[ActForm, ...] = (
    ActForm(
        Act.ANSWER,
        gettext_lazy("Bên hỏi đọc ý kiến này rồi quyết định. Gửi xong, hồ sơ đi tiếp."),
        gettext_lazy("Cho ý kiến"),
        "reply",
        answer,
        answer_extra,
        "is-main",
    ),
    ActForm(
        Act.PAID,
        gettext_lazy("Ghi theo biên lai. Ghi xong, thời hạn giải quyết tính tiếp từ lúc này."),
        gettext_lazy("Ghi nhận đã nộp tiền"),
        "check",
        paid,
        paid_extra,
        "is-main",
    ),
    ActForm(
        Act.CONFIRM,
        gettext_lazy("Người nộp trả lời tại quầy hoặc qua điện thoại: ghi lại thay, hồ sơ đi tiếp."),
        gettext_lazy("Ghi nhận xác nhận"),
        "check",
        confirm,
        None,
    ),
    ActForm(
        Act.PASS,
        gettext_lazy("Bước này hệ thống tự làm. Khi hệ thống không làm được, anh/chị làm thay rồi chuyển tiếp."),
        gettext_lazy("Đã làm thay, chuyển tiếp"),
        "arrow",
        pass_by_hand,
        pass_extra,
    ),
    ActForm(
        Act.CLAIM,
        gettext_lazy("Nhận rồi thì việc này chờ anh/chị, người khác không làm thay."),
        gettext_lazy("Tự nhận"),
        "user",
        claim,
        claim_extra,
    ),
    ActForm(
        Act.RELEASE,
        gettext_lazy("Mọi người cùng vị trí lại thấy hồ sơ ở mục chờ nhận; ai nhận trước làm trước."),
        gettext_lazy("Trả về hàng chờ"),
        "back",
        release,
        release_extra,
        "is-plain",
    ),
)

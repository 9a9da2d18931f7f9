"""A dossier to its people: where it stands, who moves next, what was received."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.enums import Channel
from motcua.dossiers.enums import Act, Ground, Status
from motcua.dossiers.explaining import DueLine
from motcua.dossiers.models import Dossier, DossierEvent
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.selectors.mine import MyDossier
from motcua.dossiers.selectors.why import due_lines
from motcua.dossiers.states import UNRESOLVED
from motcua.kernel.record import as_read
from motcua.web.kit.changed import ChangeSet, ObjectionLine, change_sets, objection_lines
from motcua.web.kit.issued import IssuedLine, issued_lines
from motcua.web.kit.linked import LinkedLine, linked_lines
from motcua.web.kit.standing_in import standing_lines
from motcua.web.kit.templatetags.kit import day, when
from motcua.web.kit.three_facts import FactsShown, facts_shown
from motcua.web.portal.presenters.files import FileRow, file_row
from motcua.web.portal.presenters.filing import Section
from motcua.web.portal.presenters.gates import gate_calls, open_gates
from motcua.web.portal.presenters.progress import (
    ENDED,
    TONES,
    Call,
    Entry,
    Line,
    Promise,
    Times,
    answer_line,
    coming,
    next_actor,
    over,
    promise_of,
)

LOOKUP = "lookup"
# Acts whose reason the applicant reads.
EXPLAINED = {Act.REFUSE, Act.EXTEND, Act.STOP, Act.TRANSFER, Act.CORRECT, Act.REOPEN, Act.ANSWER_OBJECTION}


@dataclass(frozen=True, slots=True)
class DossierRow:
    code: str
    title: str
    where: str
    status: str
    tone: str
    text: str
    url: str
    act_url: str
    act_label: str
    needs_me: bool
    state: Status
    by_whom: str = ""  # who filed it, when another than the reader


@dataclass(frozen=True, slots=True)
class DossierPage:
    id: uuid.UUID
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
    files: list[FileRow]
    sections: list[Section]
    slip_url: str
    rate_url: str
    withdraw_url: str
    again_url: str
    object_url: str
    objections: list[ObjectionLine]
    changes: list[ChangeSet]
    issued: list[IssuedLine]
    linked: list[LinkedLine]
    arrival: FactsShown
    why: list[DueLine]


def times_of(dossier: Dossier) -> Times:
    return Times(
        dossier.submitted_at,
        dossier.first_due_at,
        dossier.due_at,
        dossier.decided_at,
        dossier.returned_at,
        dossier.closed_at,
    )


def track_url(dossier: Dossier) -> str:
    return f"{settings.PUBLIC_URL}{reverse('portal:track_token', args=[dossier.track_token])}"


def dossier_row(mine: MyDossier, *, at: datetime, me: uuid.UUID | None = None) -> DossierRow:
    dossier = mine.dossier
    state = Status(dossier.status)
    promise = promise_of(state, times_of(dossier), at=at)
    return DossierRow(
        code=dossier.code,
        title=mine.name,
        where=dossier.organisation.name,
        status=str(state.label),
        tone=TONES[state],
        text=_row_text(state, mine.step_text, promise),
        url=reverse("portal:dossier", args=[dossier.pk]),
        act_url=_act_url(mine),
        act_label=(_("Xem việc cần làm") if mine.at_gate else _("Bổ sung ngay")) if mine.needs_me else "",
        needs_me=mine.needs_me,
        state=state,
        by_whom=_by_whom(dossier, me),
    )


def _by_whom(dossier: Dossier, me: uuid.UUID | None) -> str:
    """Somebody stood in for the reader, or the reader for somebody, or a helper typed."""
    if dossier.representative_id is not None and dossier.representative_id != me:
        return _("Do %(name)s nộp thay.") % {"name": dossier.applicant_name}
    if dossier.representative_id is not None:
        return _("Anh/chị nộp thay.")
    return _("Do %(name)s khai giúp.") % {"name": dossier.typed_by.display_name} if dossier.typed_by else ""


def _act_url(mine: MyDossier) -> str:
    if not mine.needs_me:
        return ""
    return reverse("portal:dossier" if mine.at_gate else "portal:supplement", args=[mine.dossier.pk])


def _row_text(state: Status, step_text: str, promise: Promise) -> str:
    if state is Status.SUPPLEMENT:
        return _("Cơ quan cần anh/chị bổ sung giấy tờ. Thời hạn đang tạm dừng.")
    if state is Status.DECIDED:
        return _("Đã có kết quả, đang chờ trả.")
    if state is Status.RETURNED:
        return _("Đã trả kết quả. Bản điện tử nằm trong Giấy tờ của tôi.")
    if state in ENDED:
        return f"{promise.label}: {promise.text}"
    return f"{step_text or state.label}. {promise.label}: {promise.text}."


def dossier_page(view: DossierView, *, at: datetime) -> DossierPage:
    dossier, state = view.dossier, Status(view.dossier.status)
    promise = promise_of(state, times_of(dossier), at=at)
    step = view.process.step(view.standing.step).public if view.standing.step else ""
    return DossierPage(
        id=dossier.pk,
        code=dossier.code,
        title=view.bundle.plain_name,
        status=str(state.label),
        tone=TONES[state],
        call=_call(view, state),
        gates=gate_calls(view),
        timeline=[_entry(event) for event in view.events if event.public] + coming(state, step),
        promise_label=promise.label,
        promise=promise.text,
        promise_note=promise.note,
        next_actor=next_actor(
            state,
            organisation=dossier.organisation.name,
            reception=dossier.reception.name,
            answering=any(not gate.to_pay for gate in open_gates(view)),
        ),
        over=over(
            state,
            dossier.returned_at,
            result=_("Bản điện tử nằm trong Giấy tờ của tôi.") if view.results else "",
            reason=_("Hồ sơ trùng, đã gộp vào hồ sơ khác.") if _merged(view) else _("Lý do ghi ở đầu trang này."),
        ),
        facts=_facts(view),
        files=received_files(view),
        sections=[Section(page.title, "", [answer_line(row) for row in rows]) for page, rows in view.answers],
        slip_url="" if dossier.record_system else reverse("portal:slip", args=[dossier.pk]),
        rate_url=reverse("portal:rate", args=[dossier.pk]) if may_rate(state) else "",
        withdraw_url=reverse("portal:withdraw", args=[dossier.pk]) if Act.WITHDRAW in view.acts else "",
        again_url=reverse("portal:again", args=[dossier.pk]) if state in UNRESOLVED and not _merged(view) else "",
        object_url=reverse("portal:object", args=[dossier.pk]) if Act.OBJECT in view.acts else "",
        objections=list(objection_lines(view)),
        changes=list(change_sets(view)),
        issued=list(issued_lines(view, "portal:issued")),
        linked=list(linked_lines(view, "portal:dossier")),
        arrival=facts_shown(view),
        why=due_lines(view),
    )


def may_rate(state: Status) -> bool:
    return state in {Status.DECIDED, Status.RETURNED, Status.REFUSED}


def _entry(event: DossierEvent) -> Entry:
    who = event.organisation.name if event.organisation else ""
    note = str(event.data.get("reason", "")) if event.act in EXPLAINED else ""
    return Entry(as_read(event.public), event.at, who, note)


def _call(view: DossierView, state: Status) -> Call | None:
    asked = view.open_supplement
    if asked is not None:
        return Call(
            _("Anh/chị cần bổ sung giấy tờ"),
            _("Bổ sung trước hết ngày %(day)s để hồ sơ được xử lý tiếp.") % {"day": day(asked.deadline)},
            "warn",
            reverse("portal:supplement", args=[view.dossier.pk]),
            _("Bổ sung ngay"),
        )
    if state in {Status.DECIDED, Status.RETURNED} and view.results:
        return Call(
            _("Đã có kết quả"),
            view.results[-1].name,
            "ok",
            reverse("portal:result", args=[view.results[-1].pk]),
            _("Tải kết quả (PDF)"),
        )
    if state is Status.REFUSED:
        return Call(_("Hồ sơ không được tiếp nhận"), _reason(view, Act.REFUSE), "bad")
    if state is Status.STOPPED and _merged(view):
        return Call(_("Hồ sơ trùng, đã gộp vào hồ sơ khác"), as_read(view.events[-1].public), "warn")
    if state is Status.STOPPED:
        return Call(_("Cơ quan đã dừng giải quyết hồ sơ"), _reason(view, Act.STOP), "bad")
    if state in {Status.SUBMITTED, Status.RECEIVED, Status.PROCESSING} and not open_gates(view):
        return Call(_("Anh/chị chưa phải làm gì"), _("Cơ quan đang làm việc với hồ sơ. Có thay đổi sẽ có thư báo."))
    return None


def _merged(view: DossierView) -> bool:
    """Whether the dossier ended as a duplicate: the matter goes on under another code."""
    return any(event.act == Act.MERGE and event.data.get("into") for event in view.events)


def _reason(view: DossierView, act: Act) -> str:
    return next((str(event.data.get("reason", "")) for event in reversed(view.events) if event.act == act), "")


def _facts(view: DossierView) -> list[Line]:
    dossier = view.dossier
    owner = dossier.owner_business or dossier.owner_person
    lines = [
        Line(_("Mã hồ sơ"), dossier.code),
        Line(_("Số kiểm tra"), dossier.check_number),
        Line(_("Người nộp"), dossier.applicant_name),
        Line(_("Nộp cho"), str(owner) if dossier.representative_id else ""),
        Line(_("Với tư cách"), str(Ground(dossier.ground).label) if dossier.ground else ""),
        *(Line(one.label, f"{one.text}, {one.detail}" if one.detail else one.text) for one in standing_lines(view)),
        Line(_("Nộp lúc"), when(dossier.submitted_at)),
        Line(_("Cách nộp"), str(Channel(dossier.channel).label)),
        Line(_("Cơ quan giải quyết"), dossier.organisation.name),
        Line(_("Nơi nhận hồ sơ"), dossier.reception.name),
        Line(_("Nhận kết quả"), str(Dossier.Delivery(dossier.delivery).label)),
    ]
    return [line for line in lines if line.text]


def received_files(view: DossierView) -> list[FileRow]:
    """The files of the dossier with the paper each belongs to."""
    return [
        file_row(paper.file, paper=paper.name, note=_("bổ sung lần %(n)s") % {"n": paper.round} if paper.round else "")
        for paper in view.papers
        if paper.file is not None
    ]

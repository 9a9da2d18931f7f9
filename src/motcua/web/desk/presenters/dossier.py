"""The dossier page: everything in words, so that its template decides nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue.enums import Channel
from motcua.dossiers.enums import Act, Ground
from motcua.dossiers.explaining import DueLine
from motcua.dossiers.selectors.dossier import DossierView
from motcua.dossiers.selectors.why import due_lines
from motcua.dossiers.services.supplementing import Item
from motcua.kernel.record import as_read
from motcua.web.desk.acts.supplement import spell_item
from motcua.web.desk.presenters.act_buttons import ActButton, shown_acts
from motcua.web.desk.presenters.chip import Chip
from motcua.web.desk.presenters.clockface import clock_facts, current_step_chip, dossier_chip
from motcua.web.desk.presenters.duties import StepDuties, step_duties
from motcua.web.desk.presenters.facts import Fact, answer_fact
from motcua.web.desk.presenters.moments import moment
from motcua.web.desk.presenters.moving import DuplicateLine, SlipLine, duplicate_lines, slip_lines
from motcua.web.desk.presenters.open_steps import OpenStep, Opinion, open_steps, opinions, why_idle
from motcua.web.desk.presenters.papers import PaperCard, paper_cards
from motcua.web.desk.presenters.process import StepMark, step_marks
from motcua.web.desk.presenters.told import ToldAnswers, told_answers, told_marks
from motcua.web.desk.watching.holding import HeldLine, held_lines
from motcua.web.desk.watching.tags import AlertTag, alert_tags
from motcua.web.kit.changed import ChangeSet, ObjectionLine, change_sets, objection_lines
from motcua.web.kit.issued import IssuedLine, issued_lines
from motcua.web.kit.linked import LinkedLine, linked_lines
from motcua.web.kit.standing_in import standing_lines
from motcua.web.kit.three_facts import FactsShown, facts_shown


@dataclass(frozen=True, slots=True)
class AnswerPart:
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline; ``note`` is for officers only."""

    at: datetime
    title: str
    who: str
    public: str
    note: str


@dataclass(frozen=True, slots=True)
class OpenSupplement:
    title: str
    items: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class DraftResult:
    facts: tuple[Fact, ...]
    line: str
    opinion: str
    url: str


@dataclass(frozen=True, slots=True)
class SignedResult:
    name: str
    line: str
    url: str


@dataclass(frozen=True, slots=True)
class DossierPage:
    id: uuid.UUID
    code: str
    url: str
    title: str
    official: str
    procedure_code: str
    applicant: str
    phone: str
    holder: str
    status: str | Promise
    channel: str | Promise
    chip: Chip
    step_chip: Chip | None
    acts: tuple[ActButton, ...]
    more_acts: tuple[ActButton, ...]
    why_idle: str
    people: tuple[Fact, ...]
    answers: tuple[AnswerPart, ...]
    papers: tuple[PaperCard, ...]
    papers_line: str
    steps: tuple[StepMark, ...]
    open_steps: tuple[OpenStep, ...]
    opinions: tuple[Opinion, ...]
    clock: tuple[Fact, ...]
    timeline: tuple[Happening, ...]
    open_supplement: OpenSupplement | None
    proposal: DraftResult | None
    result: SignedResult | None
    issued: tuple[IssuedLine, ...]
    linked: tuple[LinkedLine, ...]
    facts: FactsShown
    duplicates: tuple[DuplicateLine, ...]
    changes: tuple[ChangeSet, ...]
    hand_overs: tuple[SlipLine, ...]
    objections: tuple[ObjectionLine, ...]
    answered: tuple[ObjectionLine, ...]
    why: tuple[DueLine, ...]
    held: tuple[HeldLine, ...]
    alerts: tuple[AlertTag, ...]
    control_url: str
    duties: StepDuties
    told: ToldAnswers


def dossier_page(view: DossierView, *, now: datetime) -> DossierPage:
    dossier, bundle = view.dossier, view.bundle
    task = view.current_task
    papers = tuple(paper_cards(view))
    acts, rare = shown_acts(view)
    return DossierPage(
        id=dossier.pk,
        code=dossier.code,
        url=reverse("desk:dossier", kwargs={"dossier_id": dossier.pk}),
        title=bundle.plain_name,
        official=bundle.name,
        procedure_code=bundle.code,
        applicant=dossier.applicant_name,
        phone=str(dossier.contact.get("phone", "")),
        holder=task.assignee.display_name if task and task.assignee else "",
        status=view.standing.status.label,
        channel=Channel(dossier.channel).label,
        chip=dossier_chip(view, now=now),
        step_chip=current_step_chip(view, now=now),
        acts=acts,
        more_acts=rare,
        why_idle=why_idle(view),
        people=tuple(_people(view)),
        answers=tuple(_answers(view)),
        papers=papers,
        papers_line=ngettext("%(n)d mục", "%(n)d mục", len(papers)) % {"n": len(papers)} if papers else "",
        steps=tuple(step_marks(view, now=now)) if not dossier.record_system else (),
        open_steps=tuple(open_steps(view, now=now)),
        opinions=tuple(opinions(view)),
        clock=tuple(clock_facts(view)),
        timeline=tuple(_timeline(view)),
        open_supplement=_open_supplement(view),
        proposal=_proposal(view),
        result=_result(view),
        issued=tuple(issued_lines(view, "desk:issued")),
        linked=tuple(linked_lines(view, "desk:dossier")),
        facts=facts_shown(view),
        duplicates=tuple(duplicate_lines(view)),
        changes=tuple(change_sets(view)),
        hand_overs=tuple(slip_lines(view)),
        objections=tuple(objection_lines(view)),
        answered=tuple(one for one in objection_lines(view) if not one.waiting),
        why=tuple(due_lines(view)),
        held=tuple(held_lines(view, now=now)),
        alerts=alert_tags(view.alerts),
        control_url=reverse("desk:control", kwargs={"dossier_id": dossier.pk}),
        duties=step_duties(view),
        told=told_answers(view),
    )


def _people(view: DossierView) -> Iterable[Fact]:
    dossier = view.dossier
    ground = f" ({Ground(dossier.ground).label})" if dossier.ground else ""
    yield Fact(
        _("Người nộp"), dossier.acting.full_name, _person_line(dossier.acting.id_number, dossier.acting.birth_date)
    )
    if dossier.representative:
        yield Fact(_("Người đại diện"), f"{dossier.representative.full_name}{ground}")
    if dossier.owner_business:
        yield Fact(
            _("Người được giải quyết"),
            dossier.owner_business.name,
            _("Mã số thuế %(code)s") % {"code": dossier.owner_business.tax_code},
        )
    elif dossier.owner_person:
        owner = dossier.owner_person
        yield Fact(_("Người được giải quyết"), owner.full_name, _person_line(owner.id_number, owner.birth_date))
    if dossier.subject and dossier.subject_id != dossier.owner_person_id:
        yield Fact(
            _("Người mà việc này nói tới"),
            dossier.subject.full_name,
            _person_line(dossier.subject.id_number, dossier.subject.birth_date),
        )
    if dossier.typed_by and view.assistance is None:
        yield Fact(_("Cán bộ nhập giúp"), dossier.typed_by.display_name)
    yield from (Fact(line.label, line.text, line.detail) for line in standing_lines(view))
    yield Fact(_("Liên hệ"), "\n".join(_contact(view)) or _("Không khai"))
    yield Fact(_("Cơ quan giải quyết"), dossier.organisation.name)
    yield Fact(_("Nơi tiếp nhận"), dossier.reception.name)
    yield Fact(_("Nhận kết quả"), str(dossier.get_delivery_display()))


def _person_line(id_number: str | None, born: date | None) -> str:
    parts = [_("Số định danh %(number)s") % {"number": id_number}] if id_number else []
    if born:
        parts.append(_("sinh %(day)s") % {"day": f"{born:%d/%m/%Y}"})
    return ", ".join(parts)


def _contact(view: DossierView) -> Iterable[str]:
    contact = view.dossier.contact
    yield from (str(contact[key]) for key in ("phone", "email", "address_text") if contact.get(key))


def _answers(view: DossierView) -> Iterable[AnswerPart]:
    marks = told_marks(view)
    for part in view.answers:
        yield AnswerPart(part.page.title, tuple(answer_fact(row, marks.get(row.key)) for row in part.rows))


def _timeline(view: DossierView) -> Iterable[Happening]:
    """Newest first."""
    for event in reversed(view.events):
        reason = str(event.data.get("reason", ""))
        yield Happening(
            at=event.at,
            title=str(Act(event.act).label) if event.act in Act.values else event.act,
            who=", ".join(
                part for part in (event.actor_name, event.organisation.name if event.organisation else "") if part
            ),
            public=as_read(event.public),
            note="\n".join(part for part in (event.note, reason) if part),
        )


def _open_supplement(view: DossierView) -> OpenSupplement | None:
    request = view.open_supplement
    if request is None:
        return None
    return OpenSupplement(
        title=_("Chờ người nộp bổ sung, hạn %(day)s") % {"day": f"{request.deadline:%d/%m/%Y}"},
        items=tuple(spell_item(Item(**item)) for item in request.items),
        message=request.message,
    )


def _proposal(view: DossierView) -> DraftResult | None:
    proposal = view.proposal
    if proposal is None:
        return None
    return DraftResult(
        facts=tuple(Fact(label, str(text)) for label, text in proposal.stated),
        line=_("%(name)s trình lúc %(at)s")
        % {"name": proposal.proposed_by.display_name, "at": moment(proposal.created_at)},
        opinion=proposal.opinion,
        url=reverse("desk:draft", kwargs={"dossier_id": view.dossier.pk}),
    )


def _result(view: DossierView) -> SignedResult | None:
    if not view.results:
        return None
    result = view.results[-1]
    return SignedResult(
        name=result.name,
        line=_("Số %(symbol)s, ký lúc %(at)s") % {"symbol": result.symbol, "at": moment(result.issued_at)},
        url=reverse("desk:result", kwargs={"dossier_id": view.dossier.pk, "result_id": result.pk}),
    )

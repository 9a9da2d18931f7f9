"""The steps of filing: what is done, what comes next, and in which words."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue.bundles import PaperItem
from motcua.catalogue.enums import Channel
from motcua.catalogue.selectors import Closed
from motcua.dossiers.applicants import applicant_form
from motcua.dossiers.rules import missing_papers
from motcua.dossiers.selectors.drafts import DraftView
from motcua.dossiers.selectors.mine import MyDraft
from motcua.dossiers.selectors.stale import Fate
from motcua.dossiers.services.carrying import closed_for, is_stale
from motcua.dossiers.services.drafting import PAPERS, PLACE
from motcua.dossiers.telling_once.guarding import locked_of
from motcua.forms.presenters import FieldView, UploadView
from motcua.forms.rules import SummaryPage, summary
from motcua.kernel import clock
from motcua.kernel.clock import local
from motcua.web.kit.templatetags.kit import dong
from motcua.web.portal.presenters.drafts import DraftRow, Marked, draft_row, marked
from motcua.web.portal.presenters.files import FileRow, file_row
from motcua.web.portal.presenters.parts import State, page_states
from motcua.web.portal.presenters.progress import Line, answer_line

CHECK = "kiem-tra"
UPLOAD = "upload"
LOOKUP = "lookup"
FINISHED = frozenset({State.DONE, State.TAKEN})


@dataclass(frozen=True, slots=True)
class Step:
    """A part to fill in. ``state`` words for the task list, ``tone`` their colour, ``url`` empty = not yet."""

    key: str
    title: str
    done: bool
    state: str
    tone: str
    url: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class BarStep:
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    id: uuid.UUID
    title: str
    where: str
    saved_at: datetime
    expires_at: datetime
    tasks: list[Step]
    steps: list[BarStep]
    next_url: str
    next_title: str
    group_url: str
    may_join: bool
    resume_url: str
    new_version_url: str
    closed: Closed | None

    @property
    def done(self) -> int:
        return sum(step.done for step in self.tasks)

    @property
    def total(self) -> int:
        return len(self.tasks)

    @property
    def all_said(self) -> bool:
        """Everything but the last look is done."""
        return all(task.done for task in self.tasks[:-1])

    @property
    def marked(self) -> Marked | None:
        """What keeps it from being filed as it is."""
        return marked(Fate.CLOSED if self.closed else Fate.NEWER if self.new_version_url else Fate.OPEN)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    url: str
    rows: list[Line]


def step_url(view: DraftView, key: str) -> str:
    names = {PLACE: "portal:draft_place", PAPERS: "portal:draft_papers", CHECK: "portal:draft_check"}
    if key in names:
        return reverse(names[key], args=[view.draft.pk])
    return reverse("portal:draft_page", args=[view.draft.pk, key])


def steps_of(view: DraftView) -> list[Step]:
    """Place and case, who files, the form, the papers, contact, check: in the order a person thinks of them."""
    applicant = [page for part, page in view.pages if part == "applicant"]
    form = [page for part, page in view.pages if part == "form"]
    states = page_states(view, today=clock.today(), taken=locked_of(view.draft))
    states[PLACE] = State.DONE if PLACE in view.draft.done_pages else State.UNTOUCHED
    place = _("Nơi nộp và trường hợp") if len(view.bundle.cases) > 1 else _("Nơi nộp")
    steps = [_step(view, PLACE, place, states)]
    steps += [_step(view, page.key, page.title, states, page.help) for page in (*applicant[:1], *form)]
    if any(paper.kind == UPLOAD for paper in papers_of(view)):
        steps.append(_papers_step(view))
    steps += [_step(view, page.key, page.title, states, page.help) for page in applicant[1:]]
    ready = all(step.done for step in steps)
    steps.append(
        Step(
            key=CHECK,
            title=_("Kiểm tra và nộp"),
            done=False,
            state=State.UNTOUCHED.words if ready else State.LOCKED.words,
            tone="now" if ready else "",
            url=step_url(view, CHECK) if ready else "",
        )
    )
    return steps


def _step(view: DraftView, key: str, title: str, states: Mapping[str, State], text: str = "") -> Step:
    state = states[key]
    return Step(key, title, state in FINISHED, state.words, state.tone, step_url(view, key), text)


def _papers_step(view: DraftView) -> Step:
    lacking = missing(view)
    started = bool(view.files) or PAPERS in view.draft.done_pages
    done = not lacking and PAPERS in view.draft.done_pages
    begun = State.LACKING if started and lacking else (State.DOING if started else State.UNTOUCHED)
    state = State.DONE if done else begun
    return Step(PAPERS, _("Giấy tờ"), done, state.words, state.tone, step_url(view, PAPERS))


def papers_of(view: DraftView) -> tuple[PaperItem, ...]:
    return view.bundle.papers_for(view.bundle.case_key(view.draft.case_id))


def missing(view: DraftView) -> dict[str, str]:
    """Required papers without a file, each with its sentence."""
    required = [(paper.key, paper.name) for paper in papers_of(view) if paper.required and paper.kind == UPLOAD]
    there = {one.paper_key for one in view.files if not one.file.is_locked}
    return missing_papers(required, there | {one.paper_key for one in view.consents})


def draft_page(view: DraftView, current: str = "") -> DraftPage:
    steps = steps_of(view)
    coming = next((step for step in steps if not step.done and step.url), None)
    stale = is_stale(view.draft, at=clock.now())
    gone = closed_for(view.draft) if stale else None
    return DraftPage(
        id=view.draft.pk,
        title=view.bundle.plain_name,
        where=view.draft.organisation.name if view.draft.organisation else "",
        saved_at=view.draft.saved_at,
        expires_at=view.draft.expires_at,
        tasks=steps,
        steps=[BarStep(step.title, _bar_state(step, current)) for step in steps],
        next_url=coming.url if coming else "",
        next_title=coming.title if coming else "",
        group_url=group_url(view),
        may_join=not view.draft.group_id and not view.bundle.parts and not view.helped,
        resume_url="" if view.helped else reverse("portal:draft_elsewhere", args=[view.draft.pk]),
        new_version_url=reverse("portal:new_version", args=[view.draft.pk]) if stale and not gone else "",
        closed=gone,
    )


def listed(mine: MyDraft) -> DraftRow:
    """The draft as a line, as far on as its own page says."""
    steps = steps_of(mine.view)
    return draft_row(mine, done=sum(step.done for step in steps), total=len(steps))


def group_url(view: DraftView) -> str:
    """The page of the group the draft is filed with; "" when it is filed alone."""
    return reverse("portal:group", args=[view.draft.group_id]) if view.draft.group_id else ""


def with_sources(fields: list[FieldView], taken: Mapping[str, str]) -> list[FieldView]:
    """Where an answer taken over was first given, said at the question."""
    return [_with_source(field, taken[field.key]) if field.key in taken else field for field in fields]


def _with_source(field: FieldView, source: str) -> FieldView:
    told = _("Đã khai ở “%(source)s”. Sửa nếu ở đây khác.") % {"source": source}
    hint_id = field.hint_id or f"{field.id}-hint"
    described = field.described_by if field.hint_id else f"{hint_id} {field.described_by}".strip()
    return replace(field, hint=f"{field.hint} {told}".strip(), hint_id=hint_id, described_by=described)


def _bar_state(step: Step, current: str) -> str:
    if step.key == current:
        return "now"
    return "done" if step.done else "later"


def after(view: DraftView, key: str) -> str:
    """The address of the first part after ``key`` that is not done; the list when there is none."""
    steps = steps_of(view)
    place = next((number for number, step in enumerate(steps) if step.key == key), -1)
    following = [step for step in (*steps[place + 1 :], *steps[: place + 1]) if not step.done and step.url]
    return following[0].url if following else reverse("portal:draft", args=[view.draft.pk])


def paper_slots(view: DraftView) -> dict[str, UploadView]:
    """By paper, what was handed in and where it is uploaded: for the file slots of a form."""
    asked = [paper.key.partition("--")[0] for paper in papers_of(view) if paper.kind == UPLOAD]
    names: dict[str, list[str]] = {key: [] for key in asked}
    for one in view.files:
        names.setdefault(one.paper_key.partition("--")[0], []).append(one.file.name)
    whole = {paper.key for paper in papers_of(view)}
    return {
        key: UploadView(
            step_url(view, PAPERS),
            tuple(found),
            reverse("portal:uploads", args=[view.draft.pk, key]) if key in whole else "",
        )
        for key, found in names.items()
    }


def sections(view: DraftView, communes: Mapping[str, str]) -> list[Section]:
    """Everything declared, part by part, each with the address where it is changed."""
    place = Section(_("Nơi nộp"), _from_check(step_url(view, PLACE)), _place_rows(view))
    day, case = local(view.draft.saved_at).date(), view.bundle.case_key(view.draft.case_id)
    applicant = _pages(view, summary(applicant_form(), view.draft.applicant, today=day, communes=communes))
    form = _pages(view, summary(view.bundle.form, view.draft.answers, today=day, case=case, communes=communes))
    return [place, *applicant[:1], *form, *applicant[1:]]


def _pages(view: DraftView, pages: list[SummaryPage]) -> list[Section]:
    return [
        Section(page.title, _from_check(step_url(view, page.key)), [answer_line(row) for row in rows])
        for page, rows in pages
    ]


def _from_check(url: str) -> str:
    return f"{url}?ve={CHECK}"


def _place_rows(view: DraftView) -> list[Line]:
    rows = [Line(_("Cơ quan giải quyết"), view.draft.organisation.name if view.draft.organisation else "")]
    if len(view.bundle.cases) > 1 and view.draft.case:
        rows.append(Line(_("Trường hợp"), view.draft.case.name))
    return rows


def check_files(view: DraftView) -> list[FileRow]:
    names = {paper.key: paper.name for paper in papers_of(view)}
    return [file_row(one.file, paper=names.get(one.paper_key, "")) for one in view.files]


def fee_sentence(view: DraftView) -> str:
    """What filing online costs, as published."""
    fee = view.bundle.fee_for(Channel.ONLINE.value, view.bundle.case_key(view.draft.case_id))
    if fee is None:
        return _("Phí, lệ phí: cơ quan giải quyết báo khi tiếp nhận, nếu có.")
    if fee == 0:
        return _("Anh/chị không phải trả tiền, nên bỏ qua bước thanh toán.")
    return _("Phí, lệ phí: %(fee)s, nộp khi nhận kết quả.") % {"fee": dong(fee)}


def limit_sentence(view: DraftView) -> str:
    """How long it will take, before there is a date."""
    limit = view.bundle.limit_text(Channel.ONLINE.value, view.bundle.case_key(view.draft.case_id))
    return _("Thời hạn giải quyết: %(limit)s. Ngày hẹn cụ thể hiện ra ngay khi nộp.") % {"limit": limit}

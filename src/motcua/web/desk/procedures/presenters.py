"""A working copy on its pages: the list of tasks, what a part says now, the preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.enums import Part
from motcua.catalogue.models import ProcedureDraft
from motcua.catalogue.rules.problems import Problem
from motcua.catalogue.selectors.drafts import DraftView
from motcua.catalogue.selectors.previews import preview_of
from motcua.forms.presenters import FieldView, page_fields
from motcua.web.desk.presenters.facts import Fact
from motcua.workflow.rules.wording import time_words, who_words

OPTIONAL = {Part.CASES, Part.PAPERS, Part.LEGAL, Part.ALIASES, Part.CHECKS, Part.GUIDE, Part.COSIGNERS}
SHOWN_PAGES = 3  # of the form in a preview
FILLED = {
    Part.BASICS: "agencies",
    Part.CASES: "cases",
    Part.PAPERS: "papers",
    Part.RESULTS: "results",
    Part.LEGAL: "legal_bases",
    Part.ALIASES: "aliases",
}
FILLED_FACTS = {Part.CHECKS: "prechecks", Part.GUIDE: "guide", Part.COSIGNERS: "cosigners"}


@dataclass(frozen=True, slots=True)
class TaskLine:
    title: str | Promise
    state: str
    tone: str
    url: str
    done: bool
    told: str


@dataclass(frozen=True, slots=True)
class Now:
    """What a part says at the moment, beside its controls: the steps of the process or the questions of the form."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FormPage:
    number: int
    title: str
    help: str
    fields: list[FieldView]


def tasks_of(view: DraftView) -> list[TaskLine]:
    return [_task(view, part) for part in Part]


def _task(view: DraftView, part: Part) -> TaskLine:
    found = [each for each in view.of(part) if not each.advice]
    copy, kept = view.draft.content, FILLED.get(part)
    fact = FILLED_FACTS.get(part)
    empty = not copy["facts"].get(fact) if fact else kept is not None and not copy[kept]
    if found and (empty or (part is Part.CHANNELS and not any(row.get("amount") for row in copy["terms"]))):
        state, tone, done = _("Chưa làm"), "", False
    elif found:
        state, tone, done = _("Còn %d chỗ") % len(found), "is-bad", False
    elif empty and part in OPTIONAL:
        state, tone, done = _("Không bắt buộc"), "is-quiet", False
    else:
        state, tone, done = _("Đã xong"), "is-ok", True
    url = reverse("desk:procedure_edit", args=[view.draft.pk, part.value])
    return TaskLine(part.label, state, tone, url, done, _told(copy, part))


def _told(copy: dict[str, Any], part: Part) -> str:
    """A few words on what the part holds, so that one need not open it."""
    if part in (Part.FORM, Part.PROCESS):
        own = copy["form"] if part is Part.FORM else copy["steps"]
        return (_("riêng") if own else _("chung")) if part else ""
    if part in FILLED_FACTS:
        return str(len(copy["facts"].get(FILLED_FACTS[part], ())) or "")
    count = len(copy["terms"]) if part is Part.CHANNELS else len(copy.get(FILLED.get(part, ""), ()))
    return str(count) if count and part is not Part.BASICS else ""


def problem_url(draft: ProcedureDraft, problem: Problem) -> str:
    return f"{reverse('desk:procedure_edit', args=[draft.pk, problem.part.value])}?loi=1#f-{problem.field}"


def what_now(draft: ProcedureDraft, part: Part) -> Now | None:
    if part is Part.PROCESS:
        steps = preview_of(draft).process.steps
        facts = [Fact(step.name, time_words(step.duration), who_words(step)) for step in steps]
        return Now(_("Các bước hiện nay"), tuple(facts))
    if part is Part.FORM:
        pages = preview_of(draft).form.pages
        return Now(
            _("Tờ khai hiện nay"),
            tuple(
                Fact(page.title, ", ".join(field.label for field in page.fields if field.label) or "–")
                for page in pages
            ),
        )
    return None


def form_pages(bundle: VersionBundle) -> list[FormPage]:
    """The first pages of the form, empty, as the citizen will meet them."""
    return [
        FormPage(number, page.title, page.help, page_fields(page, {}, {}, communes=[("", _("Xã, phường"))]))
        for number, page in enumerate(bundle.form.pages[:SHOWN_PAGES], start=1)
    ]

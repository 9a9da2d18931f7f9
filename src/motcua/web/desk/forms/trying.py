"""The draft as a citizen meets it: page by page in a telephone's frame, with test answers, errors and the summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods

from motcua.forms.presenters import error_links, page_fields
from motcua.forms.rules import (
    Answers,
    Asking,
    FormDefinition,
    Page,
    asking,
    check,
    page_applies,
    pointing,
    read,
    row_button,
    summary,
    warnings,
)
from motcua.forms.rules.sampling import example
from motcua.forms.services.designing import try_with
from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.maps.rules.frames import Frame
from motcua.places.selectors import communes as communes_on
from motcua.web.desk.asking import for_officers
from motcua.web.desk.forms.opened import Opened, opened
from motcua.web.kit.maps import start_frame, with_maps
from motcua.web.kit.requests import Request

WRONG = 422
# As everywhere, but no script and nothing but the designer around it.
ALONE = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
    "base-uri": ["'none'"],
}
SUMMARY = "tom-tat"


@require_http_methods(["GET", "HEAD", "POST"])
@xframe_options_sameorigin
@csp_override(ALONE)
@for_officers
def show(request: Request, asker: Asker, draft_id: int) -> HttpResponse:
    """``?trang=`` a page's key or ``tom-tat``. POST checks a page and goes on, or fills in, or empties, the answers."""
    found = opened(asker, draft_id)
    form = found.form
    if form is None or not form.fields:
        raise Invalid(_("Tờ khai chưa có gì để xem thử. Thêm câu hỏi đầu tiên."))
    answers: Answers = {key: value for key, value in found.draft.sample.items() if key in form.fields}
    do = request.POST.get("do", "")
    if do in ("example", "empty"):
        communes = communes_on(on=clock.today())
        commune = communes[0].code if communes else ""
        made = example(form, today=clock.today(), commune=commune) if do == "example" else {}
        try_with(draft_id=draft_id, asker=asker, answers=made)
        return _to(found, request.POST.get("trang", ""))
    applies = asking(form, answers, today=clock.today())
    key = request.GET.get("trang", "")
    if key == SUMMARY:
        return _summary(request, found, form, answers)
    pages = [page for page in form.pages if page_applies(page, applies)]
    page = next((each for each in form.pages if each.key == key), None) or next(iter(pages), form.pages[0])
    screen = _Screen(request, asker, found, form, page)
    return _sent(screen, answers) if request.method == "POST" else _page(screen, answers)


@dataclass(frozen=True, slots=True)
class _Screen:
    """A page of the draft before somebody."""

    request: Request
    asker: Asker
    found: Opened
    form: FormDefinition
    page: Page


def _sent(screen: _Screen, answers: Answers) -> HttpResponse:
    """A click on a map or beside it brings the page back, not judged yet; else it is checked and left."""
    found, form, page, post = screen.found, screen.form, screen.page, screen.request.POST
    moved = pointing([page], post, answers | read(page, post), start=start_frame())
    answers = moved.answers
    if moved.pressed:
        try_with(draft_id=found.draft.pk, asker=screen.asker, answers=answers)
        return _page(screen, answers, frames=moved.frames)
    cleaned, errors = check(form, answers, page=page, today=clock.today(), communes=_codes())
    try_with(draft_id=found.draft.pk, asker=screen.asker, answers=answers | ({} if errors else cleaned))
    if row := row_button(page, post):
        return redirect(f"{screen.request.get_full_path()}#{row}")
    if not errors:
        return _to(found, _next(form, page, answers | cleaned))
    return _page(screen, answers, errors, moved.frames)


def _page(
    screen: _Screen,
    answers: Answers,
    errors: Mapping[str, str] | None = None,
    frames: Mapping[str, Frame] | None = None,
) -> HttpResponse:
    form, page, errors = screen.form, screen.page, errors or {}
    today = clock.today()
    applies = asking(form, answers, today=today)
    fields = page_fields(
        page,
        answers,
        errors,
        warnings=warnings(form, answers, asking=applies, today=today),
        communes=[(unit.code, unit.name) for unit in communes_on(on=today)],
        asking=applies,
    )
    number, total = _place(form, page, applies)
    context = {
        "draft": screen.found.draft,
        "page": page,
        "fields": with_maps(fields, answers, screen.asker, frames),
        "errors": error_links(fields) if errors else [],
        "number": number,
        "total": total,
        "before": _before(form, page, applies),
    }
    return render(screen.request, "desk/forms/try.html", context, status=WRONG if errors else 200)


def _summary(request: Request, found: Opened, form: FormDefinition, answers: Answers) -> HttpResponse:
    """Everything as the check page says it, and every sentence of what is still wrong."""
    today = clock.today()
    names = {unit.code: unit.name for unit in communes_on(on=today)}
    cleaned, errors = check(form, answers, today=today, communes=names)
    context = {
        "draft": found.draft,
        "pages": summary(form, answers | cleaned, today=today, communes=names),
        "wrong": [(_page_of(form, name), sentence) for name, sentence in errors.items()],
    }
    return render(request, "desk/forms/try.html", context)


def _page_of(form: FormDefinition, name: str) -> str:
    key = form.owner(name)
    return next((page.key for page in form.pages if any(item.key == key for item in page.fields)), "")


def _codes() -> frozenset[str]:
    return frozenset(unit.code for unit in communes_on(on=clock.today()))


def _applying(form: FormDefinition, applies: Asking) -> list[str]:
    return [page.key for page in form.pages if page_applies(page, applies)]


def _place(form: FormDefinition, page: Page, applies: Asking) -> tuple[int, int]:
    keys = _applying(form, applies)
    return (keys.index(page.key) + 1 if page.key in keys else 1), len(keys)


def _before(form: FormDefinition, page: Page, applies: Asking) -> str:
    keys = _applying(form, applies)
    return keys[keys.index(page.key) - 1] if page.key in keys and keys.index(page.key) else ""


def _next(form: FormDefinition, page: Page, answers: dict[str, Any]) -> str:
    keys = _applying(form, asking(form, answers, today=clock.today()))
    later = keys[keys.index(page.key) + 1 :] if page.key in keys else []
    return later[0] if later else SUMMARY


def _to(found: Opened, page: str) -> HttpResponse:
    return redirect(reverse("desk:form_try", args=[found.draft.pk]) + (f"?trang={page}" if page else ""))

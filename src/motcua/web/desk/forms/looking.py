"""A form looked at without changing it: a published version, what differs, taken away as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.forms.rules.comparing import compare, printed_words
from motcua.forms.selectors import version_of
from motcua.identity.askers import Asker
from motcua.web.desk.asking import for_officers
from motcua.web.desk.forms.listing import EMPTY, pretty
from motcua.web.desk.forms.opened import frame, opened
from motcua.web.desk.forms.outline import outline
from motcua.web.kit.requests import Request


@require_safe
@for_officers
def version(request: Request, asker: Asker, code: str, number: int) -> HttpResponse:
    found = version_of(asker, code, number)
    shown, printed = outline(found.definition), printed_words(found.definition)
    context = frame(form=found.form, version=found, outline=shown, printed=printed)
    return render(request, "desk/forms/version.html", context)


@require_safe
@for_officers
def comparison(request: Request, asker: Asker, code: str, number: int, other: int) -> HttpResponse:
    """What ``number`` says otherwise than ``other``, in words."""
    now, before = version_of(asker, code, number), version_of(asker, code, other)
    context = frame(
        name=now.form.name, form=now.form, now=now, before=before, changes=compare(before.definition, now.definition)
    )
    return render(request, "desk/forms/comparison.html", context)


@require_safe
@for_officers
def draft_changes(request: Request, asker: Asker, draft_id: int) -> HttpResponse:
    """What the draft changes in the version it began from; all of it when it began from nothing."""
    found = opened(asker, draft_id)
    base = found.draft.base
    changes = compare(base.definition if base else {**EMPTY, "pages": []}, found.draft.definition)
    context = frame(name=found.draft.name, draft=found.draft, before=base, changes=changes)
    return render(request, "desk/forms/comparison.html", context)


@require_safe
@for_officers
def draft_json(_request: Request, asker: Asker, draft_id: int) -> HttpResponse:
    draft = opened(asker, draft_id).draft
    return _file(draft.definition, draft.name, draft.code)


@require_safe
@for_officers
def version_json(_request: Request, asker: Asker, code: str, number: int) -> HttpResponse:
    found = version_of(asker, code, number)
    return _file(found.definition, found.form.name, f"{code}-v{number}")


def _file(definition: Mapping[str, Any], name: str, code: str) -> HttpResponse:
    response = HttpResponse(pretty(definition, name), content_type="application/json; charset=utf-8")
    plain = "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in code)
    response.headers["Content-Disposition"] = f'attachment; filename="{plain}.json"'
    return response

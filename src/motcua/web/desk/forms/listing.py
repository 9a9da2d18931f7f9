"""Which forms there are, one form with its versions, and a new draft from one of several beginnings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.codes import form_code
from motcua.catalogue.rules.outcome import MOST_FORM, read_form
from motcua.catalogue.selectors.drafts import draft_for
from motcua.forms.models import FormVersion
from motcua.forms.rules.parsing import definition_of
from motcua.forms.rules.permits import can_draft
from motcua.forms.selectors import form_drafts, forms, latest, version_of, versions_of
from motcua.forms.services.designing import start
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.kernel.ids import uuid7
from motcua.kernel.text import fold
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.forms.opened import frame
from motcua.web.desk.forms.outline import outline
from motcua.web.desk.presenters.facts import NO_ERRORS, errors_of
from motcua.web.desk.procedures.boxes import one_line
from motcua.web.kit.requests import Request

EMPTY: Mapping[str, Any] = {"pages": [{"key": "trang_1", "title": "Nội dung đề nghị", "fields": []}], "rules": []}
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new draft says at first; ``code`` of the form it becomes a version of."""

    code: str
    name: str
    definition: Mapping[str, Any]
    source: str
    base: FormVersion | None = None


@require_safe
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    text = one_line(request.GET, "q")[:100]
    known = [form for form in forms(asker) if fold(text) in fold(f"{form.name} {form.code}")]
    context = frame(
        text=text,
        forms=known[:SHOWN],
        more=max(0, len(known) - SHOWN),
        drafts=form_drafts(asker),
        may_draft=can_draft(asker),
    )
    return render(request, "desk/forms/list.html", context)


@require_safe
@for_officers
def form(request: Request, asker: Asker, code: str) -> HttpResponse:
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    versions = versions_of(asker, code)
    current = version_of(asker, code, versions[0].number)
    pairs = [(each, versions[at + 1].number if at + 1 < len(versions) else 0) for at, each in enumerate(versions)]
    context = frame(
        form=current.form,
        versions=pairs,
        current=current,
        outline=outline(current.definition),
        may_draft=can_draft(asker),
        drafts=[draft for draft in form_drafts(asker) if draft.code == code],
    )
    return render(request, "desk/forms/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new(request: Request, asker: Asker) -> HttpResponse:
    """Choose a name and what to begin with; POST makes the draft and opens it."""
    check_sits(asker, Role.EDITOR)
    errors, status = NO_ERRORS, 200
    if request.method == "POST":
        try:
            begun = _beginning(request, asker)
            draft = start(
                code=begun.code,
                name=begun.name,
                definition=begun.definition,
                asker=asker,
                at=clock.now(),
                base=begun.base,
                source=begun.source,
            )
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
        else:
            messages.success(request, _("Đã tạo bản nháp. Thêm câu hỏi, thử như người dân, rồi nhờ người duyệt."))
            return redirect("desk:form_draft", draft.pk)
    chosen = request.POST.get("source", request.GET.get("chep", ""))
    context = frame(
        forms=[(form.code, form.name, form.code == chosen) for form in forms(asker)],
        work=draft_for(asker, work).draft if (work := _whole(request.GET.get("thu-tuc", ""))) else None,
        name=request.POST.get("name", request.GET.get("ten", ""))[:200],
        text=request.POST.get("json", ""),
        do=request.POST.get("do", "copy" if chosen else "empty"),
        errors=errors,
    )
    return render(request, "desk/forms/new.html", context, status=status)


def _beginning(request: Request, asker: Asker) -> Beginning:
    do, name = request.POST.get("do", ""), one_line(request.POST, "name")
    if do == "version":  # a new version of a form there is
        base = version_of(asker, request.POST.get("source", ""), _whole(request.POST.get("number", "")))
        return Beginning(base.form.code, base.form.name, base.definition, f"{base.form.code} v{base.number}", base)
    if do == "procedure":
        return _of_procedure(asker, _whole(request.POST.get("work", "")))
    code = _new_code(asker, name)
    if do == "empty":
        return Beginning(code, name, EMPTY, "empty")
    if do == "copy":
        if not request.POST.get("source"):
            raise Invalid(_("Chưa tạo được bản nháp."), fields={"source": _("Chọn tờ khai muốn chép.")})
        other = latest(request.POST["source"])
        return Beginning(code, name, other.definition, f"{other.form.code} v{other.number}")
    if do == "json":
        return Beginning(code, name, _imported(request), "json")
    raise Invalid(_("Chọn một cách bắt đầu bản nháp."))


def _of_procedure(asker: Asker, work_id: int) -> Beginning:
    """The form of a procedure being described: its own as it stands there, else an empty one."""
    copy = draft_for(asker, work_id).draft
    code, form = form_code(copy.code), copy.content["form"]
    base = next(iter(versions_of(asker, code)), None) if any(one.code == code for one in forms(asker)) else None
    name = _("Tờ khai: %s") % (copy.content["plain_name"] or copy.content["name"])
    return Beginning(code, name, definition_of(form) if form else EMPTY, f"procedure {copy.code}", base)


def _imported(request: Request) -> dict[str, Any]:
    upload, text = request.FILES.get("file"), request.POST.get("json", "")
    if upload is not None and upload.size and upload.size <= MOST_FORM:
        text = upload.read().decode("utf-8", errors="replace")
    definition, sentence = read_form(text.strip().replace("\r\n", "\n"))
    if definition is None:
        raise Invalid(_("Chưa nhập được tờ khai từ JSON."), fields={"json": sentence})
    return definition


def _new_code(asker: Asker, name: str) -> str:
    """A code made of the name that no form and no draft has."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:50] or "to-khai"
    taken = {form.code for form in forms(asker)} | {draft.code for draft in form_drafts(asker)}
    if base not in taken:
        return base
    return f"{base[:45]}-{str(uuid7())[-8:]}"


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def pretty(definition: Mapping[str, Any], name: str) -> str:
    """The definition as a file that may be read in again."""
    return json.dumps({"name": name, **definition}, ensure_ascii=False, indent=2)

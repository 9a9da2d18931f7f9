"""A question of the form, or a column of a repeating group: added, edited."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.selectors.form_papers import papers_of_form
from motcua.forms.rules import FieldType, editing
from motcua.identity.askers import Asker
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.asking import for_officers
from motcua.web.desk.forms.asked import build_into, fault_of, piece
from motcua.web.desk.forms.opened import Opened, back_to, changeable, frame, keep, opened
from motcua.web.desk.forms.questionform import (
    LONGEST_LABEL,
    Question,
    first_boxes,
    kind_of,
    needed_parts,
    question_sent,
    reference_boxes,
    with_papers,
)
from motcua.web.desk.forms.words import COLUMN_TYPES, TYPES
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, choices_of, errors_of
from motcua.web.desk.procedures.boxes import Box, one_line
from motcua.web.kit.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def add(request: Request, asker: Asker, draft_id: int) -> HttpResponse:
    """Words and type of a new question on ``?trang=``, behind ``?sau=`` or in the group ``?nhom=``; then its page."""
    found = changeable(opened(asker, draft_id))
    given = request.POST if request.method == "POST" else request.GET
    where = {name: given.get(name, "")[:130] for name in ("trang", "sau", "nhom")}
    errors, status = NO_ERRORS, 200
    if request.method == "POST":
        try:
            return _added(request, asker, found, where)
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
    types = choices_of(COLUMN_TYPES if where["nhom"] else TYPES, request.POST.get("type", FieldType.TEXT))
    pages = [
        (str(page["key"]), str(page.get("title", page["key"]))) for page in editing.raw_pages(found.draft.definition)
    ]
    boxes = [
        Box(
            "label",
            _("Lời hỏi"),
            request.POST.get("label", ""),
            hint=_("Câu người dân đọc. Ví dụ: Số bản sao cần cấp"),
            error=errors.fields.get("label", ""),
            longest=LONGEST_LABEL,
        ),
        Box("type", _("Kiểu trả lời"), kind="choose", choices=types, span="c6"),
        Box(
            "ma",
            _("Mã, nếu muốn tự đặt"),
            request.POST.get("ma", ""),
            hint=_("Điều kiện, công thức và kết quả gọi câu này bằng mã. Để trống thì lấy từ lời hỏi."),
            error=errors.fields.get("ma", ""),
            longest=editing.LONGEST_KEY,
            span="c6",
        ),
    ]
    if not where["sau"] and not where["nhom"]:
        choices = choices_of(pages, where["trang"])
        boxes.append(Box("trang", _("Trên trang"), kind="choose", choices=choices, span="c6"))
    context = frame(found=found, draft=found.draft, boxes=boxes, where=where, errors=errors)
    return render(request, "desk/forms/add.html", context, status=status)


def _added(request: Request, asker: Asker, found: Opened, where: dict[str, str]) -> HttpResponse:
    label, kind = one_line(request.POST, "label")[:LONGEST_LABEL], request.POST.get("type", "")
    if not label or kind not in FieldType:
        raise Invalid(_("Chưa thêm được câu hỏi."), fields={"label": _("Ghi lời hỏi và chọn kiểu trả lời.")})
    definition, group = found.draft.definition, where["nhom"]
    wanted = one_line(request.POST, "ma")
    key = (
        editing.chosen_key(definition, wanted, group=group)
        if wanted
        else editing.new_key(definition, label, group=group)
    )
    raw: dict[str, Any] = {"key": key, "label": label, "type": kind}
    if kind == FieldType.INFO:
        raw |= {"label": "", "help": label}
    if kind == FieldType.ROWS:
        raw["fields"] = []
    new = editing.add_field(definition, raw, page=where["trang"], after=where["sau"], group=group)
    keep(request, asker, found, new, f"add {key}")
    path = f"{group}.{key}" if group else key
    messages.success(request, _("Đã thêm câu hỏi. Ghi thêm những gì cần ở dưới."))
    return redirect("desk:form_field", found.draft.pk, path)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def edit(request: Request, asker: Asker, draft_id: int, key: str) -> HttpResponse:
    """POST keeps it; ``do=retype`` only shows the boxes of another type, ``do=build`` puts a condition together."""
    found = opened(asker, draft_id)
    raw = editing.raw_field(found.draft.definition, key)
    if request.method != "POST":
        return _page(request, found, key, raw)
    changeable(found)
    sent, wrong = question_sent(request.POST, raw)
    do = request.POST.get("do", "save")
    try:
        if do == "retype":
            return _page(request, found, key, sent)
        if do == "build":
            sent["when"] = build_into(found, request.POST, sent.get("when", ""), before=key)
            return _page(request, found, key, sent)
        if wrong:
            raise Invalid(_("Câu hỏi này còn chỗ phải sửa."), fields=wrong)
        new = editing.replace_field(found.draft.definition, key, sent)
        _check(new, key)
        keep(request, asker, found, new, f"edit {key}")
    except Refused as refusal:
        return _page(request, found, key, sent, errors_of(refusal), status=refusal.status)
    messages.success(request, _("Đã lưu câu hỏi “%s”.") % (sent["label"] or key))
    return back_to(found, f"cau-{key.replace('.', '-')}")


def _check(definition: dict[str, Any], path: str) -> None:
    """``Invalid`` where the language refuses what was written here; a group may still wait for its columns."""
    raw = editing.raw_field(definition, path)
    waiting = kind_of(raw) == FieldType.ROWS and not raw.get("fields")
    sentence = fault_of(definition, "field", path)
    if sentence and not waiting:
        formula = kind_of(raw) == FieldType.CALCULATED and not raw.get("when")
        raise Invalid(_("Câu hỏi này còn chỗ phải sửa."), fields={"value" if formula else "when": sentence})


def _page(
    request: Request,
    found: Opened,
    key: str,
    raw: dict[str, Any],
    errors: Errors = NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    group = key.rpartition(".")[0]
    boxes = first_boxes(raw, errors.fields, column=bool(group)) + reference_boxes(raw, _others(found, group))
    if kind_of(raw) == FieldType.PAPER:
        boxes = with_papers(boxes, papers_of_form(request.asker, found.draft.code))
    return piece(
        request,
        found,
        "field",
        key,
        boxes,
        when=raw.get("when", ""),
        before=key,
        errors=errors,
        status=status,
        needed=needed_parts(raw) if kind_of(raw) == FieldType.PERSON else (),
        group=group,
        columns=raw.get("fields", []) if kind_of(raw) == FieldType.ROWS else None,
    )


def _others(found: Opened, group: str) -> list[Question]:
    if group:
        listed = editing.raw_field(found.draft.definition, group).get("fields", [])
    else:
        listed = [item for page in editing.raw_pages(found.draft.definition) for item in page["fields"]]
    return [(item["key"], str(item.get("label", item["key"])), kind_of(item)) for item in listed]

"""Which processes there are, one process with its versions, and a new draft from one of four beginnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue.bundles import VersionBundle
from motcua.catalogue.selectors.process_checks import limits
from motcua.catalogue.selectors.process_grounds import ground_for
from motcua.catalogue.selectors.processes import (
    Use,
    is_shared,
    own_process_code,
    own_uses,
    shared_counts,
    uses_found,
    uses_of,
)
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, NotFound, Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.designer.design import design
from motcua.web.desk.designer.opened import frame
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.kit.requests import Request
from motcua.workflow.bpmn import Remark
from motcua.workflow.bpmn import read as read_bpmn
from motcua.workflow.models import ProcessVersion
from motcua.workflow.rules import split_limit
from motcua.workflow.rules.permits import can_draft
from motcua.workflow.selectors import drafts, newest_version, processes, version_of, versions_of
from motcua.workflow.services.drafts import start

LARGEST_FILE = 1_000_000  # bytes of BPMN
NAMED = 4  # procedures named beside a process before the rest is only counted


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new draft says at first, and where it was taken from, for the record."""

    definition: Mapping[str, Any]
    source: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A procedure and the address of its own process, whether that exists yet or not."""

    use: Use
    own_code: str


@require_safe
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    text = request.GET.get("q", "").strip()[:100]
    names = {process.code: process.name for process in processes(asker)}
    used = own_uses(asker)
    known = {use.process_code for use in used}
    waiting = drafts(asker)
    context = {
        "text": text,
        "found": [Shown(use, own_process_code(use.code)) for use in uses_found(asker, text)],
        "drafts": waiting,
        "used": used,
        "loose": [(code, name) for code, name in names.items() if code not in known and not is_shared(code)],
        "shared": [(code, names.get(code, code), n) for code, n in shared_counts(asker).items()],
    }
    return render(request, "desk/designer/list.html", frame("", **context))


@require_safe
@for_officers
def process(request: Request, asker: Asker, code: str) -> HttpResponse:
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    uses = uses_of(asker, code)
    versions = versions_of(asker, code)
    ground = ground_for(code)
    if not versions and ground is None:
        raise NotFound(_("Không có quy trình mang mã này. Kiểm tra lại mã."))
    published = [version for version in versions if version.published_at]
    current = version_of(asker, code, published[0].number) if published else _shared_now(uses)
    context = {
        "name": versions[0].process.name if versions else _name(ground, code),
        "uses": uses[:NAMED],
        "more_uses": max(len(uses) - NAMED, 0),
        "versions": versions,
        "previous": _previous(versions),
        "current": current,
        "own": bool(published),
        "design": design(current, ground, on=clock.today()) if current else None,
        "shared": is_shared(code),
        "may_draft": can_draft(asker) and not is_shared(code),
    }
    return render(request, "desk/designer/process.html", frame(code, **context))


def _shared_now(uses: list[Use]) -> ProcessVersion | None:
    """The usual process a procedure runs on while it has none of its own."""
    return newest_version(uses[0].process_code) if uses else None


def _previous(versions: list[ProcessVersion]) -> dict[int, int]:
    """For each version, the published one before it, to compare with."""
    numbers = [version.number for version in versions if version.published_at]
    return {
        version.number: before
        for version in versions
        if (before := next((number for number in numbers if number < version.number), 0))
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new(request: Request, asker: Asker, code: str) -> HttpResponse:
    """Choose what a new draft begins with; POST makes it and opens the designer."""
    check_sits(asker, Role.EDITOR)
    ground = ground_for(code)
    if is_shared(code) or (ground is None and not versions_of(asker, code)):
        raise NotFound(_("Quy trình chung không sửa trực tiếp. Tìm thủ tục rồi soạn quy trình riêng cho thủ tục đó."))
    if request.method != "POST":
        return _choose(request, asker, code, ground)
    try:
        begun = _beginning(request, asker, code, ground)
        draft = start(
            code=code,
            name=_name(ground, code),
            definition=begun.definition,
            asker=asker,
            at=clock.now(),
            source=begun.source,
            remarks=begun.remarks,
        )
    except Refused as refusal:
        return _choose(request, asker, code, ground, errors_of(refusal), status=refusal.status)
    messages.success(request, _("Đã tạo bản nháp số %d. Sửa từng bước dưới đây.") % draft.number)
    return redirect("desk:process_version", code=code, number=draft.number)


def _choose(
    request: Request,
    asker: Asker,
    code: str,
    ground: VersionBundle | None,
    errors: Errors = NO_ERRORS,
    status: int = 200,
) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    context = {
        "name": _name(ground, code),
        "current": _current(asker, code),
        "text": text,
        "found": [use for use in uses_found(asker, text) if use.process_code != code],
        "errors": errors,
    }
    return render(request, "desk/designer/new.html", frame(code, **context), status=status)


def _beginning(request: Request, asker: Asker, code: str, ground: VersionBundle | None) -> Beginning:
    do, source = request.POST.get("do", ""), request.POST.get("source", "")[:60]
    if do == "current" and (current := _current(asker, code)):
        return Beginning(current.definition, f"{current.process.code} v{current.number}")
    if do == "version" and source.isascii() and source.isdigit():
        return Beginning(version_of(asker, code, int(source)).definition, f"{code} v{source}")
    if do == "copy":
        other = newest_version(source)
        return Beginning(other.definition, f"{other.process.code} v{other.number}")
    if do == "split":
        return Beginning(split_limit(limits(ground)[1] if ground else None), "split")
    if do == "bpmn":
        upload = request.FILES.get("file")
        if upload is None or not upload.size or upload.size > LARGEST_FILE:
            sentence = _("Chọn tệp BPMN 2.0 (.bpmn hoặc .xml), tối đa 1 MB.")
            raise Invalid(sentence, fields={"file": sentence})
        found = read_bpmn(upload.read())
        return Beginning(found.definition, f"bpmn: {upload.name}"[:120], found.remarks)
    raise Invalid(_("Chọn một cách bắt đầu bản nháp."))


def _current(asker: Asker, code: str) -> ProcessVersion | None:
    """The version in force, or the usual process the procedure still runs on."""
    try:
        return newest_version(code)
    except NotFound:
        return _shared_now(uses_of(asker, code))


def _name(ground: VersionBundle | None, code: str) -> str:
    return _("Quy trình: %s") % ground.plain_name if ground else code

"""Configuration: how people say it, and versions of procedures. One drafts, another approves."""

from __future__ import annotations

from datetime import time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.catalogue.enums import AliasKind
from motcua.catalogue.rules import can_approve, can_draft
from motcua.catalogue.selectors import published_version_id, version_bundle
from motcua.catalogue.selectors.staff import aliases_in_use, aliases_waiting, versions_of, versions_waiting
from motcua.catalogue.services import aliases as alias_services
from motcua.catalogue.services import versions as version_services
from motcua.identity.askers import Asker
from motcua.identity.enums import Role
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.web.desk.asking import check_sits, for_officers
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, choices_of, errors_of
from motcua.web.kit.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def aliases(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    if request.method != "POST":
        return _aliases(request, asker)
    try:
        if request.POST.get("do") == "approve":
            alias = alias_services.approve(asker=asker, alias_id=_number(request.POST.get("id", "")), at=clock.now())
            messages.success(
                request, _("Đã duyệt “%(phrase)s”. Tìm kiếm hiểu ngay từ bây giờ.") % {"phrase": alias.phrase}
            )
        else:
            alias = alias_services.propose(
                asker=asker,
                phrase=request.POST.get("phrase", ""),
                kind=request.POST.get("kind", ""),
                target=request.POST.get("target", ""),
                at=clock.now(),
            )
            messages.success(request, _("Đã đề xuất “%(phrase)s”. Chờ người khác duyệt.") % {"phrase": alias.phrase})
    except Refused as refusal:
        return _aliases(request, asker, errors_of(refusal), status=refusal.status)
    return redirect("desk:aliases")


def _aliases(request: Request, asker: Asker, errors: Errors = NO_ERRORS, status: int = 200) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    waiting = [(alias, can_approve(asker, drafted_by=alias.drafted_by_id)) for alias in aliases_waiting(asker)]
    context = {
        "waiting": waiting,
        "text": text,
        "in_use": aliases_in_use(asker, text),
        "kinds": choices_of(AliasKind.choices, request.POST.get("kind", "tu_dong_nghia")),
        "posted": request.POST,
        "can_draft": can_draft(asker),
        "errors": errors,
        "section": "settings",
        "here": "aliases",
    }
    return render(request, "desk/aliases.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def versions(request: Request, asker: Asker) -> HttpResponse:
    """Drafts that wait, and the versions of one procedure; POST publishes a draft."""
    check_sits(asker, Role.EDITOR, Role.APPROVER)
    errors, status = NO_ERRORS, 200
    if request.method == "POST":
        try:
            version = version_services.publish(
                version_id=_number(request.POST.get("id", "")), asker=asker, at=clock.now()
            )
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
        else:
            messages.success(
                request, _("Đã công bố bản %(n)d của %(code)s.") % {"n": version.number, "code": version.procedure.code}
            )
            return redirect("desk:versions")
    code = request.GET.get("ma", "").strip()[:40]
    waiting = [(version, can_approve(asker, drafted_by=version.drafted_by_id)) for version in versions_waiting(asker)]
    context = {
        "waiting": waiting,
        "code": code,
        "found": versions_of(asker, code) if code else [],
        "can_draft": can_draft(asker),
        "errors": errors,
        "section": "settings",
        "here": "versions",
    }
    return render(request, "desk/versions.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def draft(request: Request, asker: Asker, code: str) -> HttpResponse:
    """A new draft of a procedure with the few things staff change most often."""
    check_sits(asker, Role.EDITOR)
    bundle = version_bundle(published_version_id(code))
    typed = {
        "plain_name": bundle.plain_name,
        "summary": bundle.summary,
        "cutoff": f"{bundle.cutoff:%H:%M}" if bundle.cutoff else "",
        "online": "1" if bundle.online else "",
    }
    errors, status = NO_ERRORS, 200
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        try:
            version_services.draft(code=bundle.code, asker=asker, at=clock.now(), changes=_changes(typed))
        except Refused as refusal:
            errors, status = errors_of(refusal), refusal.status
        else:
            messages.success(request, _("Đã lưu bản nháp. Chờ người khác duyệt và công bố."))
            return redirect("desk:versions")
    context = {"bundle": bundle, "typed": typed, "errors": errors, "section": "settings", "here": "versions"}
    return render(request, "desk/draft.html", context, status=status)


def _changes(typed: dict[str, str]) -> dict[str, object]:
    if not typed["plain_name"]:
        raise Invalid(_("Thiếu tên gọi thường ngày."), fields={"plain_name": _("Ghi tên như người dân hay gọi.")})
    return {
        "plain_name": typed["plain_name"][:200],
        "summary": typed["summary"][:400],
        "online": bool(typed["online"]),
        "same_day_cutoff": _cutoff(typed["cutoff"]),
    }


def _cutoff(text: str) -> str:
    """``15:00``, or "" for none."""
    if not text:
        return ""
    try:
        return f"{time.fromisoformat(text):%H:%M}"
    except ValueError:
        raise Invalid(_("Giờ chốt chưa đúng."), fields={"cutoff": _("Viết dạng 15:00, hoặc để trống.")}) from None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0  # no row has number 0

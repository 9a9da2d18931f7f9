"""Who may file for whom: authorisations given and received, and who acts for a business."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.documents.selectors import open_file, stored
from motcua.documents.services.accept import accept
from motcua.dossiers.standing_in.authorising import (
    Terms,
    authorisations_of,
    authorise,
    declare_paper,
    paper_of,
    revoke,
)
from motcua.forms.presenters import page_fields
from motcua.forms.rules import FormDefinition, check, parse, read
from motcua.identity.askers import AskerKind
from motcua.identity.companies import business_of, businesses_of, leads, roles_in
from motcua.identity.services.companies import grant
from motcua.identity.services.companies import revoke as revoke_role
from motcua.kernel import clock
from motcua.kernel.errors import Forbidden, Invalid, NotFound
from motcua.web.kit.requests import Request
from motcua.web.portal.standing_in.forms import authority_form, company_form
from motcua.web.portal.standing_in.presenters import authority_row, role_row
from motcua.web.portal.standing_in.scopes import SOME, Scope, only_changes, picker, read_scope, sector_names
from motcua.web.portal.views.files import download

WAYS = ("cho", "giay")  # I let somebody act; somebody let me, by a paper


@never_cache
@require_safe
def authorities(request: Request) -> HttpResponse:
    _check_citizen(request)
    today = clock.today()
    given, received = authorisations_of(request.asker)
    context = {
        "section": "mine",
        "given": [authority_row(one, mine=True, today=today) for one in given],
        "received": [authority_row(one, mine=False, today=today) for one in received],
        "businesses": businesses_of(request.asker),
    }
    return render(request, "portal/standing_in/authorities.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, way: str) -> HttpResponse:
    """``cho``: the asker lets somebody act. ``giay``: a paper lets the asker act."""
    _check_citizen(request)
    if way not in WAYS:
        raise NotFound(_("Không có trang này."))
    paper = way == WAYS[1]
    form = parse(authority_form(paper=paper))
    if request.method != "POST":
        start = {"valid_from": clock.today().isoformat()}
        return _authority(request, form, start, {}, Scope(), paper=paper)
    typed, scope = read(form.pages[0], request.POST), read_scope(request.POST)
    if only_changes(request.POST):
        return _authority(request, form, typed, {}, scope, paper=paper)
    clean, errors = check(form, typed, today=clock.today())
    if not scope.extent or (scope.extent == SOME and not scope.chosen):
        errors["procedures"] = _("Chọn ít nhất một lĩnh vực hoặc thủ tục, hoặc chọn “Mọi thủ tục”.")
    upload = request.FILES.get("paper") if paper else None
    if paper and (upload is None or isinstance(upload, list)):
        errors["paper"] = _("Chọn ảnh hoặc bản quét giấy ủy quyền.")
    general = ""
    if not errors:
        try:
            _make(request, clean, scope, upload)
        except Invalid as refusal:
            errors, general = refusal.fields, refusal.message
    if errors or general:
        return _authority(request, form, typed, errors, scope, general=general, paper=paper)
    messages.success(request, _("Đã ghi nhận ủy quyền. Người kia nhận được tin báo."))
    return redirect("portal:authorities")


def _authority(
    request: Request,
    form: FormDefinition,
    typed: dict[str, Any],
    errors: dict[str, str],
    scope: Scope,
    *,
    general: str = "",
    paper: bool,
) -> HttpResponse:
    template = "portal/standing_in/authority_new.html"
    lends = request.POST.get("papers") == "yes"
    more = {"paper": paper, "picker": picker(scope), "lends": lends}
    return _form(request, template, form, typed, errors, general=general, **more)


def _check_citizen(request: Request) -> None:
    if request.asker.kind is not AskerKind.CITIZEN:
        raise Forbidden(_("Trang này dành cho công dân. Thoát tài khoản cán bộ rồi đăng nhập bằng VNeID."))


def _make(request: Request, clean: dict[str, Any], scope: Scope, upload: Any) -> None:
    terms = Terms(
        full_name=str(clean["full_name"]),
        id_number=str(clean["id_number"]),
        valid_from=date.fromisoformat(str(clean["valid_from"])),
        valid_until=date.fromisoformat(str(clean["valid_until"])),
        procedures=scope.codes,
        sectors=sector_names(scope),
        papers=request.POST.get("papers") == "yes",
        number=str(clean.get("number") or ""),
        signed_on=date.fromisoformat(str(clean["signed_on"])) if clean.get("signed_on") else None,
    )
    if upload is None:
        authorise(asker=request.asker, agent=terms, at=clock.now())
        return
    try:
        scan = accept(upload=upload, asker=request.asker, at=clock.now())
    except Invalid as refusal:
        raise Invalid(refusal.message, fields={"paper": refusal.message}) from None
    declare_paper(asker=request.asker, principal=terms, file_id=scan.pk, at=clock.now())


def _form(
    request: Request,
    template: str,
    form: FormDefinition,
    answers: dict[str, Any],
    errors: dict[str, str],
    *,
    general: str = "",
    **more: object,
) -> HttpResponse:
    fields = page_fields(form.pages[0], answers, errors)
    context = {
        "section": "mine",
        "fields": fields,
        "errors": [(field.id, field.error) for field in fields if field.error]
        + [(f"f-{key}", errors[key]) for key in ("procedures", "paper") if key in errors],
        "wrong": errors,
        "general": "" if errors else general,
        **more,
    }
    return render(request, template, context, status=422 if errors or general else 200)


@require_POST
def end(request: Request, authorisation_id: uuid.UUID) -> HttpResponse:
    words = request.POST.get("words", "")
    revoke(asker=request.asker, authorisation_id=authorisation_id, at=clock.now(), words=words)
    messages.success(request, _("Đã chấm dứt, có hiệu lực ngay."))
    return redirect("portal:authorities")


@require_safe
def paper(request: Request, authorisation_id: uuid.UUID) -> HttpResponse:
    found = stored(paper_of(request.asker, authorisation_id))
    return download(open_file(found.pk), name=found.name, media_type=found.media_type)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def company(request: Request, business_id: uuid.UUID) -> HttpResponse:
    """Who acts for the business; the legal representative lets others and takes it back."""
    form = parse(company_form())
    if request.method != "POST":
        return _company(request, business_id, form, {"valid_from": clock.today().isoformat()}, {})
    business_of(request.asker, business_id)
    if request.POST.get("do") == "revoke":
        return _take_back(request, business_id, request.POST)
    typed = read(form.pages[0], request.POST)
    clean, errors = check(form, typed, today=clock.today())
    general = ""
    if not errors:
        try:
            _grant(request, business_id, clean)
        except Invalid as refusal:
            errors, general = refusal.fields, refusal.message
    if errors or general:
        return _company(request, business_id, form, typed, errors, general=general)
    messages.success(request, _("Đã giao việc nộp hồ sơ."))
    return redirect("portal:company", business_id)


def _grant(request: Request, business_id: uuid.UUID, clean: dict[str, Any]) -> None:
    grant(
        asker=request.asker,
        business_id=business_id,
        full_name=str(clean["full_name"]),
        id_number=str(clean["id_number"]),
        title=str(clean["title"]),
        proof=str(clean.get("proof") or ""),
        valid_from=date.fromisoformat(str(clean["valid_from"])),
        valid_to=date.fromisoformat(str(clean["valid_until"])),
        at=clock.now(),
    )


def _take_back(request: Request, business_id: uuid.UUID, posted: QueryDict) -> HttpResponse:
    number = posted.get("role", "")
    known = number.isascii() and number.isdigit() and len(number) < 18  # longer ones are no row's id
    revoke_role(asker=request.asker, role_id=int(number) if known else 0, at=clock.now())
    messages.success(request, _("Đã thu hồi, có hiệu lực ngay."))
    return redirect("portal:company", business_id)


def _company(
    request: Request,
    business_id: uuid.UUID,
    form: FormDefinition,
    answers: dict[str, Any],
    errors: dict[str, str],
    *,
    general: str = "",
) -> HttpResponse:
    today = clock.today()
    return _form(
        request,
        "portal/standing_in/company.html",
        form,
        answers,
        errors,
        general=general,
        business=business_of(request.asker, business_id),
        roles=[role_row(one, today=today) for one in roles_in(request.asker, business_id)],
        leads=leads(request.asker, business_id, on=today),
    )

"""The counter: choose the procedure, one screen for everything else, a slip at the end."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from motcua.catalogue.selectors import (
    VersionBundle,
    agencies_for,
    popular,
    published_version_id,
    search,
    version_bundle,
)
from motcua.dossiers.prechecks.accepting import StillToMend
from motcua.dossiers.selectors.dossier import dossier_for, receipt_of
from motcua.dossiers.services.guiding import guide_slip
from motcua.forms.rules import pointing, row_button
from motcua.identity.askers import Asker
from motcua.identity.directory import names_of_organisations
from motcua.identity.enums import Role
from motcua.identity.offices import one_stop_id
from motcua.kernel import clock
from motcua.kernel.errors import Invalid, Refused
from motcua.maps.rules.frames import Frame
from motcua.web.desk.asking import check_sits, for_officers, new_key, posted_key
from motcua.web.desk.intake.checks import found_at_counter
from motcua.web.desk.intake.filing import file_now, filing_of_screen
from motcua.web.desk.intake.form import PREFIX
from motcua.web.desk.intake.person import Identified, identify
from motcua.web.desk.intake.reading import Typed, read_typed
from motcua.web.desk.intake.scans import Screen, drop_scan, not_whole, take_scans, with_scans
from motcua.web.desk.intake.signers import PRESS, signer_rows, with_signers
from motcua.web.desk.presenters.dossier import dossier_page
from motcua.web.desk.presenters.facts import NO_ERRORS, Errors, errors_of
from motcua.web.desk.presenters.intake import intake_page, mapped
from motcua.web.desk.sending import file_response
from motcua.web.kit.maps import start_frame
from motcua.web.kit.requests import Request
from motcua.web.kit.tus import upload_words

OFFERED = 12


@require_GET
@for_officers
def choose(request: Request, asker: Asker) -> HttpResponse:
    check_sits(asker, Role.RECEPTION)
    text = request.GET.get("q", "").strip()[:200]
    answer = search(text, OFFERED) if text else None
    cards = [hit.card for hit in answer.hits if hit.card] if answer else popular(OFFERED)
    elsewhere = [hit for hit in answer.hits if hit.card is None][:3] if answer else []
    context = {"text": text, "cards": cards, "elsewhere": elsewhere, "answer": answer, "section": "intake"}
    return render(request, "desk/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def counter(request: Request, asker: Asker, code: str) -> HttpResponse:
    check_sits(asker, Role.RECEPTION)
    at = clock.now()
    bundle = version_bundle(published_version_id(code))
    if request.method != "POST":
        return _page(request, asker, bundle, _first(asker, bundle, at), new_key(), at)
    if request.POST.get("react"):
        return _reaction(request, bundle, at)
    key = posted_key(request)
    screen = Screen(bundle, key, asker, at)
    errors, unwanted = take_scans(screen, request), request.POST.get("remove", "")
    drop_scan(screen, unwanted)
    scans = screen.scans()
    typed = with_scans(read_typed(bundle, request.POST), scans)
    typed, unsigned = with_signers(request, bundle, typed, asker, at)
    if request.POST.get("do") == "read":
        found = identify(asker=asker, typed=typed, at=at)
        return _page(request, asker, bundle, found.typed, key, at, found=found)
    moved = pointing(bundle.form.pages, request.POST, typed.answers, start=start_frame())
    anew = request.POST.get("do") == PRESS
    if anew or unwanted or moved.pressed or any(row_button(page, request.POST) for page in bundle.form.pages):
        typed = replace(typed, answers=moved.answers)
        return _page(request, asker, bundle, typed, key, at, frames=moved.frames)
    try:
        if errors := not_whole(scans) | errors | unsigned:
            raise Invalid(_("Có tệp chưa nhận được. Những gì đã nhập vẫn còn."), fields=errors)
        if request.POST.get("do") == "guide":
            return _guide(asker, bundle, typed, at)
        filed = file_now(asker=asker, bundle=bundle, typed=typed, support_id=_support(asker, typed), key=key, at=at)
    except StillToMend as refusal:
        told = found_at_counter(refusal, typed)
        return _page(request, asker, bundle, told.typed, key, at, errors=told.errors, doubted=told.doubted, status=422)
    except Refused as refusal:
        return _page(request, asker, bundle, typed, key, at, errors=_named(refusal), status=refusal.status)
    return redirect("desk:filed", dossier_id=uuid.UUID(filed.dossier_id))


def _guide(asker: Asker, bundle: VersionBundle, typed: Typed, at: datetime) -> HttpResponse:
    """What is lacking, on paper, for the person to take along."""
    support_id = _support(asker, typed)
    filing = filing_of_screen(asker=asker, bundle=bundle, typed=typed, support_id=support_id, at=at, half=True)
    pdf = guide_slip(asker=asker, filing=filing, at=at)
    return file_response(
        pdf, name=f"Phiếu hướng dẫn {bundle.code}.pdf", media_type="application/pdf", download=False, ours=True
    )


def _reaction(request: Request, bundle: VersionBundle, at: datetime) -> HttpResponse:
    """The questions as they apply with what was typed so far: nothing is kept, nothing judged."""
    typed = read_typed(bundle, request.POST)
    page = intake_page(bundle, typed, agencies=(), counters=(), key="", at=at, errors={})
    fields = [one.field for part in (page.person, *page.people, *page.parts) for one in part.fields]
    return render(request, "kit/c/fields.html", {"fields": fields})


def _named(refusal: Refused) -> Errors:
    """A refusal about a person's number belongs to the field it was typed in, one about a paper to the paper's."""
    if any(key.startswith("authority_") for key in refusal.fields):
        named = {f"{PREFIX}{key}": each for key, each in refusal.fields.items() if key.startswith("authority_")}
        return errors_of(Refused(refusal.message, fields={**refusal.fields, **named}))
    if refusal.code == "id_number" or "id_number" in refusal.fields:
        sentence = refusal.fields.get("id_number", refusal.message)
        return errors_of(Refused(refusal.message, fields={f"{PREFIX}acting_id_number": sentence}))
    return errors_of(refusal)


def _page(
    request: Request,
    asker: Asker,
    bundle: VersionBundle,
    typed: Typed,
    key: str,
    at: datetime,
    *,
    found: Identified | None = None,
    errors: Errors = NO_ERRORS,
    doubted: tuple[str, ...] = (),
    frames: Mapping[str, Frame] | None = None,
    status: int = 200,
) -> HttpResponse:
    typed = replace(typed, support_id=_support(asker, typed))
    page = intake_page(
        bundle,
        typed,
        agencies=_agencies(asker, bundle, at),
        counters=names_of_organisations(asker.organisations_with(Role.RECEPTION)).items(),
        key=key,
        at=at,
        errors=errors.fields,
        notes=found.notes if found else (),
        doubts=found.warnings if found else (),
        screen=Screen(bundle, key, asker, at),
    )
    context = {
        "page": mapped(page, typed, asker, frames),
        "errors": errors,
        "doubted": doubted,
        "signers": list(signer_rows(bundle, typed, errors, at)),
        "may_sign": "cosigners" in bundle.facts,
        "typed": typed,
        "upload_words": upload_words(),
        "section": "intake",
    }
    return render(request, "desk/counter.html", context, status=status)


def _first(asker: Asker, bundle: VersionBundle, at: datetime) -> Typed:
    """An empty screen: the asker's own body is chosen, and what is most usual at a counter."""
    agencies = _agencies(asker, bundle, at)
    typed = read_typed(bundle, QueryDict())
    people = {**typed.people, f"{PREFIX}acting_for": "self", f"{PREFIX}delivery": "counter"}
    case_key = bundle.cases[0].key if len(bundle.cases) == 1 else ""
    return replace(typed, people=people, organisation_id=agencies[0][0] if agencies else None, case_key=case_key)


def _agencies(asker: Asker, bundle: VersionBundle, at: datetime) -> list[tuple[int, str]]:
    """Who may resolve it, the bodies this counter receives for first."""
    counters = asker.organisations_with(Role.RECEPTION)
    found = [(body.pk, body.short_name) for body in agencies_for(bundle, on=at.date())]
    return sorted(found, key=lambda body: one_stop_id(body[0]) not in counters)


def _support(asker: Asker, typed: Typed) -> int:
    """Where the person stands: the counter chosen of the asker's, else the receiving one, else the asker's own."""
    counters = sorted(asker.organisations_with(Role.RECEPTION))
    if typed.support_id in counters:
        return typed.support_id
    receiving = one_stop_id(typed.organisation_id) if typed.organisation_id else None
    return receiving if receiving in counters else counters[0]


@require_GET
@for_officers
def filed(request: Request, asker: Asker, dossier_id: uuid.UUID) -> HttpResponse:
    at = clock.now()
    page = dossier_page(dossier_for(asker, dossier_id, at=at), now=at)
    slip = receipt_of(asker, dossier_id, at=at).content
    due = datetime.fromisoformat(slip["due_at"]) if slip.get("due_at") else None
    context = {"page": page, "slip": slip, "due": due, "section": "intake"}
    return render(request, "desk/filed.html", context)

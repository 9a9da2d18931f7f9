"""The step before the form: what is needed, where it goes, what is already begun."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from motcua.catalogue.selectors import VersionBundle, agencies_for, closed, published_version_id, version_bundle
from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.selectors.mine import my_drafts
from motcua.dossiers.services.drafting import PLACE, place_errors, save_place, start_again, start_draft
from motcua.dossiers.telling_once.filling import tell
from motcua.forms.presenters import error_links
from motcua.identity.selectors import home_agency
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.web.kit.procedure_facts import case_facts
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.filing import after, listed
from motcua.web.portal.presenters.guiding import CASE
from motcua.web.portal.presenters.placing import chosen_agency, place_fields
from motcua.web.portal.presenters.procedures import minutes_to_fill


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, code: str) -> HttpResponse:
    try:
        bundle = version_bundle(published_version_id(code))
    except NotFound:
        return redirect("portal:procedure", closed(code).code)
    if request.method == "POST":
        return _begin(request, bundle)
    if bundle.guide and CASE not in request.GET:
        return redirect("portal:guide", bundle.code)
    return _shown(request, bundle, case=request.GET.get(CASE, ""), errors={})


def _begin(request: Request, bundle: VersionBundle) -> HttpResponse:
    """With a place and a case that fit, straight to the first questions."""
    case, organisation = request.POST.get("case", ""), chosen_agency(request.POST.get("organisation", ""))
    placed = "organisation" in request.POST
    errors = place_errors(bundle, organisation, case) if placed else {}
    if errors:
        return _shown(request, bundle, case=case, errors=errors)
    at = clock.now()
    draft = start_draft(asker=request.asker, procedure_code=bundle.code, at=at, key=_key(request))
    if placed:  # first: which questions are asked hangs on the case
        save_place(draft_id=draft.pk, asker=request.asker, organisation_id=organisation, case_key=case, at=at)
    tell(draft_id=draft.pk, asker=request.asker, at=at)
    if not placed:
        return redirect("portal:draft_place", draft.pk)
    return redirect(after(draft_for(request.asker, draft.pk), PLACE))


def _key(request: Request) -> uuid.UUID | None:
    """The form's own key: a button pressed twice begins one draft."""
    try:
        return uuid.UUID(request.POST.get("khoa", ""))
    except ValueError:
        return None


def _shown(request: Request, bundle: VersionBundle, *, case: str, errors: dict[str, str]) -> HttpResponse:
    at = clock.now()
    agencies = agencies_for(bundle, on=at.date())
    chosen = request.POST.get("organisation") or str(home_agency(request.asker, agencies) or "")
    known = bool(bundle.guide) and bundle.has_case(case)
    fields = place_fields(bundle, agencies, chosen=chosen, case=case, errors=errors, case_known=known)
    begun = [one for one in my_drafts(request.asker, at=at) if one.draft.version_id == bundle.version_id]
    papers = [paper for paper in bundle.papers_for(case) if paper.kind == "upload"]
    context = {
        "section": "find",
        "title": bundle.plain_name,
        "facts": case_facts(bundle, case),
        "papers": papers,
        "by_case": not papers and len(bundle.cases) > 1 and not case,
        "minutes": minutes_to_fill(bundle.form.pages),
        "procedure_url": reverse("portal:procedure", args=[bundle.code]),
        "drafts": [listed(one) for one in begun],
        "fields": fields,
        "case": case if known else "",
        "case_name": next((one.name for one in bundle.cases if known and one.key == case), ""),
        "guide_url": reverse("portal:guide", args=[bundle.code]),
        "errors": error_links(fields),
        "key": uuid.uuid4(),
    }
    return render(request, "portal/start.html", context, status=422 if errors else 200)


@never_cache
@require_POST
def again(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """File once more what ended without a decision."""
    draft = start_again(asker=request.asker, dossier_id=dossier_id, at=clock.now())
    tell(draft_id=draft.pk, asker=request.asker, at=clock.now())
    return redirect("portal:draft", draft.pk)

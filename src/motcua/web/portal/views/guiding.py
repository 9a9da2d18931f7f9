"""A few plain questions before the form. Public: who may be wrong here shall find out before logging in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.catalogue.selectors import closed, published_version_id, version_bundle
from motcua.kernel.errors import NotFound
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.guiding import guide_page, start_url


@login_not_required
@require_safe
def guide(request: Request, code: str) -> HttpResponse:
    try:
        bundle = version_bundle(published_version_id(code))
    except NotFound:
        return redirect("portal:procedure", closed(code).code)
    if not bundle.guide or bundle.hand_over:
        return redirect(start_url(bundle.code, ""))
    page = guide_page(bundle, request.GET.dict())
    wrong = bool(page.question and page.question.error)
    return render(request, "portal/guide.html", {"section": "find", "page": page}, status=422 if wrong else 200)

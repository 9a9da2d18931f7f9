"""Going on at another device. The link is only an address: whoever opens it must log in as the same person."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.documents.services.qr import qr_svg
from motcua.dossiers.selectors.drafts import draft_for, own_draft
from motcua.dossiers.services.draft_notices import addresses_of, send_resume_link
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.filing import draft_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def elsewhere(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """The ways to the other device: log in there, scan, or have the address sent to oneself."""
    own_draft(draft_id=draft_id, asker=request.asker, in_person=True)
    view = draft_for(request.asker, draft_id)
    if request.method == "POST":
        sent = send_resume_link(draft_id=draft_id, asker=request.asker, at=clock.now())
        messages.success(request, _("Đã gửi đường dẫn tới %(where)s.") % {"where": ", ".join(sent)})
        return redirect("portal:draft_elsewhere", draft_id)
    context = {
        "section": "mine",
        "draft": draft_page(view),
        "back_url": reverse("portal:draft", args=[draft_id]),
        "link": _address(draft_id),
        "addresses": addresses_of(view.draft),
    }
    return render(request, "portal/elsewhere.html", context)


@never_cache
@require_safe
def code(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    own_draft(draft_id=draft_id, asker=request.asker, in_person=True)
    return HttpResponse(qr_svg(_address(draft_id), border=2), content_type="image/svg+xml")


@never_cache
@require_safe
def resume(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """Where the link leads after the login: the first part that is not done."""
    page = draft_page(draft_for(request.asker, draft_id))
    return redirect(page.next_url or reverse("portal:draft", args=[draft_id]))


def _address(draft_id: uuid.UUID) -> str:
    return f"{settings.PUBLIC_URL}{reverse('portal:resume', args=[draft_id])}"

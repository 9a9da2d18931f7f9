"""A draft whose procedure has a new version: what changed, and on with what is already there."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.services.carrying import carry, closed_for, is_stale, what_changed
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.filing import draft_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    view, at = draft_for(request.asker, draft_id), clock.now()
    if not is_stale(view.draft, at=at) or closed_for(view.draft) is not None:
        return redirect("portal:draft", draft_id)
    if request.method == "POST":
        carry(draft_id=draft_id, asker=request.asker, at=at)
        messages.success(request, _("Đã chuyển hồ sơ sang bản mới. Anh/chị xem lại những phần chưa xong."))
        return redirect("portal:draft", draft_id)
    context = {
        "section": "mine",
        "draft": draft_page(view),
        "sentences": what_changed(view.draft).sentences,
        "back_url": reverse("portal:draft", args=[draft_id]),
    }
    return render(request, "portal/new_version.html", context)

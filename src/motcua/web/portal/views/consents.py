"""Using a result of one's own store in place of a paper: agreed to, listed, taken back."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from motcua.dossiers.selectors.drafts import draft_for
from motcua.dossiers.telling_once.consents import give, my_consents, revoke
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.web.kit.requests import Request
from motcua.web.kit.returning import next_path
from motcua.web.portal.presenters.offers import consent_row

UNTICKED = "chua-danh-dau"  # names the result whose box of consent was left empty


@never_cache
@require_safe
def consents(request: Request) -> HttpResponse:
    rows = [consent_row(one, on=clock.today()) for one in my_consents(request.asker)]
    return render(request, "portal/consents.html", {"section": "mine", "tab": "consents", "consents": rows})


@require_POST
def reuse(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """The tick beside a result is the consent; without it nothing is used."""
    draft_for(request.asker, draft_id)
    paper = request.POST.get("paper", "")
    page = reverse("portal:draft_papers", args=[draft_id])
    if request.POST.get("consent") != "yes":
        return redirect(f"{page}?{urlencode({UNTICKED: request.POST.get('result', '')})}#ten-{paper}")
    given = give(draft_id=draft_id, asker=request.asker, paper_key=paper, result_id=_result(request), at=clock.now())
    messages.success(request, _("Sẽ dùng “%(name)s” trong kho, không cần tải lên.") % {"name": given.result.name})
    return redirect(f"{page}#ten-{paper}")


def _result(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("result", ""))
    except ValueError:
        raise Invalid(_("Chọn giấy tờ muốn dùng rồi bấm lại.")) from None


@require_POST
def revoke_consent(request: Request, consent_id: uuid.UUID) -> HttpResponse:
    revoke(consent_id=consent_id, asker=request.asker, at=clock.now())
    messages.success(request, _("Đã rút lại. Giấy tờ này không được dùng cho hồ sơ đó nữa."))
    return redirect(next_path(request) or "portal:consents")

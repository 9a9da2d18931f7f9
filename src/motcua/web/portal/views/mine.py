"""My dossiers: what waits for me first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.dossiers.grouping.selectors import my_groups
from motcua.dossiers.selectors.looking import looks_at_me
from motcua.dossiers.selectors.mine import my_dossiers, my_drafts
from motcua.dossiers.standing_in.assist_selectors import helped
from motcua.dossiers.standing_in.cosign_selectors import asked_of
from motcua.kernel import clock
from motcua.web.kit.requests import Request
from motcua.web.portal.cosigning.presenters import asked_rows
from motcua.web.portal.groups.mine import mine_group
from motcua.web.portal.presenters.dossiers import dossier_row
from motcua.web.portal.presenters.filing import listed
from motcua.web.portal.presenters.progress import ENDED
from motcua.web.portal.standing_in.assisted import helped_row


@never_cache
@require_safe
def dossiers(request: Request) -> HttpResponse:
    at = clock.now()
    rows = [dossier_row(one, at=at, me=request.asker.person_id) for one in my_dossiers(request.asker)]
    drafts = [listed(one) for one in my_drafts(request.asker, at=at)]
    groups = [mine_group(one) for one in my_groups(request.asker, at=at)]
    cosignings = asked_rows(asked_of(request.asker))
    helping = [helped_row(one) for one in helped(request.asker, at=at)]
    context = {
        "section": "mine",
        "tab": "dossiers",
        "groups": groups,
        "cosignings": cosignings,
        "helped": helping,
        "drafts": drafts,
        "needs_me": [row for row in rows if row.needs_me],
        "running": [row for row in rows if not row.needs_me and row.state not in ENDED],
        "finished": [row for row in rows if not row.needs_me and row.state in ENDED],
        "empty": not (rows or drafts or groups or cosignings or helping),
    }
    return render(request, "portal/my_dossiers.html", context)


@never_cache
@require_safe
def looks(request: Request) -> HttpResponse:
    rows = [
        {
            "at": look.at,
            "name": look.name,
            "code": look.code,
            "url": reverse("portal:dossier", args=[look.dossier_id]) if look.dossier_id else "",
            "in_register": look.in_register,
            "helping": look.helping,
            "papers": look.papers,
        }
        for look in looks_at_me(request.asker)
    ]
    return render(request, "portal/looks.html", {"section": "mine", "tab": "looks", "looks": rows})

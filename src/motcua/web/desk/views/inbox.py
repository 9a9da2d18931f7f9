"""The inbox: what waits for the officer, most urgent first, with the open dossier beside it."""

from __future__ import annotations

import uuid
from datetime import datetime
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from motcua.dossiers.selectors.alerts import alerts_on
from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.inbox import COUNTED_UP_TO, inbox, inbox_counts
from motcua.dossiers.services.bulk import BULK_ACTS, Outcome, do_all
from motcua.identity.askers import Asker
from motcua.identity.directory import names_of_organisations
from motcua.identity.selectors import officers_of
from motcua.kernel import clock
from motcua.kernel.clock import local
from motcua.kernel.errors import Invalid, NotFound
from motcua.web.desk.asking import for_officers, is_part, posted_key
from motcua.web.desk.navigation import own_desk
from motcua.web.desk.presenters.bulk import NOTHING, Worked, read_target
from motcua.web.desk.presenters.dossier import DossierPage, dossier_page
from motcua.web.desk.presenters.inbox import VIEW_OF, inbox_view
from motcua.web.desk.reading import InboxQuery, read_query
from motcua.web.kit.requests import Request

LONGEST_ID = 19  # digits; longer ones are no row of ours


@require_GET
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    """Whoever can never have a dossier waiting is led to their own work, unless a view was asked for by name."""
    elsewhere = own_desk(asker)
    if elsewhere is not None and not request.GET:
        return redirect(elsewhere.url)
    return _page(request, asker, read_query(request.GET, VIEW_OF))


def _page(
    request: Request, asker: Asker, query: InboxQuery, worked: Worked = NOTHING, status: int = 200
) -> HttpResponse:
    at = clock.now()
    units = names_of_organisations(asker.organisations_with())
    found = inbox(asker, query.as_filter(VIEW_OF[query.view]), at=at)
    page = inbox_view(
        query,
        found,
        counts=inbox_counts(asker, at=at),
        most=COUNTED_UP_TO,
        units=[(str(number), name) for number, name in units.items()],
        now=at,
        worked=worked,
        alerts=alerts_on(asker, [row.dossier_id for row in found.rows]),
        roles=frozenset(role for seat in asker.seats for role in seat.roles),
        colleagues=_colleagues(asker, at),
        opened=_opened(asker, query.opened),
    )
    part = is_part(request)
    context = {"page": page, "part": part, "section": "inbox"}
    return render(request, "desk/inbox.html#list" if part else "desk/inbox.html", context, status=status)


def _colleagues(asker: Asker, at: datetime) -> list[tuple[str, str]]:
    found = officers_of(asker.organisations_with(), on=local(at).date())
    return [(str(one.pk), one.display_name) for one in found]


def _opened(asker: Asker, dossier_id: uuid.UUID | None) -> DossierPage | None:
    if dossier_id is None:
        return None
    at = clock.now()
    try:
        return dossier_page(dossier_for(asker, dossier_id, at=at), now=at)
    except NotFound:
        return None


@require_POST
@for_officers
def bulk(request: Request, asker: Asker) -> HttpResponse:
    """One act on each ticked dossier, each on its own: what succeeds stays, what fails says why and stays ticked."""
    key = posted_key(request)
    targets = list(filter(None, map(read_target, request.POST.getlist("id"))))
    act = next((one for one in BULK_ACTS if one.value == request.POST.get("act")), None)
    if act is None or not targets:
        messages.warning(request, _("Chưa đánh dấu hồ sơ nào. Tích vào ô ở đầu dòng rồi bấm lại."))
        return redirect(_query(request).url())
    chosen = request.POST.get("assignee_id", "")
    try:
        outcomes = do_all(
            act=act,
            targets=targets,
            asker=asker,
            key=key,
            at=clock.now(),
            assignee_id=int(chosen) if chosen.isdecimal() and len(chosen) < LONGEST_ID else None,
        )
    except Invalid as refusal:
        messages.warning(request, refusal.message)
        return _page(request, asker, _query(request), Worked(tuple(targets)), status=refusal.status)
    return _after_bulk(request, asker, outcomes)


def _after_bulk(request: Request, asker: Asker, outcomes: list[Outcome]) -> HttpResponse:
    refused = tuple(one.target for one in outcomes if one.done is None)
    if refused:
        return _page(request, asker, _query(request), Worked(refused, tuple(outcomes)), status=409)
    done = ngettext("Xong %(n)d hồ sơ.", "Xong %(n)d hồ sơ.", len(outcomes)) % {"n": len(outcomes)}
    messages.success(request, done)
    return redirect(_query(request).url())


def _query(request: Request) -> InboxQuery:
    """The view the bulk act was pressed in, from its start."""
    back = urlsplit(request.POST.get("back", ""))
    return read_query(QueryDict(back.query).dict(), VIEW_OF).from_start()

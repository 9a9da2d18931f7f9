"""The inbox: what waits for the officer, most urgent first, with the open dossier beside it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from motcua.dossiers.selectors.dossier import dossier_for
from motcua.dossiers.selectors.inbox import COUNTED_UP_TO, inbox, inbox_counts
from motcua.dossiers.services.changes import Done
from motcua.dossiers.services.processing import assign
from motcua.dossiers.services.reception import receive
from motcua.identity.askers import Asker
from motcua.identity.directory import names_of_organisations
from motcua.kernel import clock
from motcua.kernel.errors import NotFound, Refused
from motcua.web.desk.asking import for_officers, is_part, posted_key
from motcua.web.desk.presenters.dossier import DossierPage, dossier_page
from motcua.web.desk.presenters.inbox import VIEW_OF, inbox_view
from motcua.web.desk.reading import InboxQuery, read_query
from motcua.web.kit.requests import Request

MOST_AT_ONCE = 30


@require_GET
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    return _page(request, asker, read_query(request.GET, VIEW_OF))


def _page(
    request: Request, asker: Asker, query: InboxQuery, problems: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    at = clock.now()
    units = names_of_organisations(asker.organisations_with())
    page = inbox_view(
        query,
        inbox(asker, query.as_filter(VIEW_OF[query.view]), at=at),
        counts=inbox_counts(asker, at=at),
        most=COUNTED_UP_TO,
        units=[(str(number), name) for number, name in units.items()],
        now=at,
        problems=problems,
        opened=_opened(asker, query.opened),
    )
    part = is_part(request)
    context = {"page": page, "part": part, "section": "inbox"}
    return render(request, "desk/inbox.html#list" if part else "desk/inbox.html", context, status=status)


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
    act = BULK.get(request.POST.get("act", ""))
    problems: dict[str, str] = {}
    done = 0
    for text in request.POST.getlist("id")[:MOST_AT_ONCE] if act else ():
        try:
            act(uuid.UUID(text), asker, f"{key}:{text}")  # type: ignore[misc]
            done += 1
        except Refused as refusal:
            problems[text] = refusal.message
        except ValueError:
            continue
    _tell(request, done, len(problems))
    return _after_bulk(request, asker, problems)


def _receive(dossier_id: uuid.UUID, asker: Asker, key: str) -> Done:
    return receive(dossier_id=dossier_id, asker=asker, key=key, at=clock.now())


def _take(dossier_id: uuid.UUID, asker: Asker, key: str) -> Done:
    if asker.account_id is None:
        raise NotFound(_("Không tìm thấy hồ sơ này, hoặc anh/chị không có quyền xem."))
    return assign(dossier_id=dossier_id, asker=asker, key=key, at=clock.now(), assignee_id=asker.account_id)


BULK: dict[str, Callable[[uuid.UUID, Asker, str], Done]] = {"receive": _receive, "take": _take}


def _tell(request: Request, done: int, failed: int) -> None:
    if done:
        messages.success(request, ngettext("Xong %(n)d hồ sơ.", "Xong %(n)d hồ sơ.", done) % {"n": done})
    if failed:
        messages.warning(
            request,
            ngettext(
                "%(n)d hồ sơ chưa làm được, lý do ghi ở từng dòng.",
                "%(n)d hồ sơ chưa làm được, lý do ghi ở từng dòng.",
                failed,
            )
            % {"n": failed},
        )
    if not done and not failed:
        messages.warning(request, _("Chưa đánh dấu hồ sơ nào. Tích vào ô ở đầu dòng rồi bấm lại."))


def _after_bulk(request: Request, asker: Asker, problems: dict[str, str]) -> HttpResponse:
    back = urlsplit(request.POST.get("back", ""))
    query = read_query(QueryDict(back.query).dict(), VIEW_OF)
    if problems:
        return _page(request, asker, query.from_start(), problems, status=409)
    return redirect(query.from_start().url())

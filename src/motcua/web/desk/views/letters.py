"""The officer's own messages: what came, and what was read."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from motcua.identity.askers import Asker
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.notifications.models import Message
from motcua.notifications.selectors import PAGE, inbox
from motcua.notifications.services.read import mark_all_read, mark_read
from motcua.web.desk.asking import for_officers
from motcua.web.kit.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def show(request: Request, asker: Asker) -> HttpResponse:
    """Newest first, older ones by ``?truoc=<id>``; POST reads one, and goes where it leads, or all."""
    if request.method == "POST":
        return _read(request, asker)
    before = request.GET.get("truoc", "")
    rows = inbox(asker, before=int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None)
    context = {
        "letters": [(row, _without_address(row)) for row in rows],
        "unread": any(row.read_at is None for row in rows),
        "older": rows[-1].pk if len(rows) == PAGE else None,
        "section": "messages",
    }
    return render(request, "desk/messages.html", context)


def _read(request: Request, asker: Asker) -> HttpResponse:
    do, _colon, which = request.POST.get("do", "").partition(":")
    if do == "all":
        n = mark_all_read(asker=asker, at=clock.now())
        messages.success(request, ngettext("Đã đánh dấu %d tin là đã đọc.", "Đã đánh dấu %d tin là đã đọc.", n) % n)
        return redirect("desk:messages")
    if do != "read" or not (which.isascii() and which.isdigit() and len(which) < 19):
        raise NotFound(_("Không tìm thấy tin nhắn này."))
    letter = mark_read(asker=asker, message_id=int(which), at=clock.now())
    place = urlsplit(letter.link)
    address = f"{place.path}?{place.query}" if place.query else place.path
    return redirect(address if url_has_allowed_host_and_scheme(address, None) else "desk:messages")


def _without_address(letter: Message) -> str:
    """The text without its line of address: here a button leads there."""
    lines = letter.body.splitlines()
    return "\n".join(line for line in lines if not letter.link or letter.link not in line).rstrip()

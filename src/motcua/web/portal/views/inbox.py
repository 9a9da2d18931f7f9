"""Letters to the person, newest first; looking at them marks them read."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.notifications.selectors import inbox
from motcua.notifications.services.read import mark_all_read
from motcua.web.kit.requests import Request


@never_cache
@require_safe
def inbox_page(request: Request) -> HttpResponse:
    rows = [
        {
            "subject": message.subject,
            "body": _without_address(message.body, message.link),
            "at": message.created_at,
            "url": urlsplit(message.link).path,
            "unread": message.read_at is None,
        }
        for message in inbox(request.asker)
    ]
    if request.method == "GET" and any(row["unread"] for row in rows):
        mark_all_read(asker=request.asker, at=clock.now())
    return render(request, "portal/inbox.html", {"section": "mine", "tab": "inbox", "messages_in": rows})


def _without_address(body: str, link: str) -> str:
    """The letter without its line of address: here the headline is the link."""
    return "\n".join(line for line in body.splitlines() if not link or link not in line).rstrip()

"""My own data: what is known and from where, how to reach me, and what I want to hear where."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from motcua.forms.presenters import error_links
from motcua.forms.rules import Answers, check, read
from motcua.identity.selectors import own_person
from motcua.identity.services.contact import change_contact
from motcua.kernel import clock
from motcua.kernel.errors import Invalid
from motcua.notifications.selectors import wishes_of
from motcua.notifications.services.prefer import prefer
from motcua.notifications.wishes import Wishes
from motcua.places.gazetteer import commune_names
from motcua.web.kit.kept import kept_form
from motcua.web.kit.requests import Request
from motcua.web.portal.presenters.profile import (
    contact_fields,
    contact_form,
    contact_of,
    contact_page,
    facts_of,
    source_of,
)

HOURS = tuple(range(24))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    person = own_person(request.asker)
    page, answers = contact_page(), contact_of(person)
    errors: dict[str, str] = {}
    if request.method == "POST":
        answers = read(page, request.POST)
        clean, errors = check(contact_form(), answers, today=clock.today(), communes=commune_names())
        if not errors:
            _keep(request, clean)
            messages.success(request, _("Đã lưu cách liên lạc. Hồ sơ nộp từ nay dùng thông tin này."))
            return redirect("portal:profile")
    elif kept := kept_form(request):
        answers = read(page, kept)
    fields = contact_fields(answers, errors)
    context = {
        "section": "mine",
        "tab": "profile",
        "facts": facts_of(person),
        "source": source_of(person),
        "fields": fields,
        "errors": error_links(fields),
    }
    return render(request, "portal/profile.html", context, status=422 if errors else 200)


def _keep(request: Request, clean: Answers) -> None:
    address = clean.get("address")
    home = address if isinstance(address, dict) else {}
    change_contact(
        asker=request.asker,
        phone=str(clean.get("phone") or ""),
        email=str(clean.get("email") or ""),
        commune_code=str(home.get("commune") or ""),
        address=str(home.get("detail") or ""),
        at=clock.now(),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: Request) -> HttpResponse:
    """Channels and quiet hours; what has a legal effect is sent whatever is chosen here."""
    own_person(request.asker)
    if request.method == "POST":
        try:
            prefer(asker=request.asker, wishes=_typed(request), at=clock.now())
        except Invalid as refusal:
            return _wishes_page(request, Wishes(), list(refusal.fields.values()))
        messages.success(request, _("Đã lưu cách nhận tin."))
        return redirect("portal:wishes")
    return _wishes_page(request, wishes_of(person_id=request.asker.person_id), [])


def _wishes_page(request: Request, chosen: Wishes, sentences: list[str]) -> HttpResponse:
    context = {
        "section": "mine",
        "tab": "wishes",
        "wishes": chosen,
        "quiet": chosen.quiet_from != chosen.quiet_until,
        "hours": HOURS,
        "errors": [("f-quiet-from", sentence) for sentence in sentences],
    }
    return render(request, "portal/wishes.html", context, status=422 if sentences else 200)


def _typed(request: Request) -> Wishes:
    """Unticked quiet hours are none; an hour that is no number is refused by the service."""
    quiet = request.POST.get("quiet") == "yes"
    since, until = (_hour(request.POST.get(name, "")) if quiet else 0 for name in ("quiet_from", "quiet_until"))
    return Wishes("email" in request.POST, "sms" in request.POST, since, until)


def _hour(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("000") else -1

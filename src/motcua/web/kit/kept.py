"""A form posted after its login had run out is kept through the new login, so that nobody types it twice.

The page that shows it again first checks that the asker may see that page; what another person left in the same browser
is therefore given to nobody.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

_KEY = "kept_form"
LARGEST = 20_000  # characters; a page of a form is far smaller, and strangers shall not fill the session table


def is_desk(path: str) -> bool:
    """Whether the address is the officers': nothing of theirs is kept for a citizen's page."""
    return path.startswith(reverse("desk:login").removesuffix("dang-nhap/"))


def keep_form(request: HttpRequest) -> bool:
    """Remember the posted answers of a browser that was logged in before; files cannot be kept. Whether it did."""
    if request.method != "POST" or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    if request.POST.get("autosave"):
        return False
    answers = request.POST.copy()
    answers.pop("csrfmiddlewaretoken", None)
    encoded = answers.urlencode()
    if encoded and len(encoded) <= LARGEST:
        request.session[_KEY] = {"path": request.path, "answers": encoded}
        return True
    return False


def kept_form(request: HttpRequest) -> QueryDict | None:
    """The answers kept for this very page, once; call it only after the asker was allowed to see the page."""
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return None
    del request.session[_KEY]
    return QueryDict(kept["answers"])

"""What every page knows without asking: the place, the hotline, its own address, the asker and how it is to look."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.identity.askers import AskerKind
from motcua.web.kit.kept import is_desk

SIZE_COOKIE = "co-chu"
SIZES = ("2", "3")  # 119 % and 144 %; without a cookie the browser's own size
CONTRAST_COOKIE = "tuong-phan"
EASY_COOKIE = "de-dung"
ON = "1"


def is_easy(request: HttpRequest) -> bool:
    """Large letters, one question a page, nothing beside what is to be done now."""
    return request.COOKIES.get(EASY_COOKIE) == ON


def _at_a_desk(request: HttpRequest) -> bool:
    """An officer on an officers' page: what goes wrong there is told between the same doors as the rest."""
    asker = getattr(request, "asker", None)
    return asker is not None and asker.kind is AskerKind.OFFICER and is_desk(request.path)


def site(request: HttpRequest) -> dict[str, Any]:
    size = request.COOKIES.get(SIZE_COOKIE, "")
    at_a_desk = _at_a_desk(request)
    return {
        "hotline": settings.HOTLINE,
        "province_name": settings.PROVINCE_NAME,
        "site_name": _("Dịch vụ công %(province)s") % {"province": settings.PROVINCE_NAME},
        "site_host": urlsplit(settings.PUBLIC_URL).netloc,
        "asker": getattr(request, "asker", None),
        "here": request.get_full_path(),
        "text_size": size if size in SIZES else "",
        "high_contrast": request.COOKIES.get(CONTRAST_COOKIE) == ON,
        "easy": is_easy(request),
        "at_a_desk": at_a_desk,
        "shell": "desk/base.html" if at_a_desk else "kit/citizen.html",
    }

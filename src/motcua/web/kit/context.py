"""What every page knows without asking: the place, the hotline, its own address, the asker and the chosen text size."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

SIZE_COOKIE = "co-chu"
SIZES = ("2", "3")  # 119 % and 144 %; without a cookie the browser's own size


def site(request: HttpRequest) -> dict[str, Any]:
    size = request.COOKIES.get(SIZE_COOKIE, "")
    return {
        "hotline": settings.HOTLINE,
        "province_name": settings.PROVINCE_NAME,
        "site_name": _("Dịch vụ công %(province)s") % {"province": settings.PROVINCE_NAME},
        "site_host": urlsplit(settings.PUBLIC_URL).netloc,
        "asker": getattr(request, "asker", None),
        "here": request.get_full_path(),
        "text_size": size if size in SIZES else "",
    }

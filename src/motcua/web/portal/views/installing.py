"""The portal on a telephone's home screen: manifest, worker, and the page for when there is no network."""

from __future__ import annotations

import hashlib
import json
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from motcua.web.kit.caching import KEEP, OFFLINE_HEADER
from motcua.web.kit.context import site
from motcua.web.kit.requests import Request

FONTS = [
    f"vendor/be-vietnam-pro-{letters}-{weight}-normal.woff2"
    for letters in ("latin", "vietnamese")
    for weight in (400, 700)
]
FILES = ["kit/motcua.css", "kit/motcua.js", "kit/icons.svg", "kit/mark.svg", *FONTS]
ICONS = (("kit/icon-192.png", "192x192", "any"), ("kit/icon-512.png", "512x512", "any"),
         ("kit/icon-maskable.png", "512x512", "maskable"))  # fmt: skip


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
def manifest(request: Request) -> HttpResponse:
    named = site(request)
    content = {
        "id": "/",
        "name": named["site_name"],
        "short_name": _("Một cửa"),
        "description": _("Tìm thủ tục, nộp hồ sơ, theo dõi kết quả."),
        "lang": "vi",
        "start_url": reverse("portal:home"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f3f7f8",
        "theme_color": "#0a3b59",
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
        "shortcuts": [
            {"name": _("Tra cứu hồ sơ"), "url": reverse("portal:track")},
            {"name": _("Hồ sơ của tôi"), "url": reverse("portal:dossiers")},
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@login_not_required
@require_safe
@cache_control(no_cache=True)
def worker(request: Request) -> HttpResponse:  # noqa: ARG001 - a view
    """From the root, so that it serves every page of the portal."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker() -> str:
    """The same text as long as the files are the same; a new one makes browsers let go of the old files."""
    first = [reverse("portal:offline"), reverse("portal:home"), reverse("portal:help")]
    told = {
        "files": [static(path) for path in FILES],
        "pages": first,
        "offline": first[0],
        "static": settings.STATIC_URL,
        "header": OFFLINE_HEADER,
        "keep": KEEP,
    }
    text = render_to_string("portal/worker.js", {"settings": json.dumps(told, sort_keys=True)})
    return text.replace("{version}", hashlib.sha256(text.encode()).hexdigest()[:12])


@login_not_required
@require_safe
def offline(request: Request) -> HttpResponse:
    return render(request, "portal/offline.html", {"section": ""})

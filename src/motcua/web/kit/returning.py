"""Where to go after logging in: only a place of ours, named without scheme or host."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_path(request: HttpRequest, *, under: str = "/") -> str:
    """The ``next`` of the form or the address when it is a path below ``under``, else ""."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(wanted) and wanted.startswith(under) else ""


def is_ours(path: str) -> bool:
    return path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)

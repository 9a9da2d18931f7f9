"""Who calls: a machine with a bearer token, or an officer with a session."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf
from oauth2_provider.models import AccessToken

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.selectors import machine_asker
from motcua.kernel import clock
from motcua.kernel.errors import Forbidden, NotFound


class MachineToken(HttpBearer):
    """OAuth 2 client credentials with one scope; the answer is the machine's asker.

    The machine is read at each request: a token dies with its machine, and a scope taken away is gone at once.
    """

    openapi_description = (
        "Mã truy cập của máy, lấy tại POST /api/v1/token. Phạm vi: file (nộp hồ sơ), read (đọc hồ sơ của "
        "cơ quan), mirror (gửi diễn biến hồ sơ do hệ thống của ứng dụng quản lý)."
    )

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Asker | None:
        checksum = hashlib.sha256(token.encode(errors="replace")).hexdigest()
        found = (
            AccessToken.objects.filter(token_checksum=checksum, expires__gt=clock.now())
            .values_list("application__client_id", "scope")
            .first()
        )
        if found is None:
            return None
        client_id, granted = found
        try:
            asker = machine_asker(client_id, request_id=getattr(request, "request_id", ""))
        except NotFound:
            return None
        if self.scope not in granted.split() or self.scope not in asker.scopes:
            raise Forbidden(_("Mã truy cập này không có quyền “%s”.") % self.scope, code="scope_missing")
        return asker


class OfficerSession(APIKeyCookie):
    """The officer's login to the desk; unsafe methods need the CSRF token as everywhere."""

    openapi_description = "Phiên đăng nhập của cán bộ; POST cần thêm tiêu đề X-CSRFToken."

    def __init__(self) -> None:
        self.param_name = settings.SESSION_COOKIE_NAME
        super().__init__(csrf=True)

    def _get_key(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Asker | None:
        asker: Any = request.asker  # type: ignore[attr-defined]
        if not key or asker.kind is not AskerKind.OFFICER:
            return None
        if check_csrf(request) is not None:
            raise Forbidden(_("Thiếu hoặc sai mã chống giả mạo. Gửi tiêu đề X-CSRFToken."), code="csrf")
        return asker  # type: ignore[no-any-return]


def asker(request: HttpRequest) -> Asker:
    """The caller that authentication found."""
    found: Asker = request.auth  # type: ignore[attr-defined]
    return found

"""Who calls: a machine with a bearer token, or an officer with a session."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer
from oauth2_provider.models import AccessToken

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.selectors import machine_asker
from motcua.kernel import clock
from motcua.kernel.errors import Forbidden, NotFound


class MachineToken(HttpBearer):
    """OAuth 2 client credentials with one scope; the answer is the machine's asker."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Asker | None:
        checksum = hashlib.sha256(token.encode()).hexdigest()
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

    def __init__(self) -> None:
        super().__init__(csrf=True)

    def authenticate(self, request: HttpRequest, _key: str | None) -> Asker | None:
        asker: Any = request.asker  # type: ignore[attr-defined]
        return asker if asker.kind is AskerKind.OFFICER else None


def asker(request: HttpRequest) -> Asker:
    """The caller that authentication found."""
    found: Asker = request.auth  # type: ignore[attr-defined]
    return found

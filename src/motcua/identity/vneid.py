"""Login through VNeID: OpenID Connect code flow with state, nonce and PKCE, on allauth's provider.

allauth makes the addresses, keeps the state and fetches the tokens. Three things are stricter here: the id_token's
signature is always checked, the nonce is ours, and nothing of the provider's answer is stored but the claims we need.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit, statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

from motcua.identity.claims import CitizenClaims, read_claims
from motcua.kernel.errors import Refused

PROVIDER = "vneid"
CALLBACK_URL = "vneid_callback"
_log = logging.getLogger(__name__)


class LoginFailed(Refused):
    """The login did not come about; nothing was changed. ``next_path`` = where the citizen wanted to go."""

    code = "login_failed"
    status = 400

    def __init__(self, message: str, *, code: str, status: int = 400, next_path: str = "") -> None:
        super().__init__(message, code=code, status=status)
        self.next_path = next_path


@dataclass(frozen=True, slots=True)
class Answer:
    claims: CitizenClaims
    next_path: str


class _Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    def get_provider(self) -> _Provider:
        return _Provider(self.request, app=get_adapter(self.request).get_app(self.request, PROVIDER))

    def get_callback_url(self, request: HttpRequest, app: object) -> str:  # noqa: ARG002 - allauth's signature
        return request.build_absolute_uri(reverse(CALLBACK_URL))

    def claims_of(self, id_token: str, client_id: str) -> dict[str, Any]:
        """The claims of an id_token signed by the provider for us, in time (OpenID Connect Core §3.1.3.7)."""
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=client_id,
            lookup_kid=_rsa_key,
        )
        return claims


class _Provider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    oauth2_adapter_class = _Adapter

    def get_oauth2_adapter(self, request: HttpRequest) -> _Adapter:
        return _Adapter(request, PROVIDER)

    def get_default_scope(self) -> list[str]:
        return ["openid"]


def _rsa_key(keys: dict[str, Any], kid: str) -> Any:
    """Only a published RS256 key verifies: "none" and symmetric algorithms must never reach the decoder."""
    wanted = [key for key in keys.get("keys", []) if key.get("kid") == kid and key.get("kty") == "RSA"]
    return jwtkit.lookup_kid_jwk({"keys": [{**key, "alg": "RS256"} for key in wanted]}, kid)


def start(request: HttpRequest, *, next_path: str) -> HttpResponseRedirectBase:
    """Send the browser to VNeID; ``LoginFailed`` when VNeID does not answer."""
    nonce = secrets.token_urlsafe(24)
    try:
        response: HttpResponseRedirectBase = (
            _Adapter(request, PROVIDER)
            .get_provider()
            .redirect(request, "login", next_url=next_path, data={"nonce": nonce}, auth_params={"nonce": nonce})
        )
    except (RequestException, OAuth2Error, KeyError, ValueError) as error:
        raise _unavailable(next_path) from error
    return response


def finish(request: HttpRequest) -> Answer:
    """The citizen behind VNeID's answer; ``LoginFailed`` for a cancelled, stale, forged or broken one."""
    adapter = _Adapter(request, PROVIDER)
    provider = adapter.get_provider()
    state = statekit.unstash_state(request, provider_id=provider.sub_id, state_id=request.GET.get("state", ""))
    if state is None:
        raise LoginFailed(
            _("Lần đăng nhập này đã hết hạn hoặc đã dùng rồi. Hãy bấm đăng nhập lại."), code="state", next_path=""
        )
    next_path = str(state.get("next") or "")
    if "code" not in request.GET:
        raise _not_granted(request.GET.get("error", ""), next_path)
    try:
        return Answer(_claims(adapter, provider, request, state), next_path)
    except RequestException as error:
        raise _unavailable(next_path) from error
    except (OAuth2Error, KeyError, ValueError, TypeError) as error:
        _log.warning("VNeID's answer was refused: %s", error)
        raise LoginFailed(
            _("Không xác nhận được câu trả lời của VNeID nên chưa đăng nhập. Hãy thử lại sau ít phút."),
            code="answer",
            next_path=next_path,
        ) from error


def _claims(adapter: _Adapter, provider: _Provider, request: HttpRequest, state: Mapping[str, Any]) -> CitizenClaims:
    app = provider.app
    client = adapter.get_client(request, app)
    token = adapter.get_access_token_data(request, app, client, pkce_code_verifier=state.get("pkce_code_verifier"))
    claims = adapter.claims_of(token["id_token"], app.client_id)
    expected = str(state["data"]["nonce"])
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), expected.encode()):
        raise OAuth2Error("nonce differs")
    return read_claims(claims)


def _not_granted(error: str, next_path: str) -> LoginFailed:
    if error == "access_denied":
        return LoginFailed(
            _("Anh/chị đã từ chối trên VNeID nên chưa đăng nhập. Những gì đã khai vẫn được giữ."),
            code="cancelled",
            next_path=next_path,
        )
    return LoginFailed(
        _("VNeID không hoàn tất việc đăng nhập. Hãy thử lại sau ít phút."), code="provider_error", next_path=next_path
    )


def _unavailable(next_path: str) -> LoginFailed:
    return LoginFailed(
        _("VNeID đang không trả lời. Anh/chị thử lại sau ít phút; những gì đã khai vẫn được giữ."),
        code="unavailable",
        status=503,
        next_path=next_path,
    )

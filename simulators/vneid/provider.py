"""The provider itself, without HTTP: keys, people, clients, and the tokens it makes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from simulators.faults import Faults
from simulators.vneid.faults import Fault
from simulators.vneid.grants import TOKEN_SECONDS, Grant, Grants
from simulators.vneid.keys import SigningKey, base64url, unsigned
from simulators.vneid.people import Citizen

_OUR_HOSTS = frozenset({"localhost", "127.0.0.1", "::1", "testserver"})
_TOKEN_FAULTS = (
    Fault.WRONG_SIGNATURE,
    Fault.WRONG_NONCE,
    Fault.WRONG_AUDIENCE,
    Fault.WRONG_ISSUER,
    Fault.EXPIRED_TOKEN,
    Fault.UNSIGNED,
    Fault.NO_NUMBER,
)


@dataclass
class Provider:
    issuer: str
    citizens: dict[str, Citizen]
    clients: dict[str, str]
    faults: Faults[Fault] = field(default_factory=Faults)
    grants: Grants = field(default_factory=Grants)
    key: SigningKey = field(default_factory=SigningKey)

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid"],
        }

    def may_return_to(self, redirect_uri: str) -> bool:
        """Real VNeID compares with the registered address; here every relying party runs on this machine."""
        parts = urlsplit(redirect_uri)
        return parts.scheme in ("http", "https") and parts.hostname in _OUR_HOSTS and not parts.fragment

    def client_of(self, authorization: str, form: dict[str, str]) -> str | None:
        """The client's id when its secret is right, by HTTP Basic or in the form."""
        client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
        if authorization.startswith("Basic "):
            try:
                pair = base64.b64decode(authorization[6:], validate=True).decode()
            except ValueError:
                return None
            client_id, _, secret = (unquote(part) for part in pair.partition(":"))
        known = self.clients.get(client_id)
        return client_id if known and hmac.compare_digest(known.encode(), secret.encode()) else None

    def id_token(self, grant: Grant) -> str:
        fault = self.faults.now(*_TOKEN_FAULTS)
        now = int(time.time())
        claims: dict[str, object] = {
            **grant.citizen.claims(),
            "iss": "https://someone-else.invalid" if fault is Fault.WRONG_ISSUER else self.issuer,
            "aud": "another-client" if fault is Fault.WRONG_AUDIENCE else grant.login.client_id,
            "iat": now,
            "exp": now - 3600 if fault is Fault.EXPIRED_TOKEN else now + TOKEN_SECONDS,
        }
        if grant.login.nonce:
            claims["nonce"] = "another-nonce" if fault is Fault.WRONG_NONCE else grant.login.nonce
        if fault is Fault.NO_NUMBER:
            del claims["SoDinhDanh"]
        if fault is Fault.UNSIGNED:
            return unsigned(claims, self.key.kid)
        if fault is Fault.WRONG_SIGNATURE:
            return SigningKey().sign(claims, kid=self.key.kid)
        return self.key.sign(claims)


def challenge_of(verifier: str) -> str:
    """PKCE S256 (RFC 7636 §4.2)."""
    return base64url(hashlib.sha256(verifier.encode()).digest())

"""An RSA key made in memory, its public form as a JWK, and JWT (RFC 7515) signed with it."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class SigningKey:
    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.kid = secrets.token_hex(8)

    def jwk(self) -> dict[str, str]:
        numbers = self._key.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.kid,
            "n": base64url(numbers.n.to_bytes(256, "big")),
            "e": base64url(numbers.e.to_bytes(3, "big")),
        }

    def sign(self, claims: Mapping[str, object], *, kid: str | None = None) -> str:
        """A compact RS256 JWT; ``kid`` lets a stranger's key pass itself off as a published one."""
        signed = _unsigned({"alg": "RS256", "typ": "JWT", "kid": kid or self.kid}, claims)
        return f"{signed}.{base64url(self._key.sign(signed.encode(), padding.PKCS1v15(), SHA256()))}"


def unsigned(claims: Mapping[str, object], kid: str) -> str:
    return _unsigned({"alg": "none", "typ": "JWT", "kid": kid}, claims) + "."


def _unsigned(header: Mapping[str, object], claims: Mapping[str, object]) -> str:
    return ".".join(base64url(json.dumps(part, ensure_ascii=False).encode()) for part in (header, claims))

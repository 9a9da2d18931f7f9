"""How allauth is made to fit: nobody signs up by themselves, and second-factor secrets are stored encrypted."""

from __future__ import annotations

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _

from motcua.gateway.services.sessions import GuardedSession
from motcua.kernel.errors import Refused

VNEID = "vneid"  # how the gateway calls the system behind the login


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Officers get accounts from their organisation, citizens through the identity provider."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        return False


class CitizenAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's own way of linking accounts (by e-mail) is closed: see ``services/citizens.py``."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002 - allauth's signature
        return False

    def get_requests_session(self) -> GuardedSession:
        """allauth's calls to the provider leave through the gateway like all others."""
        return GuardedSession(VNEID)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """A leaked table alone does not give anybody's second factor away."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise Refused(_("Mã bảo vệ của tài khoản không còn đọc được. Hãy nhờ quản trị đơn vị đặt lại.")) from error


def _cipher() -> MultiFernet:
    """One key a secret key, the present one first, so that a change of ``SECRET_KEY`` keeps old secrets readable."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"motcua second factor").derive(force_bytes(secret))
    return base64.urlsafe_b64encode(derived)

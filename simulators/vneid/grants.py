"""What the provider remembers between two requests: log-ins under way, codes, access tokens. All expire."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field

from simulators.vneid.people import Citizen

LOGIN_SECONDS = 600
CODE_SECONDS = 60
TOKEN_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Login:
    """A relying party's request as it came to ``/auth``."""

    client_id: str
    redirect_uri: str
    state: str
    nonce: str
    code_challenge: str


@dataclass(frozen=True, slots=True)
class Grant:
    login: Login
    citizen: Citizen


@dataclass
class Grants:
    _logins: dict[str, tuple[float, Login]] = field(default_factory=dict)
    _codes: dict[str, tuple[float, Grant]] = field(default_factory=dict)
    _tokens: dict[str, tuple[float, Citizen]] = field(default_factory=dict)
    _token_of_code: dict[str, str] = field(default_factory=dict)
    _last_used_code: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, login: Login) -> str:
        return self._put(self._logins, login, LOGIN_SECONDS)

    def decide(self, handle: str) -> Login | None:
        """The log-in waiting under ``handle``, once."""
        return self._take(self._logins, handle)

    def give_code(self, login: Login, citizen: Citizen, *, replay: bool = False) -> str:
        if replay and self._last_used_code:
            return self._last_used_code
        return self._put(self._codes, Grant(login, citizen), CODE_SECONDS)

    def spend_code(self, code: str) -> Grant | None:
        """The grant behind a code, once; a second try also ends the token that the first one got (RFC 6749 §4.1.2)."""
        grant = self._take(self._codes, code)
        if grant is None:
            with self._lock:
                self._tokens.pop(self._token_of_code.pop(code, ""), None)
        self._last_used_code = code
        return grant

    def give_token(self, citizen: Citizen, code: str) -> str:
        token = self._put(self._tokens, citizen, TOKEN_SECONDS)
        with self._lock:
            self._token_of_code[code] = token
        return token

    def holder(self, token: str) -> Citizen | None:
        with self._lock:
            found = self._tokens.get(token)
        return found[1] if found and found[0] > time.monotonic() else None

    def _put[T](self, shelf: dict[str, tuple[float, T]], value: T, seconds: float) -> str:
        name = secrets.token_urlsafe(24)
        now = time.monotonic()
        with self._lock:
            for old in [key for key, (until, _) in shelf.items() if until <= now]:
                del shelf[old]
            shelf[name] = (now + seconds, value)
        return name

    def _take[T](self, shelf: dict[str, tuple[float, T]], name: str) -> T | None:
        with self._lock:
            found = shelf.pop(name, None)
        return found[1] if found and found[0] > time.monotonic() else None

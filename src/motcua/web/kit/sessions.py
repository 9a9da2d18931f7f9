"""How long a login lasts: at most a working day, and less when nobody is there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from motcua.identity.enums import AccountKind
from motcua.identity.models import Account
from motcua.kernel import clock

LONGEST = timedelta(hours=12)
IDLE = {AccountKind.CITIZEN: timedelta(minutes=45), AccountKind.OFFICER: timedelta(hours=2)}
# "Seen" is written at most this often: a session row a request would be the costliest write of the house.
WRITE_EVERY = timedelta(minutes=5)
_SINCE, _SEEN = "login_since", "login_seen"


def begin(session: SessionBase) -> None:
    """Start both clocks; called right after a login."""
    session[_SINCE] = session[_SEEN] = clock.now().isoformat()


def user_while_fresh(request: HttpRequest, user: Account | AnonymousUser) -> Account | AnonymousUser:
    """``user``, or nobody when the login is too old; then the session is emptied as well."""
    if isinstance(user, AnonymousUser) or not user.is_authenticated:
        return user
    now = clock.now()
    since, seen = _moment(request.session, _SINCE, now), _moment(request.session, _SEEN, now)
    if now - since > LONGEST or now - seen > IDLE[AccountKind(user.kind)]:
        request.session.flush()
        return AnonymousUser()
    if _SEEN not in request.session or now - seen > WRITE_EVERY:
        request.session[_SINCE], request.session[_SEEN] = since.isoformat(), now.isoformat()
    return user


def _moment(session: SessionBase, key: str, default: datetime) -> datetime:
    found = session.get(key)
    return datetime.fromisoformat(found) if isinstance(found, str) else default

"""Asking another system once, or twice where that is safe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.gateway.errors import Unavailable
from motcua.gateway.services.sessions import READ_SECONDS, GuardedSession

TRIES = 2
RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` below 500; ``content`` the whole body; names of ``headers`` in any case."""

    status: int
    content: bytes
    headers: Mapping[str, str]


def ask[T](
    *,
    system: str,
    url: str,
    read: Callable[[Answer], T],
    method: str = "POST",
    json: Any = None,
    headers: Mapping[str, str] | None = None,
    safe: bool = False,
    correlation: str = "",
    deadline: float = READ_SECONDS,
    client_certificate: tuple[str, str] | None = None,
) -> T:
    """One question to ``system``, its answer as ``read`` understands it (``ValueError``, ``KeyError`` = nonsense).

    ``safe`` = asking twice does no harm, so a failed try is made again once. Raises ``Unavailable``;
    ``InsideTransaction`` where the caller holds one. Redirects are not followed: a partner that sends us elsewhere is
    misconfigured or not the partner.
    """
    tries = TRIES if safe else 1
    with GuardedSession(system, correlation=correlation, deadline=deadline, settles=False) as session:
        session.cert = client_certificate
        for number in range(1, tries + 1):
            try:
                response = session.request(method, url, json=json, headers=headers, allow_redirects=False)
                return _understood(session, read, Answer(response.status_code, response.content, response.headers))
            except Unavailable as problem:
                if number == tries or problem.why == RESTING:
                    raise
    raise AssertionError("unreachable: the last try answers or raises")


def _understood[T](session: GuardedSession, read: Callable[[Answer], T], answer: Answer) -> T:
    try:
        found = read(answer)
    except (ValueError, KeyError) as problem:
        raise session.spoiled("nonsense") from problem
    session.settled()
    return found

"""The session every call goes through: guarded, bounded, watched."""

from __future__ import annotations

import logging
import time
import uuid
from typing import Any

import requests
from django.db import transaction
from urllib3.exceptions import HTTPError

from motcua.gateway.errors import InsideTransaction, Unavailable
from motcua.gateway.services import circuits
from motcua.kernel import clock

CONNECT_SECONDS, READ_SECONDS = 3.0, 8.0
MOST_BYTES = 2 * 1024 * 1024
SERVER_ERROR = 500
CORRELATION = "X-Request-ID"
_log = logging.getLogger(__name__)


class GuardedSession(requests.Session):
    """A ``requests`` session to one system. Raises ``Unavailable`` for everything the other side is to blame for.

    An answer is read whole, at most ``MOST_BYTES`` and ``deadline`` seconds long; 4xx are answers, not failures.
    With ``settles`` any answer says that all is well; without, the caller says so (``settled``) once it made sense.
    """

    def __init__(
        self, system: str, *, correlation: str = "", deadline: float = READ_SECONDS, settles: bool = True
    ) -> None:
        super().__init__()
        self.system, self.deadline, self.settles = system, deadline, settles
        self.headers[CORRELATION] = correlation or uuid.uuid4().hex
        self.trust_env = False  # no proxy or password from the surroundings

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        refuse_in_transaction()
        if not circuits.may_ask(self.system, at=clock.now()):
            raise Unavailable(self.system, "resting")
        kwargs.setdefault("timeout", (self._connecting, self.deadline))
        kwargs["stream"] = True
        begun = time.monotonic()
        try:
            response = super().request(method, url, *args, **kwargs)
            self._read(response, begun)
        except (requests.RequestException, HTTPError) as problem:
            raise self._failed(type(problem).__name__) from problem
        took = int((time.monotonic() - begun) * 1000)
        _log.info("%s %s in %d ms (%s)", self.system, response.status_code, took, self.headers[CORRELATION])
        if response.status_code >= SERVER_ERROR:
            raise self._failed(f"http {response.status_code}")
        if self.settles:
            self.settled()
        return response

    @property
    def _connecting(self) -> float:
        return min(CONNECT_SECONDS, self.deadline)

    def settled(self) -> None:
        circuits.answered(self.system, at=clock.now())

    def spoiled(self, why: str) -> Unavailable:
        """The failure to raise for an answer that came but makes no sense."""
        return self._failed(why)

    def _failed(self, why: str) -> Unavailable:
        circuits.failed(self.system, why, at=clock.now())
        return Unavailable(self.system, why)

    def _read(self, response: requests.Response, begun: float) -> None:
        """The whole body now, so that neither a drip nor a flood holds anybody up later."""
        found = bytearray()
        while piece := response.raw.read1(64 * 1024, decode_content=True):  # what has come, without waiting for more
            found += piece
            if len(found) > MOST_BYTES:
                response.close()
                raise requests.ConnectionError("the answer is too large")
            if time.monotonic() - begun > self.deadline + self._connecting:
                response.close()
                raise requests.Timeout("the answer drips")
        response._content = bytes(found)  # noqa: SLF001 - what ``requests`` itself does after reading


def refuse_in_transaction() -> None:
    """Raise ``InsideTransaction`` where rows would stay locked while somebody far away thinks."""
    try:
        with transaction.atomic(durable=True):
            pass
    except RuntimeError as problem:
        raise InsideTransaction("no call to the outside inside a transaction") from problem
